"""Keyness: which words an article has more often than other news.

The reference is a list of counts from the training part of PolNeAR 1.0 (Newell, Margolin and Ruths 2018, LREC): US
political news of 2015 and 2016. Only counts are shipped. `python -m training reference` counts them again.
"""

import gzip
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.text.files import InputError
from analysis.text.segmentation import words
from analysis.text.statements import require, spoken

REFERENCE = Path(__file__).parent / "reference_counts.tsv.gz"
LEAST_JUDGED = 3

# The greatest expected share of false discoveries among the words that stand out.
FALSE_DISCOVERIES = 0.05

# The nominal coverage of the intervals of the log ratio.
LEVEL = 0.95

COLUMNS = (
    "term", "count", "per_thousand", "reference_count", "reference_per_thousand", "log_likelihood", "p_value",
    "adjusted_p_value", "log_ratio", "log_ratio_low", "log_ratio_high", "judged", "stands_out",
)  # fmt: skip


class Reference(NamedTuple):
    """Word counts to compare with.

    Args:
        counts: of each word, in small letters, that was seen at least `least` times.
        words, documents: how many were counted in all.
    """

    counts: Mapping[str, int]
    words: int
    documents: int
    least: int


def terms(text: str) -> list[str]:
    """The words of `text` in small letters and with plain apostrophes, in their order.

    >>> terms("Don’t panic: the Isles' well-known don't.")
    ["don't", 'panic', 'the', 'isles', 'well-known', "don't"]
    """
    return [text[start:end].lower().replace("’", "'") for start, end in words(text)]


def statement_terms(statements: pd.DataFrame) -> list[str]:
    """The words of all `statements`, as `terms` gives them; the line of metadata has none."""
    require(statements, "text")
    return [term for text in spoken(statements)["text"] for term in terms(text)]


def keyness(focus: Sequence[str], other: Reference, least: int = LEAST_JUDGED) -> pd.DataFrame:
    """How much more often each word of `focus` occurs there than in `other`, the strongest evidence first.

    Args:
        focus: the words of the text in question, as `terms` gives them.
        other: the counts to compare with.
        least: how often a word must occur in `focus` to be judged.

    Columns:

    - `term`; `count`, `per_thousand` (in `focus`); `reference_count`, `reference_per_thousand`;
    - `log_likelihood`: G2, 0 and up, how much evidence there is of a difference (Dunning 1993, in the form of Rayson
      and Garside 2000);
    - `p_value`: the probability of a G2 this great if both texts drew each word independently at a common rate;
      `adjusted_p_value`: the same, corrected for many tests (see `adjusted`), as many as there are different words in
      `focus` and `other` together, since each of them might have stood out; not a number where the word is not judged;
    - `log_ratio`: how great the difference is, as a binary logarithm: 1 is twice as often, -1 half as often (Hardie
      2014); `log_ratio_low`, `log_ratio_high`: its interval (see `log_ratio_interval`), for each word by itself;
    - `judged`: whether the word occurs in `focus` at least `least` times; rarer words allow no conclusion;
    - `stands_out`: whether it is judged and its adjusted p-value is at most `FALSE_DISCOVERIES`.

    A word that the reference does not list is given the greatest count that the list can hide, so that its keyness is
    never overstated; if that is 0, the ratio is taken with 0.5, as Hardie does. The words of a text are not independent:
    a word once used is likelier to recur, so the p-values are too small (Lijffijt et al. 2016).

    Raises:
        InputError: `other` has no words, or `least` is under 1.
    """
    if other.words < 1:
        raise InputError("keyness: there is nothing to compare with. Give a reference that has words.")
    if least < 1:
        raise InputError(f"keyness: least is {least}. Give a whole number from 1.")
    size = len(focus)
    table = pd.DataFrame(Counter(focus).items(), columns=["term", "count"]).astype({"count": int})
    table["reference_count"] = [other.counts.get(term, other.least - 1) for term in table["term"]]
    pairs = list(zip(table["count"], table["reference_count"], strict=True))
    table["per_thousand"] = 1000 * table["count"] / size
    table["reference_per_thousand"] = 1000 * table["reference_count"] / other.words
    table["log_likelihood"] = [log_likelihood(count, size, seen, other.words) for count, seen in pairs]
    table["p_value"] = [p_value(evidence) for evidence in table["log_likelihood"]]
    table["judged"] = table["count"] >= least
    tests = len(other.counts.keys() | table["term"])
    tried = table.loc[table["judged"], "p_value"]
    table["adjusted_p_value"] = pd.Series(adjusted(tried.to_numpy(), tests), tried.index, dtype=float)
    bounds = [log_ratio_interval(count, size, seen, other.words) for count, seen in pairs]
    table[["log_ratio", "log_ratio_low", "log_ratio_high"]] = np.reshape(bounds, (-1, 3))
    table["stands_out"] = table["judged"] & (table["adjusted_p_value"] <= FALSE_DISCOVERIES)
    ranked = table.sort_values(["log_likelihood", "term"], ascending=[False, True], ignore_index=True)
    return ranked[list(COLUMNS)]


def log_likelihood(count: int, size: int, other_count: int, other_size: int) -> float:
    """G2 of a word seen `count` times in `size` words and `other_count` times in `other_size`; 0 where both rates agree.

    >>> round(log_likelihood(10, 1000, 10, 9000), 2)
    20.43
    """
    rate = (count + other_count) / (size + other_size)
    return 2 * sum(
        seen * math.log(seen / (total * rate)) for seen, total in ((count, size), (other_count, other_size)) if seen
    )


def p_value(evidence: float) -> float:
    """The probability of a G2 of at least `evidence` if both rates are equal: chi-squared, one degree of freedom.

    >>> round(p_value(3.841459), 4)
    0.05
    """
    return math.erfc(math.sqrt(max(evidence, 0.0) / 2))


def adjusted(p_values: NDArray[np.float64], tests: int) -> NDArray[np.float64]:
    """The p-values adjusted for many tests: at most a share q of those up to q are expected to be false discoveries.

    By Benjamini and Hochberg (1995): a p-value times the number of tests over its rank, and at most the adjusted value
    of the next larger one. It holds for independent and for positively dependent tests.

    Args:
        tests: how many were made or might have been, at least the number of p-values; those without one count as 1.

    >>> adjusted(np.array([0.03, 0.01, 0.5]), 3).round(3).tolist()
    [0.045, 0.03, 0.5]
    """
    order = np.argsort(p_values)[::-1]
    ranks = np.arange(len(p_values), 0, -1)
    scaled = np.empty(len(p_values))
    scaled[order] = np.minimum.accumulate(np.minimum(p_values[order] * tests / ranks, 1.0))
    return scaled


def log_ratio_interval(count: int, size: int, other_count: int, other_size: int) -> tuple[float, float, float]:
    """The log ratio of two rates, and the bounds of its 95% interval, all as binary logarithms.

    The interval is that of the logarithm of a ratio of two proportions (Katz, Baptista, Azen and Pike 1978,
    Biometrics), for independent words. `other_count` is taken as 0.5 if it is 0.

    >>> [round(bound, 2) for bound in log_ratio_interval(10, 1000, 10, 4000)]
    [2.0, 0.74, 3.26]
    """
    other = max(other_count, 0.5)
    ratio = math.log2((count / size) / (other / other_size))
    variance = max(1 / count - 1 / size + 1 / other - 1 / other_size, 0.0)
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2) * math.sqrt(variance) / math.log(2)
    return ratio, ratio - reach, ratio + reach


def reference(path: str | Path = REFERENCE) -> Reference:
    """The reference counts in the file at `path`, by default those shipped.

    Raises:
        InputError: the file is missing or is not such a list.
    """
    path = Path(path)
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        head = dict(line.lstrip("# ").split("\t") for line in lines if line.startswith("#"))
        counts = {term: int(count) for term, count in (line.split("\t") for line in lines if not line.startswith("#"))}
        return Reference(counts, int(head["words"]), int(head["documents"]), int(head["least"]))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the path of the reference counts.") from error
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise InputError(
            f"{path}: this is no list of reference counts ({error}). Make it with: python -m training reference POLNEAR"
        ) from error
