"""The network of themes in numpy: how likely each word of a statement brings each theme to it.

A small transformer reads the words of a statement between those of the sentences around it, and which terms of the
codebook stand in it. Names are blanks to it unless they are terms of the statement, so that no theme hangs on who is
spoken of. A statement has a theme if any of its words brings it (a noisy or): its probability is one less the product
of the probabilities that they do not. `training.themes.student` is the same in PyTorch; it trains and exports the weights.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.codebook.term_finder import Mark
from analysis.models import DATA, Floats, Integers, Model, transformer
from analysis.models.layers import linear, prepared, stored
from analysis.models.word_pieces import EDGE, NAME, START, pieces
from analysis.models.words import row_and_shape
from analysis.text.terms import Token, tokens

MODEL = DATA / "theme_model.npz"

BEFORE, OWN, AFTER = range(3)
# The most words read of a statement, of the text before it and of the text after it; the most pieces of all three.
MOST_OWN, MOST_BEFORE, MOST_AFTER = 250, 30, 20
MOST_PIECES = 400
# The most pieces that are read at once, shorter statements padded to the longest.
PIECES_AT_ONCE = 4096
SENTENCE_ENDS = frozenset('.!?:;"“”‘(\n')


class Encoded(NamedTuple):
    """A statement as the network reads it, piece by piece.

    Args:
        rows: of the pieces' vectors.
        parts: BEFORE, OWN or AFTER: the text before the statement, the statement, the text after it.
        words: the number of the piece's word in the statement, -1 outside of it.
        terms: (pieces, themes), how much weight a term of the codebook at the piece has for each theme.
    """

    rows: list[int]
    parts: list[int]
    words: list[int]
    terms: Floats


@cache
def weights() -> Model:
    """The shipped model, ready to compute with."""
    return prepared(stored(MODEL))


@cache
def themes() -> tuple[str, ...]:
    """The identifiers of the themes that the model codes, in the order of its columns."""
    with np.load(MODEL) as file:
        return tuple(bytes(file["themes"]).decode("utf-8").split())


@cache
def names() -> frozenset[int]:
    """The rows of `analysis.models.words.vocabulary` that are mostly names, which the network does not see."""
    with np.load(MODEL) as file:
        return frozenset(file["names"].tolist())


def encoded(
    parts: tuple[str, str, str], marks: Sequence[Mark], columns: Sequence[str], hidden: Collection[int]
) -> tuple[Encoded, list[Token]]:
    """What the network reads of a statement, and the tokens of the statement that are read.

    Args:
        parts: the text before the statement, the statement, and the text after it.
        marks: the terms of the codebook in the statement.
        columns: the identifiers of the themes, in the order of the model's columns.
        hidden: the rows of words that are names.
    """
    before, statement, after = (tokens(part) for part in parts)
    kept = statement[:MOST_OWN]
    # The last row is for pieces of no word of the statement, whose number is -1.
    weighed = np.zeros((len(kept) + 1, len(columns)), dtype=np.float32)
    for mark in marks:
        column = columns.index(mark.theme)
        for number, word in enumerate(kept):
            if mark.start <= word.start < mark.end:
                weighed[number, column] = max(weighed[number, column], mark.weight)
    rows, sides, numbers = [START], [BEFORE], [-1]
    for side, (text, words) in enumerate(zip(parts, (before[-MOST_BEFORE:], kept, after[:MOST_AFTER]), strict=True)):
        for number, (last, word) in enumerate(zip([None, *words], words, strict=False)):
            is_term = side == OWN and weighed[number].any()
            read = (NAME,) if _is_name(text, last, word, hidden) and not is_term else pieces(word.text)
            rows += read
            sides += [side] * len(read)
            numbers += [number if side == OWN else -1] * len(read)
        rows.append(EDGE)
        sides.append(BEFORE if side == BEFORE else AFTER)
        numbers.append(-1)
    rows, sides, numbers = rows[:MOST_PIECES], sides[:MOST_PIECES], numbers[:MOST_PIECES]
    return Encoded(rows, sides, numbers, weighed[numbers]), kept[: max(numbers) + 1]


def evidence(statements: Sequence[Encoded], model: Model) -> list[Floats]:
    """The probabilities that each word of each of `statements` brings each theme: (words, themes) for each."""
    chances: list[Floats] = [np.zeros((0, model["theme.bias"].size), dtype=np.float32)] * len(statements)
    order = sorted(range(len(statements)), key=lambda number: -len(statements[number].rows))
    first = 0
    while first < len(order):
        longest = len(statements[order[first]].rows)
        last = first + max(1, PIECES_AT_ONCE // longest)
        block = order[first:last]
        for number, scores in zip(block, _scores([statements[number] for number in block], model), strict=True):
            chances[number] = _by_word(statements[number].words, scores)
        first = last
    return chances


def padded(statements: Sequence[Encoded]) -> tuple[Integers, Integers, NDArray[np.bool_], Floats]:
    """Rows, parts and padding mask (n, longest), and terms (n, longest, themes), of n `statements`."""
    longest = max(len(statement.rows) for statement in statements)
    rows, parts = np.zeros((2, len(statements), longest), dtype=np.intp)
    real = np.zeros((len(statements), longest), dtype=np.bool_)
    terms = np.zeros((len(statements), longest, statements[0].terms.shape[1]), dtype=np.float32)
    for number, statement in enumerate(statements):
        length = len(statement.rows)
        rows[number, :length], parts[number, :length] = statement.rows, statement.parts
        real[number, :length] = True
        terms[number, :length] = statement.terms
    return rows, parts, real, terms


def together(chances: Floats) -> Floats:
    """The probability that any of the words brings each theme, (themes,), from those of each word, (words, themes)."""
    result: Floats = 1 - np.prod(1 - chances, axis=0)
    return result


def opens(text: str, last: Token | None, word: Token) -> bool:
    """Whether `word` may begin a sentence or a quotation of `text`: `last` is the word before it, None for the first."""
    return last is None or not SENTENCE_ENDS.isdisjoint(text[last.end : word.start])


def _is_name(text: str, last: Token | None, word: Token, hidden: Collection[int]) -> bool:
    """Whether `word` is listed as a name, or has a capital inside a sentence."""
    return row_and_shape(word.text)[0] in hidden or (word.text[0].isupper() and not opens(text, last, word))


def _scores(statements: Sequence[Encoded], model: Model) -> list[Floats]:
    """The log odds that each piece brings each theme: (pieces, themes) for each of `statements`."""
    rows, parts, real, terms = padded(statements)
    read = model["pieces"][rows] + model["places"][: rows.shape[1]] + model["parts"][parts]
    read += terms @ model["terms.weight"]
    scores = linear(transformer.states(read, real, model), model, "theme")
    scores += terms * model["trust"]
    return [row[: len(statement.rows)] for row, statement in zip(scores, statements, strict=True)]


def _by_word(words: Sequence[int], scores: Floats) -> Floats:
    """The probability that each word, by any of its pieces, brings each theme: (words, themes)."""
    numbers = np.array(words)
    absent = np.ones((numbers.max(initial=-1) + 1, scores.shape[1]), dtype=np.float32)
    inside = numbers >= 0
    np.multiply.at(absent, numbers[inside], (1 / (1 + np.exp(scores[inside]))).astype(np.float32))
    return 1 - absent
