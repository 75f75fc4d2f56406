"""What the tone model learns from besides annotations: names and pronouns that nobody has annotated."""

import random
import re
from collections.abc import Iterable

from analysis.attribution.names import OPENERS, TITLES
from analysis.text.segmentation import Span, sentences

NAME = re.compile(r"\b[A-Z][\w’'-]*\w(?:\s+(?:[A-Z]\.|[A-Z][\w’'-]*\w))*")
PERSON = re.compile(r"\b(?:he|him|his|she|her|they|them|their)\b", re.IGNORECASE)
OTHER = re.compile(r"\b(?:it|its|we|us|I|me|who)\b", re.IGNORECASE)
# The share taken of the pronouns that mostly stand for no person.
OTHERS_TAKEN = 0.4
MOST_OF_A_SENTENCE = 3
SHORTEST, LONGEST = 40, 400
SEED = 1

Pair = tuple[str, Span]


def possible_targets(sentence: str, chance: random.Random) -> list[Span]:
    """The spans of names and pronouns in `sentence`; titles and sentence openers are cut off names."""
    spans = []
    for match in NAME.finditer(sentence):
        parts = list(re.finditer(r"\S+", match[0]))
        while parts and parts[0][0].strip(".") in OPENERS | TITLES:
            parts.pop(0)
        if parts:
            first = match.start() + parts[0].start()
            name = re.sub(r"['’]s?$", "", sentence[first : match.end()])
            if len(name) > 1:
                spans.append((first, first + len(name)))
    spans += [match.span() for match in PERSON.finditer(sentence)]
    return spans + [match.span() for match in OTHER.finditer(sentence) if chance.random() < OTHERS_TAKEN]


def beside(annotated: Iterable[Pair]) -> list[Pair]:
    """The possible targets of annotated sentences that are not annotated, in random order."""
    chance = random.Random(SEED)
    known: dict[str, list[Span]] = {}
    for sentence, span in annotated:
        known.setdefault(sentence, []).append(span)
    pairs = [
        (sentence, (first, last))
        for sentence, spans in known.items()
        for first, last in possible_targets(sentence, chance)
        if all(last <= begin or end <= first for begin, end in spans)
    ]
    chance.shuffle(pairs)
    return pairs


def in_texts(texts: Iterable[str]) -> list[Pair]:
    """Up to three possible targets of each sentence of 41 to 399 characters in `texts`, in random order."""
    chance = random.Random(SEED)
    pairs: list[Pair] = []
    for text in texts:
        for first, last in sentences(text):
            sentence = text[first:last]
            if SHORTEST < len(sentence) < LONGEST and "\n" not in sentence:
                spans = possible_targets(sentence, chance)
                chance.shuffle(spans)
                pairs += [(sentence, span) for span in spans[:MOST_OF_A_SENTENCE]]
    chance.shuffle(pairs)
    return pairs
