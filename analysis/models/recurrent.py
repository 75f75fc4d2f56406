"""A recurrent layer in numpy: a long short-term memory (Hochreiter and Schmidhuber 1997) that reads in both directions."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats

# Few enough that a step's product stays below the size from which the linear algebra library starts threads.
RUNS_AT_ONCE = 24

Integers = NDArray[np.intp]


def both_directions(ready: Mapping[str, Floats]) -> dict[str, Floats]:
    """The recurrent layer's arrays, the forward direction first, gates in the order input, forget, output, candidate.

    A logistic gate is a hyperbolic tangent of half its input, and one half is taken from the state (see `recurrent`).
    """
    made = []
    for end in ("", "_reverse"):
        arrays = [ready[f"recurrent.{name}_l0{end}"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        parts = [np.split(array, 4) for array in arrays]
        joined = [np.stack([one[0] / 2, one[1] / 2, one[3] / 2, one[2]]) for one in parts]
        made.append((joined[0].swapaxes(1, 2), joined[1].swapaxes(1, 2) / 2, (joined[2] + joined[3])[:, None]))
    names = ("recurrent.input", "recurrent.state", "recurrent.bias")
    stacked = (np.ascontiguousarray(np.stack(both, axis=1)) for both in zip(*made, strict=True))
    return dict(zip(names, stacked, strict=True))


def step_by_step(runs: Sequence[tuple[int, int]]) -> tuple[Integers, list[int]]:
    """Token numbers in the order of reading, (2, n) for forwards and backwards, and how many runs each step has.

    The first tokens of all runs come first, then the second ones, and so on; within a step the longest run is first.
    """
    ordered = np.array(sorted(runs, key=lambda run: run[0] - run[1]))
    lengths = ordered[:, 1] - ordered[:, 0]
    steps = np.arange(lengths[0])[:, None]
    present = steps < lengths
    order = np.stack([(ordered[:, 0] + steps)[present], (ordered[:, 1] - 1 - steps)[present]])
    return order, present.sum(axis=1).tolist()


def recurrent(state: Floats, order: Integers, counts: Sequence[int], model: dict[str, Floats]) -> Floats:
    """The states of a long short-term memory that reads each run in both directions, (n, 2 * width).

    A gate is (1 + tanh) / 2: the halves are taken from the weights and, for the state, at the end.
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
        here = space[: 8 * count * width].reshape(4, 2, count, width)
        for block in range(0, count, RUNS_AT_ONCE):
            rows = slice(block, min(count, block + RUNS_AT_ONCE))
            np.matmul(hidden[:, rows], kernel, out=here[:, :, rows])
        here += gates[:, :, first : first + count]
        np.tanh(here, out=here)
        opened = here[:3]
        opened += 1
        memory = memory[:, :count] * here[1]
        new = here[0]
        new *= here[3]
        memory += new
        memory *= 0.5
        hidden = states[:, first : first + count]
        np.tanh(memory, out=hidden)
        hidden *= here[2]
        first += count
    states *= 0.5
    result = np.empty((len(state), 2 * width), dtype=np.float32)
    result[order[0], :width] = states[0]
    result[order[1], width:] = states[1]
    return result
