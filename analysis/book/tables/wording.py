"""The tables on wording features: how often, whose, with which words, and how far each code can be relied on."""

import pandas as pd

from analysis import speakers
from analysis.book.results import signed
from analysis.book.show import links
from analysis.codebook import records as validation
from analysis.codebook.agreement import LEAST_CASES, by_wording
from analysis.coding import Coding
from analysis.text.statements import spoken
from analysis.wording.features import evidence, has, with_features

LABELS = {
    ("passive", "agentless"): "passive without an agent",
    ("harm", "named"): "harm, the doer told",
    ("harm", "unnamed"): "harm, the doer not told",
    ("modality", "commitment"): "commitment",
    ("modality", "obligation"): "obligation",
    ("modality", "possibility"): "possibility",
    ("modality", "desire"): "desire",
    ("we", "own"): "“we”: the speaker’s own group",
    ("we", "both"): "“we”: both sides",
    ("we", "all"): "“we”: people in general, or not told",
}


def wording(coding: Coding) -> pd.DataFrame:
    """Statements with each reliable code, in all and by voice, and which they are."""
    rows = spoken(coding.statements)
    names = speakers.voices(rows)
    table = []
    for feature, code in validation.wording_reliable()[["feature", "code"]].itertuples(index=False):
        part = rows[has(rows[feature], code)]
        by_voice = part["voice"].value_counts()
        counts = [int(by_voice.get(name, 0)) for name in names]
        table.append((LABELS[feature, code], len(part), *counts, links(part["statement"])))
    return pd.DataFrame(table, columns=["What", "Statements", *(name.rsplit(" ", 1)[-1] for name in names), "Which"])


def wording_words(coding: Coding, feature: str) -> pd.DataFrame:
    """The words that the instrument found in the statements with a reliable code of `feature`, a row a statement and code.

    Where the statement's code was given by a coder and the instrument found no words for it, they are a dash.
    """
    rows = spoken(coding.statements)
    reliable = validation.wording_reliable()
    codes = reliable.loc[reliable["feature"] == feature, "code"]
    found = evidence(rows)
    words = (
        found[found["feature"] == feature]
        .groupby(["statement", "code"])["text"]
        .agg(lambda text: ", ".join(text.unique()))
    )
    table = [
        (links([row.statement]), row.voice, LABELS[feature, code], words.get((row.statement, code), "–"))
        for code in codes
        for row in rows[has(rows[feature], code)].itertuples()
    ]
    return pd.DataFrame(table, columns=["Statement", "Voice", "What", "Words"])


def wording_agreement() -> pd.DataFrame:
    """How far two coders agree on each code, and how far the instrument meets what was decided on the half held back."""
    coders, held_back = (validation.wording_agreement(one) for one in (validation.CODERS, validation.HELD_BACK))
    rows = []
    for one, other in zip(coders.to_dict("records"), held_back.to_dict("records"), strict=True):
        few = min(one["one"], other["one"]) < LEAST_CASES
        verdict = "too few to judge" if few else "yes" if one["reliable"] and other["reliable"] else "no"
        figures = (_decimal(other[name]) for name in ("alpha", "precision", "recall"))
        label = LABELS[one["feature"], one["code"]]
        rows.append((label, one["one"], _decimal(one["alpha"]), other["one"], *figures, verdict))
    return pd.DataFrame(
        rows,
        columns=[
            "Code",
            "Coder one",
            "Alpha of the coders",
            "Held back",
            "Alpha of the instrument",
            "Precision",
            "Recall",
            "Reliable",
        ],
    )


def wording_in_article(coding: Coding) -> pd.DataFrame:
    """How many of the article's statements have each code as the chapters show it, by the instrument, and by both."""
    shown = spoken(coding.statements)
    compared = by_wording(shown, with_features(shown))
    rows = [
        (LABELS[row["feature"], row["code"]], row["one"], row["other"], row["both"], _decimal(row["alpha"]))
        for row in compared.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["Code", "Decided", "Instrument", "Both", "Alpha"])


def _decimal(value: float) -> str:
    return "–" if value != value else signed(value).lstrip("+")
