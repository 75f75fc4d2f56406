"""The model of names: how likely each capitalised word of a text is part of a person's name, of another name, or of none.

A softmax regression on what the word is (its shape, its last letters, lists of given names, titles and bodies), on the words
around it, and on what the rest of the text shows of it. Made by `python -m training kinds`.
"""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.bodies import countries
from analysis.attribution.names import BODY_ENDS, CALENDAR, NO_NAME, TITLES, callings, given_names
from analysis.text.segmentation import CAPITAL, Span, paragraphs, sentences

MODEL = Path(__file__).parent / "data" / "name_kinds.json"
KINDS = ("none", "person", "other name")
WORD = re.compile(r"[^\W_](?:[\w’'&.\u0300-\u036f-]*[\w\u0300-\u036f])?")
NUMBER = re.compile(r"\d")
POSSESSED = re.compile(r"['’]s?$")
HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady".split())
SPEECH = frozenset("said says told added asked wrote argued warned noted announced tweeted stated explained".split())
JOINS = frozenset("of for and the".split())


class Token(NamedTuple):
    """A word: where it is, as it is written without a possessive, in small letters, and the marks before it."""

    start: int
    end: int
    word: str
    lower: str
    before: str


def tokens(text: str, start: int = 0) -> list[Token]:
    """The words of `text` from `start` on."""
    result, last = [], start
    for match in WORD.finditer(text, start):
        word = POSSESSED.sub("", match[0])
        result.append(
            Token(match.start(), match.start() + len(word), word, word.lower(), text[last : match.start()].strip())
        )
        last = match.end()
    return result


def is_capitalised(token: Token) -> bool:
    """Whether a word begins as a name does."""
    return re.match(CAPITAL, token.word) is not None


def features(text: str, read: list[Token], start: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The features of each capitalised word, by its number."""
    opens = {first for first, _ in sentences(text, start)}
    small = Counter(token.lower for token in read if not is_capitalised(token))
    large = Counter(token.lower for token in read if is_capitalised(token))
    titled = {token.lower for before, token in pairwise(read) if before.lower.rstrip(".") in HONORIFICS}
    headings = _headings(text, read, start)
    starts = [first for first, _ in paragraphs(text, start)]
    runs = _runs(read)
    padding = Token(0, 0, "", "", "¶")
    for number, token in enumerate(read):
        if not is_capitalised(token):
            continue
        first, last = runs[number]
        listed = ["bias", *_of_word("0", token), f"suffix {token.lower[-3:]}", f"shape {_shape(token.word)}"]
        listed.append(f"place {min(number - first, 2)} of {min(last - first, 4)}")
        listed += ["heading"] if headings[bisect_right(starts, token.start) - 1] else []
        opening = token.start in opens or '"' in token.before or "“" in token.before or "¶" in token.before
        listed.append(f"opening {opening}, small {min(small[token.lower], 2)}, large {min(large[token.lower], 4)}")
        listed += ["titled elsewhere"] if token.lower in titled else []
        for gap in (-2, -1, 1, 2):
            near = read[number + gap] if 0 <= number + gap < len(read) else padding
            mark = (token if gap == -1 else near).before if gap < 2 else ""
            if abs(gap) == 1:
                listed += [f"{gap} mark {mark[:1]}", *_of_word(str(gap), near), f"{gap} {near.lower}"]
                if is_capitalised(near) and not mark:
                    listed += [f"{gap} joined {name}" for name in _of_word("", near)]
            elif near.word:
                listed += [name for name in _of_word(str(gap), near) if not name.endswith("large")]
        for end, place in (("before", first - 1), ("after", last)):
            if 0 <= place < len(read):
                lower = read[place].lower
                listed.append(f"{end} the run {lower}" if lower in JOINS | SPEECH else f"{end} the run")
        head = read[last - 1].word
        listed.append(f"run ends as a body {head in BODY_ENDS}")
        listed.append(f"run begins with a given name {read[first].word in given_names()}, at {min(number - first, 2)}")
        yield number, listed


def kinds(text: str, start: int = 0) -> dict[int, NDArray[np.float64]]:
    """The probabilities of `KINDS` for each capitalised word of `text`, by its offset."""
    model = weights()
    read = tokens(text, start)
    result = {}
    for number, listed in features(text, read, start):
        scores = np.sum([model[name] for name in listed if name in model], axis=0)
        chances = np.exp(scores - scores.max())
        result[read[number].start] = chances / chances.sum()
    return result


@cache
def weights() -> Mapping[str, NDArray[np.float64]]:
    """The weights of each feature for `KINDS`."""
    stored = json.loads(MODEL.read_text(encoding="utf-8"))
    return {name: np.array(values) for name, values in stored.items()}


def _of_word(place: str, token: Token) -> list[str]:
    """What lists and shape say of a word, as features of the word at `place`."""
    word, lower = token.word, token.lower.rstrip(".")
    checks = {
        "given": word in given_names(),
        "calling": lower in callings(),
        "title": word.rstrip(".") in TITLES,
        "body": word in BODY_ENDS,
        "country": word in _country_words(),
        "opener": word in NO_NAME,
        "day": word in CALENDAR,
        "honorific": lower in HONORIFICS,
        "speech": lower in SPEECH,
        "large": is_capitalised(token),
    }
    return [f"{place} {name}" for name, holds in checks.items() if holds]


def _shape(word: str) -> str:
    if word.isupper():
        return f"upper {min(len(word), 6)}"
    if NUMBER.search(word):
        return "number"
    inner = "inner" if any(letter.isupper() for letter in word[1:]) else ""
    return f"{inner} {'-' in word} {'.' in word}"


@cache
def _country_words() -> frozenset[str]:
    return frozenset(word for name in countries() for word in name.split() if len(word) > 3)


def _headings(text: str, read: list[Token], start: int) -> list[bool]:
    """For each paragraph whether most of its longer words have capitals."""
    starts = [first for first, _ in paragraphs(text, start)]
    large, every = Counter[int](), Counter[int]()
    for token in read:
        if len(token.word) > 3:
            number = bisect_right(starts, token.start) - 1
            every[number] += 1
            large[number] += is_capitalised(token)
    return [every[number] > 3 and large[number] > 0.7 * every[number] for number in range(len(starts))] + [False]


def _runs(read: list[Token]) -> list[Span]:
    """For each word the run of capitalised words in which it is, from its first to after its last."""
    result: list[Span] = []
    first = 0
    for number, token in enumerate(read):
        joined = number and is_capitalised(token) and is_capitalised(read[number - 1]) and token.before in ("", ".")
        if not joined:
            result += [(first, number)] * (number - first)
            first = number
    return result + [(first, len(read))] * (len(read) - first)
