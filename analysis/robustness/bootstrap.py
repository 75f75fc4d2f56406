"""The bootstrap: how far a number would move if other statements of the same kind had been made.

An article is no sample. Its intervals tell how much a number rests on single statements, and no more.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 4000, 1
# The percentiles between which 95 in 100 of the draws lie.
LOW, HIGH = 2.5, 97.5

Floats = NDArray[np.float64]


def resampled(voices: Iterable[str], draws: int = DRAWS, seed: int = SEED) -> Floats:
    """How often each statement is counted in each draw, shape (draws, statements) (Efron 1979).

    In a draw, each voice has as many statements as it has in the article, drawn from its own with replacement. Each
    voice is drawn independently of the others. The seed is fixed: the same article gives the same draws.

    Args:
        voices: the voice of each statement.
    """
    named = np.array(list(voices), dtype=object)
    chance = np.random.default_rng(seed)
    times = np.zeros((draws, len(named)))
    for voice in dict.fromkeys(named):
        places = np.flatnonzero(named == voice)
        chosen = chance.integers(len(places), size=(draws, len(places)))
        numbered = chosen + len(places) * np.arange(draws)[:, None]
        times[:, places] = np.bincount(numbered.ravel(), minlength=draws * len(places)).reshape(draws, -1)
    return times


def bounds(values: NDArray[np.floating]) -> tuple[Floats, Floats]:
    """The percentiles 2.5 and 97.5 over the draws, the first axis of `values`; a draw that is not a number is left out."""
    return np.nanpercentile(values, LOW, axis=0), np.nanpercentile(values, HIGH, axis=0)
