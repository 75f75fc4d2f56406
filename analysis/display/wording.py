"""The tables on frames in the small: how often, whose, with which words, and how far each code can be relied on."""

import pandas as pd

from analysis import speakers, validation
from analysis.coding import Coding
from analysis.show import links
from analysis.statements import spoken
from analysis.wording.agreement import only_reliable
from analysis.wording.frames import CODES, evidence

LABELS = {
    "passive": {"agentless": "passive without an agent"},
    "harm": {"named": "harm, the doer told", "unnamed": "harm, the doer not told"},
    "modality": {one: one for one in CODES["modality"]},
    "we": {"own": "the speaker's own group", "both": "both sides", "all": "people in general, or not told"},
}


def wording(coding: Coding, frame: str) -> pd.DataFrame:
    """Statements with each reliable code of `frame`, by voice, with the statements; codes that none has are left out."""
    rows = spoken(coding.statements)
    names = speakers.voices(rows)
    table = []
    for code in _reliable(frame):
        part = rows[[_has(given, code) for given in rows[frame]]]
        if len(part):
            by_voice = part["voice"].value_counts()
            counts = [int(by_voice.get(name, 0)) for name in names]
            table.append((LABELS[frame][code], len(part), *counts, links(part["statement"])))
    return pd.DataFrame(table, columns=["What", "Statements", *(_short(name) for name in names), "Which"])


def wording_words(coding: Coding, frame: str) -> pd.DataFrame:
    """The words that the instrument found for each reliable code of `frame` in the statements that have it."""
    rows = spoken(coding.statements)
    found = evidence(rows)
    table = []
    for row in rows.to_dict("records"):
        for code in _reliable(frame):
            if _has(row[frame], code):
                own = found[
                    (found["statement"] == row["statement"]) & (found["frame"] == frame) & (found["code"] == code)
                ]
                words = ", ".join(dict.fromkeys(own["text"])) or "–"
                table.append((links([row["statement"]]), row["voice"], LABELS[frame][code], words))
    return pd.DataFrame(table, columns=["Statement", "Voice", "What", "Words"])


def wording_agreement() -> pd.DataFrame:
    """How far two coders agree on each code, and how far the instrument meets the first of them, on statements held back."""
    people, held_back = (validation.wording_agreement(compared) for compared in ("two coders", "held back"))
    kept = set(validation.wording_reliable()[["frame", "code"]].itertuples(index=False, name=None))
    rows = []
    for one, other in zip(people.to_dict("records"), held_back.to_dict("records"), strict=True):
        place = (one["frame"], one["code"])
        verdict = "yes" if place in kept else "no"
        figures = (one["alpha"], other["alpha"], other["precision"], other["recall"])
        rows.append((LABELS[place[0]][place[1]], one["one"], *map(_decimal, figures), verdict))
    names = ["Code", "Statements", "Alpha of two coders", "Alpha of the instrument", "Precision", "Recall", "Reliable"]
    return pd.DataFrame(rows, columns=names)


def _reliable(frame: str) -> list[str]:
    table = pd.DataFrame({"frame": frame, "code": list(LABELS[frame])})
    return list(only_reliable(table, validation.wording_reliable())["code"])


def _has(given: object, code: str) -> bool:
    return code in given if isinstance(given, tuple) else given == code


def _decimal(value: float) -> str:
    return "–" if value != value else f"{value:.2f}".replace("-", "−")


def _short(name: str) -> str:
    return name.rsplit(" ", 1)[-1]
