"""The attribution model's network in numpy: label probabilities and link scores of a text's tokens.

`training.attribution.fit` makes the arrays that are read here, and says what the layers are.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats
from analysis.models.recurrent import Integers, both_directions, recurrent, step_by_step
from analysis.models.tokens import FEATURES, IN_SENTENCE, IS_BREAK, WORD_VECTORS, Numbers

MODEL = Path(__file__).parent / "data" / "attribution_model.npz"

DILATIONS = (1, 2, 4, 8)
LONGEST_SEQUENCE = 160
# The convolutions together see so many tokens before and behind a token.
SIGHT = sum(DILATIONS)
TOKENS_AT_ONCE = 2048
# So many steps apart the sums carried through a run are brought back to one, that single precision holds them.
RESCALED = 4
BUCKETS = 24
DISTANCES = 2 * BUCKETS + 1
FARTHEST = 3
PLACES = (2 * FARTHEST + 1) ** 2

# From so many tokens on all distances have one number.
FAR = 2 ** (BUCKETS // 3)
_STEPS = np.minimum(np.log2(np.arange(FAR + 1) + 1) * 3, BUCKETS).astype(np.intp)
# The number of each distance from 0 to `FAR`, then from -`FAR` to -1: the farther the coarser.
BUCKET_OF = BUCKETS + np.concatenate([_STEPS, -_STEPS[:0:-1]])


class Reading(NamedTuple):
    """What the network makes of n tokens: `labels` (n, 7) probabilities, `states` (n, width) to link with."""

    labels: Floats
    states: Floats


def word_vectors() -> Floats:
    """The vector of each word of the vocabulary, (words, 64)."""
    with np.load(WORD_VECTORS) as stored:
        vectors: Floats = stored["numbers"] * stored["scale"].astype(np.float32)[:, None]
    return vectors


@cache
def weights() -> dict[str, Floats]:
    """The arrays of the model that ships with the instrument, ready to compute with."""
    with np.load(MODEL) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return prepared(arrays)


def prepared(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """The stored `arrays` in single precision, with what can be computed once computed."""
    vectors = word_vectors()
    vectors[arrays["changed"]] += arrays["change"] * arrays["change_scale"].astype(np.float32)[:, None]
    ready = {name: array.astype(np.float32) for name, array in arrays.items() if not name.startswith("change")}
    ready["vectors"] = vectors
    ready["entry.weight"] = np.ascontiguousarray(ready["entry.weight"].T)
    for number in range(len(DILATIONS)):
        ready |= _with_norm(ready, number)
    ready |= both_directions(ready)
    transitions = np.exp(ready["transitions"])
    ready["chain"] = np.stack([transitions, transitions.T])
    ready["chain.start"] = np.stack([np.exp(ready["opening"]), np.ones_like(ready["opening"])])
    return ready


def _with_norm(ready: Mapping[str, Floats], number: int) -> dict[str, Floats]:
    """A convolution's kernel, three taps one below the other, with its norm's subtraction, weight and bias in it.

    What it gives is meant for states that are divided by their standard deviation only. `edges` is what the norm's
    bias adds through the first and the last tap, which see nothing at the ends of a text.
    """
    taps = ready[f"convolutions.{number}.weight"].transpose(2, 1, 0)
    shifts = ready[f"norms.{number}.bias"] @ taps
    weighted = taps * ready[f"norms.{number}.weight"][:, None]
    centred = weighted - weighted.mean(axis=1, keepdims=True)
    return {
        f"convolutions.{number}.weight": np.ascontiguousarray(centred.reshape(-1, taps.shape[2])),
        f"convolutions.{number}.bias": ready[f"convolutions.{number}.bias"] + shifts.sum(axis=0),
        f"convolutions.{number}.edges": shifts[[0, 2]],
    }


def sequences(features: Numbers) -> list[tuple[int, int]]:
    """The runs of tokens that are read in one go: paragraphs, and pieces of very long ones that begin a sentence."""
    opening = features[:, FEATURES.index("opening")]
    found, first = [], 0
    for token in np.flatnonzero(opening != IN_SENTENCE).tolist():
        if token > first and (opening[token] == IS_BREAK or token - first > LONGEST_SEQUENCE):
            found.append((first, token))
            first = token
    return [*found, (first, len(features))]


def relations(features: Numbers, firsts: Integers, lasts: Integers, targets: Integers) -> tuple[Integers, Integers]:
    """Where the tokens `targets` stand as seen from each part [first, last): numbers of the distance and of the
    difference in sentences and paragraphs, (parts, targets) each."""
    opening = features[:, FEATURES.index("opening")]
    sentence, paragraph = np.cumsum(opening != IN_SENTENCE), np.cumsum(opening == IS_BREAK)
    distance = np.minimum(targets - firsts[:, None], 0)
    distance += np.maximum(targets - lasts[:, None] + 1, 0)
    behind = distance > 0
    steps = [
        count[targets] - np.where(behind, count[lasts - 1][:, None], count[firsts][:, None])
        for count in (sentence, paragraph)
    ]
    for far, values in ((FARTHEST, steps[0]), (FARTHEST, steps[1]), (FAR, distance)):
        np.minimum(values, far, out=values)
        np.maximum(values, -far, out=values)
    return BUCKET_OF[distance], (steps[0] + FARTHEST) * (2 * FARTHEST + 1) + steps[1] + FARTHEST


def read(features: Numbers, model: dict[str, Floats]) -> Reading:
    """The network's reading of a text's tokens, given their `features` (n, 6) and a `prepared` model."""
    labels = np.empty((len(features), len(model["opening"])), dtype=np.float32)
    states = np.empty((len(features), 2 * model["recurrent.state"].shape[3]), dtype=np.float32)
    for runs in _batches(sequences(features)):
        first, last = runs[0][0], runs[-1][1]
        before = max(0, first - SIGHT)
        state = _entered(features[before : last + SIGHT], model)
        for number, dilation in enumerate(DILATIONS):
            state += _convolved(state, dilation, number, model)
        order, counts = step_by_step([(begin - first, end - first) for begin, end in runs])
        states[first:last] = recurrent(state[first - before : last - before], order, counts, model)
        scores = states[first:last] @ model["label.weight"].T + model["label.bias"]
        labels[first:last] = _marginals(scores, order, counts, model)
    return Reading(labels, states)


def means(rows: Floats, spans: Integers) -> Floats:
    """The mean of `rows` (n, width) over each of `spans` [first, last), which are in order and apart: (spans, width)."""
    edges = spans.ravel()
    sums: Floats = np.add.reduceat(rows[: edges[-1]], edges[:-1], axis=0)[::2]
    sums /= (spans[:, 1] - spans[:, 0])[:, None]
    return sums


def pooled(states: Floats, parts: Integers) -> Floats:
    """What the links know of each of `parts` [first, last): its mean state, its first and its last, side by side."""
    return np.concatenate([means(states, parts), states[parts[:, 0]], states[parts[:, 1] - 1]], axis=1)


def link_scores(
    states: Floats,
    features: Numbers,
    parts: Integers,
    known: Floats,
    targets: Integers,
    role: int,
    model: dict[str, Floats],
) -> tuple[Floats, Floats]:
    """How well each of the tokens `targets` fits each part of a content as its source (role 0) or its cue (role 1).

    `parts` has a row [first, last) a part, `known` what is `pooled` of each. Scores (parts, targets), logarithms up to
    a constant, and the scores (parts,) of there being none.
    """
    width = len(model["query.weight"]) // 2
    rows = slice(role * width, (role + 1) * width)
    queries = known @ model["query.weight"][rows].T + model["query.bias"][rows]
    keys = states[targets] @ model["key.weight"][rows].T + model["key.bias"][rows]
    distance, place = relations(features, parts[:, 0], parts[:, 1], targets)
    scores = queries @ keys.T
    scores /= np.float32(np.sqrt(width))
    scores += model["distance"][role][distance]
    scores += model["place"][role][place]
    return scores, known @ model["nobody.weight"][role] + model["nobody.bias"][role]


def _batches(runs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """`runs` in groups of neighbours with about `TOKENS_AT_ONCE` tokens each, so that memory does not grow with a text."""
    first = 0
    for number, (_, last) in enumerate(runs, 1):
        if last - runs[first][0] >= TOKENS_AT_ONCE or number == len(runs):
            yield runs[first:number]
            first = number


def _entered(features: Numbers, model: dict[str, Floats]) -> Floats:
    """What the network knows of each token alone, (n, width)."""
    columns = [model["vectors"][features[:, 0]]]
    columns += [model[f"tables.{name}.weight"][features[:, column]] for column, name in enumerate(FEATURES) if column]
    state: Floats = np.concatenate(columns, axis=1) @ model["entry.weight"]
    state += model["entry.bias"]
    return np.maximum(state, 0, out=state)


def _convolved(state: Floats, dilation: int, number: int, model: dict[str, Floats]) -> Floats:
    length, width = state.shape
    mean = state @ np.full(width, 1 / width, dtype=np.float32)
    variance = np.einsum("nd,nd->n", state, state) / width - mean * mean
    windows = np.empty((length, 3 * width), dtype=np.float32)
    centre = windows[:, width : 2 * width]
    np.multiply(state, (1 / np.sqrt(variance + np.float32(1e-5)))[:, None], out=centre)
    windows[:dilation, :width] = 0
    windows[dilation:, :width] = centre[:-dilation]
    windows[:-dilation, 2 * width :] = centre[dilation:]
    windows[-dilation:, 2 * width :] = 0
    result: Floats = windows @ model[f"convolutions.{number}.weight"]
    result += model[f"convolutions.{number}.bias"]
    result[:dilation] -= model[f"convolutions.{number}.edges"][0]
    result[-dilation:] -= model[f"convolutions.{number}.edges"][1]
    return np.maximum(result, 0, out=result)


def _marginals(scores: Floats, order: Integers, counts: Sequence[int], model: dict[str, Floats]) -> Floats:
    """The probability of each label at each token under the conditional random field, by forward-backward.

    Both directions go through the runs at once; what is carried to a token is kept apart from its own score.
    """
    own: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    emissions = own[order]
    carried = np.empty_like(emissions)
    carried[:, : counts[0]] = model["chain.start"][:, None]
    chain = carried[:, : counts[0]] * emissions[:, : counts[0]]
    first = counts[0]
    for step, count in enumerate(counts[1:], 1):
        here = carried[:, first : first + count]
        np.matmul(chain[:, :count], model["chain"], out=here)
        if step % RESCALED == 0:
            here /= here.sum(axis=2, keepdims=True)
        chain = here * emissions[:, first : first + count]
        first += count
    behind = np.empty_like(own)
    behind[order[1]] = carried[1]
    own[order[0]] *= carried[0]
    own *= behind
    own /= own.sum(axis=1, keepdims=True)
    return own
