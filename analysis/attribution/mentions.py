"""Mentions: the people, countries and bodies that an article speaks of, place by place.

People go by the names that `analysis.attribution.voices` gives to voices. Descriptions ("the alliance") and pronouns
are resolved only where the text leaves one candidate; what is not resolved is no mention.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.attribution.bodies import bodies, described_bodies
from analysis.attribution.names import BODY_WORD, NAME, PERSON, Mention, without_possessive
from analysis.attribution.people import Named, People, people
from analysis.attribution.pronouns import pronouns
from analysis.text.article import Article, Person
from analysis.text.segmentation import Span
from analysis.text.statements import require, spoken

COLUMNS = ("statement", "voice", "mode", "target", "start", "end", "mention", "basis")

TITLED = re.compile(
    r"\b[Tt]he\s+(?:[\w-]+\s+){0,3}?(?:president|minister|leader|commander|chancellor|king|queen|governor|senator|mayor|"
    r"secretary|chairman|chairwoman|nominee|head of state|spokesman|spokeswoman|ambassador|marshal|general)\b"
    rf"(?:\s+of\s+(?:the\s+)?{BODY_WORD}(?:\s+{BODY_WORD})*)?"
)


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
    persons = _persons(text, people(text, start, cast))
    return _apart([*persons, *bodies(text, start, persons)], [])


def _candidates(article: Article, rows: pd.DataFrame) -> list[Mention]:
    """All that may be a mention, names first; later ones yield to earlier ones where they overlap."""
    text, start = article.text, article.start
    known = people(text, start, article.cast)
    persons = _persons(text, known)
    others = list(bodies(text, start, persons))
    declared = list(_declared(text, start, article.cast))
    titled = list(_titled(text, start, known, persons))
    honorifics = {
        known.names.get(person.key, person.key): person.honorific for person in known.named if person.honorific
    }
    return [
        *persons,
        *declared,
        *others,
        *titled,
        *described_bodies(text, start, others, rows),
        *pronouns(text, start, rows, sorted([*persons, *declared, *titled]), honorifics),
    ]


def _persons(text: str, known: People) -> list[Mention]:
    """Where the people of a text are named, each up to the end of the last name."""
    return [
        Mention(*_span(text, person, known), known.names[person.key], "named in the text", PERSON)
        for person in known.named
    ]


def _span(text: str, person: Named, known: People) -> Span:
    match = NAME.match(text, person.start)
    last = known.names[person.key].split()[-1]
    end = match.end() if match else person.start
    place = text.find(last, person.start, end)
    if place >= 0:
        return person.start, place + len(last)
    return person.start, person.start + len(without_possessive(text[person.start : end].rstrip(".,")))


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
        described = {word for word in re.findall(r"[\w-]+", match[0].lower()) if word not in ("the", "of")}
        fitting = [key for key, title in known.titles.items() if described <= title]
        if len(fitting) == 1 and not any(
            person.start < match.end() and person.end > match.start() for person in persons
        ):
            yield Mention(*match.span(), known.names[fitting[0]], "title in the text", PERSON)


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
