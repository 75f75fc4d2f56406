"""The first part of the network of tone: word vectors, a convolution, a recurrent layer; and the words that have one.

In numpy; `training.encoder` is the same in PyTorch. The texts of a batch lie one behind the other in one
array. By the same list of words the network of themes tells what is a name.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats
from analysis.models.recurrent import Integers, both_directions, recurrent, step_by_step
from analysis.models.tokens import normal, shape

DATA = Path(__file__).parent / "data"
WORDS = DATA / "words.txt"

# Rows of the word vectors that are no word's; the last one is what a model makes of it.
PADDING, UNKNOWN, UNKNOWN_NAME, OWN = range(4)
SPECIAL = 4


@cache
def vocabulary() -> dict[str, int]:
    """The row of the word vectors for each word that has one."""
    words = WORDS.read_text(encoding="utf-8").splitlines()
    return {word: row for row, word in enumerate(words, SPECIAL)}


@lru_cache(maxsize=2**16)
def row_and_shape(written: str) -> tuple[int, int]:
    """Row and shape of a token; a word without a vector goes by its last part, or by whether it has a capital."""
    word, rows = normal(written), vocabulary()
    row = rows.get(word)
    if row is None:
        row = rows.get(word[:-2]) if word.endswith("'s") else rows.get(word.rpartition("-")[2])
    if row is None:
        row = UNKNOWN_NAME if written[0].isupper() else UNKNOWN
    return row, shape(written)


def prepared(arrays: Mapping[str, NDArray[Any]], layers: Sequence[str]) -> dict[str, Floats]:
    """The stored `arrays` in single precision, the weights of `layers` and of the entry turned to be multiplied by."""
    ready = {name: array.astype(np.float32) for name, array in arrays.items() if name != "vectors"}
    ready["vectors"] = arrays["vectors"] * ready.pop("vectors_scale")[:, None]
    kernel = ready["convolution.weight"]
    ready["convolution.weight"] = np.ascontiguousarray(kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0]))
    for name in ("entry", *layers):
        ready[f"{name}.weight"] = np.ascontiguousarray(ready[f"{name}.weight"].T)
    return ready | both_directions(ready)


def states(read: Floats, begins: Integers, lengths: Integers, model: dict[str, Floats]) -> tuple[Floats, Floats]:
    """What the network makes of each token: by its neighbours (n, width), and by its whole text (n, 2 * width).

    `read` (n, size) is what is known of the n tokens; a text is as many of them as its length, from where it begins.
    """
    near = read @ model["entry.weight"]
    near += model["entry.bias"]
    np.maximum(near, 0, out=near)
    near += _convolved(near, begins, model)
    order, counts = step_by_step(list(zip(begins.tolist(), (begins + lengths).tolist(), strict=True)))
    return near, recurrent(near, order, counts, model)


def _convolved(state: Floats, begins: Integers, model: dict[str, Floats]) -> Floats:
    """What each token's neighbours in the same text add to it; `begins` are the first tokens of the texts."""
    width = state.shape[1]
    normed = state - state.mean(axis=1, keepdims=True)
    normed /= np.sqrt(np.einsum("nd,nd->n", normed, normed)[:, None] / width + np.float32(1e-5))
    normed *= model["norm.weight"]
    normed += model["norm.bias"]
    windows = np.zeros((len(state), 3 * width), dtype=np.float32)
    windows[1:, :width] = normed[:-1]
    windows[:, width : 2 * width] = normed
    windows[:-1, 2 * width :] = normed[1:]
    windows[begins, :width] = 0
    windows[begins[1:] - 1, 2 * width :] = 0
    result: Floats = windows @ model["convolution.weight"]
    result += model["convolution.bias"]
    return np.maximum(result, 0, out=result)
