"""Uncertainty: how far the shares of voices may be off, given how sure each statement's attribution is."""

import numpy as np
import pandas as pd

from analysis.statements import require, spoken

DRAWS, SEED = 4000, 1
LOW, HIGH = 2.5, 97.5


def share_intervals(statements: pd.DataFrame) -> pd.DataFrame:
    """The share of words of each voice with an interval: voice, share, low, high (0 to 1), the largest share first.

    Between low and high lie 95 in 100 of 4,000 draws. In a draw each statement keeps its voice with its `probability`;
    the words of one that does not are dealt out to the other voices in proportion to what they hold. Statements are
    drawn apart from one another, so that errors which come together widen the truth more than the interval tells.
    """
    require(statements, "voice", "words", "probability")
    rows = spoken(statements)
    voices = rows.groupby("voice", sort=False)["words"].sum().sort_values(ascending=False, kind="stable")
    total = int(voices.sum())
    held = np.stack([(rows["voice"] == voice).to_numpy() * rows["words"].to_numpy() for voice in voices.index])
    kept = np.random.default_rng(SEED).random((DRAWS, len(rows))) < rows["probability"].to_numpy()
    right = kept @ held.T
    lost = (~kept) @ held.T
    shares = voices.to_numpy() / total
    drawn = right.astype(float)
    for number, share in enumerate(shares):
        others = np.delete(np.arange(len(shares)), number)
        if len(others):
            drawn[:, others] += lost[:, [number]] * shares[others] / (1 - share)
    low, high = np.percentile(drawn / total, (LOW, HIGH), axis=0)
    return pd.DataFrame({"voice": voices.index, "share": shares, "low": low, "high": high})


def in_words(share: float, low: float, high: float) -> str:
    """A share with its interval, "25% (22 to 28)"; without, where the interval is no wider than the rounding.

    >>> in_words(0.25, 0.22, 0.28), in_words(0.25, 0.25, 0.25)
    ('25% (22 to 28)', '25%')
    """
    edges = [round(100 * one) for one in (low, share, high)]
    return f"{edges[1]}%" if edges[0] == edges[2] else f"{edges[1]}% ({edges[0]} to {edges[2]})"
