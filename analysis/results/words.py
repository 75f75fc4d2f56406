"""The numbers on words and wording: what stands out against the reference, and which frames each voice uses."""

from collections.abc import Iterable

from analysis import keyness, speakers, validation
from analysis.coding import Coding
from analysis.results.record import Result, called, count, other, slug
from analysis.statements import spoken
from analysis.wording.agreement import LEAST_ALPHA


def results(coding: Coding) -> Iterable[Result]:
    """The results on keyness and on the reliable frames in the small."""
    yield from _key_words(coding)
    yield from _wording(coding)


def _key_words(coding: Coding) -> Iterable[Result]:
    function = "analysis.keyness.keyness"
    reference = keyness.reference()
    key = keyness.keyness(keyness.statement_terms(coding.statements), reference)
    judged = int(key["judged"].sum())
    rate = keyness.FALSE_DISCOVERIES
    counts = (
        ("minimum", keyness.LEAST_JUDGED, "Times that a word must stand in the article to be judged."),
        ("judged", judged, "Different words frequent enough to be judged."),
        ("rare", len(key) - judged, "Different words too rare to judge."),
        ("tests", len(reference.counts.keys() | key["term"]), "Different words of article and reference, all tested."),
        ("standing", int(key["stands_out"].sum()), "Different words that stand out against the reference."),
    )
    for name, value, meaning in counts:
        yield other(f"keyness.{name}", value, f"{value:,}", function, meaning)
    meaning = "Of the words said to stand out, the share expected to do so by chance in the reference model, at most."
    yield other("keyness.false.percent", 100 * rate, f"{rate:.0%}", function, meaning, 100)


def _wording(coding: Coding) -> Iterable[Result]:
    function = "analysis.wording.agreement.agreement"
    meaning = "The least Krippendorff's alpha with which a code is called reliable."
    yield other("wording.alpha.minimum", LEAST_ALPHA, f"{LEAST_ALPHA:.2f}", function, meaning, 1)
    rows = spoken(coding.statements)
    for frame, code in validation.wording_reliable()[["frame", "code"]].itertuples(index=False):
        part = rows[[code in given if isinstance(given, tuple) else given == code for given in rows[frame]]]
        function, key = "analysis.wording.frames.with_frames", f"wording.{frame}.{code}"
        yield count(
            f"{key}.statements", len(part), "statements", part, function, f"Statements coded {code} for {frame}."
        )
        for voice in speakers.voices(rows):
            own = part[part["voice"] == voice]
            meaning = f"Statements of {called(voice)} coded {code} for {frame}."
            yield count(f"{key}.{slug(voice)}.statements", len(own), "statements", own, function, meaning)
