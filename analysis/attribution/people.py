"""The people and bodies of an article: the name of each, what the text calls it, its gender and kind, where it is named."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.bodies import LONGEST_LETTERS, bodies, countries, short_names
from analysis.attribution.names import (
    BODY,
    BODY_ENDS,
    CALENDAR,
    COUNTRY,
    HONORIFIC,
    NAME,
    NO_PERSON,
    OFFICERS,
    NO_NAME,
    PERSON,
    Mention,
    callings,
    is_calling,
    given_names,
    key_of,
    nouns,
    runs,
    without_possessive,
)
from analysis.attribution.phrases import FEMALE, MALE, Phrase, gender_of, kind_of, normal, phrase
from analysis.models.name_kinds import kinds
from analysis.text.article import Person
from analysis.text.segmentation import Span, meeting, paragraphs, sentences

PLACE = re.compile(r"\b(?:across|around|at|in|inside|near|outside) $", re.IGNORECASE)
LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
GENDERS = {"mr": MALE, "sir": MALE, "lord": MALE, "mrs": FEMALE, "ms": FEMALE, "miss": FEMALE, "madam": FEMALE, "lady": FEMALE}
# What stands right after a name and says who that is, or how old; and right before it.
AGE = re.compile(r",\s+(\d{1,3})(?=[,.;:)])")
PARTY = re.compile(r"\s\((?P<party>[DR])-")
AFTER = re.compile(r"(?:,\s+\d{1,3})?(?:\s\([^)]*\))?,\s+(?:who\s+(?:is|was)\s+)?(?P<phrase>[^,.;:()“”\"]{3,90})")
IS = re.compile(r"\s+(?:is|was|became|remains)\s+(?P<phrase>(?:the|a|an)\s[^,.;:()“”\"]{3,90})")
BEFORE = re.compile(r"(?:^|[.,;:“”\"]\s*)(?P<phrase>[^,.;:“”\"]{3,120}),\s+$")
ENDS_WITH_HONORIFIC = re.compile(rf"(?:{HONORIFIC.pattern})+$")
OPENING = re.compile(r"\b(?:the|a|an|his|her|their|its|former|[^\W\d_]+['’]s)\s", re.IGNORECASE)
# No word of these is part of what stands before a name and describes it.
STOP = frozenset(
    "and or but that said says told by with from on at as when while is was were are be has had have into about after before "
    "against under over between than then also not who which whom to asked added met saw called named thanked like".split()
)
LONGEST_TITLE = 9
OFFICE_OF = re.compile(
    rf"\b(?:{'|'.join(sorted(OFFICERS))}|CEO|Head|President)\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+(?:and\s+)?)+(?:[a-z]+\s)?$"
)
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# A word is part of a person's name from the first probability on, and not below the second; a name of several words is a
# person's from the third on. What is no name with the fourth is none.
LIKELY, UNLIKELY, LEAST, GIVEN, NO_NAME_FROM = 0.5, 0.3, 0.35, 0.4, 0.7
PARTIES = {"D": "democrat", "R": "republican"}


class Description(NamedTuple):
    """A phrase by which the text describes somebody, and the offset at which it does."""

    phrase: Phrase
    start: int


@dataclass
class Entity:
    """A person, body or country, by all that the text calls it. `honorific` is the last that it was called by."""

    name: str
    kind: str
    gender: str = ""
    surely: bool = False
    plural: bool = False
    descriptions: list[Description] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)


class Naming(NamedTuple):
    """A place where an entity is named: offsets, its key, and where the capitals before the name begin."""

    start: int
    end: int
    key: str
    titled: int
    honorific: str = ""


class People(NamedTuple):
    """The entities of a text by key, and every naming of one in the order of the text."""

    entities: dict[str, Entity]
    named: list[Naming]


def people(text: str, start: int = 0, cast: Sequence[Person] = ()) -> People:
    """The people, bodies and countries that `text` names from `start` on, and the declared `cast`.

    >>> known = people("Stephen King met Анна Ли, the mayor, at General Motors. King smiled.")
    >>> [(entity.name, entity.kind) for entity in known.entities.values()]
    [('Stephen King', 'person'), ('Анна Ли', 'person'), ('General Motors', 'body')]
    """
    chances = kinds(text, start)
    candidates = list(_candidates(text, start, chances))
    entities = _persons(text, start, candidates, cast)
    named = list(_named(text, start, candidates, entities))
    persons = [Mention(naming.start, naming.end, naming.key, "", PERSON) for naming in named]
    others = _likely(text, bodies(text, start, persons), chances)
    named += _bodies(text, start, others, entities)
    named.sort()
    openings = [first for first, _ in sentences(text, start)]
    for naming in named:
        entity = entities[naming.key]
        entity.forms[text[naming.start : naming.end]] += 1
        opening = openings[max(0, bisect_right(openings, naming.start) - 1)]
        entity.descriptions += (Description(what, naming.start) for what in _descriptions(text, opening, naming, entity))
    for entity in entities.values():
        _settle(entity)
    return People(entities, named)


class Candidate(NamedTuple):
    """What may be a person's name: offsets, its words, where the capitals before it begin, and how likely it is one."""

    start: int
    end: int
    parts: list[str]
    titled: int
    person: float


def _candidates(text: str, start: int, chances: Mapping[int, NDArray[np.float64]]) -> Iterator[Candidate]:
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
            if word in given_names() and (before in BODY_ENDS or (place > 1 and likely[place - 1] < UNLIKELY < likely[place])):
                first = place
        while first < last - 1 and _is_other(words[first][0]) and likely[first] < LIKELY:
            first += 1
        kept = words[first:last]
        if kept:
            parts = [without_possessive(word) for word, _, _ in kept]
            scores = [chance for chance, (word, _, _) in zip(likely[first:last], kept, strict=True) if word[0].isupper()]
            titled = run.titled if first == 0 else words[0][1]
            yield Candidate(kept[0][1], kept[-1][2], parts, titled, sum(scores) / max(1, len(scores)))


def _chance(chances: Mapping[int, NDArray[np.float64]], first: int, word: str) -> float:
    """How likely a word is part of a person's name; one in letters that the model does not know may be."""
    if first in chances:
        return float(chances[first][1]) if word[0].isascii() or LATIN.match(word) else 0.5
    return 0.5


def _is_other(word: str) -> bool:
    """Whether a word that begins a run of capitals is none of a person's name: a body's, a country's, a calling's, a day's."""
    return word in BODY_ENDS or word in countries() or word in CALENDAR or (is_calling(word) and word not in given_names())


def _persons(
    text: str, start: int, candidates: Sequence[Candidate], cast: Sequence[Person]
) -> dict[str, Entity]:
    """The persons of a text by key; what stands after "in" or "at" is a place."""
    forms: dict[str, Counter[str]] = {}
    likely: dict[str, list[float]] = {}
    single: dict[str, list[float]] = {}
    headlines = _headlines(text, start)
    for candidate in candidates:
        name, first = " ".join(candidate.parts), candidate.start
        if meeting(headlines, first, first + 1) or len(candidate.parts) > 6 or name in countries():
            continue
        chance = 1.0 if _is_surely_one(text, start, candidate) else candidate.person
        if len(candidate.parts) > 1 and candidate.parts[0] in given_names() and BODY_ENDS.isdisjoint(candidate.parts):
            chance = max(chance, GIVEN)
        if PLACE.search(text, max(start, first - 9), first):
            chance /= 2
        if len(candidate.parts) == 1:
            if candidate.parts[0] not in NO_NAME and not is_calling(name) and name not in BODY_ENDS and not (len(name) < 5 and text[candidate.end : candidate.end + 1] == "."):
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
        if len(parts) > 2 and shorter != key and shorter in entities and parts[0] not in given_names():
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
    return any(_stands_alone(single[name], name) for part in key.split() for name in (part.title(), part.upper()) if name in single)


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


def _named(
    text: str, start: int, candidates: Sequence[Candidate], entities: dict[str, Entity]
) -> Iterator[Naming]:
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
            last = key_of([parts[0], *parts]).split()[-1]
            key: str | None = key_of(parts)
            if key not in entities and len(parts) > 2 and key_of(parts[1:]) in entities:
                key = key_of(parts[1:])
                offset += len(parts[0]) + 1
            if key not in entities:
                fitting = bearers.get(last, [])
                if len(parts) == 1:
                    fitting = fitting or (given.get(last, []) if len(given.get(last, [])) == 1 else [])
                elif (not honorific and parts[0] in given_names()) or not BODY_ENDS.isdisjoint(parts):
                    fitting = []
                key = _bearer(fitting, honorific, entities, counts, latest.get(last))
            if key is None:
                continue
            if len(parts) > 1:
                counts[key] += 1
                latest[key.split()[-1]] = key
            gender = GENDERS.get(honorific, "")
            if gender:
                entities[key].gender, entities[key].surely = gender, True
            yield Naming(offset, end, key, min(candidate.titled, offset), honorific)


def _stretches(candidate: Candidate, entities: dict[str, Entity]) -> Iterator[tuple[list[str], int, int]]:
    """The names in a candidate with their offsets: all of it, or, where it is long and unknown, what is known in it."""
    parts = candidate.parts
    if len(parts) < 4 or key_of(parts) in entities:
        yield parts, candidate.start, candidate.end
        return
    place, offset = 0, candidate.start
    while place < len(parts):
        length = next((size for size in (3, 2) if key_of(parts[place : place + size]) in entities and place + size <= len(parts)), 1)
        written = " ".join(parts[place : place + length])
        if written not in NO_NAME:
            yield parts[place : place + length], offset, offset + len(written)
        offset += len(written) + 1
        place += length


def _bearer(
    fitting: Sequence[str], honorific: str, entities: dict[str, Entity], counts: Counter[str], latest: str | None
) -> str | None:
    """Which of those who bear a last name is meant: not against the honorific, and who was named in full most, then last."""
    gender = GENDERS.get(honorific, "")
    kept = [key for key in fitting if not gender or not _gender(entities[key]) or _gender(entities[key]) == gender] or list(fitting)
    return max(kept, key=lambda key: (counts[key] + 0.5 * (key == latest), key == latest), default=None)


def _gender(entity: Entity) -> str:
    if entity.gender:
        return entity.gender
    gender = given_names().get(entity.name.split()[0], "")
    return "" if gender == "both" else gender


def _bodies(text: str, start: int, others: Sequence[Mention], entities: dict[str, Entity]) -> Iterator[Naming]:
    """The namings of countries and bodies, which are added to `entities`; a part of one longer name is that body."""
    full = short_names(text, start)
    headlines = _headlines(text, start)
    begins: dict[str, int] = {}
    media = {word for words in nouns()["kinds"].values() for word in words.split()}
    for mention in others:
        if not meeting(headlines, mention.start, mention.end):
            begins.setdefault(mention.target, mention.start)
    for mention in others:
        if mention.target not in begins and mention.kind != COUNTRY:
            continue
        name = full.get(mention.target, mention.target)
        if mention.kind != COUNTRY and name not in full.values():
            generic = name in BODY_ENDS or name.lower() in media
            earlier = {other for other, first in begins.items() if generic or first < begins[mention.target]}
            name = _longer(name, earlier | set(full.values()))
        key = name.lower()
        if key not in entities:
            entities[key] = Entity(name, mention.kind)
        yield Naming(mention.start, mention.end, key, mention.start)


def _likely(text: str, others: Iterable[Mention], chances: Mapping[int, NDArray[np.float64]]) -> list[Mention]:
    """Those of `others` that the model of names takes for names, wherever the text has them taken together."""
    every = list(others)
    seen: dict[str, list[float]] = {}
    for mention in every:
        inside = [chances[first][0] for first in range(mention.start, mention.end) if first in chances]
        seen.setdefault(mention.target, []).append(float(min(inside, default=0.5)))
    return [
        mention
        for mention in every
        if mention.kind == COUNTRY or " of " in mention.target or " for " in mention.target or "&" in mention.target
        or (mention.target.isupper() and 1 < len(mention.target) <= LONGEST_LETTERS)
        or mean(seen[mention.target]) < NO_NAME_FROM
    ]  # fmt: skip


def _longer(name: str, names: set[str]) -> str:
    """The only other of `names` that begins or ends with `name`, or `name`."""
    longer = {other for other in names if other.endswith(f" {name}") or other.startswith(f"{name} ")}
    fitting = {other for other in longer if other not in countries() and not _is_about(name, other)}
    return fitting.pop() if len(fitting) == 1 else name


def _is_about(name: str, other: str) -> bool:
    """Whether `other` is a body in or of `name` ("Ostby Council" of Ostby), and not its longer name."""
    rest = other.replace(name, "").split()
    return other.startswith(f"{name} ") and any(word in BODY_ENDS for word in rest)


def _descriptions(text: str, opening: int, naming: Naming, entity: Entity) -> Iterator[Phrase]:
    """How the text describes the entity right before and right after it is named."""
    right = text[naming.end : naming.end + 160]
    age = AGE.match(right)
    if age:
        yield Phrase(f"{age[1]}-year-old", frozenset(), "the", False)
    party = PARTY.match(right)
    if party:
        yield Phrase(PARTIES[party["party"]], frozenset(), "a", False)
    for pattern in (AFTER, IS):
        after = pattern.match(right)
        found = after and phrase(after["phrase"])
        if found and _fits(found, entity):
            yield found
    left = text[opening : naming.start]
    before = BEFORE.search(ENDS_WITH_HONORIFIC.sub("", left))
    if before:
        for opener in reversed([0, *(match.start() for match in OPENING.finditer(before["phrase"]))]):
            found = phrase(before["phrase"][opener:])
            if found and _fits(found, entity) and kind_of(found.head, found.plural) == entity.kind and not found.plural:
                yield found
                break
    title = _title(left)
    found = phrase(title) if title else None
    if found and _fits(found, entity) and (found.head in callings() or entity.kind == BODY):
        yield found


def _title(left: str) -> str:
    """What stands right before a name and may be a title, from the last word that cannot belong to it on."""
    words = left.split()
    if not left.endswith((" ", "\n")) or not words:
        return ""
    first = len(words)
    while first and len(words) - first < LONGEST_TITLE:
        word = words[first - 1]
        plain = word.strip("“”\"'‘’(")
        mark = word[-1] in ",;:—–-”\")" or (word[-1] == "." and normal(word) == word.lower().rstrip(".") and len(plain) > 4)
        if mark or plain.lower() in STOP:
            break
        first -= 1
    while first < len(words) and words[first].lower() in ("of", "for", "in"):
        first += 1
    return " ".join(words[first:])


def _fits(found: Phrase, entity: Entity) -> bool:
    """Whether a phrase beside a name may describe what is named: by its kind, or by its article."""
    kind = kind_of(found.head, found.plural)
    if entity.kind == PERSON:
        return kind == PERSON
    return entity.kind == BODY and (kind == BODY or kind == "document") and bool(found.determiner or len(found.words) < 3)


def _settle(entity: Entity) -> None:
    """Fills in gender, from nouns and, less surely, from the given name."""
    if entity.kind != PERSON:
        return
    for description in entity.descriptions:
        gender = gender_of(description.phrase.head)
        if gender and not entity.surely:
            entity.gender, entity.surely = gender, True
    entity.gender = entity.gender or _gender(entity)


def _headlines(text: str, start: int) -> list[Span]:
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
