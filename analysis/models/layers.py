"""The layers that the networks share, in numpy, and how stored arrays are made ready for them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats, Integers, Model

SCALE = "_scale"
# Few enough that a step's product stays below the size from which the linear algebra library starts threads.
RUNS_AT_ONCE = 24


def stored(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays in the file at `path`, by name."""
    with np.load(path) as file:
        return dict(file)


def prepared(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """The stored `arrays` in single precision, ready to compute with.

    An array of bytes is multiplied by its scales, one for each row, stored under its name with "_scale". The weight of a
    linear layer is transposed; an embedding, whose name begins with "tables.", is not. Integers without a scale are no
    weights and are left out.
    """
    model = {}
    for name, array in arrays.items():
        scale = arrays.get(name + SCALE)
        if name.endswith(SCALE) or (scale is None and np.issubdtype(array.dtype, np.integer)):
            continue
        numbers = array.astype(np.float32)
        if scale is not None:
            numbers *= scale.astype(np.float32)[:, None]
        linear = name.endswith(".weight") and numbers.ndim == 2 and not name.startswith("tables.")
        model[name] = np.ascontiguousarray(numbers.T) if linear else numbers
    return model


def linear(state: Floats, model: Model, name: str) -> Floats:
    """The linear layer `name` over the rows of `state`: (n, width) to (n, new width)."""
    result: Floats = state @ model[f"{name}.weight"]
    result += model[f"{name}.bias"]
    return result


def layer_norm(state: Floats, model: Model, name: str, epsilon: float) -> Floats:
    """Each row of `state` (n, width) with mean 0 and variance 1, then scaled and shifted (Ba, Kiros and Hinton 2016)."""
    result: Floats = state - state.mean(axis=1, keepdims=True)
    variance = np.einsum("nd,nd->n", result, result)[:, None] / np.float32(state.shape[1])
    result /= np.sqrt(variance + np.float32(epsilon))
    result *= model[f"{name}.weight"]
    result += model[f"{name}.bias"]
    return result


def lstm_arrays(arrays: Mapping[str, Floats]) -> Model:
    """The arrays of `lstm` from those of a bidirectional layer as PyTorch names them ("recurrent.weight_ih_l0", ...).

    The forward direction comes first; the gates are in the order input, forget, output, candidate. A logistic gate is
    computed as (1 + tanh(x / 2)) / 2: the inner half is in the weights, the outer one is applied in `lstm`.
    """
    directions = []
    for end in ("", "_reverse"):
        names = (f"recurrent.{name}_l0{end}" for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        gates = [np.split(arrays[name], 4) for name in names]
        read, state, bias, more = (np.stack([gate[0] / 2, gate[1] / 2, gate[3] / 2, gate[2]]) for gate in gates)
        directions.append((read.swapaxes(1, 2), state.swapaxes(1, 2) / 2, (bias + more)[:, None]))
    stacked = (np.ascontiguousarray(np.stack(both, axis=1)) for both in zip(*directions, strict=True))
    return dict(zip(("recurrent.input", "recurrent.state", "recurrent.bias"), stacked, strict=True))


def step_by_step(runs: Sequence[tuple[int, int]]) -> tuple[Integers, list[int]]:
    """The order in which `lstm` reads the tokens of `runs`, spans [first, last), and how many runs each step has.

    The order is (2, n): the numbers of the tokens forwards, and backwards. Step by step: the first token of every run,
    then the second, and so on; within a step the longest run comes first.
    """
    ordered = np.array(sorted(runs, key=lambda run: run[0] - run[1]))
    lengths = ordered[:, 1] - ordered[:, 0]
    steps = np.arange(lengths[0])[:, None]
    present = steps < lengths
    order = np.stack([(ordered[:, 0] + steps)[present], (ordered[:, 1] - 1 - steps)[present]])
    return order, present.sum(axis=1).tolist()


def lstm(state: Floats, order: Integers, counts: Sequence[int], model: Model) -> Floats:
    """The states (n, 2 * width) of a bidirectional long short-term memory (Hochreiter and Schmidhuber 1997).

    Args:
        state: the input of the n tokens, (n, size).
        order, counts: as `step_by_step` gives them.
        model: with the arrays of `lstm_arrays`.
    """
    kernel = model["recurrent.state"]
    width = kernel.shape[3]
    gates = state[order] @ model["recurrent.input"]
    gates += model["recurrent.bias"]
    space = np.zeros(gates[:, :, : counts[0]].size, dtype=np.float32)
    memory = np.zeros((2, counts[0], width), dtype=np.float32)
    states = np.empty((2, len(state), width), dtype=np.float32)
    hidden = np.zeros((2, counts[0], width), dtype=np.float32)
    first = 0
    for count in counts:
        step = space[: 8 * count * width].reshape(4, 2, count, width)
        for block in range(0, count, RUNS_AT_ONCE):
            rows = slice(block, min(count, block + RUNS_AT_ONCE))
            np.matmul(hidden[:, rows], kernel, out=step[:, :, rows])
        step += gates[:, :, first : first + count]
        np.tanh(step, out=step)
        opened = step[:3]
        opened += 1
        memory = memory[:, :count] * step[1]
        new = step[0]
        new *= step[3]
        memory += new
        memory *= 0.5
        hidden = states[:, first : first + count]
        np.tanh(memory, out=hidden)
        hidden *= step[2]
        first += count
    states *= 0.5
    result = np.empty((len(state), 2 * width), dtype=np.float32)
    result[order[0], :width] = states[0]
    result[order[1], width:] = states[1]
    return result
