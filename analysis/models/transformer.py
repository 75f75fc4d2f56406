"""A transformer in numpy: what the words of a text mean beside one another.

The layers are BERT's (Devlin et al. 2019): attention in several heads, then two linear layers, each added to what it
reads and brought to one scale. `training.themes.student` makes the arrays that are read here.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats

HEADS = 12
TINY = np.float32(1e-12)
FAR = np.float32(-1e9)
# So many rows are bent at once: what fits into the processor's cache.
ROWS_AT_ONCE = 64
SCALE = "_scale"


def prepared(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """The stored `arrays` in single precision; those in bytes are multiplied by their scales, one a row.

    Tables that are multiplied by, called `weight`, are turned for it.
    """
    ready = {}
    for name, array in arrays.items():
        if name.endswith(SCALE):
            continue
        whole = array.astype(np.float32)
        if name + SCALE in arrays:
            whole *= arrays[name + SCALE].astype(np.float32)[:, None]
        ready[name] = np.ascontiguousarray(whole.T) if name.endswith(".weight") and whole.ndim == 2 else whole
    return ready


def states(read: Floats, real: NDArray[np.bool_], model: dict[str, Floats]) -> Floats:
    """The last states (n, length, width) of n texts of which `read` (n, length, width) is known and `real` is present."""
    n, length, width = read.shape
    state = _normed(read.reshape(-1, width), model, "norm")
    hidden = np.where(real, np.float32(0), FAR)[:, None, None, :]
    number = 0
    while f"layers.{number}.attention.weight" in model:
        layer = f"layers.{number}"
        heads = _linear(state, model, f"{layer}.attention").reshape(n, length, 3, HEADS, -1)
        queries, keys, values = heads.transpose(2, 0, 3, 1, 4)
        weights = queries @ keys.swapaxes(-1, -2)
        weights *= np.float32(1 / np.sqrt(queries.shape[-1]))
        weights += hidden
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ values).swapaxes(1, 2).reshape(-1, width)
        state = _normed(state + _linear(seen, model, f"{layer}.seen"), model, f"{layer}.seen_norm")
        wide = _curved(_linear(state, model, f"{layer}.wide"))
        state = _normed(state + _linear(wide, model, f"{layer}.narrow"), model, f"{layer}.narrow_norm")
        number += 1
    return state.reshape(n, length, width)


def _linear(state: Floats, model: dict[str, Floats], name: str) -> Floats:
    result: Floats = state @ model[f"{name}.weight"]
    result += model[f"{name}.bias"]
    return result


def _normed(state: Floats, model: dict[str, Floats], name: str) -> Floats:
    """`state` with a mean of 0 and a variance of 1 a row, then scaled and moved."""
    result: Floats = state - state.mean(axis=1, keepdims=True)
    result /= np.sqrt(np.einsum("nd,nd->n", result, result)[:, None] / np.float32(state.shape[1]) + TINY)
    result *= model[f"{name}.weight"]
    result += model[f"{name}.bias"]
    return result


def _curved(state: Floats) -> Floats:
    """Each number times the chance that a standard normal one is less, in place (GELU; Hendrycks and Gimpel 2016).

    The error function goes by formula 7.1.26 of Abramowitz and Stegun (1964), off by 2e-7 at most.
    """
    for first in range(0, len(state), ROWS_AT_ONCE):
        own = state[first : first + ROWS_AT_ONCE]
        size = np.abs(own)
        size *= np.float32(np.sqrt(0.5))
        step = np.float32(0.3275911) * size
        step += 1
        np.reciprocal(step, out=step)
        tail = np.float32(1.061405429) * step
        for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
            tail += np.float32(factor)
            tail *= step
        size *= -size
        np.exp(size, out=size)
        tail *= size
        np.subtract(1, tail, out=tail)
        np.copysign(tail, own, out=tail)
        tail += 1
        tail *= np.float32(0.5)
        own *= tail
    return state
