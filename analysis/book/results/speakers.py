"""The numbers on who speaks."""

from collections.abc import Iterable

import pandas as pd

from analysis import speakers
from analysis.book.results.record import Result, count, integer, numbers, origin, other, percent, slug
from analysis.coding import Coding
from analysis.robustness.choices import ranges, share_choices
from analysis.robustness.claims import called
from analysis.text.statements import DIRECT, INDIRECT, NARRATOR, is_reporting_clause, spoken, tile


def results(coding: Coding) -> Iterable[Result]:
    """The results on the article, on each voice, and on those who are named and never speak."""
    yield from _article(coding)
    yield from _voices(coding)
    yield from _silent(coding)


def _article(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    total = rows["words"].sum()
    quoted = rows[rows["voice"] != NARRATOR]
    yield count("article.words", "words", rows, tile, "Words of the article.")
    yield count("article.sentences", "sentences", rows, tile, "Sentences of the article.")
    yield count("article.statements", "statements", rows, tile, "Statements of the article.")
    yield count("article.stretches", "stretches", rows, tile, "Stretches with one voice.")
    yield count("article.voices", "voices", rows, tile, "Voices, the narrator among them.")
    yield count("article.speakers", "voices", quoted, tile, "Voices quoted.")
    yield count("speech.words", "words", quoted, tile, "Words credited to somebody quoted.")
    yield percent("speech.percent", quoted, total, tile, "Share of words credited to somebody quoted.")
    for mode in (DIRECT, INDIRECT):
        part = rows[rows["mode"] == mode]
        yield count(f"{mode}.words", "words", part, tile, f"Words in {mode} speech.")
        yield percent(f"{mode}.percent", part, total, tile, f"Share of words in {mode} speech.")
    clauses = rows[is_reporting_clause(rows)]
    meaning = "The narrator's words that only introduce somebody's."
    yield count("introductions.words", "words", clauses, is_reporting_clause, meaning)


def _voices(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    holders = speakers.sentence_holders(rows)
    spans = ranges(share_choices(coding.codings)).set_index("voice")
    voices = speakers.voices(rows)
    for voice in [voice for voice in voices if voice != NARRATOR][:1]:
        yield from _amounts("quoted.first", "the person quoted most", rows[rows["voice"] == voice], rows)
    for voice in voices:
        by_voice, held = rows[rows["voice"] == voice], holders[holders["voice"] == voice]
        yield from _amounts(slug(voice), called(voice), by_voice, rows)
        meaning = f"Sentences mostly {called(voice)}'s."
        yield count(f"{slug(voice)}.sentences", "sentences", held, speakers.sentence_holders, meaning)
        if voice != NARRATOR:
            yield from _modes(voice, by_voice)
        for bound, value in spans.loc[voice, ["low", "high"] if len(spans) > 1 else []].items():
            meaning = f"The {bound}est share of {called(voice)} under any choice."
            yield other(f"{slug(voice)}.percent.{bound}", 100 * value, f"{100 * value:.0f}%", ranges, meaning, 100)


def _amounts(key: str, whose: str, by_voice: pd.DataFrame, rows: pd.DataFrame) -> Iterable[Result]:
    table = speakers.share_by_voice
    yield count(f"{key}.words", "words", by_voice, table, f"Words of {whose}.")
    yield percent(f"{key}.percent", by_voice, rows["words"].sum(), table, f"Share of all words that is {whose}'s.")
    yield count(f"{key}.statements", "statements", by_voice, table, f"Statements of {whose}.")
    yield count(f"{key}.stretches", "stretches", by_voice, table, f"Times that {whose} has the floor.")


def _modes(voice: str, by_voice: pd.DataFrame) -> Iterable[Result]:
    key, table = slug(voice), speakers.share
    for mode in (DIRECT, INDIRECT):
        part = by_voice[by_voice["mode"] == mode]
        yield count(f"{key}.{mode}.words", "words", part, table, f"Words of {voice} in {mode} speech.")
        meaning = f"Share of {voice}'s words that is {mode} speech."
        yield percent(f"{key}.{mode}.percent", part, by_voice["words"].sum(), table, meaning)
    direct = by_voice[by_voice["mode"] == DIRECT].head(1)
    for number in numbers(direct):
        meaning = f"Number of the first statement of {voice} in direct speech."
        yield Result(
            f"{key}.direct.first", number, f"{number}", None, "number of a statement", (number,), origin(table), meaning
        )


def _silent(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    named = speakers.named_and_silent(rows)
    yield integer("named.number", len(named), speakers.named_and_silent, "Names that are no voice's.")
    for record in named.to_dict("records"):
        where = rows[rows["statement"].isin(record["statements"])]
        name, meaning = f"named.{slug(record['name'])}.mentions", f"Times that {record['name']} is named."
        yield count(name, "mentions", where, speakers.named_and_silent, meaning, record["mentions"])
