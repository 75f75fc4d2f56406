"""The numbers on words and wording: what stands out against the reference, and which wording each voice uses."""

from collections.abc import Iterable

import pandas as pd

from analysis import speakers
from analysis.book.results.record import Result, count, integer, measure, other, slug
from analysis.codebook import records
from analysis.codebook.agreement import LEAST_ALPHA, LEAST_CASES, by_wording
from analysis.coding import Coding
from analysis.robustness.claims import called
from analysis.text.statements import spoken
from analysis.wording.features import has
from analysis.wording.keyness import FALSE_DISCOVERIES, LEAST_JUDGED, keyness, reference, statement_terms, terms


def results(coding: Coding) -> Iterable[Result]:
    """The results on keyness and on the reliable codes of wording."""
    yield from _key_words(coding)
    yield from _measured()
    yield from _wording(coding)


def _key_words(coding: Coding) -> Iterable[Result]:
    rows, listed = spoken(coding.statements), reference()
    table = keyness(statement_terms(rows), listed)
    judged, standing = table[table["judged"]], table[table["stands_out"]]
    for name, value, meaning in (
        ("minimum", LEAST_JUDGED, "Times that a word must stand in the article to be judged."),
        ("judged", len(judged), "Different words frequent enough to be judged."),
        ("rare", len(table) - len(judged), "Different words too rare to judge."),
        ("tests", len(listed.counts.keys() | table["term"]), "Different words of article and reference, all tested."),
        ("standing", len(standing), "Different words that stand out against the reference."),
        ("more", int((standing["log_ratio"] > 0).sum()), "Of these, words that are more frequent here."),
    ):
        yield integer(f"keyness.{name}", value, keyness, meaning)
    meaning = "Of the words said to stand out, the share expected to do so by chance in the reference model, at most."
    yield other("keyness.false.percent", 100 * FALSE_DISCOVERIES, f"{FALSE_DISCOVERIES:.0%}", keyness, meaning, 100)
    words = rows["text"].map(terms)
    for rank, term in enumerate(standing["term"], 1):
        where = rows[words.map(lambda used, term=term: term in used)]
        times = int(standing.loc[standing["term"] == term, "count"].iloc[0])
        meaning = f'Times that the article uses "{term}", which stands out.'
        yield count(f"keyness.word.{slug(term)}", "uses", where, keyness, meaning, times)
        yield integer(
            f"keyness.word.{slug(term)}.rank", rank, keyness, f'Rank of "{term}" among the words that stand out.'
        )


def _measured() -> Iterable[Result]:
    meaning = "The least Krippendorff's alpha with which a code is called reliable."
    yield measure("wording.alpha.minimum", LEAST_ALPHA, by_wording, meaning)
    meaning = "The least statements with a code on which it is judged."
    yield integer("wording.cases.minimum", LEAST_CASES, by_wording, meaning)
    coders, held_back = (records.wording_agreement(name) for name in (records.CODERS, records.HELD_BACK))
    for name, value, meaning in (
        ("codes", len(held_back), "Codes of wording that the coding guide has."),
        ("reliable", len(records.wording_reliable()), "Codes of wording that are reliable."),
        ("coded", int(coders["statements"].iloc[0]), "Statements of PolNeAR coded for wording."),
        ("held-back", int(held_back["statements"].iloc[0]), "Of these, statements that the rules were not tuned on."),
    ):
        yield integer(f"wording.{name}", value, records.wording_agreement, meaning)
    for row in held_back.itertuples():
        meaning = f"Statements held back that were decided to be {row.code} for {row.feature}."
        yield integer(f"wording.{row.feature}.{row.code}.held-back", row.one, records.wording_agreement, meaning)


def _wording(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    for feature, code in records.wording_reliable()[["feature", "code"]].itertuples(index=False):
        part = rows[has(rows[feature], code)]
        yield from _coded(f"wording.{feature}.{code}", f"coded {code} for {feature}", part, speakers.voices(rows))


def _coded(key: str, how: str, part: pd.DataFrame, voices: list[str]) -> Iterable[Result]:
    yield count(f"{key}.statements", "statements", part, has, f"Statements {how}.")
    for voice in voices:
        by_voice, meaning = part[part["voice"] == voice], f"Statements of {called(voice)} {how}."
        yield count(f"{key}.{slug(voice)}.statements", "statements", by_voice, has, meaning)
