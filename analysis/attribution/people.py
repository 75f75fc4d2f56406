"""The people whom a text names: under which name each is shown, where each is named, and what titles each has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.attribution.names import (
    HONORIFIC,
    NAME,
    NO_PERSON,
    TITLES,
    Run,
    key_of,
    runs,
    without_possessive,
)
from analysis.text.article import Person
from analysis.text.segmentation import CAPITAL, Span, meeting, paragraphs

PLACE = re.compile(r"\b(?:across|around|at|in|inside|near|outside) $", re.IGNORECASE)
FUNCTION_WORDS = frozenset("a an and at for her his in its of on our the their to".split())
ABBREVIATIONS = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "prof": "professor"}
DESCRIPTION = r"(?:(?:the|a|an|his|her|their|its)\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,9}"
AFTER = re.compile(rf",\s+({DESCRIPTION})(?=[,.;:—]|\s+said|$)")
BEFORE = re.compile(rf"(?:^|[.,;:]\s+|\b(?:by|with|to|from|and|of)\s+)({DESCRIPTION}),\s+$")
LONGEST_TITLE = 4
TITLED = re.compile(
    rf"(?:[\w-]+ ){{0,3}}(?:{CAPITAL}[\w-]+\.?|president|minister|leader|commander|chairman|secretary|nominee) $"
)
LONGER_WORD = re.compile(r"[^\W\d_]{4,}")


class Named(NamedTuple):
    """A place where a person is named in full or by last name.

    `start` is the offset of the first word of the name, `key` the person's (see `key_of`), `honorific` such as "ms",
    and `titled` the offset at which the run of capitals begins.
    """

    start: int
    key: str
    honorific: str
    titled: int


class People(NamedTuple):
    """The people of a text: the name of each by key, where they are named, and the words that describe each."""

    names: dict[str, str]
    named: list[Named]
    titles: dict[str, set[str]]


def people(text: str, start: int = 0, cast: Sequence[Person] = ()) -> People:
    """The people whom `text` names from `start` on, and the declared `cast`.

    >>> people("Stephen King met Анна Ли, the mayor. King smiled.").names
    {'stephen king': 'Stephen King', 'анна ли': 'Анна Ли'}
    """
    capitals = list(runs(text, start))
    names = _full_names(text, start, capitals, cast)
    named = list(_named(text, capitals, names))
    return People(names, named, _titles(text, start, named))


def content(phrase: str) -> set[str]:
    """The words of `phrase` that describe, abbreviated titles in full.

    >>> sorted(content("the former Gov. of Ostby"))
    ['former', 'governor', 'ostby']
    """
    described = (ABBREVIATIONS.get(word, word) for word in re.findall(r"[\w-]+", phrase.lower()))
    return {word for word in described if word not in FUNCTION_WORDS}


def _full_names(text: str, start: int, runs: Sequence[Run], cast: Sequence[Person]) -> dict[str, str]:
    """The name under which each person is shown, by key; what stands after "in" or "at" is a place."""
    forms: dict[str, Counter[str]] = {}
    places: Counter[str] = Counter()
    headlines = _headlines(text, start)
    for run in runs:
        if meeting(headlines, run.start, run.start + 1) or not 2 <= len(run.parts) <= 4:
            continue
        if NO_PERSON.isdisjoint(run.parts):
            key = key_of(run.parts)
            forms.setdefault(key, Counter())[" ".join(run.parts)] += 1
            first = run.start + run.written.rindex(run.parts[0])
            places[key] += PLACE.search(text, max(start, first - 9), first) is not None
    names = {
        key: min(counts, key=lambda form: (-counts[form], len(form), form))
        for key, counts in forms.items()
        if 2 * places[key] <= counts.total()
    }
    return names | {key_of(person.name.split()): person.name for person in cast}


def _named(text: str, runs: Sequence[Run], names: dict[str, str]) -> Iterator[Named]:
    """Every full or last name of a known person; a last name is that of the latest person who bears it."""
    bearers: dict[str, str] = {}
    for key in names:
        bearers.setdefault(key.split()[-1], key)
    for run in runs:
        if len(run.written.split()) > 4:
            yield from _named_in_long_run(run, names, bearers)
            continue
        parts = run.parts
        if not parts or parts[-1].lower() not in bearers:
            continue
        offset = run.start + run.written.rindex(parts[0])
        before = HONORIFIC.search(text, max(0, offset - 9), offset)
        honorific = before[0].strip(" .").lower() if before and before.end() == offset else ""
        if len(parts) > 1 and key_of(parts) in names:
            bearers[parts[-1].lower()] = key_of(parts)
        yield Named(offset, bearers[parts[-1].lower()], honorific, run.titled)


def _named_in_long_run(run: Run, names: dict[str, str], bearers: dict[str, str]) -> Iterator[Named]:
    """The known people in a long run of capitalised words, as a headline is."""
    words = [(without_possessive(word[0]), run.start + word.start()) for word in re.finditer(r"\S+", run.written)]
    skipped = False
    for (word, offset), (following, _) in zip(words, [*words[1:], ("", 0)], strict=True):
        key = f"{word} {following}".lower()
        if skipped:
            skipped = False
        elif key in names:
            skipped = True
            yield Named(offset, key, "", offset)
        elif word.lower() in bearers:
            yield Named(offset, bearers[word.lower()], "", offset)


def _titles(text: str, start: int, named: Sequence[Named]) -> dict[str, set[str]]:
    """The words by which the text itself describes each person: right before the name, and in appositions."""
    titles: dict[str, set[str]] = {}
    for person in named:
        words = titles.setdefault(person.key, set())
        name = NAME.match(text, person.start)
        after = AFTER.match(text, name.end() if name else person.start)
        if after and _describes(after[1]):
            words |= content(after[1])
        left = text[max(start, person.start - 120) : person.start]
        before = left.rstrip().endswith(",") and BEFORE.search(left)
        if before and _has_title(before[1]):
            words |= content(before[1])
        nearest = " ".join(left.rsplit(" ", LONGEST_TITLE + 1)[-LONGEST_TITLE - 1 :])
        titled = TITLED.search(nearest) if left.endswith(" ") else None
        if titled and _has_title(titled[0]):
            words |= content(titled[0])
    return titles


def _headlines(text: str, start: int) -> list[Span]:
    """The paragraphs without a full stop in which nearly all longer words have capitals, so that capitals say nothing."""
    headlines = []
    for first, last in paragraphs(text, start):
        if text[first:last].rstrip("”’\"'").endswith("."):
            continue
        long = LONGER_WORD.findall(text, first, last)
        if len(long) > 4 and sum(word[0].isupper() for word in long) > 0.7 * len(long):
            headlines.append((first, last))
    return headlines


def _has_title(phrase: str) -> bool:
    return any(part.capitalize().rstrip(".") in TITLES for part in phrase.split())


def _describes(phrase: str) -> bool:
    return _has_title(phrase) or re.match(r"(?:the|a|an|his|her|their|its)\s", phrase) is not None
