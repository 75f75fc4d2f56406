"""The network of tone in numpy: how likely a sentence speaks ill, neutrally or well of somebody named in it.

Word vectors, a convolution, a recurrent layer in both directions, and four ways of pooling. The network never sees the
name: the target is a blank, so that nobody is judged by who they are. `training.tone.student` is the same in PyTorch;
it trains and exports the weights.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models import DATA, Floats, Integers, Model, layers
from analysis.models.layers import layer_norm, linear, lstm, step_by_step, stored
from analysis.models.words import TARGET, TOKEN, UNKNOWN, row_and_shape
from analysis.text.segmentation import Span

MODEL = DATA / "tone_model.npz"

LABELS = ("negative", "neutral", "positive")
# The tokens read on each side of the target.
WINDOW = 40
NEAREST, BUCKETS = 4, 10
TARGETS_AT_ONCE = 128
EPSILON = 1e-5


class Encoded(NamedTuple):
    """A target in its sentence, as the network reads it.

    Args:
        rows, shapes: of each token read, the row of its word vector and the number of its shape.
        target: the index of the token that is the target's blank.
        spans: the character offsets of the other tokens.
    """

    rows: list[int]
    shapes: list[int]
    target: int
    spans: list[Span]


@cache
def weights() -> Model:
    """The shipped model, ready to compute with."""
    return prepared(stored(MODEL))


def prepared(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """The stored `arrays` ready to compute with."""
    model = layers.prepared(arrays)
    kernel = model["convolution.weight"]
    model["convolution.weight"] = np.ascontiguousarray(kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0]))
    return model | layers.lstm_arrays(model)


def encoded(text: str, target: Span) -> Encoded:
    """The tokens around the span `target` of `text` as the network reads them, the target itself as one blank."""
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
    read = [row_and_shape(text[first:last]) for first, last in left]
    read.append((TARGET, 0))
    read += [row_and_shape(text[first:last]) for first, last in right]
    return Encoded([row for row, _ in read], [kind for _, kind in read], len(left), left + right)


def without_each(encoding: Encoded) -> list[Encoded]:
    """`encoding` once for each of its `spans`, with the token there unknown."""
    rows = encoding.rows
    numbers = (number for number in range(len(rows)) if number != encoding.target)
    return [encoding._replace(rows=[*rows[:number], UNKNOWN, *rows[number + 1 :]]) for number in numbers]


def probabilities(targets: Iterable[tuple[str, Span]], model: Model | None = None) -> Floats:
    """The probabilities that the tone toward each target is negative, neutral, positive: (n, 3), rows sum to 1.

    Args:
        targets: for each a sentence, or a part of it, and the span of the words in it that name the target.
        model: a `prepared` model; by default the shipped one.
    """
    return classified([encoded(text, span) for text, span in targets], model or weights())


def classified(targets: Sequence[Encoded], model: Model) -> Floats:
    """The probabilities (n, 3) of `targets` under a `prepared` model, calibrated."""
    result = np.empty((len(targets), len(LABELS)), dtype=np.float32)
    order = sorted(range(len(targets)), key=lambda number: len(targets[number].rows))
    for first in range(0, len(order), TARGETS_AT_ONCE):
        block = order[first : first + TARGETS_AT_ONCE]
        scores = _scores([targets[number] for number in block], model) / model["temperature"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        result[block] = scores / scores.sum(axis=1, keepdims=True)
    return result


@cache
def distances(length: int, target: int) -> Integers:
    """The bucket of each token's distance from the target, 0 to 20: exact up to four tokens, then logarithmic.

    >>> distances(7, 1).tolist()
    [9, 10, 11, 12, 13, 14, 14]
    """
    steps = np.arange(length) - target
    far = np.abs(steps)
    logarithm = NEAREST + 2 * np.log2(np.maximum(far, 1) / NEAREST)
    buckets = np.where(far <= NEAREST, far, np.minimum(np.floor(logarithm), BUCKETS)).astype(np.intp)
    result: Integers = np.sign(steps) * buckets + BUCKETS
    return result


def _scores(targets: Sequence[Encoded], model: Model) -> Floats:
    """The scores (n, 3) of n targets, before the softmax; the tokens of all targets lie in one array."""
    lengths = np.array([len(target.rows) for target in targets])
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    rows = np.array([row for target in targets for row in target.rows], dtype=np.intp)
    shapes = np.array([kind for target in targets for kind in target.shapes], dtype=np.intp)
    places = np.concatenate([distances(len(target.rows), target.target) for target in targets])
    columns = [model["vectors"][rows], model["tables.shape.weight"][shapes], model["tables.distance.weight"][places]]
    near = linear(np.concatenate(columns, axis=1), model, "entry")
    np.maximum(near, 0, out=near)
    near += _convolved(near, begins, model)
    order, counts = step_by_step(list(zip(begins.tolist(), (begins + lengths).tolist(), strict=True)))
    state = lstm(near, order, counts, model)
    owner = np.repeat(np.arange(len(targets)), lengths)
    at_target = state[begins + np.array([target.target for target in targets])]
    asked = linear(at_target, model, "query")
    fits = (linear(state, model, "key") * asked[owner]).sum(axis=1) * np.float32(state.shape[1] ** -0.5)
    weighed = (state @ model["attention.weight"])[:, 0]
    pooled = [at_target, _mean(state, fits, begins, owner), _mean(state, weighed, begins, owner)]
    pooled.append(np.maximum.reduceat(state, begins, axis=0))
    return linear(np.maximum(linear(np.concatenate(pooled, axis=1), model, "hidden"), 0), model, "label")


def _convolved(state: Floats, begins: Integers, model: Model) -> Floats:
    """What the neighbours of each token in its text add to it, (n, width); a text begins at each of `begins`."""
    width = state.shape[1]
    normed = layer_norm(state, model, "norm", EPSILON)
    windows = np.zeros((len(state), 3 * width), dtype=np.float32)
    windows[1:, :width] = normed[:-1]
    windows[:, width : 2 * width] = normed
    windows[:-1, 2 * width :] = normed[1:]
    windows[begins, :width] = 0
    windows[begins[1:] - 1, 2 * width :] = 0
    result = linear(windows, model, "convolution")
    return np.maximum(result, 0, out=result)


def _mean(state: Floats, scores: Floats, begins: Integers, owner: Integers) -> Floats:
    """The mean state of each target, (targets, width), weighted by the softmax of its tokens' `scores`."""
    powers = np.exp(scores - np.maximum.reduceat(scores, begins)[owner])
    powers /= np.add.reduceat(powers, begins)[owner]
    result: Floats = np.add.reduceat(state * powers[:, None], begins, axis=0)
    return result
