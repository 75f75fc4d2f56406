"""The numbers on words and wording: what stands out against the reference, and which features each voice uses."""

from collections.abc import Iterable

from analysis import speakers
from analysis.book.results.record import Result, called, count, other, slug
from analysis.codebook import records as validation
from analysis.codebook.agreement import LEAST_ALPHA, LEAST_CASES
from analysis.coding import Coding
from analysis.text.statements import spoken
from analysis.wording import keyness
from analysis.wording.features import has


def results(coding: Coding) -> Iterable[Result]:
    """The results on keyness and on the reliable wording features."""
    yield from _key_words(coding)
    yield from _wording(coding)


def _key_words(coding: Coding) -> Iterable[Result]:
    function = "analysis.wording.keyness.keyness"
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
    function = "analysis.codebook.agreement.by_wording"
    meaning = "The least Krippendorff's alpha with which a code is called reliable."
    yield other("wording.alpha.minimum", LEAST_ALPHA, f"{LEAST_ALPHA:.2f}", function, meaning, 1)
    meaning = "The least statements with a code on which it is judged."
    yield other("wording.cases.minimum", LEAST_CASES, str(LEAST_CASES), function, meaning)
    coders, held_back = (validation.wording_agreement(one) for one in (validation.CODERS, validation.HELD_BACK))
    reliable = validation.wording_reliable()
    for name, value, meaning in (
        ("codes", len(held_back), "Codes of wording that the coding guide has."),
        ("reliable", len(reliable), "Codes of wording that are reliable."),
        ("coded", int(coders["statements"].iloc[0]), "Statements of PolNeAR coded for wording."),
        ("held-back", int(held_back["statements"].iloc[0]), "Of these, statements that the rules were not tuned on."),
    ):
        yield other(f"wording.{name}", value, f"{value:,}", function, meaning)
    for row in held_back.itertuples():
        meaning = f"Statements held back that were decided to be {row.code} for {row.feature}."
        yield other(f"wording.{row.feature}.{row.code}.held-back", row.one, f"{row.one:,}", function, meaning)
    rows = spoken(coding.statements)
    function = "analysis.wording.features.has"
    for feature, code in reliable[["feature", "code"]].itertuples(index=False):
        part, key = rows[has(rows[feature], code)], f"wording.{feature}.{code}"
        meaning = f"Statements coded {code} for {feature}."
        yield count(f"{key}.statements", len(part), "statements", part, function, meaning)
        for voice in speakers.voices(rows):
            own = part[part["voice"] == voice]
            meaning = f"Statements of {called(voice)} coded {code} for {feature}."
            yield count(f"{key}.{slug(voice)}.statements", len(own), "statements", own, function, meaning)
