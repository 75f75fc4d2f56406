"""Tokens: what the attribution model sees of a text, one row of small numbers a token."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.language import Span, paragraphs, sentences
from analysis.quotations import DASH, MARK, quotations

WORD_VECTORS = Path(__file__).parent / "data" / "word_vectors.npz"

TOKEN = re.compile(r"[^\W_]+(?:['’.\-‐‑][^\W_]+)*|[^\w\s]|_")
DIGIT = re.compile(r"\d")

# The first rows of the word vectors: words without one, the same with a capital, and the break before a paragraph.
UNKNOWN, UNKNOWN_NAME, BREAK = 0, 1, 2
SPECIAL = ("<unknown>", "<Unknown>", "<break>")

FEATURES = ("word", "shape", "suffix", "quotation", "opening", "glued")
SHAPES, SUFFIXES, QUOTATION_STATES, OPENINGS = 20, 1024, 4, 4
FIRST_WORD_SHAPE = 12
IN_SENTENCE, OPENS_SENTENCE, OPENS_PARAGRAPH, IS_BREAK = range(4)
OUTSIDE, INSIDE, OPENS, CLOSES = range(4)
PUNCTUATION = {mark: kind for kind, marks in enumerate([".", ",", "“”\"", "'‘’", ":", ";", "?!", "()[]", "—–-―"], 1)
               for mark in marks}  # fmt: skip

Numbers = NDArray[np.int32]


class Tokens(NamedTuple):
    """The tokens of a text: `spans` (n, 2) character offsets, `features` (n, 6) numbers in the order of `FEATURES`.

    Before each paragraph but the first stands a token without characters, the break. `quotations` are the spans of
    the text's quotations, by characters.
    """

    spans: Numbers
    features: Numbers
    quotations: list[Span]


def normal(word: str) -> str:
    """`word` as it is looked up: in small letters, straight apostrophes, every digit as 0."""
    return DIGIT.sub("0", word.lower().replace("’", "'"))


@cache
def vocabulary() -> dict[str, int]:
    """The row of the word vectors for each word that has one."""
    with np.load(WORD_VECTORS) as stored:
        return {word: row for row, word in enumerate(bytes(stored["words"]).decode("utf-8").split("\n"))}


def tokens(text: str, start: int = 0) -> Tokens:
    """The tokens of `text` from `start` on.

    A quotation's marks are the same two words whatever their style, so that what is learnt with curly marks holds for
    angled ones.
    """
    quotation_spans = quotations(text, start)
    quoted = iter(quotation_spans)
    opening, closing = next(quoted, (len(text), len(text)))
    paragraph_starts = {first for first, _ in paragraphs(text, start)}
    sentence_starts = iter([first for first, _ in sentences(text, start)])
    next_sentence = next(sentence_starts, len(text))
    spans: list[Span] = []
    features: list[tuple[int, ...]] = []
    for match in TOKEN.finditer(text, start):
        first, last = match.span()
        written = match[0]
        while closing <= first:
            opening, closing = next(quoted, (len(text), len(text)))
            if opening == closing:
                break
        place = _quotation_state(first, last, opening, closing)
        position = IN_SENTENCE
        while next_sentence <= first:
            position = OPENS_SENTENCE
            next_sentence = next(sentence_starts, len(text))
        if first in paragraph_starts:
            if spans:
                spans.append((first, first))
                features.append((BREAK, 0, 0, OUTSIDE, IS_BREAK, 0))
            position = OPENS_PARAGRAPH
        if place >= OPENS and (MARK.match(written) or (place == OPENS and DASH.match(text, first))):
            written = "“" if place == OPENS else "”"
        row, shape, suffix = _form(written)
        glued = int(first > start and not text[first - 1].isspace())
        spans.append((first, last))
        features.append((row, shape, suffix, place, position, glued))
    return Tokens(
        np.array(spans, dtype=np.int32).reshape(-1, 2),
        np.array(features, dtype=np.int32).reshape(-1, len(FEATURES)),
        quotation_spans,
    )


def characters(found: Tokens, span: Span | None) -> Span | None:
    """The character offsets of the tokens [first, last) of `found`; None for None."""
    return None if span is None else (int(found.spans[span[0], 0]), int(found.spans[span[1] - 1, 1]))


def _quotation_state(first: int, last: int, opening: int, closing: int) -> int:
    if first < opening or opening == closing:
        return OUTSIDE
    if first == opening:
        return OPENS
    return CLOSES if last >= closing else INSIDE


@lru_cache(maxsize=2**16)
def _form(written: str) -> tuple[int, int, int]:
    """Row, shape and suffix of a token as it is written."""
    word = normal(written)
    rows = vocabulary()
    row = rows.get(word)
    if row is None and word.endswith("'s"):
        row = rows.get(word[:-2])
    if row is None:
        row = UNKNOWN_NAME if written[0].isupper() else UNKNOWN
    return row, shape(written), _suffix(word) if word[0].isalpha() else 0


def shape(written: str) -> int:
    """The number of the form of a token: a mark of punctuation, a number, or how a word is capitalised."""
    initial = written[0]
    if not initial.isalnum():
        return PUNCTUATION.get(initial, 11)
    if initial.isdigit():
        return FIRST_WORD_SHAPE
    if written.islower():
        return 13
    if not initial.isupper():
        return 18
    if len(written) == 1:
        return 14
    if written.isupper():
        return 15
    return 16 if written[1:].islower() else 17


def _suffix(word: str) -> int:
    """The number of the bucket into which the last three letters of `word` fall, from 1."""
    number = 0
    for character in word[-3:]:
        number = (number * 131 + ord(character)) % (SUFFIXES - 1)
    return 1 + number
