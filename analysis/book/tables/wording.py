"""The tables on wording features: how often, whose, by which words, and how far coders agree on each code."""

import pandas as pd

from analysis import speakers
from analysis.book.figures.labels import short_names
from analysis.book.show import links, listing
from analysis.book.tables.themes import decimal
from analysis.codebook import records
from analysis.codebook.agreement import LEAST_CASES, by_wording
from analysis.coding import Coding
from analysis.text.statements import spoken
from analysis.wording.features import evidence, has, with_features

LABELS = {
    ("passive", "agentless"): "passive without an agent",
    ("harm", "named"): "harm, the doer named",
    ("harm", "unnamed"): "harm, the doer not named",
    ("modality", "commitment"): "commitment",
    ("modality", "obligation"): "obligation",
    ("modality", "possibility"): "possibility",
    ("modality", "desire"): "desire",
    ("we", "own"): "“we”: the speaker’s own group",
    ("we", "both"): "“we”: both sides",
    ("we", "all"): "“we”: people in general, or not said",
}


def wording_table(coding: Coding) -> pd.DataFrame:
    """How many statements have each reliable code, in all and by voice, and which."""
    rows = spoken(coding.statements)
    names = speakers.voices(rows)
    table = []
    for feature, code in records.wording_reliable()[["feature", "code"]].itertuples(index=False):
        part = rows[has(rows[feature], code)]
        by_voice = part["voice"].value_counts()
        counts = [int(by_voice.get(name, 0)) for name in names]
        table.append((LABELS[feature, code], len(part), *counts, links(part["statement"])))
    heads = ["What", "Statements", *short_names(names).values(), "Which"]
    return listing(table, heads, "no code of wording is reliable")


def wording_words_table(coding: Coding, feature: str) -> pd.DataFrame:
    """The words for each reliable code of `feature`, a row for each statement and code.

    A dash stands where a coder gave the code and the instrument finds no words for it.
    """
    rows = spoken(coding.statements)
    reliable = records.wording_reliable()
    codes = reliable.loc[reliable["feature"] == feature, "code"]
    words = (
        evidence(rows)[lambda table: table["feature"] == feature]
        .groupby(["statement", "code"])["text"]
        .agg(lambda text: ", ".join(text.unique()))
    )
    table = [
        (links([row.statement]), row.voice, LABELS[feature, code], words.get((row.statement, code), "–"))
        for code in codes
        for row in rows[has(rows[feature], code)].itertuples()
    ]
    return listing(table, ["Statement", "Voice", "What", "Words"], "no statement has such a code that is reliable")


def wording_agreement_table() -> pd.DataFrame:
    """How far two coders agree on each code, and the instrument with the decided codes on the half held back."""
    coders, held_back = (records.wording_agreement(compared) for compared in (records.CODERS, records.HELD_BACK))
    rows = []
    for coded, decided in zip(coders.to_dict("records"), held_back.to_dict("records"), strict=True):
        few = min(coded["one"], decided["one"]) < LEAST_CASES
        verdict = "too few to judge" if few else "yes" if coded["reliable"] and decided["reliable"] else "no"
        measures = (decimal(decided[name]) for name in ("alpha", "precision", "recall"))
        label = LABELS[coded["feature"], coded["code"]]
        rows.append((label, coded["one"], decimal(coded["alpha"]), decided["one"], *measures, verdict))
    columns = (
        "Code", "Coder one", "Alpha of the coders", "Held back", "Alpha of the instrument",
        "Precision", "Recall", "Reliable",
    )  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


def wording_in_article_table(coding: Coding) -> pd.DataFrame:
    """How many statements of the article have each code as shown, by the instrument, and by both."""
    shown = spoken(coding.statements)
    compared = by_wording(shown, with_features(shown))
    rows = [
        (LABELS[row["feature"], row["code"]], row["one"], row["other"], row["both"], decimal(row["alpha"]))
        for row in compared.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["Code", "Decided", "Instrument", "Both", "Alpha"])
