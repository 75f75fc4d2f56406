"""The numbers on words: how many were compared with the reference, and how many stand out."""

from collections.abc import Iterable

from analysis import keyness
from analysis.coding import Coding
from analysis.results.record import Result, other


def results(coding: Coding) -> Iterable[Result]:
    """The results on keyness."""
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
