"""Every number that the book publishes, each with the statements that it counts.

A result has a name ("narrator.words"), a value, the text in which it is printed, what it is a part of, a unit, the
numbers of the statements counted, the function that counted them, and its meaning in a sentence. Chapters print
results by name and compute none of their own.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from nltk.tokenize.punkt import PunktParameters

from analysis import agreement, findings, keyness, speakers
from analysis.article import Person
from analysis.choices import negative_choices, ranges, share_choices
from analysis.coding import INSTRUMENT, READING, Coding
from analysis.language import sentences, sentences_by
from analysis.sentiment import THRESHOLD, toned_words
from analysis.statements import DIRECT, INDIRECT, NARRATOR, code, is_frame, spoken
from analysis.themes import codebook


class Result(NamedTuple):
    """One published number. `statements` is empty where it counts none, as with a measure of agreement."""

    name: str
    value: float
    text: str
    denominator: float | None
    unit: str
    statements: tuple[int, ...]
    function: str
    meaning: str


def results(coding: Coding) -> list[Result]:
    """Every result of `coding`, in the order of the chapters; names are unique."""
    parts = [_article(coding), _voices(coding), _silent(coding), _themes(coding), _tone(coding), _trust(coding)]
    return [result for part in parts for result in part]


def write(path: Path, coding: Coding) -> None:
    """Writes the results of `coding` to `path`, a JSON list of records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = [result._asdict() for result in results(coding)]
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def slug(name: str) -> str:
    """`name` as it stands in the name of a result: lower case, words joined by hyphens.

    >>> slug("Ana María O'Neill")
    'ana-maria-o-neill'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


def signed(value: float) -> str:
    """`value` with two decimals and its sign, a true minus included.

    >>> signed(-0.5)
    '−0.50'
    """
    return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")


def _called(voice: str) -> str:
    return f"the {voice}" if voice == NARRATOR else voice


def _numbers(statements: pd.DataFrame) -> tuple[int, ...]:
    return tuple(int(number) for number in statements["statement"])


def _count(name: str, value: int, unit: str, rows: pd.DataFrame, function: str, meaning: str) -> Result:
    return Result(name, int(value), f"{value:,}", None, unit, _numbers(rows), function, meaning)


def _percent(name: str, rows: pd.DataFrame, whole: float, function: str, meaning: str) -> Result:
    share = 100 * float(rows["words"].sum()) / whole if whole else 0.0
    return Result(name, share, f"{share:.0f}%", float(whole), "percent", _numbers(rows), function, meaning)


def _other(name: str, value: float, text: str, function: str, meaning: str, of: float | None = None) -> Result:
    return Result(name, float(value), text, of, "other", (), function, meaning)


def _article(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    made = "analysis.statements.tile"
    yield _count("article.words", rows["words"].sum(), "words", rows, made, "Words of the article.")
    yield _count("article.sentences", rows["sentence"].nunique(), "sentences", rows, made, "Sentences of the article.")
    yield _count("article.statements", len(rows), "statements", rows, made, "Statements of the article.")
    yield _count("article.stretches", rows["stretch"].nunique(), "stretches", rows, made, "Stretches with one voice.")
    quoted = rows[rows["voice"] != NARRATOR]
    yield _other("article.speakers", quoted["voice"].nunique(), str(quoted["voice"].nunique()), made, "Voices quoted.")
    whole = rows["words"].sum()
    yield _count("speech.words", quoted["words"].sum(), "words", quoted, made, "Words credited to somebody quoted.")
    yield _percent("speech.percent", quoted, whole, made, "Share of words credited to somebody quoted.")
    for mode in (DIRECT, INDIRECT):
        part = rows[rows["mode"] == mode]
        yield _count(f"{mode}.words", part["words"].sum(), "words", part, made, f"Words in {mode} speech.")
        yield _percent(f"{mode}.percent", part, whole, made, f"Share of words in {mode} speech.")
    frames = rows[is_frame(rows)]
    frame_function = "analysis.statements.is_frame"
    yield _count("frames.words", frames["words"].sum(), "words", frames, frame_function, "Words that only introduce.")


def _voices(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    table = speakers.share_by_voice(rows)
    span = ranges(share_choices(coding.codings)).set_index("voice")
    holders = speakers.sentence_holders(rows)
    counted = "analysis.speakers.share_by_voice"
    for record in table.to_dict("records"):
        voice, key = str(record["voice"]), slug(str(record["voice"]))
        whose = _called(voice)
        own = rows[rows["voice"] == voice]
        held = holders[holders["voice"] == voice]
        yield _count(f"{key}.words", record["words"], "words", own, counted, f"Words of {whose}.")
        yield _percent(f"{key}.percent", own, rows["words"].sum(), counted, f"Share of all words that is {whose}'s.")
        yield _count(f"{key}.statements", len(own), "statements", own, counted, f"Statements of {whose}.")
        yield _count(f"{key}.sentences", len(held), "sentences", held, counted, f"Sentences mostly {whose}'s.")
        yield _count(
            f"{key}.stretches", record["stretches"], "stretches", own, counted, f"Times that {whose} has the floor."
        )
        if voice != NARRATOR:
            for mode in (DIRECT, INDIRECT):
                part = own[own["mode"] == mode]
                meaning = f"Words of {voice} in {mode} speech."
                yield _count(f"{key}.{mode}.words", part["words"].sum(), "words", part, counted, meaning)
                meaning = f"Share of {voice}'s own words that is {mode} speech."
                yield _percent(f"{key}.{mode}.percent", part, own["words"].sum(), counted, meaning)
        for bound in ("low", "high"):
            share = 100 * float(span.loc[voice, bound])
            meaning = f"The {'lowest' if bound == 'low' else 'highest'} share of {whose} under any choice."
            yield _other(f"{key}.percent.{bound}", share, f"{share:.0f}%", "analysis.choices.ranges", meaning, 100)


def _silent(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    for record in speakers.named_and_silent(rows).to_dict("records"):
        key, where = slug(record["name"]), rows[rows["statement"].isin(record["statements"])]
        function, meaning = "analysis.speakers.named_and_silent", f"Times that {record['name']} is named."
        yield _count(f"named.{key}.mentions", record["mentions"], "mentions", where, function, meaning)


def _themes(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    whole, function = rows["words"].sum(), "analysis.themes.with_themes"
    themes = codebook()
    yield _other("themes.number", len(themes), str(len(themes)), "analysis.themes.codebook", "Themes coded.")
    for theme in themes:
        has = rows["themes"].map(lambda themes, theme=theme: theme.id in themes)
        part = rows[has]
        key = f"theme.{theme.id}"
        yield _count(f"{key}.statements", len(part), "statements", part, function, f"Statements on {theme.name}.")
        yield _percent(f"{key}.percent", part, whole, function, f"Share of words in statements on {theme.name}.")
        for voice in speakers.voices(rows):
            own = part[part["voice"] == voice]
            meaning = f"Statements of {_called(voice)} on {theme.name}."
            yield _count(f"{key}.{slug(voice)}.statements", len(own), "statements", own, function, meaning)
    bare = rows[rows["themes"].map(len) == 0]
    yield _count("theme.none.statements", len(bare), "statements", bare, function, "Statements that no theme covers.")
    frames = bare[is_frame(rows).loc[bare.index]]
    meaning = "Statements that no theme covers and that only introduce."
    yield _count("theme.none.frames.statements", len(frames), "statements", frames, function, meaning)
    covered = rows.drop(bare.index)
    yield _percent("theme.covered.percent", covered, whole, function, "Share of words in statements with a theme.")
    key = keyness.keyness(keyness.statement_terms(rows), keyness.reference())
    rare = int((~key["judged"]).sum())
    meaning = "Times that a word must stand in the article to be judged."
    yield _other(
        "keyness.minimum", keyness.LEAST_JUDGED, str(keyness.LEAST_JUDGED), "analysis.keyness.keyness", meaning
    )
    yield _other("keyness.rare", rare, f"{rare:,}", "analysis.keyness.keyness", "Different words too rare to judge.")


def _tone(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    threshold = f"{THRESHOLD:g}"
    meaning = "The tone from which a statement counts as positive, and its opposite as negative."
    yield _other("tone.threshold", THRESHOLD, threshold, "analysis.sentiment.with_tone", meaning, 1)
    hits = toned_words(rows)
    labelled, listed = "analysis.sentiment.with_tone", "analysis.sentiment.toned_words"
    for voice in [None, *speakers.voices(rows)]:
        own = rows if voice is None else rows[rows["voice"] == voice]
        key, whose = ("tone", "the article") if voice is None else (f"tone.{slug(voice)}", _called(voice))
        for label in ("positive", "neutral", "negative"):
            part = own[own["tone_label"] == label]
            meaning = f"Statements of {whose} that VADER scores as {label}."
            yield _count(f"{key}.{label}.statements", len(part), "statements", part, labelled, meaning)
        mean = float((own["tone"] * own["words"]).sum() / own["words"].sum())
        meaning = f"Mean tone of {whose}, weighted by words, from -1 to 1."
        yield Result(
            f"{key}.mean", mean, signed(mean), float(own["words"].sum()), "mean tone", _numbers(own), labelled, meaning
        )
        for label, sign in (("positive", 1), ("negative", -1)):
            found = hits[hits["statement"].isin(own["statement"]) & (hits["contribution"] * sign > 0)]
            where = own[own["statement"].isin(found["statement"])]
            meaning = f"Words of {whose} that VADER counts as {label}."
            yield _count(f"{key}.{label}.words", len(found), f"{label} words", where, listed, meaning)


def _trust(coding: Coding) -> Iterable[Result]:
    article = coding.article
    untrained = len(sentences_by(article.text, PunktParameters(), article.start))
    trained = len(sentences(article.text, article.start))
    function = "analysis.language.sentences_by"
    yield _other(
        "sentences.untrained", untrained, str(untrained), function, "Sentences where no abbreviation is known."
    )
    extra = untrained - trained
    yield _other("sentences.wrong", extra, str(extra), function, "Sentences too many where no abbreviation is known.")
    shares, negatives = share_choices(coding.codings), negative_choices(coding.codings)
    for finding in findings.findings(coding.statements, shares, negatives):
        function = "analysis.findings.findings"
        of = float(finding.choices)
        text = f"{finding.holds} of {finding.choices}"
        yield _other(f"finding.{finding.id}.holds", finding.holds, text, function, "Choices under which it holds.", of)
    if READING not in coding.codings:
        return
    shown, alone = coding.codings[READING], coding.codings[INSTRUMENT]
    untitled = replace(article, cast=tuple(Person(person.name) for person in article.cast))
    percent = 100 * agreement.share_of_words(agreement.by_word(article, shown, code(untitled), "voice"))
    meaning = "Share of words to which reading and instrument give the same voice where no title is declared."
    yield _other(
        "agreement.voice.untitled.percent", percent, f"{percent:.0f}%", "analysis.agreement.by_word", meaning, 100
    )
    for column in ("voice", "mode"):
        compared = agreement.by_word(article, shown, alone, column)
        alpha = agreement.krippendorff_alpha(compared)
        function = "analysis.agreement.krippendorff_alpha"
        meaning = f"Krippendorff's alpha of reading and instrument on {column}, by word."
        yield _other(f"agreement.{column}.alpha", alpha, f"{alpha:.2f}", function, meaning, 1)
        same = compared[compared["one"] == compared["other"]]
        meaning = f"Words to which reading and instrument give the same {column}."
        function = "analysis.agreement.by_word"
        yield _other(f"agreement.{column}.words", len(same), f"{len(same):,}", function, meaning, len(compared))
        percent = 100 * agreement.share_of_words(compared)
        meaning = f"Share of words to which reading and instrument give the same {column}."
        yield _other(f"agreement.{column}.percent", percent, f"{percent:.0f}%", function, meaning, 100)
        differing = len(compared) - len(same)
        meaning = f"Words to which they give a different {column}."
        yield _other(f"agreement.{column}.differing", differing, f"{differing:,}", function, meaning, len(compared))
