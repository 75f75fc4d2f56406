"""The published lexicons of tone: `LEXICONS`.

To add one, write a function that gives the words of a text it rates, and an entry in `LEXICONS`; add its package to
`pyproject.toml` and to the table of the README. Tables, figures and the specification curve take up every entry.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from afinn import Afinn
from textblob import TextBlob

from analysis.sentiment import vader
from analysis.sentiment.tone import THRESHOLD

VADER, AFINN, TEXTBLOB = "VADER", "AFINN", "TextBlob"


class Moved(NamedTuple):
    """A word or phrase that moved the tone, and by how much, on the lexicon's own scale."""

    words: str
    by: float


class Lexicon(NamedTuple):
    """A lexicon of tone.

    Args:
        words: returns the words and phrases of a text that it rates, in their order, with negation and intensifiers
            applied as far as it knows them; those rated 0 count in its mean.
        scale: its highest rating.
        threshold: a tone from it on is positive, from minus it down negative.
        compound: its score of a text, -1 to 1, where it has one.
    """

    words: Callable[[str], list[Moved]]
    scale: float
    threshold: float = THRESHOLD
    compound: Callable[[str], float] | None = None

    def score(self, text: str) -> float:
        """The tone of `text`, -1 to 1: the lexicon's own score, else the mean rating over `scale`; 0 with no rated word.

        >>> [lexicon.score("They are happy.") for lexicon in LEXICONS.values()]
        [0.5719, 0.6, 0.8]
        """
        if self.compound:
            return self.compound(text)
        ratings = [word.by for word in self.words(text)]
        return sum(ratings) / len(ratings) / self.scale if ratings else 0.0


def _vader_words(text: str) -> list[Moved]:
    return [Moved(rated.word, rated.contribution) for rated in vader.rated_words(text)]


@cache
def _afinn() -> Any:
    return Afinn()


def _afinn_words(text: str) -> list[Moved]:
    """The words and phrases that AFINN rates, the longest first where several begin at one place.

    >>> _afinn_words("They are not good, they are awful.")
    [Moved(words='not good', by=-2.0), Moved(words='awful', by=-3.0)]
    """
    plain = vader.readable(text)
    rated = zip(_afinn().find_all(plain), _afinn().scores_with_pattern(plain), strict=True)
    return [Moved(word, float(by)) for word, by in rated]


def _textblob_words(text: str) -> list[Moved]:
    assessments = TextBlob(vader.readable(text)).sentiment_assessments.assessments
    return [Moved(" ".join(words), float(by)) for words, by, *_ in assessments]


LEXICONS: Mapping[str, Lexicon] = {
    # Hutto and Gilbert 2014: sums rated words and brings the sum into -1 to 1.
    VADER: Lexicon(_vader_words, scale=4, compound=lambda text: vader.score(text)["compound"]),
    # Nielsen 2011: words rated from -5 to 5.
    AFINN: Lexicon(_afinn_words, scale=5),
    # Loria: polarity of words and phrases from -1 to 1.
    TEXTBLOB: Lexicon(_textblob_words, scale=1),
}
