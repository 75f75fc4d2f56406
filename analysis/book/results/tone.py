"""The numbers on tone."""

from collections.abc import Iterable

import pandas as pd

from analysis import speakers
from analysis.book.results.record import Result, count, integer, measure, numbers, origin, other, signed, slug
from analysis.coding import Coding
from analysis.robustness.claims import called
from analysis.sentiment import LEXICONS, NEGATIVE, NEUTRAL, POSITIVE, THRESHOLD, by_statement, toned_words, with_tone
from analysis.text.statements import NARRATOR, spoken


def results(coding: Coding) -> Iterable[Result]:
    """The results on the tone of the article and of each voice."""
    rows = spoken(coding.statements)
    hits = toned_words(rows)
    voices = speakers.voices(rows)
    yield integer("tone.lists", len(LEXICONS), by_statement, "Lists of rated words that score statements.")
    meaning = "The tone from which a statement counts as positive, and its opposite as negative."
    yield measure("tone.threshold", THRESHOLD, with_tone, meaning)
    yield from _tone("tone", "the article", rows, hits)
    for voice in voices:
        yield from _tone(f"tone.{slug(voice)}", called(voice), rows[rows["voice"] == voice], hits)
    means = [_mean(rows[rows["voice"] == voice]) for voice in voices if voice != NARRATOR]
    if means:
        meaning = "Mean tone of the person quoted whose mean tone is lowest."
        yield other("tone.quoted.lowest", min(means), signed(min(means)), with_tone, meaning)


def _tone(key: str, whose: str, rows: pd.DataFrame, hits: pd.DataFrame) -> Iterable[Result]:
    for label in (POSITIVE, NEUTRAL, NEGATIVE):
        part = rows[rows["tone_label"] == label]
        meaning = f"Statements of {whose} that VADER scores as {label}."
        yield count(f"{key}.{label}.statements", "statements", part, with_tone, meaning)
    mean, meaning = _mean(rows), f"Mean tone of {whose}, weighted by words, from -1 to 1."
    yield Result(
        f"{key}.mean", mean, signed(mean), float(rows["words"].sum()), "mean tone", numbers(rows), origin(with_tone), meaning
    )  # fmt: skip
    for label, sign in ((POSITIVE, 1), (NEGATIVE, -1)):
        toned = hits[hits["statement"].isin(rows["statement"]) & (hits["contribution"] * sign > 0)]
        where = rows[rows["statement"].isin(toned["statement"])]
        meaning = f"Words of {whose} that VADER counts as {label}."
        yield count(f"{key}.{label}.words", f"{label} words", where, toned_words, meaning, len(toned))


def _mean(rows: pd.DataFrame) -> float:
    total = rows["words"].sum()
    return float((rows["tone"] * rows["words"]).sum() / total) if total else float("nan")
