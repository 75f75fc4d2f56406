"""Entities: the persons, bodies and countries of an article, what the text calls each, and where it names it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.attribution.names import given_names
from analysis.attribution.people.phrases import Phrase


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


def gender(entity: Entity) -> str:
    """The gender of a person as far as it is known, from the given name where nothing else tells."""
    if entity.gender:
        return entity.gender
    likely = given_names().get(entity.name.split()[0], "")
    return "" if likely == "both" else likely
