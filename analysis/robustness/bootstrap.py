"""Uncertainty from a small text: how far a number would move had other statements of its kind been made, or one not.

An article is no sample. What these intervals tell is how much a number rests on single statements, and no more.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.robustness.contrasts import Terms, estimate

DRAWS, SEED = 2000, 1
LOW, HIGH = 2.5, 97.5


class Interval(NamedTuple):
    """A number with the percentiles 2.5 and 97.5 of its resampled values."""

    estimate: float
    low: float
    high: float


def interval(terms: Terms, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """The contrast of `terms`, with its percentile interval over `draws` resamplings of statements (Efron and
    Tibshirani 1993).

    In each, as many statements as a voice has are drawn from those of that voice, with replacement, so that no voice
    comes to have more or fewer; a statement keeps all its mentions. Draws that leave a part without weight are not
    counted. The seed is fixed: the same terms give the same interval.
    """
    sums = _sums(terms)
    chance = np.random.default_rng(seed)
    drawn = np.zeros((draws, len(sums)))
    for places in sums.groupby("voice", sort=True).indices.values():
        share = np.full(len(places), 1 / len(places))
        drawn[:, places] = chance.multinomial(len(places), share, size=draws)
    values = _contrast(drawn, sums, terms.alone)
    low, high = np.nanpercentile(values, (LOW, HIGH))
    return Interval(estimate(terms), float(low), float(high))


def without_each(terms: Terms) -> pd.DataFrame:
    """The contrast without each statement: statement, estimate, change; the statement that matters most first.

    `change` is the estimate without it less the estimate with all. A statement without which a part is empty has an
    estimate that is not a number, and matters most of all.
    """
    sums = _sums(terms)
    values = _contrast(1 - np.eye(len(sums)), sums, terms.alone)
    table = pd.DataFrame({"statement": sums["statement"].astype(int), "estimate": values})
    table["change"] = table["estimate"] - estimate(terms)
    size = table["change"].abs().fillna(np.inf)
    return table.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _sums(terms: Terms) -> pd.DataFrame:
    """What each statement of each voice adds to the two means: statement, voice, over and under the line of each."""
    first = terms.part == 1
    weighted = terms.value * terms.weight
    sums = pd.DataFrame({"statement": terms.statement, "voice": terms.voice})
    for name, chosen in (("", first), ("other_", ~first)):
        sums[f"{name}top"], sums[f"{name}bottom"] = weighted * chosen, terms.weight * chosen
    return sums.groupby(["statement", "voice"], as_index=False).sum()


def _contrast(times: NDArray[np.float64], sums: pd.DataFrame, alone: bool) -> NDArray[np.float64]:
    """The contrast where each row of `times` says how often each statement is counted."""
    top, bottom, other_top, other_bottom = (times @ sums[["top", "bottom", "other_top", "other_bottom"]].to_numpy()).T
    with np.errstate(divide="ignore", invalid="ignore"):
        difference: NDArray[np.float64] = top / bottom - (0.0 if alone else other_top / other_bottom)
    return difference
