"""The census of an article: its people and bodies, the name of each, what the text calls it, and where it is named."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.bodies import LONGEST_LETTERS, bodies, countries, short_names
from analysis.attribution.names import (
    BODY,
    BODY_ENDS,
    COUNTRY,
    HONORIFIC,
    PERSON,
    Mention,
    callings,
    nouns,
)
from analysis.attribution.people.entities import Description, Entity, Naming, People, gender
from analysis.attribution.people.persons import candidates, headlines, named, persons
from analysis.attribution.people.phrases import Phrase, gender_of, kind_of, normal, phrase
from analysis.text.article import Person
from analysis.text.segmentation import meeting, sentences

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
# A word is part of a person's name from the first probability on, and not below the second; a name of several words is a
# person's from the third on. What is no name with the fourth is none.
LIKELY, UNLIKELY, LEAST, GIVEN, NO_NAME_FROM = 0.5, 0.3, 0.35, 0.4, 0.7
PARTIES = {"D": "democrat", "R": "republican"}


def people(text: str, start: int = 0, cast: Sequence[Person] = ()) -> People:
    """The people, bodies and countries that `text` names from `start` on, and the declared `cast`.

    >>> known = people("Stephen King met Анна Ли, the mayor, at General Motors. King smiled.")
    >>> [(entity.name, entity.kind) for entity in known.entities.values()]
    [('Stephen King', 'person'), ('Анна Ли', 'person'), ('General Motors', 'body')]
    """
    # The model is loaded where a text is read, so that modules that only count stay light.
    from analysis.models.name_kinds import kinds

    chances = kinds(text, start)
    runs = list(candidates(text, start, chances))
    entities = persons(text, start, runs, cast)
    places = list(named(text, start, runs, entities))
    taken = [Mention(naming.start, naming.end, naming.key, "", PERSON) for naming in places]
    others = _likely(text, bodies(text, start, taken), chances)
    places += _bodies(text, start, others, entities)
    places.sort()
    openings = [first for first, _ in sentences(text, start)]
    for naming in places:
        entity = entities[naming.key]
        entity.forms[text[naming.start : naming.end]] += 1
        opening = openings[max(0, bisect_right(openings, naming.start) - 1)]
        entity.descriptions += (
            Description(what, naming.start) for what in _descriptions(text, opening, naming, entity)
        )
    for entity in entities.values():
        _settle(entity)
    return People(entities, places)


def _bodies(text: str, start: int, others: Sequence[Mention], entities: dict[str, Entity]) -> Iterator[Naming]:
    """The namings of countries and bodies, which are added to `entities`; a part of one longer name is that body."""
    full = short_names(text, start)
    titles = headlines(text, start)
    begins: dict[str, int] = {}
    media = {word for words in nouns()["kinds"].values() for word in words.split()}
    for mention in others:
        if not meeting(titles, mention.start, mention.end):
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
        mark = word[-1] in ',;:—–-”")' or (
            word[-1] == "." and normal(word) == word.lower().rstrip(".") and len(plain) > 4
        )
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
    return (
        entity.kind == BODY and (kind == BODY or kind == "document") and bool(found.determiner or len(found.words) < 3)
    )


def _settle(entity: Entity) -> None:
    """Fills in gender, from nouns and, less surely, from the given name."""
    if entity.kind != PERSON:
        return
    for description in entity.descriptions:
        called = gender_of(description.phrase.head)
        if called and not entity.surely:
            entity.gender, entity.surely = called, True
    entity.gender = gender(entity)
