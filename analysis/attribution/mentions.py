"""Mentions: the people, countries and bodies that an article speaks of, place by place.

People go by the names that `analysis.attribution.voices` gives to voices. Descriptions ("the alliance") and pronouns
are resolved only where the text leaves one candidate; what is not resolved is no mention.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.attribution.bodies import described_bodies
from analysis.attribution.names import BODY_WORD, PERSON, Mention
from analysis.attribution.people.census import people
from analysis.attribution.people.entities import Entity, People
from analysis.attribution.people.phrases import FEMALE, MALE, like, phrase
from analysis.attribution.people.sources import HE, SHE
from analysis.text.article import Article, Person
from analysis.text.segmentation import Span, sentences
from analysis.text.statements import DIRECT, INDIRECT, require, spoken

COLUMNS = ("statement", "voice", "mode", "target", "start", "end", "mention", "basis")

TITLED = re.compile(
    r"\b[Tt]he\s+(?:[\w-]+\s+){0,3}?(?:president|minister|leader|commander|chancellor|king|queen|governor|senator|mayor|"
    r"secretary|chairman|chairwoman|nominee|head of state|spokesman|spokeswoman|ambassador|marshal|general)\b"
    rf"(?:\s+of\s+(?:the\s+)?{BODY_WORD}(?:\s+{BODY_WORD})*)?"
)
ME, YOU = frozenset({"i", "me", "myself"}), frozenset({"you", "yourself"})
# Possessives are left out: what is said of somebody's house is not said of somebody.
PRONOUN = re.compile(
    r"\b(?:he|him|himself|she|herself|me|myself|you|yourself"
    r"|her(?=[,.;:!?”\"]|\s+(?:to|in|for|as|at|and|or|that|on|from|with|by|because|of|into|when|while|out|up|down|off)\b))\b"
    r"|\bI\b(?!\.)",
    re.IGNORECASE,
)
VOCATIVE = re.compile(rf"\b(?:Mr|Mrs|Ms|Madam|Dear|Sir)\.?\s+({BODY_WORD}(?:\s+{BODY_WORD})?)(?=\s*[,.!?;:])")
# A pronoun reaches back to a name in its own sentence or in one of so many before.
REACH = 2


def mentions(article: Article, statements: pd.DataFrame) -> pd.DataFrame:
    """Every mention of a person, country or body in `statements` of `article`, one row each, in the order of the text.

    Columns: `statement`, `voice` and `mode` (of the statement), `target` (one name), `start`, `end` (offsets into the
    file), `mention` (the words), `basis` (how the target is known). Words that only say who is speaking, the sources
    of `statements`, are no mention. Mentions do not overlap; one that cannot be resolved is left out.

    Raises `InputError` where `statements` lacks a column.
    """
    require(statements, "statement", "start", "end", "text", "voice", "mode", "source")
    rows = spoken(statements)
    sources = sorted(span for span in rows["source"] if isinstance(span, tuple))
    firsts = rows["start"].tolist()
    numbers, voices, modes, ends = (rows[name].tolist() for name in ("statement", "voice", "mode", "end"))
    table = []
    for mention in _apart(_candidates(article, rows), sources):
        place = bisect_right(firsts, mention.start) - 1
        if place < 0 or mention.end > ends[place]:
            continue
        first, last = mention.start, mention.end
        words = article.text[first:last]
        table.append((numbers[place], voices[place], modes[place], mention.target, first, last, words, mention.basis))
    return pd.DataFrame(table, columns=list(COLUMNS))


def named(text: str, cast: Sequence[Person] = (), start: int = 0) -> list[Mention]:
    """Where `text` names a person, a country or a body from `start` on, in its order; descriptions are left out.

    >>> [mention.target for mention in named("Norway thanked Stephen King, General Motors and the Field Museum.")]
    ['Norway', 'Stephen King', 'General Motors', 'Field Museum']
    """
    return _apart(_named(people(text, start, cast)), [])


def _candidates(article: Article, rows: pd.DataFrame) -> list[Mention]:
    """All that may be a mention, names first; later ones yield to earlier ones where they overlap."""
    text, start = article.text, article.start
    known = people(text, start, article.cast)
    names = _named(known)
    persons = [mention for mention in names if mention.kind == PERSON]
    declared = list(_declared(text, start, article.cast))
    titled = list(_titled(text, start, known, persons))
    genders = {entity.name: entity.gender for entity in known.entities.values() if entity.kind == PERSON}
    return [
        *names,
        *declared,
        *titled,
        *described_bodies(text, start, [mention for mention in names if mention.kind != PERSON], rows),
        *_pronouns(text, start, rows, sorted([*persons, *declared, *titled]), genders),
    ]


def _named(known: People) -> list[Mention]:
    """Where a text names its people, then where its countries and bodies."""
    mentions = [
        Mention(naming.start, naming.end, entity.name, "named in the text", entity.kind)
        for naming in known.named
        for entity in [known.entities[naming.key]]
    ]
    return sorted(mentions, key=lambda mention: mention.kind != PERSON)


def _declared(text: str, start: int, cast: Sequence[Person]) -> Iterator[Mention]:
    """The titles of the declared cast."""
    for person in cast:
        for title in person.titles:
            written = re.compile(rf"(?<!\w){re.escape(title.text)}(?!\w)", re.IGNORECASE)
            for match in written.finditer(text, start):
                yield Mention(*match.span(), person.name, "title in the cast", PERSON)


def _titled(text: str, start: int, known: People, persons: Sequence[Mention]) -> Iterator[Mention]:
    """Titles that the text itself gives to one person."""
    for match in TITLED.finditer(text, start):
        fitting = [entity for entity in known.entities.values() if _is_titled(match[0], entity)]
        if len(fitting) == 1 and not any(
            person.start < match.end() and person.end > match.start() for person in persons
        ):
            yield Mention(*match.span(), fitting[0].name, "title in the text", PERSON)


def _is_titled(title: str, entity: Entity) -> bool:
    """Whether the text describes the entity by the noun of `title`, and by all else that is in it."""
    asked = phrase(title)
    said = [description.phrase for description in entity.descriptions]
    words = {word for what in said for word in what.words}
    return (
        asked is not None
        and entity.kind == PERSON
        and any(what.head == asked.head for what in said)
        and all(like(word, words) for word in asked.modifiers)
    )


def _pronouns(
    text: str, start: int, rows: pd.DataFrame, persons: Sequence[Mention], genders: dict[str, str]
) -> Iterator[Mention]:
    """Where pronouns stand for one person: the speaker, who is called by name, and he or she who was named last.

    In indirect speech "he" and "she" are the speaker. `rows` are the statements, `persons` are in the order of the
    text, `genders` are by name.
    """
    openings = [first for first, _ in sentences(text, start)]
    firsts = [person.start for person in persons]
    addressed = _addressed(text, rows, persons)
    columns = rows[["statement", "start", "end", "voice", "mode"]]
    for number, first, last, voice, mode in columns.itertuples(index=False):
        for match in PRONOUN.finditer(text, first, last):
            word = match[0].lower()
            against = FEMALE if word in HE else MALE if word in SHE else ""
            if word in YOU:
                target = addressed.get(number)
            elif word in ME:
                target = voice if mode == DIRECT else None
            elif mode == INDIRECT and genders.get(voice, "-") != against:
                target = voice
            else:
                earliest = openings[max(0, bisect_right(openings, match.start()) - 1 - REACH)]
                before = persons[bisect_left(firsts, earliest) : bisect_right(firsts, match.start())]
                target = next(
                    (
                        person.target
                        for person in reversed(before)
                        if person.target != voice and genders.get(person.target, "-") != against
                    ),
                    None,
                )
            if target:
                yield Mention(*match.span(), target, "pronoun", PERSON)


def _apart(candidates: Sequence[Mention], sources: Sequence[Span]) -> list[Mention]:
    """`candidates` without what lies in a source, and of two that overlap the earlier in the list; in text order."""
    kept: list[Mention] = []
    taken: list[Span] = sorted(sources)
    for mention in candidates:
        place = bisect_right(taken, (mention.start, mention.end))
        near = taken[max(0, place - 1) : place + 1]
        if all(mention.end <= first or last <= mention.start for first, last in near):
            kept.append(mention)
            insort(taken, (mention.start, mention.end))
    return sorted(kept)


def _addressed(text: str, rows: pd.DataFrame, persons: Sequence[Mention]) -> dict[int, str]:
    """Whom each statement in direct speech addresses: whom its speaker called by name last, with nobody between."""
    firsts = [person.start for person in persons]
    addressed: dict[int, str] = {}
    speaker, called = "", ""
    direct = rows[rows["mode"] == DIRECT]
    for number, first, last, voice in direct[["statement", "start", "end", "voice"]].itertuples(index=False):
        if voice != speaker:
            speaker, called = voice, ""
        for match in VOCATIVE.finditer(text, first, last):
            for person in persons[bisect_left(firsts, match.start()) : bisect_left(firsts, match.end())]:
                called = person.target
        if called:
            addressed[number] = called
    return addressed
