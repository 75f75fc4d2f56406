"""The layers of a transformer in numpy, as BERT has them (Devlin et al. 2019).

Each layer is attention in several heads, then two linear layers; the result of either is added to what it reads and
normalised. `training.themes.student` trains and exports the weights.
"""

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats, Model
from analysis.models.layers import layer_norm, linear

HEADS = 12
EPSILON = 1e-12
FAR = np.float32(-1e9)
# As many rows as fit into the processor's cache.
ROWS_AT_ONCE = 64


def states(read: Floats, real: NDArray[np.bool_], model: Model) -> Floats:
    """The final hidden states of n texts, (n, length, width).

    Args:
        read: the input embeddings, (n, length, width).
        real: the padding mask, (n, length), true for tokens.
        model: the arrays of the layers, as `analysis.models.layers.prepared` gives them.
    """
    n, length, width = read.shape
    state = layer_norm(read.reshape(-1, width), model, "norm", EPSILON)
    hidden = np.where(real, np.float32(0), FAR)[:, None, None, :]
    number = 0
    while f"layers.{number}.attention.weight" in model:
        layer = f"layers.{number}"
        heads = linear(state, model, f"{layer}.attention").reshape(n, length, 3, HEADS, -1)
        queries, keys, values = heads.transpose(2, 0, 3, 1, 4)
        weights = queries @ keys.swapaxes(-1, -2)
        weights *= np.float32(1 / np.sqrt(queries.shape[-1]))
        weights += hidden
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ values).swapaxes(1, 2).reshape(-1, width)
        state = layer_norm(state + linear(seen, model, f"{layer}.seen"), model, f"{layer}.seen_norm", EPSILON)
        wide = _gelu(linear(state, model, f"{layer}.wide"))
        state = layer_norm(state + linear(wide, model, f"{layer}.narrow"), model, f"{layer}.narrow_norm", EPSILON)
        number += 1
    return state.reshape(n, length, width)


def _gelu(state: Floats) -> Floats:
    """The Gaussian error linear unit of each number, in place (Hendrycks and Gimpel 2016).

    The error function is approximated by formula 7.1.26 of Abramowitz and Stegun (1964), with an error of 2e-7 at most.
    """
    for first in range(0, len(state), ROWS_AT_ONCE):
        rows = state[first : first + ROWS_AT_ONCE]
        size = np.abs(rows)
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
        np.copysign(tail, rows, out=tail)
        tail += 1
        tail *= np.float32(0.5)
        rows *= tail
    return state
