"""The bootstrap: how much a number depends on single statements (Efron 1979).

An article is no sample of other articles, and an interval from here says nothing of them.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 4000, 1
# The percentiles that enclose 95% of the draws.
LOW, HIGH = 2.5, 97.5

Floats = NDArray[np.float64]


def resampled(voices: Iterable[str], draws: int = DRAWS) -> Floats:
    """How often each draw counts each statement, shape (draws, statements).

    Each draw takes from each voice, independently of the other voices, as many of its statements as it has, with
    replacement. The seed is fixed: the same article gives the same draws.

    Args:
        voices: the voice of each statement.
    """
    names = np.array(list(voices), dtype=object)
    chance = np.random.default_rng(SEED)
    times = np.zeros((draws, len(names)))
    for voice in dict.fromkeys(names):
        places = np.flatnonzero(names == voice)
        chosen = chance.integers(len(places), size=(draws, len(places)))
        numbered = chosen + len(places) * np.arange(draws)[:, None]
        times[:, places] = np.bincount(numbered.ravel(), minlength=draws * len(places)).reshape(draws, -1)
    return times


def bounds(values: NDArray[np.floating]) -> tuple[Floats, Floats]:
    """The percentiles 2.5 and 97.5 of `values` over the draws, its first axis; draws without a value (NaN) are left out."""
    return np.nanpercentile(values, LOW, axis=0), np.nanpercentile(values, HIGH, axis=0)
