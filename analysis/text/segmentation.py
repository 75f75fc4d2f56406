"""Words, sentences and paragraphs of a text, as offsets into it.

Nothing here changes a text. Each function gives back spans, `(start, end)` pairs of character offsets with
`0 <= start < end <= len(text)`, in the order of the text and without overlaps.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

Span = tuple[int, int]


def _initials() -> str:
    """The class of the letters that may begin a name: every capital, and every letter of a script without capitals."""
    places = (place for place in range(0x10000) if chr(place).isalpha() and not chr(place).islower())
    runs = [[place for _, place in run] for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0])]
    return "[" + "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs) + "]"


# A letter with which a name may begin, in any script.
CAPITAL = _initials()
SENTENCE_MODEL = Path(__file__).parent.parent / "models" / "data" / "sentence_model.json"

WORD = re.compile(r"[^\W_]+(?:['’.\-‐‑][^\W_]+)*")
PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\r\n?\s*\r\n?|\n")
PLACE = r"[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}"
DATELINE = re.compile(rf"{PLACE}(?:,\s[\w. ]{{1,30}})?(?:\s\([^()\n]{{1,40}}\))?\s*(?:[—–―]|\s-{{1,2}}\s)\s*(?=\S)")
# A word of small letters, a full stop, and a word or a mark after it: no initial, number or ellipsis.
PLAIN_END = re.compile(r"([a-z]{2,})\.\s+\S")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words between `start` and `end`.

    A word is a run of letters and digits; an apostrophe, a full stop or a hyphen between two of them does not end it,
    so "state-of-the-art", "don't" and "U.S" are one word each. Punctuation standing alone is no word.

    >>> text = "Let's call a spade a spade - a Danish-Norwegian one."
    >>> [text[first:last] for first, last in words(text)]
    ["Let's", 'call', 'a', 'spade', 'a', 'spade', 'a', 'Danish-Norwegian', 'one']
    """
    stop = len(text) if end is None else end
    return [match.span() for match in WORD.finditer(text, start, stop)]


def has_words(text: str, start: int, end: int) -> bool:
    """Whether there is a word between `start` and `end`."""
    return WORD.search(text, start, end) is not None


def meeting(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of `spans`, which are in order and apart, that overlap [start, end).

    >>> meeting([(0, 4), (6, 17), (20, 30)], 10, 21)
    [(6, 17), (20, 30)]
    """
    first = bisect_right(spans, start, key=itemgetter(1))
    return spans[first : bisect_left(spans, end, first, key=itemgetter(0))]


def merged(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order and apart: those that overlap become one.

    >>> merged([(6, 9), (0, 4), (3, 5)])
    [(0, 5), (6, 9)]
    """
    result: list[Span] = []
    for first, last in sorted(spans):
        if result and first < result[-1][1]:
            result[-1] = result[-1][0], max(last, result[-1][1])
        else:
            result.append((first, last))
    return result


def paragraphs(text: str, start: int = 0) -> list[Span]:
    """Spans of the paragraphs from `start` on, without the white space around them.

    A line break ends a paragraph, whether or not an empty line follows: news text files use both.

    >>> paragraphs("One.\\n\\nTwo. Three.")
    [(0, 4), (6, 17)]
    """
    spans = []
    first = start
    breaks = [match.span() for match in PARAGRAPH_BREAK.finditer(text, start)]
    for gap_start, gap_end in [*breaks, (len(text), len(text))]:
        span = _stripped(text, first, gap_start)
        if span:
            spans.append(span)
        first = gap_end
    return spans


def datelines(text: str, start: int = 0) -> list[Span]:
    """The datelines that open paragraphs of `text` from `start` on: where and when a report was written.

    >>> text = "OSTBY, March 3 (Northern News) - Rain fell."
    >>> [text[first:last] for first, last in datelines(text)]
    ['OSTBY, March 3 (Northern News) - ']
    """
    matches = (DATELINE.match(text, first, last) for first, last in paragraphs(text, start))
    return [match.span() for match in matches if match]


def sentences(text: str, start: int = 0) -> list[Span]:
    """Spans of the sentences from `start` on, each inside one paragraph, without the white space around them.

    Punkt draws the boundaries (Kiss and Strunk 2006, Computational Linguistics 32:4), with abbreviations and
    sentence openers learnt from the training part of PolNeAR.

    >>> text = 'Mr. Lee came. "We are glad," he said.'
    >>> [text[first:last] for first, last in sentences(text)]
    ['Mr. Lee came.', '"We are glad," he said.']
    """
    return list(_sentences(text, start))


@lru_cache(maxsize=4)
def _sentences(text: str, start: int) -> tuple[Span, ...]:
    return tuple(sentences_by(text, sentence_model(), start))


def sentences_by(text: str, model: PunktParameters, start: int = 0) -> list[Span]:
    """Spans of the sentences from `start` on, as `sentences` gives them, under the Punkt parameters `model`.

    With `PunktParameters()` the tokenizer knows no abbreviation and takes "Mr." for the end of a sentence.
    """
    tokenizer = _tokenizer(model)
    spans = []
    for first, last in paragraphs(text, start):
        spans += [(first + begin, first + end) for begin, end in tokenizer.span_tokenize(text[first:last])]
    return spans


class _Tokenizer(PunktSentenceTokenizer):  # type: ignore[misc]
    """Punkt that sees at once what it decides at length: a plain word before a full stop ends its sentence."""

    def text_contains_sentbreak(self, text: str) -> bool:
        plain = PLAIN_END.match(text)
        if plain and plain[1] not in self._params.abbrev_types and not self._params.collocations:
            return True
        return bool(super().text_contains_sentbreak(text))


@lru_cache(maxsize=4)
def _tokenizer(model: PunktParameters) -> PunktSentenceTokenizer:
    return _Tokenizer(model)


@cache
def sentence_model() -> PunktParameters:
    """The Punkt parameters that ship with the instrument, made by `python -m training sentences`."""
    learnt = json.loads(SENTENCE_MODEL.read_text(encoding="utf-8"))
    model = PunktParameters()
    model.abbrev_types = set(learnt["abbreviations"])
    model.sent_starters = set(learnt["sentence_openers"])
    return model


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
