"""Antecedents: of whom a source may speak, and what speaks for and against each of them.

For a pronoun, a description or a quotation
without a source the candidates are listed, each with the features that the fitted weights of `analysis.attribution.voices`
are of.
"""

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from analysis.attribution.names import BODY, COUNTRY, DATA, PERSON, given_names, nouns
from analysis.attribution.people.entities import Entity, Naming
from analysis.attribution.people.phrases import (
    DEFINITE,
    DOCUMENT,
    GROUP,
    OWNED,
    Phrase,
    gender_of,
    kind_of,
    like,
    offices,
)
from analysis.attribution.people.reader import Place, Reader
from analysis.attribution.people.sources import HE, IT, SHE, THEY, Source
from analysis.text.statements import Attribution

WEIGHTS = DATA / "voices_model.json"
NOBODY = ""
# The keys of those whom the text only describes begin so.
UNNAMED = "= "
PREPOSITION = re.compile(
    r"\b(?:of|for|from|with|at|in|to|on|by|about|against|near|than|like|and|as)\s+(?:\w+\s+){0,2}$"
)
RANKS = frozenset("deputy vice assistant shadow".split())

Features = dict[str, float]


class Case(NamedTuple):
    """A question of who is meant: which of the three, the features of each candidate by key, `NOBODY` among them."""

    question: str
    candidates: dict[str, Features]
    names: dict[str, str]


def _recency(reader: Reader, key: str, place: Place) -> Features:
    """How near and how prominent an entity is, seen from `place`."""
    trace = reader.traces.get(key)
    features: Features = {}
    if trace is None or trace.last is None:
        return {"not yet named": 1.0}
    gap = place.sentence - trace.last.sentence
    features["sentences"] = math.log1p(gap)
    features["same sentence"] = float(gap == 0)
    features["same paragraph"] = float(trace.last.paragraph == place.paragraph)
    features["mentions"] = math.log(trace.mentions)
    features["latest mention"] = float(trace.last.offset == _latest(reader, place.offset))
    if trace.subject:
        features["subject of this sentence"] = float(trace.subject.sentence == place.sentence)
        features["subject of the sentence before"] = float(place.sentence - trace.subject.sentence == 1)
    if trace.spoke:
        features["spoke"] = 1.0
        features["spoke in this sentence"] = float(trace.spoke.sentence == place.sentence)
        features["spoke in the sentence before"] = float(place.sentence - trace.spoke.sentence == 1)
        features["spoke in this paragraph"] = float(trace.spoke.paragraph == place.paragraph)
        features["spoke in the paragraph before"] = float(place.paragraph - trace.spoke.paragraph == 1)
    features["last speaker"] = float(key == reader.last_speaker)
    features["last named in a quotation"] = float(trace.last.quoted and not place.quoted)
    return features


def _latest(reader: Reader, offset: int) -> int:
    return max(
        (trace.last.offset for trace in reader.traces.values() if trace.last and trace.last.offset < offset),
        default=-1,
    )


def by_pronoun(reader: Reader, word: str, offset: int, use: str) -> dict[str, Features]:
    place = reader.place(offset)
    candidates: dict[str, Features] = {
        NOBODY: {f"nobody, {_set_of(word)}": 1.0, "nobody, source": float(use == "source")}
    }
    for key in reader.traces:
        entity = reader.known.entities[key]
        fit = _agreement(entity, word)
        if fit is None:
            continue
        candidates[key] = _recency(reader, key, place) | fit
    return candidates


def without_words(reader: Reader, given: Attribution) -> dict[str, Features]:
    first, last = given.content
    place, end = reader.place(first), reader.place(max(first, last - 1))
    candidates: dict[str, Features] = {NOBODY: {"nobody": 1.0, "nobody, direct": float(given.mode == "direct")}}
    before = max(((span, key) for span, key in reader.speeches if span[0] < first), default=None)
    after = min(((span, key) for span, key in reader.speeches if span[0] > first), default=None)
    for speech, name in ((before, "before"), (after, "after")):
        if speech and speech[1] in reader.known.entities:
            where = reader.place(speech[0][0])
            features = candidates.setdefault(speech[1], {})
            features[f"speaks {name}"] = 1.0
            near = where.paragraph == (place.paragraph if name == "before" else end.paragraph)
            features[f"speaks {name} in this paragraph"] = float(near)
            features[f"speaks {name} in this sentence"] = float(where.sentence == place.sentence)
            gap = abs(where.paragraph - place.paragraph)
            features[f"speaks {name} in the next paragraph"] = float(gap == 1)
            features[f"speaks {name}, paragraphs"] = math.log1p(gap)
    for naming in reader.known.named:
        where = reader.place(naming.start)
        gap = place.sentence - where.sentence
        if 0 <= gap <= 2 and naming.start < first and not where.quoted:
            features = candidates.setdefault(naming.key, {})
            features["named before"] = 1.0
            features["a person before"] = float(reader.known.entities[naming.key].kind == PERSON)
            if is_subject(reader.text, naming):
                features[f"subject {gap} sentences before"] = 1.0
    return candidates


def by_description(reader: Reader, read: Phrase, given: Source) -> dict[str, Features]:
    place = reader.place(given.start)
    others = {naming.key for naming in given.named}
    kind, gender = kind_of(read.head, read.plural), gender_of(read.head)
    determiner = "definite" if read.determiner in DEFINITE else "owned" if read.determiner in OWNED else (
        "bare" if not read.determiner else "indefinite"
    )  # fmt: skip
    nobody = {"nobody": 1.0, f"nobody, {determiner}": 1.0, f"nobody, {kind or 'unknown'}": 1.0}
    nobody["nobody, qualified"] = float(len(read.modifiers) > 1)
    candidates: dict[str, Features] = {NOBODY: nobody}
    asked = offices(read.head, read.modifiers)
    for key, entity in reader.known.entities.items():
        if key in others:
            continue
        fit = _fit(read, kind, gender, asked, entity, key.startswith(UNNAMED))
        if fit:
            candidates[key] = _recency(reader, key, place) | fit
    matched = [features for features in candidates.values() if features.get("same noun") or features.get("same office")]
    nobody["nobody, none has the title"] = float(not matched)
    if len(matched) == 1:
        matched[0]["alone so titled"] = 1.0
        matched[0]["alone so titled, definite"] = float(determiner == "definite")
    return candidates


def _fit(
    read: Phrase, kind: str, gender: str, asked: frozenset[int], entity: Entity, described: bool
) -> Features | None:
    """How a description fits an entity by what the text calls it, or None where it cannot mean it."""
    if kind == PERSON and entity.kind in (BODY, COUNTRY, GROUP, DOCUMENT):
        return None
    if kind in (BODY, DOCUMENT) and entity.kind in (PERSON, GROUP, COUNTRY):
        return None
    if (kind == GROUP or read.plural) and not (entity.plural or entity.kind == BODY):
        return None
    if kind == "" and entity.kind != "" and not any(d.phrase.head == read.head for d in entity.descriptions):
        return None
    if entity.plural and not read.plural:
        return None
    if gender and entity.gender and gender != entity.gender:
        return None
    every = [description.phrase for description in entity.descriptions]
    # A deputy is not whose deputy it is.
    heads = [phrase for phrase in every if phrase.modifiers & RANKS == read.modifiers & RANKS]
    same = any(phrase.head == read.head for phrase in heads)
    implied = any(asked & offices(phrase.head, phrase.modifiers) for phrase in heads)
    name = [word.lower() for word in entity.name.split()]
    in_name = entity.kind != PERSON and read.head in name
    called = any(
        read.head in kinds.split() and set(name) & set(words.split()) for kinds, words in nouns()["kinds"].items()
    )
    words = {word for phrase in heads for word in phrase.words} | set(name)
    another = (
        same
        and bool(read.modifiers)
        and not implied
        and not any(read.modifiers <= phrase.modifiers for phrase in heads)
    )
    missing = sum(not like(word, words) for word in read.modifiers)
    found = len(read.modifiers) - missing
    own_words = entity.name.lower().split()[-1:] == [read.head] and entity.kind != PERSON
    features = {
        "same noun": float(same),
        "another office": float(another),
        "same office": float(implied and not same),
        "noun in the name": float(in_name),
        "noun ends the name": float(own_words),
        "kind of its name": float(called and not in_name),
        "qualified alike": float(found),
        "qualified otherwise": float(missing),
        "all words": float(missing == 0 and (same or in_name)),
        "of known gender": float(bool(gender) and entity.gender == gender),
        "known by other titles": float(bool(every) and not (same or implied)),
        "nothing known": float(not heads and entity.kind == PERSON),
        "a body": float(entity.kind == BODY),
        "only described": float(described),
        "only described, same noun": float(described and same),
        "a country": float(entity.kind == COUNTRY),
        "indefinite": float(read.determiner not in DEFINITE | OWNED),
        "owned": float(read.determiner in OWNED),
        "titled and definite": float((same or implied or in_name) and read.determiner in DEFINITE),
    }
    if entity.kind == COUNTRY and not same:
        return None
    return features


def _agreement(entity: Entity, word: str) -> Features | None:
    """How a pronoun agrees with an entity, or None where it does not."""
    if word in HE | SHE:
        gender = "male" if word in HE else "female"
        if entity.kind in (BODY, COUNTRY, GROUP, DOCUMENT) or entity.plural:
            return None
        if entity.gender and entity.surely and entity.gender != gender:
            return None
        certain = entity.gender == gender
        return {
            "agrees surely": float(certain and entity.surely),
            "agrees": float(certain and not entity.surely),
            "disagrees": float(bool(entity.gender) and not certain),
            "no given name": float(entity.kind == PERSON and entity.name.split()[0] not in given_names()),
            "unnamed": float(entity.kind != PERSON),
        }
    if word in IT:
        if entity.kind in (PERSON, GROUP) or entity.plural:
            return None
        return {
            "it, a body": float(entity.kind == BODY),
            "it, a country": float(entity.kind == COUNTRY),
            "it, a document": float(entity.kind == DOCUMENT),
        }
    if entity.kind == PERSON:
        return None
    return {
        "they, several": float(entity.plural),
        "they, a body": float(entity.kind == BODY),
        "they, a country": float(entity.kind == COUNTRY),
    }


def _set_of(word: str) -> str:
    return "he or she" if word in HE | SHE else "it" if word in IT else "they" if word in THEY else "other"


def is_subject(text: str, naming: Naming) -> bool:
    """Whether a naming may be a subject: not after a preposition, and no possessive."""
    if re.match(r"['’]s?\s", text[naming.end : naming.end + 3]):
        return False
    before = text[max(0, naming.titled - 40) : naming.titled]
    return PREPOSITION.search(before) is None


def likeliest(scored: Mapping[str, float], candidates: Mapping[str, Features]) -> tuple[str, float]:
    """The likeliest of `candidates`, with its probability, under the weights `scored` of the features."""
    scores = {
        key: sum(scored.get(name, 0.0) * value for name, value in features.items())
        for key, features in candidates.items()
    }
    best = max(scores, key=lambda key: scores[key])
    return best, 1 / sum(math.exp(score - scores[best]) for score in scores.values())


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of the features by question, made by `python -m training voices`."""
    stored: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return stored
