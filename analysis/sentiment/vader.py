"""VADER (Hutto and Gilbert 2014, ICWSM): the tone of a text, and which words make it so.

VADER is a lexicon of rated words with rules for negation, intensifiers, "but", capitals and exclamation marks; class and
lexicon are those of the authors' package. It rates words and not what is meant: irony, quotation and the harshness of a
neutral word are beyond it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentimentIntensityAnalyzer, SentiText

APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
HIDING_MARK = re.compile(r"""["“”„‟«»‹›‘’–—]|(?<!\S)'(?=\w)|(?<=[\w.,!?])'(?!\S)""")
CHUNK = re.compile(r"\S+")

# How many words before and after a word can change its valence.
BEFORE, AFTER = 3, 2


class RatedWord(NamedTuple):
    """A word of a text that the lexicon rates.

    `start` and `end` are offsets into the text; `valence` is the rating in the lexicon, -4 to 4; `contribution` is what
    the word adds to the sum that VADER normalises, after negation, intensifiers, capitals and "but"; `changed_by` are the
    nearby words that change it.
    """

    start: int
    end: int
    word: str
    valence: float
    contribution: float
    changed_by: tuple[str, ...]


class _Vader(SentimentIntensityAnalyzer):  # type: ignore[misc]
    """The authors' analyzer; its scores also hold the contributions, a number for each word.

    The authors' class passes over all of the text for each rated word. This one looks only as far as the rules reach, so
    that the time is proportional to the length; the scores are the same.
    """

    def sentiment_valence(
        self, valence: float, sentitext: SentiText, item: str, i: int, sentiments: list[float]
    ) -> list[float]:
        words = sentitext.words_and_emoticons
        near = SentiText("")
        near.words_and_emoticons, near.is_cap_diff = words[max(0, i - BEFORE) : i + AFTER + 1], sentitext.is_cap_diff
        result: list[float] = super().sentiment_valence(valence, near, item, min(i, BEFORE), sentiments)
        return result

    def score_valence(self, sentiments: list[float], text: str) -> dict[str, Any]:
        return {**super().score_valence(sentiments, text), "contributions": sentiments}


@cache
def _vader() -> _Vader:
    return _Vader()


@cache
def _spaces() -> dict[int, str]:
    """A space for each emoji: VADER would put several words in its place, and move all that follows."""
    return {ord(emoji): " " for emoji in _vader().emojis if len(emoji) == 1}


def score(text: str) -> dict[str, float]:
    """VADER's scores of `text`: compound (-1 to 1), and pos, neu, neg (parts of its words, 0 to 1).

    They are those of the authors' package for the `readable` text.

    >>> score("They are not happy.")["compound"]
    -0.4585
    """
    scores = _vader().polarity_scores(readable(text))
    return {name: value for name, value in scores.items() if name != "contributions"}


def readable(text: str) -> str:
    """`text` with plain apostrophes, and with spaces for quotation marks, dashes and emoji; all offsets stay the same.

    VADER does not strip typographic marks from a word, so it would miss the words beside them.

    >>> readable("He’s “glad,” she said—“very.”")
    "He's  glad,  she said  very. "
    """
    return HIDING_MARK.sub(" ", APOSTROPHE.sub("'", text)).translate(_spaces())


def rated_words(text: str) -> list[RatedWord]:
    """The words of `text` that the lexicon rates, in their order.

    With S the sum of contributions, the tone of a text without "!" and "?" is S / sqrt(S * S + 15), to four places.

    >>> rated_words("They are not happy.")
    [RatedWord(start=13, end=18, word='happy', valence=2.7, contribution=-1.998, changed_by=('not',))]
    """
    plain = readable(text)
    contributions = _vader().polarity_scores(plain)["contributions"]
    parsed = SentiText(plain)
    words = parsed.words_and_emoticons
    but = next((index for index, word in enumerate(words) if word.lower() == "but"), None)
    rated = []
    for index, (chunk, word) in enumerate(zip(CHUNK.finditer(plain), words, strict=True)):
        if word.lower() not in _vader().lexicon:
            continue
        start = chunk.start() + chunk.group().index(word)
        window, number = words[max(0, index - BEFORE) : index + AFTER + 1], min(index, BEFORE)
        changed_by = _changes(window, number, parsed.is_cap_diff)
        if but is not None and but != index and contributions[index]:
            changed_by.append(words[but])
        valence = _vader().lexicon[word.lower()]
        rated.append(RatedWord(start, start + len(word), word, valence, contributions[index], tuple(changed_by)))
    return rated


def _changes(window: Sequence[str], index: int, capitals: bool) -> list[str]:
    """The words of `window` without which VADER would give the word at `index` another valence."""
    as_it_is = _valence(window, index, capitals)
    return [
        word
        for number, word in enumerate(window)
        if number != index and _valence([*window[:number], "_", *window[number + 1 :]], index, capitals) != as_it_is
    ]


def _valence(window: Sequence[str], index: int, capitals: bool) -> float:
    word = window[index].lower()
    if word in BOOSTER_DICT or [near.lower() for near in window[index : index + 2]] == ["kind", "of"]:
        return 0.0
    near = SentiText("")
    near.words_and_emoticons, near.is_cap_diff = window, capitals
    return float(_vader().sentiment_valence(0.0, near, window[index], index, [])[0])
