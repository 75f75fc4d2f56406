"""Persons: which runs of capitals are names of persons, who bears which, and every naming of one."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import mean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.bodies import countries
from analysis.attribution.names import (
    BODY_ENDS,
    CALENDAR,
    HONORIFIC,
    NO_NAME,
    NO_PERSON,
    OFFICERS,
    PARTICLE,
    PERSON,
    SUFFIXES,
    callings,
    given_names,
    is_calling,
    key_of,
    runs,
    without_possessive,
)
from analysis.attribution.people.entities import Entity, Naming, gender
from analysis.attribution.people.phrases import FEMALE, MALE, phrase
from analysis.text.article import Person
from analysis.text.segmentation import Span, meeting, paragraphs

PLACE = re.compile(r"\b(?:across|around|at|in|inside|near|outside) $", re.IGNORECASE)
LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
GENDERS = {
    "mr": MALE,
    "sir": MALE,
    "lord": MALE,
    "mrs": FEMALE,
    "ms": FEMALE,
    "miss": FEMALE,
    "madam": FEMALE,
    "lady": FEMALE,
}
# What stands right after a name and says who that is, or how old; and right before it.
AGE = re.compile(r",\s+(\d{1,3})(?=[,.;:)])")
OFFICE_OF = re.compile(
    rf"\b(?:{'|'.join(sorted(OFFICERS))}|CEO|Head|President)\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+(?:and\s+)?)+(?:[a-z]+\s)?$"
)
PARTICLES = re.compile(PARTICLE)
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# A word is part of a person's name from the first probability on, and not below the second; a name of several words is a
# person's from the third on. What is no name with the fourth is none.
LIKELY, UNLIKELY, LEAST, GIVEN, NO_NAME_FROM = 0.5, 0.3, 0.35, 0.4, 0.7


class Candidate(NamedTuple):
    """What may be a person's name: offsets, its words, where the capitals before it begin, and how likely it is one."""

    start: int
    end: int
    parts: list[str]
    titled: int
    person: float


def candidates(text: str, start: int, chances: Mapping[int, NDArray[np.float64]]) -> Iterator[Candidate]:
    """Every run of capitals, cut to the words that may be a person's name.

    Rules take off titles and what stands before a name; where the model of names sees a person in a part of what is left,
    that part is it.
    """
    for run in runs(text, start):
        if text[max(start, run.start - 2) : run.start] == "& " or text[run.start + len(run.written) :][:2] == " &":
            continue
        words = [
            (word[0], run.start + word.start(), run.start + word.start() + len(without_possessive(word[0])))
            for word in re.finditer(r"\S+", run.written)
        ]
        words = words[len(words) - len(run.parts) :]
        likely = [_chance(chances, first, word) for word, first, _ in words]
        first, last = 0, len(words)
        for place in range(len(words) - 2, 0, -1):
            # "Refugee Council Enver Solomon" is a body and a person.
            before, word = words[place - 1][0], words[place][0]
            if word in given_names() and (
                before in BODY_ENDS or (place > 1 and likely[place - 1] < UNLIKELY < likely[place])
            ):
                first = place
        while first < last - 1 and _is_other(words[first][0]) and likely[first] < LIKELY:
            first += 1
        while first < last - 1 and _is_particle(words[first][0]):
            # "De Lee said" is the last name of Ann de Lee.
            first += 1
        kept = words[first:last]
        if kept:
            parts = [without_possessive(word) for word, _, _ in kept]
            scores = [
                chance
                for chance, (word, _, _) in zip(likely[first:last], kept, strict=True)
                if word[0].isupper() and word not in SUFFIXES
            ]
            titled = run.titled if first == 0 else words[0][1]
            yield Candidate(kept[0][1], kept[-1][2], parts, titled, sum(scores) / max(1, len(scores)))


def _chance(chances: Mapping[int, NDArray[np.float64]], first: int, word: str) -> float:
    """How likely a word is part of a person's name; one in letters that the model does not know may be."""
    if first in chances:
        return float(chances[first][1]) if word[0].isascii() or LATIN.match(word) else 0.5
    return 0.5


def _is_particle(word: str) -> bool:
    """Whether a word is a particle of a last name, and no given name ("Al", "Ben")."""
    return PARTICLES.fullmatch(word.lower()) is not None and word not in given_names()


def _is_other(word: str) -> bool:
    """Whether a word that begins a run of capitals is none of a person's name: a body's, a country's, a calling's, a day's."""
    return (
        word in BODY_ENDS or word in countries() or word in CALENDAR or (is_calling(word) and word not in given_names())
    )


def persons(text: str, start: int, candidates: Sequence[Candidate], cast: Sequence[Person]) -> dict[str, Entity]:
    """The persons of a text by key; what stands after "in" or "at" is a place."""
    forms: dict[str, Counter[str]] = {}
    likely: dict[str, list[float]] = {}
    single: dict[str, list[float]] = {}
    titles = headlines(text, start)
    for candidate in candidates:
        name, first = " ".join(candidate.parts), candidate.start
        if meeting(titles, first, first + 1) or len(candidate.parts) > 6 or name in countries():
            continue
        chance = 1.0 if _is_surely_one(text, start, candidate) else candidate.person
        if len(candidate.parts) > 1 and candidate.parts[0] in given_names() and BODY_ENDS.isdisjoint(candidate.parts):
            chance = max(chance, GIVEN)
        if PLACE.search(text, max(start, first - 9), first):
            chance /= 2
        if len(candidate.parts) == 1:
            if (
                candidate.parts[0] not in NO_NAME
                and not is_calling(name)
                and name not in BODY_ENDS
                and not (len(name) < 5 and text[candidate.end : candidate.end + 1] == ".")
            ):
                single.setdefault(name, []).append(chance)
        elif NO_PERSON.isdisjoint(candidate.parts):
            key = key_of(candidate.parts)
            forms.setdefault(key, Counter())[name] += 1
            likely.setdefault(key, []).append(chance)
    entities = {
        key: Entity(max(counts, key=lambda form: (len(form.split()), counts[form], form)), PERSON)
        for key, counts in forms.items()
        if mean(likely[key]) > LEAST or _is_single(key, single)
    }
    for key, entity in list(entities.items()):
        # "Democrat Ann Lee" is Ann Lee where the text has her without that word, too.
        parts = entity.name.split()
        shorter = key_of(parts[1:])
        longer = len(parts) > 2 and shorter != key and shorter in entities and parts[0] not in given_names()
        # "Van der Moor" is the last name of Ann van der Moor.
        last_name = (
            PARTICLES.fullmatch(parts[0].lower())
            and sum(other.split()[-1] == key.split()[-1] for other in entities) > 1
        )
        if longer or last_name:
            del entities[key]
    known = {part for key in entities for part in key.split()}
    singles = {name for name, chances in single.items() if _stands_alone(chances, name) and name.lower() not in known}
    entities |= {name.lower(): Entity(name, PERSON) for name in singles}
    return entities | {key_of(person.name.split()): Entity(person.name, PERSON) for person in cast}


def _stands_alone(chances: Sequence[float], name: str) -> bool:
    """Whether a single name is a person's, by the chance of each time that it stands alone."""
    often = len(chances) > 1 or max(chances) == 1 or name in given_names()
    return often and mean(chances) > LIKELY


def _is_single(key: str, single: Mapping[str, Sequence[float]]) -> bool:
    """Whether the first or the last name of `key` stands alone elsewhere as a person's."""
    return any(
        _stands_alone(single[name], name)
        for part in key.split()
        for name in (part.title(), part.upper())
        if name in single
    )


def _is_surely_one(text: str, start: int, candidate: Candidate) -> bool:
    """Whether a person is named: an honorific, office or calling is right before, or an age or a calling right after."""
    before = text[max(start, candidate.start - 30) : candidate.start]
    word = re.search(r"([\w’'-]+)[.,]?\s$", before)
    if word and (HONORIFIC.search(before) or word[1] in OFFICERS):
        return word[1] in OFFICERS or HONORIFIC.search(before[word.start() :]) is not None
    several = len(candidate.parts) > 1
    if several and OFFICE_OF.search(text[max(start, candidate.start - 60) : candidate.start]):
        return True
    if word and is_calling(word[1]) and (several or word[1].islower()):
        return True
    after = text[candidate.end : candidate.end + 90]
    apposed = re.match(r",\s+(?:the|a|an|his|her|their|its)?\s*([^,.;:()]{3,70})", after)
    found = phrase(apposed[1]) if apposed and several else None
    return AGE.match(after) is not None or (found is not None and not found.plural and found.head in callings())


def named(text: str, start: int, candidates: Sequence[Candidate], entities: dict[str, Entity]) -> Iterator[Naming]:
    """Every naming of a known person, by full name, last name or given name alone."""
    bearers: dict[str, list[str]] = {}
    given: dict[str, list[str]] = {}
    for key in entities:
        bearers.setdefault(key.split()[-1], []).append(key)
        given.setdefault(key.split()[0], []).append(key)
    latest: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for candidate in candidates:
        for parts, offset, end in _stretches(candidate, entities):
            before = HONORIFIC.search(text, max(start, offset - 9), offset)
            honorific = before[0].strip(" .").lower() if before and before.end() == offset else ""
            last = key_of(parts).split()[-1]
            bearer: str | None = key_of(parts)
            if bearer not in entities and len(parts) > 2 and key_of(parts[1:]) in entities:
                bearer = key_of(parts[1:])
                offset += len(parts[0]) + 1
            if bearer not in entities:
                fitting = bearers.get(last, [])
                if len(parts) == 1:
                    fitting = fitting or (given.get(last, []) if len(given.get(last, [])) == 1 else [])
                elif (
                    not honorific and parts[0] in given_names() and not PARTICLES.fullmatch(parts[0].lower())
                ) or not BODY_ENDS.isdisjoint(parts):
                    fitting = []
                bearer = _bearer(fitting, honorific, entities, counts, latest.get(last))
            if bearer is None:
                continue
            if len(parts) > 1:
                counts[bearer] += 1
                latest[bearer.split()[-1]] = bearer
            if honorific in GENDERS:
                entities[bearer].gender, entities[bearer].surely = GENDERS[honorific], True
            yield Naming(offset, end, bearer, min(candidate.titled, offset), honorific)


def _stretches(candidate: Candidate, entities: dict[str, Entity]) -> Iterator[tuple[list[str], int, int]]:
    """The names in a candidate with their offsets: all of it, or, where it is long and unknown, what is known in it."""
    parts = candidate.parts
    if len(parts) < 4 or key_of(parts) in entities:
        yield parts, candidate.start, candidate.end
        return
    place, offset = 0, candidate.start
    while place < len(parts):
        length = next(
            (size for size in (3, 2) if key_of(parts[place : place + size]) in entities and place + size <= len(parts)),
            1,
        )
        written = " ".join(parts[place : place + length])
        if written not in NO_NAME:
            yield parts[place : place + length], offset, offset + len(written)
        offset += len(written) + 1
        place += length


def _bearer(
    fitting: Sequence[str], honorific: str, entities: dict[str, Entity], counts: Counter[str], latest: str | None
) -> str | None:
    """Which of those who bear a last name is meant: not against the honorific, and who was named in full most, then last."""
    called = GENDERS.get(honorific, "")
    kept = [key for key in fitting if not called or gender(entities[key]) in ("", called)] or list(fitting)
    return max(kept, key=lambda key: (counts[key] + 0.5 * (key == latest), key == latest), default=None)


def headlines(text: str, start: int) -> list[Span]:
    """Where capitals say nothing: nearly all longer words have them, in the first paragraph or in one without a full stop."""
    headlines = []
    spans = paragraphs(text, start)
    for first, last in spans:
        is_sentence = text[first:last].rstrip("”’\"'").endswith(".")
        if is_sentence and ((first, last) != spans[0] or len(spans) == 1):
            continue
        long = LONGER_WORD.findall(text, first, last)
        if len(long) > 4 and sum(word[0].isupper() for word in long) > (0.9 if is_sentence else 0.7) * len(long):
            headlines.append((first, last))
    return headlines
