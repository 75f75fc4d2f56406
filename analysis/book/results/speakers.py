"""The numbers on who speaks."""

from collections.abc import Iterable

from analysis import speakers
from analysis.book.results.record import Result, called, count, other, percent, slug
from analysis.coding import Coding
from analysis.robustness.choices import ranges, share_choices
from analysis.text.statements import DIRECT, INDIRECT, NARRATOR, is_reporting_clause, spoken


def results(coding: Coding) -> Iterable[Result]:
    """The results on the article as a whole, on each voice, and on those who are named and never speak."""
    yield from _article(coding)
    yield from _voices(coding)
    yield from _silent(coding)


def _article(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    made = "analysis.text.statements.tile"
    yield count("article.words", rows["words"].sum(), "words", rows, made, "Words of the article.")
    yield count("article.sentences", rows["sentence"].nunique(), "sentences", rows, made, "Sentences of the article.")
    yield count("article.statements", len(rows), "statements", rows, made, "Statements of the article.")
    yield count("article.stretches", rows["stretch"].nunique(), "stretches", rows, made, "Stretches with one voice.")
    quoted = rows[rows["voice"] != NARRATOR]
    yield other("article.speakers", quoted["voice"].nunique(), str(quoted["voice"].nunique()), made, "Voices quoted.")
    whole = rows["words"].sum()
    yield count("speech.words", quoted["words"].sum(), "words", quoted, made, "Words credited to somebody quoted.")
    yield percent("speech.percent", quoted, whole, made, "Share of words credited to somebody quoted.")
    for mode in (DIRECT, INDIRECT):
        part = rows[rows["mode"] == mode]
        yield count(f"{mode}.words", part["words"].sum(), "words", part, made, f"Words in {mode} speech.")
        yield percent(f"{mode}.percent", part, whole, made, f"Share of words in {mode} speech.")
    frames = rows[is_reporting_clause(rows)]
    frame_function = "analysis.text.statements.is_reporting_clause"
    yield count("frames.words", frames["words"].sum(), "words", frames, frame_function, "Words that only introduce.")


def _voices(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    table = speakers.share_by_voice(rows)
    span = ranges(share_choices(coding.codings)).set_index("voice")
    holders = speakers.sentence_holders(rows)
    counted = "analysis.speakers.share_by_voice"
    for record in table.to_dict("records"):
        voice, key = str(record["voice"]), slug(str(record["voice"]))
        whose = called(voice)
        own = rows[rows["voice"] == voice]
        held = holders[holders["voice"] == voice]
        yield count(f"{key}.words", record["words"], "words", own, counted, f"Words of {whose}.")
        yield percent(f"{key}.percent", own, rows["words"].sum(), counted, f"Share of all words that is {whose}'s.")
        yield count(f"{key}.statements", len(own), "statements", own, counted, f"Statements of {whose}.")
        yield count(f"{key}.sentences", len(held), "sentences", held, counted, f"Sentences mostly {whose}'s.")
        yield count(
            f"{key}.stretches", record["stretches"], "stretches", own, counted, f"Times that {whose} has the floor."
        )
        if voice != NARRATOR:
            for mode in (DIRECT, INDIRECT):
                part = own[own["mode"] == mode]
                meaning = f"Words of {voice} in {mode} speech."
                yield count(f"{key}.{mode}.words", part["words"].sum(), "words", part, counted, meaning)
                meaning = f"Share of {voice}'s own words that is {mode} speech."
                yield percent(f"{key}.{mode}.percent", part, own["words"].sum(), counted, meaning)
        for bound in ("low", "high"):
            share = 100 * float(span.loc[voice, bound])
            meaning = f"The {'lowest' if bound == 'low' else 'highest'} share of {whose} under any choice."
            yield other(
                f"{key}.percent.{bound}", share, f"{share:.0f}%", "analysis.robustness.choices.ranges", meaning, 100
            )


def _silent(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    for record in speakers.named_and_silent(rows).to_dict("records"):
        key, where = slug(record["name"]), rows[rows["statement"].isin(record["statements"])]
        function, meaning = "analysis.speakers.named_and_silent", f"Times that {record['name']} is named."
        yield count(f"named.{key}.mentions", record["mentions"], "mentions", where, function, meaning)
