"""What the attribution model sees of a text: a row of six small numbers for each token."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models import DATA
from analysis.models.words import TOKEN, looked_up, normal, shape
from analysis.text.quotations import DASH, MARK, quotations
from analysis.text.segmentation import Span, paragraphs, sentences

WORD_VECTORS = DATA / "word_vectors.npz"

# The first rows of the word vectors: unknown words, unknown words with a capital, and the break before a paragraph.
UNKNOWN, UNKNOWN_NAME, BREAK = 0, 1, 2
SPECIAL = ("<unknown>", "<Unknown>", "<break>")

FEATURES = ("word", "shape", "suffix", "quotation", "opening", "glued")
SHAPE = FEATURES.index("shape")
SUFFIXES, QUOTATION_STATES, OPENINGS = 1024, 4, 4
IN_SENTENCE, OPENS_SENTENCE, OPENS_PARAGRAPH, IS_BREAK = range(4)
OUTSIDE, INSIDE, OPENS, CLOSES = range(4)

Numbers = NDArray[np.int32]


class Tokens(NamedTuple):
    """The tokens of a text.

    `spans` (n, 2) are character offsets, `features` (n, 6) numbers in the order of `FEATURES`; a token without characters,
    the break, precedes each paragraph but the first. `quotations` are the character offsets of the quotations.
    """

    spans: Numbers
    features: Numbers
    quotations: list[Span]


@cache
def vocabulary() -> dict[str, int]:
    """The row of the word vectors for each word that has one."""
    with np.load(WORD_VECTORS) as stored:
        return {word: row for row, word in enumerate(bytes(stored["words"]).decode("utf-8").split("\n"))}


def tokens(text: str, start: int = 0) -> Tokens:
    """The tokens of `text` from the offset `start` on.

    Quotation marks of every style are read as “ and ”, so that the model treats all styles alike.
    """
    spans = np.array([match.span() for match in TOKEN.finditer(text, start)], dtype=np.int32).reshape(-1, 2)
    starts, ends = spans[:, 0], spans[:, 1]
    forms = [_form(written) for written in TOKEN.findall(text, start)]
    quotation_spans = quotations(text, start)
    state = _quotation_states(starts, ends, quotation_spans)
    for token in np.flatnonzero(state >= OPENS).tolist():
        first = int(starts[token])
        if MARK.match(text, first) or (state[token] == OPENS and DASH.match(text, first)):
            forms[token] = _form("“" if state[token] == OPENS else "”")
    opening = np.full(len(spans), IN_SENTENCE, dtype=np.int32)
    for edges, position in ((sentences(text, start), OPENS_SENTENCE), (paragraphs(text, start), OPENS_PARAGRAPH)):
        opening[np.searchsorted(starts, [first for first, _ in edges])] = position
    glued = np.zeros(len(spans), dtype=np.int32)
    glued[1:] = starts[1:] == ends[:-1]
    features = np.column_stack([np.array(forms, dtype=np.int32).reshape(-1, 3), state, opening, glued])
    breaks = np.flatnonzero(opening == OPENS_PARAGRAPH)[1:]
    return Tokens(
        np.insert(spans, breaks, starts[breaks, None], axis=0),
        np.insert(features, breaks, (BREAK, 0, 0, OUTSIDE, IS_BREAK, 0), axis=0),
        quotation_spans,
    )


def characters(text: Tokens, span: Span | None) -> Span | None:
    """The character offsets of the tokens [first, last) of a text; None for None."""
    return None if span is None else (int(text.spans[span[0], 0]), int(text.spans[span[1] - 1, 1]))


def _quotation_states(starts: Numbers, ends: Numbers, quoted: Sequence[Span]) -> Numbers:
    """For each token whether it stands outside of quotations, inside one, or is the mark that opens or closes it."""
    state = np.full(len(starts), OUTSIDE, dtype=np.int32)
    if quoted:
        opens, closes = np.array(quoted, dtype=np.int32).T
        number = np.minimum(np.searchsorted(closes, starts, side="right"), len(quoted) - 1)
        inside = (starts >= opens[number]) & (starts < closes[number])
        state[inside] = INSIDE
        state[inside & (ends >= closes[number])] = CLOSES
        state[starts == opens[number]] = OPENS
    return state


@lru_cache(maxsize=2**16)
def _form(written: str) -> tuple[int, int, int]:
    """Row, shape and suffix of a token as it is written."""
    word = normal(written)
    row = looked_up(written, vocabulary(), by_last_part=False)
    if row is None:
        row = UNKNOWN_NAME if written[0].isupper() else UNKNOWN
    return row, shape(written), _suffix(word) if word[0].isalpha() else 0


def _suffix(word: str) -> int:
    """The number of the bucket into which the last three letters of `word` fall, from 1."""
    number = 0
    for character in word[-3:]:
        number = (number * 131 + ord(character)) % (SUFFIXES - 1)
    return 1 + number
