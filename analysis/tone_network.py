"""The tone model's network in numpy: how likely a sentence speaks ill, neutrally or well of somebody named in it.

The network never sees the name: the target is one blank word, so that no one is judged by who they are.
`analysis.training.tone_student` makes the arrays that are read here, and says what the layers are.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.language import Span
from analysis.tokens import TOKEN, normal, shape

DATA = Path(__file__).parent / "data"
MODEL, WORDS = DATA / "tone_model.npz", DATA / "tone_words.txt"

LABELS = ("negative", "neutral", "positive")
# Rows of the word vectors that are no word's.
PADDING, UNKNOWN, UNKNOWN_NAME, TARGET = range(4)
SPECIAL = 4
# So many tokens on each side of the target are read.
WINDOW = 40
NEAREST, BUCKETS = 4, 10
TARGETS_AT_ONCE = 128

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]


class Encoded(NamedTuple):
    """A target in its sentence: rows of word vectors and shapes of the tokens read, which one is the target's blank, and
    where the others stand in the text."""

    rows: list[int]
    shapes: list[int]
    target: int
    spans: list[Span]


@cache
def vocabulary() -> dict[str, int]:
    """The row of the word vectors for each word that has one."""
    words = WORDS.read_text(encoding="utf-8").splitlines()
    return {word: row for row, word in enumerate(words, SPECIAL)}


@cache
def weights() -> dict[str, Floats]:
    """The arrays of the model that ships with the instrument, ready to compute with."""
    with np.load(MODEL) as stored:
        return prepared({name: stored[name] for name in stored.files})


def prepared(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """The stored `arrays` in single precision, matrices turned so that rows are multiplied by them."""
    ready = {name: array.astype(np.float32) for name, array in arrays.items() if name != "vectors"}
    ready["vectors"] = arrays["vectors"] * ready.pop("vectors_scale")[:, None]
    for name, array in list(ready.items()):
        if name.startswith("convolutions.") and name.endswith("weight"):
            ready[name] = np.ascontiguousarray(array.transpose(2, 1, 0).reshape(-1, array.shape[0]))
        elif name.endswith("weight") and array.ndim == 2 and not name.startswith("tables."):
            ready[name] = np.ascontiguousarray(array.T)
    return ready


def encoded(text: str, target: Span) -> Encoded:
    """The tokens around `target` in `text` as the network reads them, the target itself as one blank."""
    start, end = target
    left, right = [], []
    for match in TOKEN.finditer(text):
        if match.end() <= start:
            left.append(match.span())
        elif match.start() >= end:
            right.append(match.span())
            if len(right) == WINDOW:
                break
    del left[:-WINDOW]
    read = [_form(text[first:last]) for first, last in left]
    read.append((TARGET, 0))
    read += [_form(text[first:last]) for first, last in right]
    return Encoded([row for row, _ in read], [kind for _, kind in read], len(left), left + right)


def without_each(whole: Encoded) -> list[Encoded]:
    """`whole` once for each of its `spans`, with the token there unknown."""
    places = [place for place in range(len(whole.rows)) if place != whole.target]
    return [whole._replace(rows=[*whole.rows[:place], UNKNOWN, *whole.rows[place + 1 :]]) for place in places]


def probabilities(targets: Iterable[tuple[str, Span]], model: dict[str, Floats] | None = None) -> Floats:
    """How likely each target is spoken ill of, neutrally or well of: (n, 3), rows sum to 1.

    A target is a text, of a sentence or less, and the span of the words in it that name who is meant.
    """
    return classified([encoded(text, span) for text, span in targets], model or weights())


def classified(targets: Sequence[Encoded], model: dict[str, Floats]) -> Floats:
    """The probabilities (n, 3) of `targets` under a `prepared` model, calibrated."""
    result = np.empty((len(targets), len(LABELS)), dtype=np.float32)
    order = sorted(range(len(targets)), key=lambda number: len(targets[number].rows))
    for first in range(0, len(order), TARGETS_AT_ONCE):
        block = order[first : first + TARGETS_AT_ONCE]
        scores = _scores([targets[number] for number in block], model) / model["temperature"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        result[block] = scores / scores.sum(axis=1, keepdims=True)
    return result


def distances(length: int, target: int) -> Integers:
    """The bucket of each token's distance from the target: exact when near, in half steps of doubling when far."""
    steps = np.arange(length) - target
    far = np.abs(steps)
    logarithm = NEAREST + 2 * np.log2(np.maximum(far, 1) / NEAREST)
    buckets = np.where(far <= NEAREST, far, np.minimum(np.floor(logarithm), BUCKETS)).astype(np.intp)
    result: Integers = np.sign(steps) * buckets + BUCKETS
    return result


@lru_cache(maxsize=2**16)
def _form(written: str) -> tuple[int, int]:
    """Row and shape of a token; a word without a vector goes by its last part, or by whether it has a capital."""
    word, rows = normal(written), vocabulary()
    row = rows.get(word)
    if row is None:
        row = rows.get(word[:-2]) if word.endswith("'s") else rows.get(word.rpartition("-")[2])
    if row is None:
        row = UNKNOWN_NAME if written[0].isupper() else UNKNOWN
    return row, shape(written)


@cache
def _distances(length: int, target: int) -> Integers:
    return distances(length, target)


def _scores(targets: Sequence[Encoded], model: dict[str, Floats]) -> Floats:
    """The scores (n, 3) before they are made probabilities. The targets' tokens lie in one array, padding between."""
    layers = sum(name.startswith("norms.") and name.endswith("bias") for name in model)
    gap = 2 ** (layers - 1)
    lengths = np.array([len(one.rows) for one in targets])
    firsts = gap + np.concatenate([[0], np.cumsum(lengths + gap)[:-1]])
    total = int(firsts[-1] + lengths[-1] + gap)
    rows, shapes, places = (np.zeros(total, dtype=np.intp) for _ in range(3))
    real = np.zeros((total, 1), dtype=np.float32)
    for one, first, length in zip(targets, firsts.tolist(), lengths.tolist(), strict=True):
        here = slice(first, first + length)
        rows[here], shapes[here], places[here], real[here] = one.rows, one.shapes, _distances(length, one.target), 1
    columns = [model["vectors"][rows], model["tables.shape.weight"][shapes], model["tables.distance.weight"][places]]
    state = np.concatenate(columns, axis=1) @ model["entry.weight"]
    state += model["entry.bias"]
    np.maximum(state, 0, out=state)
    state *= real
    for layer in range(layers):
        state += _convolved(state, real, layer, model)
    width = state.shape[1]
    inside = real[:, 0] > 0
    state = state[inside]
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    owner = np.repeat(np.arange(len(targets)), lengths)
    at_target = state[begins + np.array([one.target for one in targets])]
    asked = at_target @ model["query.weight"] + model["query.bias"]
    keys = state @ model["key.weight"] + model["key.bias"]
    fits: Floats = (keys * asked[owner]).sum(axis=1)
    fits *= np.float32(width**-0.5)
    weighed: Floats = (state @ model["attention.weight"])[:, 0]
    pooled = [at_target, _mean(state, fits, begins, owner), _mean(state, weighed, begins, owner)]
    pooled.append(np.maximum.reduceat(state, begins, axis=0))
    hidden = np.maximum(np.concatenate(pooled, axis=1) @ model["hidden.weight"] + model["hidden.bias"], 0)
    result: Floats = hidden @ model["label.weight"] + model["label.bias"]
    return result


def _convolved(state: Floats, real: Floats, layer: int, model: dict[str, Floats]) -> Floats:
    width, step = state.shape[1], 2**layer
    normed = state - state.mean(axis=1, keepdims=True)
    normed /= np.sqrt(np.einsum("nd,nd->n", normed, normed)[:, None] / width + np.float32(1e-5))
    normed *= model[f"norms.{layer}.weight"]
    normed += model[f"norms.{layer}.bias"]
    normed *= real
    windows = np.zeros((len(state), 3 * width), dtype=np.float32)
    windows[step:, :width] = normed[:-step]
    windows[:, width : 2 * width] = normed
    windows[:-step, 2 * width :] = normed[step:]
    result: Floats = windows @ model[f"convolutions.{layer}.weight"]
    result += model[f"convolutions.{layer}.bias"]
    np.maximum(result, 0, out=result)
    result *= real
    return result


def _mean(state: Floats, scores: Floats, begins: Integers, owner: Integers) -> Floats:
    """The mean of each target's states, weighed by the exponentials of `scores`."""
    powers = np.exp(scores - np.maximum.reduceat(scores, begins)[owner])
    powers /= np.add.reduceat(powers, begins)[owner]
    result: Floats = np.add.reduceat(state * powers[:, None], begins, axis=0)
    return result
