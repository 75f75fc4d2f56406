"""The theme model's network in numpy: how likely each word of a statement, in its place, brings each theme to it.

A small transformer reads the words of a statement between those of the sentences around it, and which terms of the
codebook stand there. Words that are mostly names, or stand like one inside a sentence, are blanks to it, unless they are
terms of the statement, so that no theme hangs on who is spoken of. A statement has a theme if any of its words brings
it: its probability is one less the product of theirs that they do not (a noisy or). `training.themes.student`
makes the arrays that are read here.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.codebook.finder import Mark
from analysis.models import Floats, encoder, transformer
from analysis.models.encoder import row_and_shape
from analysis.models.recurrent import Integers
from analysis.models.word_pieces import EDGE, NAME, START, pieces
from analysis.text.terms import Token, tokens

MODEL = encoder.DATA / "theme_model.npz"

BEFORE, OWN, AFTER = range(3)
# So many words are read of a statement, of what stands before it and of what stands after it; and so many pieces.
MOST_OWN, MOST_BEFORE, MOST_AFTER = 250, 30, 20
MOST_PIECES = 400
# So many pieces are read at once at most, the shorter statements filled up to the longest.
PIECES_AT_ONCE = 4096
SENTENCE_ENDS = frozenset('.!?:;"“”‘(\n')


class Encoded(NamedTuple):
    """A statement as the network reads it: a row of the pieces, a part and the weights of the terms for each piece.

    `terms` is (pieces, themes); `words` has for each piece of the statement the number of its word, -1 for the others.
    """

    rows: list[int]
    parts: list[int]
    words: list[int]
    terms: Floats


@cache
def weights() -> dict[str, Floats]:
    """The arrays of the model that ships with the instrument, ready to compute with."""
    with np.load(MODEL) as stored:
        return prepared(stored)


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
    return transformer.prepared({name: array for name, array in arrays.items() if name not in ("themes", "names")})


def encoded(
    parts: tuple[str, str, str], marks: Sequence[Mark], columns: Sequence[str], hidden: Collection[int]
) -> tuple[Encoded, list[Token]]:
    """What the network reads of a statement, and the tokens of the statement that are read.

    `parts` are the text before the statement, the statement and the text after it; `marks` the terms in the statement,
    `columns` the themes; `hidden` the rows of names.
    """
    before, own, after = (tokens(part) for part in parts)
    kept = own[:MOST_OWN]
    # The last row is for pieces of no word of the statement, whose number is -1.
    weighed = np.zeros((len(kept) + 1, len(columns)), dtype=np.float32)
    for mark in marks:
        column = columns.index(mark.theme)
        for number, word in enumerate(kept):
            if mark.start <= word.start < mark.end:
                weighed[number, column] = max(weighed[number, column], mark.weight)
    rows, places, numbers = [START], [BEFORE], [-1]
    for place, (text, words) in enumerate(zip(parts, (before[-MOST_BEFORE:], kept, after[:MOST_AFTER]), strict=True)):
        for number, (last, word) in enumerate(zip([None, *words], words, strict=False)):
            own_term = place == OWN and weighed[number].any()
            read = (NAME,) if _is_name(text, last, word, hidden) and not own_term else pieces(word.text)
            rows += read
            places += [place] * len(read)
            numbers += [number if place == OWN else -1] * len(read)
        rows.append(EDGE)
        places.append(BEFORE if place == BEFORE else AFTER)
        numbers.append(-1)
    rows, places, numbers = rows[:MOST_PIECES], places[:MOST_PIECES], numbers[:MOST_PIECES]
    return Encoded(rows, places, numbers, weighed[numbers]), kept[: max(numbers) + 1]


def evidence(statements: Sequence[Encoded], model: dict[str, Floats]) -> list[Floats]:
    """How likely each word of each of `statements` brings each theme: (words, themes) a statement, 0 to 1."""
    made: list[Floats] = [np.zeros((0, model["theme.bias"].size), dtype=np.float32)] * len(statements)
    order = sorted(range(len(statements)), key=lambda number: -len(statements[number].rows))
    first = 0
    while first < len(order):
        longest = len(statements[order[first]].rows)
        last = first + max(1, PIECES_AT_ONCE // longest)
        block = order[first:last]
        for number, scores in zip(block, _scores([statements[one] for one in block], model), strict=True):
            made[number] = _by_word(statements[number].words, scores)
        first = last
    return made


def filled_up(statements: Sequence[Encoded]) -> tuple[Integers, Integers, NDArray[np.bool_], Floats]:
    """Rows, parts and presence (n, longest), and terms (n, longest, themes), of n `statements` filled up to the longest."""
    longest = max(len(one.rows) for one in statements)
    rows, parts = np.zeros((2, len(statements), longest), dtype=np.intp)
    real = np.zeros((len(statements), longest), dtype=np.bool_)
    terms = np.zeros((len(statements), longest, statements[0].terms.shape[1]), dtype=np.float32)
    for number, one in enumerate(statements):
        length = len(one.rows)
        rows[number, :length], parts[number, :length] = one.rows, one.parts
        real[number, :length] = True
        terms[number, :length] = one.terms
    return rows, parts, real, terms


def together(chances: Floats) -> Floats:
    """How likely at least one of the words brings each theme: (themes); `chances` (words, themes)."""
    result: Floats = 1 - np.prod(1 - chances, axis=0)
    return result


def opens(text: str, last: Token | None, word: Token) -> bool:
    """Whether `word` may begin a sentence or a quotation of `text`: `last` is the word before it, None for the first."""
    return last is None or not SENTENCE_ENDS.isdisjoint(text[last.end : word.start])


def _is_name(text: str, last: Token | None, word: Token, hidden: Collection[int]) -> bool:
    """Whether `word` is mostly a name, or stands like one."""
    return row_and_shape(word.text)[0] in hidden or (word.text[0].isupper() and not opens(text, last, word))


def _scores(statements: Sequence[Encoded], model: dict[str, Floats]) -> list[Floats]:
    """The scores (pieces, themes) of each of `statements`."""
    rows, parts, real, terms = filled_up(statements)
    read = model["pieces"][rows] + model["places"][: rows.shape[1]] + model["parts"][parts]
    read += terms @ model["terms.weight"]
    scores = transformer.states(read, real, model) @ model["theme.weight"]
    scores += model["theme.bias"]
    scores += terms * model["trust"]
    return [own[: len(one.rows)] for own, one in zip(scores, statements, strict=True)]


def _by_word(words: Sequence[int], scores: Floats) -> Floats:
    """How likely each word brings each theme (words, themes), by the scores of its pieces: any of them may."""
    numbers = np.array(words)
    nothing = np.ones((numbers.max(initial=-1) + 1, scores.shape[1]), dtype=np.float32)
    own = numbers >= 0
    np.multiply.at(nothing, numbers[own], (1 / (1 + np.exp(scores[own]))).astype(np.float32))
    return 1 - nothing
