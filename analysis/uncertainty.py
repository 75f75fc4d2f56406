"""Uncertainty: how far the shares of voices may be off, given how sure each statement's attribution is."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.attribution.calibration import SMALLEST, shared_error
from analysis.robustness.bootstrap import DRAWS, SEED, bounds
from analysis.text.statements import NARRATOR, require, spoken


def share_intervals(statements: pd.DataFrame, shared: float | None = None) -> pd.DataFrame:
    """The share of words of each voice with an interval: voice, share, low, high (0 to 1), the largest share first.

    Between low and high lie 95 in 100 of 4,000 draws. In a draw each statement keeps its voice with its `probability`;
    the words of one that does not are dealt out to the other voices in proportion to what they hold. Errors come
    together: in each draw all of the narrator's statements, and all of the others', are more likely right or less
    likely right than they say, by a normal deviate on the scale of log odds (a random intercept, as in Breslow and
    Clayton 1993). `shared` is its standard deviation, if not given the one fitted by `training.attribution.calibrate`.
    """
    require(statements, "voice", "words", "probability")
    rows = spoken(statements)
    voices = rows.groupby("voice", sort=False)["words"].sum().sort_values(ascending=False, kind="stable")
    total = int(voices.sum())
    held = np.stack([(rows["voice"] == voice).to_numpy() * rows["words"].to_numpy() for voice in voices.index])
    narrated = (rows["voice"] == NARRATOR).to_numpy()
    kept = _kept(rows["probability"].to_numpy(dtype=float), narrated, shared_error() if shared is None else shared)
    right = kept @ held.T
    lost = (~kept) @ held.T
    shares = voices.to_numpy() / total
    drawn = right.astype(float)
    for number, share in enumerate(shares):
        others = np.delete(np.arange(len(shares)), number)
        if len(others):
            drawn[:, others] += lost[:, [number]] * shares[others] / (1 - share)
    low, high = bounds(drawn / total)
    return pd.DataFrame({"voice": voices.index, "share": shares, "low": low, "high": high})


def _kept(probability: NDArray[np.float64], narrated: NDArray[np.bool_], shared: float) -> NDArray[np.bool_]:
    """For each draw and statement whether its voice is right; certain statements always are."""
    chance = np.random.default_rng(SEED)
    odds = np.log(np.clip(probability, SMALLEST, 1 - SMALLEST) / (1 - np.clip(probability, SMALLEST, 1 - SMALLEST)))
    # The mean over the shifts stays close to `probability` with this factor (Zeger, Liang and Albert 1988).
    odds = odds * np.sqrt(1 + 0.346 * shared**2)
    shifts = shared * chance.standard_normal((DRAWS, 2))
    likely = 1 / (1 + np.exp(-(odds + np.where(narrated, shifts[:, :1], shifts[:, 1:]))))
    kept: NDArray[np.bool_] = (chance.random((DRAWS, len(odds))) < likely) | (probability >= 1)
    return kept


def in_words(share: float, low: float, high: float) -> str:
    """A share with its interval, "25% (22 to 28)"; without, where the interval is no wider than the rounding.

    >>> in_words(0.25, 0.22, 0.28), in_words(0.25, 0.25, 0.25)
    ('25% (22 to 28)', '25%')
    """
    edges = [round(100 * one) for one in (low, share, high)]
    return f"{edges[1]}%" if edges[0] == edges[2] else f"{edges[1]}% ({edges[0]} to {edges[2]})"
