"""The attribution model's network in numpy: label probabilities and link scores of a text's tokens.

`analysis.training.fit` makes the arrays that are read here, and says what the layers are.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.tokens import FEATURES, IN_SENTENCE, IS_BREAK, WORD_VECTORS, Numbers

MODEL = Path(__file__).parent / "data" / "attribution_model.npz"

DILATIONS = (1, 2, 4, 8)
LONGEST_SEQUENCE = 160
# Few enough that a step's product stays below the size from which the linear algebra library starts threads.
RUNS_AT_ONCE = 12
BUCKETS = 24
DISTANCES = 2 * BUCKETS + 1
FARTHEST = 3
PLACES = (2 * FARTHEST + 1) ** 2

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]


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
    change = arrays["change"] * arrays["change_scale"].astype(np.float32)[:, None]
    vectors[arrays["changed"]] += change
    ready = {name: array.astype(np.float32) for name, array in arrays.items() if not name.startswith("change")}
    ready["vectors"] = vectors
    for number in range(len(DILATIONS)):
        kernel = ready.pop(f"convolutions.{number}.weight")
        ready[f"convolutions.{number}.weight"] = np.ascontiguousarray(
            kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0])
        )
    ready["entry.weight"] = np.ascontiguousarray(ready["entry.weight"].T)
    inputs, states, biases = [], [], []
    for end in ("", "_reverse"):
        gates = len(ready[f"recurrent.bias_ih_l0{end}"]) // 4
        # A logistic gate is a hyperbolic tangent of half its input.
        half = np.repeat(np.array([0.5, 0.5, 1, 0.5], dtype=np.float32), gates)
        inputs.append(ready.pop(f"recurrent.weight_ih_l0{end}").T * half)
        states.append(ready.pop(f"recurrent.weight_hh_l0{end}").T * half)
        biases.append((ready.pop(f"recurrent.bias_ih_l0{end}") + ready.pop(f"recurrent.bias_hh_l0{end}")) * half)
    ready["recurrent.input"] = np.ascontiguousarray(np.concatenate(inputs, axis=1))
    ready["recurrent.bias"] = np.concatenate(biases)
    ready["recurrent.state"] = np.ascontiguousarray(np.stack(states))
    return ready


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
    before = np.minimum(targets - firsts[:, None], 0)
    behind = np.maximum(targets - lasts[:, None] + 1, 0)
    distance = before + behind
    bucket = np.sign(distance) * np.minimum((np.log2(np.abs(distance) + 1) * 3).astype(np.intp), BUCKETS)
    edge = np.where(distance > 0, lasts[:, None] - 1, firsts[:, None])
    steps = [np.clip(count[targets] - count[edge], -FARTHEST, FARTHEST) + FARTHEST for count in (sentence, paragraph)]
    return bucket + BUCKETS, steps[0] * (2 * FARTHEST + 1) + steps[1]


def read(features: Numbers, model: dict[str, Floats]) -> Reading:
    """The network's reading of a text's tokens, given their `features` (n, 6) and a `prepared` model."""
    columns = [model["vectors"][features[:, 0]]]
    columns += [model[f"tables.{name}.weight"][features[:, column]] for column, name in enumerate(FEATURES) if column]
    state = np.maximum(np.concatenate(columns, axis=1) @ model["entry.weight"] + model["entry.bias"], 0)
    for number, dilation in enumerate(DILATIONS):
        state = state + _convolved(state, dilation, number, model)
    runs = sequences(features)
    states = _recurrent(state, runs, model)
    scores = states @ model["label.weight"].T + model["label.bias"]
    return Reading(_marginals(scores, runs, model), states)


def link_scores(
    reading: Reading, features: Numbers, parts: Integers, targets: Integers, role: int, model: dict[str, Floats]
) -> tuple[Floats, Floats]:
    """How well each of the tokens `targets` fits each part of a content as its source (role 0) or its cue (role 1).

    `parts` has a row [first, last) a part. Scores (parts, targets), logarithms up to a constant, and the scores
    (parts,) of there being none.
    """
    firsts, lasts = parts[:, 0], parts[:, 1]
    states = reading.states
    means = np.stack([states[first:last].mean(axis=0) for first, last in parts.tolist()])
    pooled = np.concatenate([means, states[firsts], states[lasts - 1]], axis=1)
    width = len(model["query.weight"]) // 2
    rows = slice(role * width, (role + 1) * width)
    queries = pooled @ model["query.weight"][rows].T + model["query.bias"][rows]
    keys = states[targets] @ model["key.weight"][rows].T + model["key.bias"][rows]
    distance, place = relations(features, firsts, lasts, targets)
    scores = (
        queries @ keys.T / np.float32(np.sqrt(width)) + model["distance"][role][distance] + model["place"][role][place]
    )
    return scores, pooled @ model["nobody.weight"][role] + model["nobody.bias"][role]


def _convolved(state: Floats, dilation: int, number: int, model: dict[str, Floats]) -> Floats:
    width = state.shape[1]
    normed = state - (state @ np.full((width, 1), 1 / width, dtype=np.float32))
    normed /= np.sqrt(np.einsum("nd,nd->n", normed, normed)[:, None] / width + np.float32(1e-5))
    normed *= model[f"norms.{number}.weight"]
    normed += model[f"norms.{number}.bias"]
    length = len(normed)
    padded = np.zeros((length + 2 * dilation, width), dtype=np.float32)
    padded[dilation:-dilation] = normed
    windows = np.concatenate([padded[step * dilation : step * dilation + length] for step in range(3)], axis=1)
    result: Floats = windows @ model[f"convolutions.{number}.weight"]
    result += model[f"convolutions.{number}.bias"]
    np.maximum(result, 0, out=result)
    return result


def _time_major(runs: Sequence[tuple[int, int]]) -> tuple[Integers, Integers, list[int]]:
    """Token numbers by step and run, forwards and backwards, longest run first; and how many runs each step has."""
    ordered = sorted(runs, key=lambda run: run[0] - run[1])
    lengths = np.array([last - first for first, last in ordered])
    firsts = np.array([first for first, _ in ordered])
    steps = np.arange(lengths[0])[:, None]
    forwards = np.where(steps < lengths, firsts + steps, -1)
    backwards = np.where(steps < lengths, firsts + lengths - 1 - steps, -1)
    return forwards, backwards, (steps < lengths).sum(axis=1).tolist()


def _recurrent(state: Floats, runs: Sequence[tuple[int, int]], model: dict[str, Floats]) -> Floats:
    """The states of a long short-term memory that reads each run in both directions, (n, 2 * width)."""
    width = model["recurrent.state"].shape[1]
    inputs = (state @ model["recurrent.input"] + model["recurrent.bias"]).reshape(len(state), 2, 4 * width)
    result = np.empty((len(state), 2, width), dtype=np.float32)
    ordered = sorted(runs, key=lambda run: run[0] - run[1])
    for first in range(0, len(ordered), RUNS_AT_ONCE):
        _read_runs(inputs, ordered[first : first + RUNS_AT_ONCE], model["recurrent.state"], result)
    return result.reshape(len(state), 2 * width)


def _read_runs(inputs: Floats, runs: Sequence[tuple[int, int]], kernel: Floats, result: Floats) -> None:
    """Writes the states of the tokens of `runs` into `result` (n, 2, width), given the `inputs` to the gates."""
    width = kernel.shape[1]
    forwards, backwards, active = _time_major(runs)
    hidden = np.zeros((2, active[0], width), dtype=np.float32)
    memory = np.zeros_like(hidden)
    scale = np.repeat(np.array([0.5, 0.5, 1, 0.5], dtype=np.float32), width)
    shift = np.repeat(np.array([0.5, 0.5, 0, 0.5], dtype=np.float32), width)
    for step, count in enumerate(active):
        ahead, back = forwards[step, :count], backwards[step, :count]
        gates = hidden[:, :count] @ kernel
        gates[0] += inputs[ahead, 0]
        gates[1] += inputs[back, 1]
        np.tanh(gates, out=gates)
        gates *= scale
        gates += shift
        memory = gates[..., width : 2 * width] * memory[:, :count]
        memory += gates[..., :width] * gates[..., 2 * width : 3 * width]
        hidden = gates[..., 3 * width :] * np.tanh(memory)
        result[ahead, 0] = hidden[0]
        result[back, 1] = hidden[1]


def _marginals(scores: Floats, runs: Sequence[tuple[int, int]], model: dict[str, Floats]) -> Floats:
    """The probability of each label at each token under the conditional random field, by forward-backward."""
    forwards, _, active = _time_major(runs)
    emissions = np.exp(scores - scores.max(axis=1, keepdims=True))
    transitions = np.exp(model["transitions"])
    ahead = np.empty_like(emissions)
    chain = emissions[forwards[0]] * np.exp(model["opening"])
    ahead[forwards[0]] = chain = chain / chain.sum(axis=1, keepdims=True)
    for step in range(1, len(active)):
        here = forwards[step, : active[step]]
        chain = (chain[: active[step]] @ transitions) * emissions[here]
        ahead[here] = chain = chain / chain.sum(axis=1, keepdims=True)
    behind = np.ones_like(emissions)
    for step in range(len(active) - 1, 0, -1):
        here = forwards[step, : active[step]]
        chain = (behind[here] * emissions[here]) @ transitions.T
        behind[forwards[step - 1, : active[step]]] = chain / chain.sum(axis=1, keepdims=True)
    both: Floats = ahead * behind
    both /= both.sum(axis=1, keepdims=True)
    return both
