"""The numbers on tone."""

from collections.abc import Iterable

from analysis import speakers
from analysis.book.results.record import Result, called, count, numbers, other, signed, slug
from analysis.coding import Coding
from analysis.sentiment import THRESHOLD, toned_words
from analysis.text.statements import spoken


def results(coding: Coding) -> Iterable[Result]:
    """The results on the tone of the article and of each voice."""
    rows = spoken(coding.statements)
    threshold = f"{THRESHOLD:g}"
    meaning = "The tone from which a statement counts as positive, and its opposite as negative."
    yield other("tone.threshold", THRESHOLD, threshold, "analysis.sentiment.with_tone", meaning, 1)
    hits = toned_words(rows)
    labelled, listed = "analysis.sentiment.with_tone", "analysis.sentiment.toned_words"
    for voice in [None, *speakers.voices(rows)]:
        own = rows if voice is None else rows[rows["voice"] == voice]
        key, whose = ("tone", "the article") if voice is None else (f"tone.{slug(voice)}", called(voice))
        for label in ("positive", "neutral", "negative"):
            part = own[own["tone_label"] == label]
            meaning = f"Statements of {whose} that VADER scores as {label}."
            yield count(f"{key}.{label}.statements", len(part), "statements", part, labelled, meaning)
        mean = float((own["tone"] * own["words"]).sum() / own["words"].sum())
        meaning = f"Mean tone of {whose}, weighted by words, from -1 to 1."
        yield Result(
            f"{key}.mean", mean, signed(mean), float(own["words"].sum()), "mean tone", numbers(own), labelled, meaning
        )
        for label, sign in (("positive", 1), ("negative", -1)):
            found = hits[hits["statement"].isin(own["statement"]) & (hits["contribution"] * sign > 0)]
            where = own[own["statement"].isin(found["statement"])]
            meaning = f"Words of {whose} that VADER counts as {label}."
            yield count(f"{key}.{label}.words", len(found), f"{label} words", where, listed, meaning)
