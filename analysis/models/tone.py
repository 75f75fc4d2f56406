"""The tone model's network in numpy: how likely a sentence speaks ill, neutrally or well of somebody named in it.

The network never sees the name: the target is one blank word, so that no one is judged by who they are.
`training.tone.student` makes the arrays that are read here, and says what the layers are.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats, encoder
from analysis.models.encoder import UNKNOWN, row_and_shape, states
from analysis.models.recurrent import Integers
from analysis.models.tokens import TOKEN
from analysis.text.segmentation import Span

MODEL = encoder.DATA / "tone_model.npz"

LABELS = ("negative", "neutral", "positive")
TARGET = encoder.OWN
# So many tokens on each side of the target are read.
WINDOW = 40
NEAREST, BUCKETS = 4, 10
TARGETS_AT_ONCE = 128


class Encoded(NamedTuple):
    """A target in its sentence: rows of word vectors and shapes of the tokens read, which one is the target's blank, and
    where the others stand in the text."""

    rows: list[int]
    shapes: list[int]
    target: int
    spans: list[Span]


@cache
def weights() -> dict[str, Floats]:
    """The arrays of the model that ships with the instrument, ready to compute with."""
    with np.load(MODEL) as stored:
        return prepared({name: stored[name] for name in stored.files})


def prepared(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """The stored `arrays` ready to compute with."""
    return encoder.prepared(arrays, ("query", "key", "attention", "hidden", "label"))


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
    read = [row_and_shape(text[first:last]) for first, last in left]
    read.append((TARGET, 0))
    read += [row_and_shape(text[first:last]) for first, last in right]
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


@cache
def _distances(length: int, target: int) -> Integers:
    return distances(length, target)


def _scores(targets: Sequence[Encoded], model: dict[str, Floats]) -> Floats:
    """The scores (n, 3) before they are made probabilities; the targets' tokens lie one behind the other."""
    lengths = np.array([len(one.rows) for one in targets])
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    rows = np.array([row for one in targets for row in one.rows], dtype=np.intp)
    shapes = np.array([kind for one in targets for kind in one.shapes], dtype=np.intp)
    places = np.concatenate([_distances(len(one.rows), one.target) for one in targets])
    columns = [model["vectors"][rows], model["tables.shape.weight"][shapes], model["tables.distance.weight"][places]]
    _, state = states(np.concatenate(columns, axis=1), begins, lengths, model)
    owner = np.repeat(np.arange(len(targets)), lengths)
    at_target = state[begins + np.array([one.target for one in targets])]
    asked = at_target @ model["query.weight"] + model["query.bias"]
    keys = state @ model["key.weight"] + model["key.bias"]
    fits = (keys * asked[owner]).sum(axis=1) * np.float32(state.shape[1] ** -0.5)
    weighed = (state @ model["attention.weight"])[:, 0]
    pooled = [at_target, _mean(state, fits, begins, owner), _mean(state, weighed, begins, owner)]
    pooled.append(np.maximum.reduceat(state, begins, axis=0))
    hidden = np.maximum(np.concatenate(pooled, axis=1) @ model["hidden.weight"] + model["hidden.bias"], 0)
    result: Floats = hidden @ model["label.weight"] + model["label.bias"]
    return result


def _mean(state: Floats, scores: Floats, begins: Integers, owner: Integers) -> Floats:
    """The mean of each target's states, weighed by the exponentials of `scores`."""
    powers = np.exp(scores - np.maximum.reduceat(scores, begins)[owner])
    powers /= np.add.reduceat(powers, begins)[owner]
    result: Floats = np.add.reduceat(state * powers[:, None], begins, axis=0)
    return result
