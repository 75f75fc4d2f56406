"""The network of attribution in numpy: label probabilities and link scores of a text's tokens.

Word vectors, four dilated convolutions, a recurrent layer in both directions, a conditional random field over the
labels, and two pointers. `training.attribution.fit` is the same in PyTorch; it trains and exports the weights.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models import DATA, Floats, Integers, Model, layers
from analysis.models.layers import linear, lstm, step_by_step, stored
from analysis.models.tokens import FEATURES, IN_SENTENCE, IS_BREAK, WORD_VECTORS, Numbers

MODEL = DATA / "attribution_model.npz"

DILATIONS = (1, 2, 4, 8)
LONGEST_SEQUENCE = 160
# The tokens that the convolutions together see before and after a token.
SIGHT = sum(DILATIONS)
TOKENS_AT_ONCE = 2048
# The forward sums are normalised every so many steps, or single precision would not hold them.
RESCALED = 4
BUCKETS = 24
DISTANCES = 2 * BUCKETS + 1
FARTHEST = 3
PLACES = (2 * FARTHEST + 1) ** 2

# Distances from this one on share a number.
FAR = 2 ** (BUCKETS // 3)
_STEPS = np.minimum(np.log2(np.arange(FAR + 1) + 1) * 3, BUCKETS).astype(np.intp)
# The bucket of each distance from 0 to `FAR`, then from -`FAR` to -1: wider buckets for greater distances.
BUCKET_OF = BUCKETS + np.concatenate([_STEPS, -_STEPS[:0:-1]])


class Output(NamedTuple):
    """The network's output for n tokens: label probabilities (n, 7), and states (n, width) by which spans are linked."""

    labels: Floats
    states: Floats


def word_vectors() -> Floats:
    """The vector of each word of the vocabulary, (words, 64)."""
    with np.load(WORD_VECTORS) as file:
        return layers.prepared({"vectors": file["numbers"], "vectors_scale": file["scale"]})["vectors"]


@cache
def weights() -> Model:
    """The shipped model, ready to compute with."""
    return prepared(stored(MODEL))


def prepared(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """The stored `arrays` ready to compute with, over the shipped word vectors."""
    model = layers.prepared(arrays)
    model["vectors"] = word_vectors()
    model["vectors"][arrays["changed"]] += model.pop("change")
    for name in ("label", "query", "key", "nobody"):
        # Column by column, since the links read the columns of one role at a time.
        model[f"{name}.weight"] = np.asfortranarray(model[f"{name}.weight"])
    for number in range(len(DILATIONS)):
        model |= _with_norm(model, number)
    model |= layers.lstm_arrays(model)
    transitions = np.exp(model["transitions"])
    model["chain"] = np.stack([transitions, transitions.T])
    model["chain.start"] = np.stack([np.exp(model["opening"]), np.ones_like(model["opening"])])
    return model


def _with_norm(model: Model, number: int) -> Model:
    """A convolution's arrays with the layer norm before it folded in, except the division by the standard deviation.

    The three taps of the kernel are stacked. `edges` is what the norm's bias adds through the first and the last tap; it
    is subtracted at the ends of a text, beyond which these taps see nothing.
    """
    taps = model[f"convolutions.{number}.weight"].transpose(2, 1, 0)
    shifts = model[f"norms.{number}.bias"] @ taps
    weighted = taps * model[f"norms.{number}.weight"][:, None]
    centred = weighted - weighted.mean(axis=1, keepdims=True)
    return {
        f"convolutions.{number}.weight": np.ascontiguousarray(centred.reshape(-1, taps.shape[2])),
        f"convolutions.{number}.bias": model[f"convolutions.{number}.bias"] + shifts.sum(axis=0),
        f"convolutions.{number}.edges": shifts[[0, 2]],
    }


def sequences(features: Numbers) -> list[tuple[int, int]]:
    """The runs [first, last) of tokens that the recurrent layer reads: paragraphs, long ones cut between sentences."""
    opening = features[:, FEATURES.index("opening")]
    runs, first = [], 0
    for token in np.flatnonzero(opening != IN_SENTENCE).tolist():
        if token > first and (opening[token] == IS_BREAK or token - first > LONGEST_SEQUENCE):
            runs.append((first, token))
            first = token
    return [*runs, (first, len(features))]


def relations(features: Numbers, firsts: Integers, lasts: Integers, targets: Integers) -> tuple[Integers, Integers]:
    """How far the tokens `targets` are from each span [first, last): rows of the tables "distance" and "place".

    Both results are (spans, targets): the bucket of the distance in tokens, and the number of the distance in sentences
    and paragraphs together.
    """
    opening = features[:, FEATURES.index("opening")]
    sentence, paragraph = np.cumsum(opening != IN_SENTENCE), np.cumsum(opening == IS_BREAK)
    distance = np.minimum(targets - firsts[:, None], 0)
    distance += np.maximum(targets - lasts[:, None] + 1, 0)
    after = distance > 0
    steps = [
        count[targets] - np.where(after, count[lasts - 1][:, None], count[firsts][:, None])
        for count in (sentence, paragraph)
    ]
    for far, values in ((FARTHEST, steps[0]), (FARTHEST, steps[1]), (FAR, distance)):
        np.minimum(values, far, out=values)
        np.maximum(values, -far, out=values)
    return BUCKET_OF[distance], (steps[0] + FARTHEST) * (2 * FARTHEST + 1) + steps[1] + FARTHEST


def read(features: Numbers, model: Model) -> Output:
    """The network's output for the tokens of a text, given their `features` (n, 6) and a `prepared` model."""
    labels = np.empty((len(features), len(model["opening"])), dtype=np.float32)
    states = np.empty((len(features), 2 * model["recurrent.state"].shape[3]), dtype=np.float32)
    for runs in _batches(sequences(features)):
        first, last = runs[0][0], runs[-1][1]
        before = max(0, first - SIGHT)
        state = _entered(features[before : last + SIGHT], model)
        for number, dilation in enumerate(DILATIONS):
            state += _convolved(state, dilation, number, model)
        order, counts = step_by_step([(begin - first, end - first) for begin, end in runs])
        states[first:last] = lstm(state[first - before : last - before], order, counts, model)
        labels[first:last] = _marginals(linear(states[first:last], model, "label"), order, counts, model)
    return Output(labels, states)


def means(rows: Floats, spans: Integers) -> Floats:
    """The mean of `rows` (n, width) over each of `spans` [first, last), which do not overlap: (spans, width)."""
    edges = spans.ravel()
    sums: Floats = np.add.reduceat(rows[: edges[-1]], edges[:-1], axis=0)[::2]
    sums /= (spans[:, 1] - spans[:, 0])[:, None]
    return sums


def pooled(states: Floats, parts: Integers) -> Floats:
    """The mean, the first and the last state of each of `parts` [first, last), side by side: (parts, 3 * width)."""
    return np.concatenate([means(states, parts), states[parts[:, 0]], states[parts[:, 1] - 1]], axis=1)


def link_scores(
    states: Floats,
    features: Numbers,
    parts: Integers,
    known: Floats,
    targets: Integers,
    role: int,
    model: Model,
) -> tuple[Floats, Floats]:
    """How well each target token fits each span of content as its source, or as its cue.

    Both results are log probabilities up to a constant: (spans, targets), and (spans,) for there being none.

    Args:
        states, features: of all tokens, (n, width) and (n, 6).
        parts: the spans, tokens [first, last), (spans, 2).
        known: the `pooled` states of each span.
        targets: the numbers of the tokens.
        role: 0 for the source, 1 for the cue.
    """
    width = model["query.bias"].size // 2
    columns = slice(role * width, (role + 1) * width)
    queries = known @ model["query.weight"][:, columns] + model["query.bias"][columns]
    keys = states[targets] @ model["key.weight"][:, columns] + model["key.bias"][columns]
    distance, place = relations(features, parts[:, 0], parts[:, 1], targets)
    scores = queries @ keys.T
    scores /= np.float32(np.sqrt(width))
    scores += model["distance"][role][distance]
    scores += model["place"][role][place]
    return scores, known @ model["nobody.weight"][:, role] + model["nobody.bias"][role]


def _batches(runs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """`runs` in groups of neighbours of about `TOKENS_AT_ONCE` tokens, so that memory does not grow with the text."""
    first = 0
    for number, (_, last) in enumerate(runs, 1):
        if last - runs[first][0] >= TOKENS_AT_ONCE or number == len(runs):
            yield runs[first:number]
            first = number


def _entered(features: Numbers, model: Model) -> Floats:
    """The state of each token by itself, before its neighbours are read: (n, width)."""
    columns = [model["vectors"][features[:, 0]]]
    columns += [model[f"tables.{name}.weight"][features[:, column]] for column, name in enumerate(FEATURES) if column]
    state = linear(np.concatenate(columns, axis=1), model, "entry")
    return np.maximum(state, 0, out=state)


def _convolved(state: Floats, dilation: int, number: int, model: Model) -> Floats:
    """What the tokens `dilation` before and after each token add to its state, (n, width)."""
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


def _marginals(scores: Floats, order: Integers, counts: Sequence[int], model: Model) -> Floats:
    """The probability of each label at each token under the conditional random field (Lafferty et al. 2001).

    By the forward-backward algorithm, both directions at once; the sum carried to a token does not hold its own score.
    """
    marginals: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    emissions = marginals[order]
    carried = np.empty_like(emissions)
    carried[:, : counts[0]] = model["chain.start"][:, None]
    chain = carried[:, : counts[0]] * emissions[:, : counts[0]]
    first = counts[0]
    for step, count in enumerate(counts[1:], 1):
        sums = carried[:, first : first + count]
        np.matmul(chain[:, :count], model["chain"], out=sums)
        if step % RESCALED == 0:
            sums /= sums.sum(axis=2, keepdims=True)
        chain = sums * emissions[:, first : first + count]
        first += count
    backward = np.empty_like(marginals)
    backward[order[1]] = carried[1]
    marginals[order[0]] *= carried[0]
    marginals *= backward
    marginals /= marginals.sum(axis=1, keepdims=True)
    return marginals
