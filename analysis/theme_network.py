"""The theme model's network in numpy: how likely each word of a statement, in its place, brings each theme to it.

The network reads the words of a statement between those of the sentences around it, and which terms of the codebook
stand there. Names are blanks to it, unless they are terms, so that no theme hangs on who is spoken of. A statement has
a theme if any of its words brings it: its probability is one less the product of theirs that they do not (a
noisy or). `analysis.training.theme_student` makes the arrays that are read here.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis import encoder
from analysis.encoder import UNKNOWN_NAME, row_and_shape, states
from analysis.recurrent import Floats, Integers
from analysis.terms import Token, tokens
from analysis.theme_terms import Mark

MODEL = encoder.DATA / "theme_model.npz"

EDGE = encoder.OWN
BEFORE, OWN, AFTER = range(3)
# So many words are read of a statement, of what stands before it and of what stands after it.
MOST_OWN, MOST_BEFORE, MOST_AFTER = 400, 30, 20
STATEMENTS_AT_ONCE = 128
SENTENCE_ENDS = frozenset('.!?:;"“”‘(\n')


class Encoded(NamedTuple):
    """A statement as the network reads it: a row of word vectors, a shape, a part and the weights of the terms a token.

    `own` is the range of tokens that are the statement's, `terms` (tokens, themes).
    """

    rows: list[int]
    shapes: list[int]
    parts: list[int]
    terms: Floats
    own: range


@cache
def weights() -> dict[str, Floats]:
    """The arrays of the model that ships with the instrument, ready to compute with."""
    with np.load(MODEL) as stored:
        return prepared({name: stored[name] for name in stored.files if name not in ("themes", "names")})


@cache
def themes() -> tuple[str, ...]:
    """The identifiers of the themes that the model codes, in the order of its columns."""
    with np.load(MODEL) as stored:
        return tuple(bytes(stored["themes"]).decode("utf-8").split())


@cache
def names() -> frozenset[int]:
    """The rows of the words that are mostly names, which the network does not see."""
    with np.load(MODEL) as stored:
        return frozenset(stored["names"].tolist())


def prepared(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """The stored `arrays` ready to compute with."""
    return encoder.prepared(arrays, ("theme",))


def encoded(
    parts: tuple[str, str, str], marks: Sequence[Mark], columns: Sequence[str], hidden: Collection[int]
) -> tuple[Encoded, list[Token]]:
    """What the network reads of a statement, and the tokens of the statement that are read.

    `parts` are the text before the statement, the statement and the text after it; `marks` the terms in the statement,
    `columns` the themes; `hidden` the rows of names.
    """
    before, own, after = (tokens(part) for part in parts)
    before, kept, after = before[-MOST_BEFORE:], own[:MOST_OWN], after[:MOST_AFTER]
    rows, shapes, places = [], [], []
    for place, (text, words) in enumerate(zip(parts, (before, kept, after), strict=True)):
        if place != BEFORE:
            rows.append(EDGE)
            shapes.append(0)
            places.append(BEFORE if place == OWN else AFTER)
        for row, kind in _read(text, words, hidden):
            rows.append(row)
            shapes.append(kind)
            places.append(place)
    first = len(before) + 1
    weighed = np.zeros((len(rows), len(columns)), dtype=np.float32)
    for mark in marks:
        column = columns.index(mark.theme)
        for number, word in enumerate(kept, first):
            if mark.start <= word.start < mark.end:
                weighed[number, column] = max(weighed[number, column], mark.weight)
    return Encoded(rows, shapes, places, weighed, range(first, first + len(kept))), kept


def evidence(statements: Sequence[Encoded], model: dict[str, Floats]) -> list[Floats]:
    """How likely each word of each of `statements` brings each theme: (words, themes) a statement, 0 to 1."""
    made: list[Floats] = [np.zeros((0, model["theme.bias"].size), dtype=np.float32)] * len(statements)
    order = sorted(range(len(statements)), key=lambda number: len(statements[number].rows))
    for first in range(0, len(order), STATEMENTS_AT_ONCE):
        block = order[first : first + STATEMENTS_AT_ONCE]
        for number, scores in zip(block, _scores([statements[one] for one in block], model), strict=True):
            made[number] = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return made


def together(chances: Floats) -> Floats:
    """How likely at least one of the words brings each theme: (themes); `chances` (words, themes)."""
    result: Floats = 1 - np.prod(1 - chances, axis=0)
    return result


def opens(text: str, last: Token | None, word: Token) -> bool:
    """Whether `word` may begin a sentence or a quotation of `text`: `last` is the word before it, None for the first."""
    return last is None or not SENTENCE_ENDS.isdisjoint(text[last.end : word.start])


def _read(text: str, words: Sequence[Token], hidden: Collection[int]) -> list[tuple[int, int]]:
    """Row and shape of each of `words`; a word that is a name, or stands like one, has no row of its own."""
    read = []
    for last, word in zip([None, *words], words, strict=False):
        row, kind = row_and_shape(word.text)
        is_name = row in hidden or (word.text[0].isupper() and not opens(text, last, word))
        read.append((UNKNOWN_NAME if is_name else row, kind))
    return read


def _scores(statements: Sequence[Encoded], model: dict[str, Floats]) -> list[Floats]:
    """The scores (words, themes) of each of `statements`."""
    lengths = np.array([len(one.rows) for one in statements])
    begins: Integers = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    rows, shapes, parts = (
        np.array([number for one in statements for number in one[field]], dtype=np.intp) for field in range(3)
    )
    terms = np.concatenate([one.terms for one in statements])
    words = model["vectors"][rows]
    read = [words, model["tables.shape.weight"][shapes], model["tables.part.weight"][parts], terms]
    near, far = states(np.concatenate(read, axis=1), begins, lengths, model)
    scores = np.concatenate([words, near, far], axis=1) @ model["theme.weight"]
    scores += model["theme.bias"]
    scores += terms * model["trust"]
    return [scores[begin + one.own.start : begin + one.own.stop] for begin, one in zip(begins, statements, strict=True)]
