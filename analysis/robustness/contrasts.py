"""A contrast: how far the mean of one part of a text lies above the mean of another.

Every headline number on tone is one: the narrator's mean tone less that of the people quoted, what a guest says of a
host less what the host says of the guest. A contrast is kept as its terms, so that the same code computes it, draws
its intervals and leaves out a statement.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.robustness.bootstrap import DRAWS, Floats, bounds, resampled
from analysis.sentiment.targets import matrix, sided
from analysis.text.statements import NARRATOR, require

STATEMENT, SENTENCE, WORD, MENTION = "statement", "sentence", "word", "mention"

Array = NDArray[Any]
# A table, or its columns alone, which are faster to compute with.
Rows = Mapping[str, Any]


class Headline(NamedTuple):
    """A headline number on tone.

    Args:
        id: which it is; see `headlines`.
        names: the voices, sides or targets that it is about.
        of_mentions: whether it reads mentions of targets, and not statements.
    """

    id: str
    names: tuple[str, ...]
    of_mentions: bool


class Terms(NamedTuple):
    """The terms of a contrast, one for each statement or mention, in columns of one length.

    Args:
        statement: the number of the statement.
        voice: whose it is.
        part: 1 in the part that is counted, -1 in the part with which it is compared.
        value: its tone, -1 to 1, or 1 and 0 for what is and is not a voice's.
        weight: how much it weighs in the mean of its part, 0 or more.
        alone: whether the mean is compared with 0, and there is no second part.
    """

    statement: Array
    voice: Array
    part: Array
    value: Array
    weight: Array
    alone: bool = False


def estimate(terms: Terms) -> float:
    """The weighted mean of the first part less that of the second; not a number where a part has no weight."""
    first = terms.part == 1
    mean = _mean(terms, first)
    return mean if terms.alone else mean - _mean(terms, ~first)


def _mean(terms: Terms, chosen: Array) -> float:
    weight = float(terms.weight[chosen].sum())
    return float((terms.value[chosen] * terms.weight[chosen]).sum()) / weight if weight > 0 else float("nan")


class Interval(NamedTuple):
    """A number with the percentiles 2.5 and 97.5 of its resampled values."""

    estimate: float
    low: float
    high: float


def interval(terms: Terms, draws: int = DRAWS) -> Interval:
    """The contrast of `terms` with its percentile interval (Efron and Tibshirani 1993).

    A statement keeps all its mentions in every draw (see `analysis.robustness.bootstrap.resampled`). Draws that leave a
    part without weight are not counted.
    """
    sums = _sums(terms)
    low, high = bounds(_contrast(resampled(sums["voice"], draws), sums, terms.alone))
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


def _contrast(times: Floats, sums: pd.DataFrame, alone: bool) -> Floats:
    """The contrast where each row of `times` says how often each statement is counted."""
    top, bottom, other_top, other_bottom = (times @ sums[["top", "bottom", "other_top", "other_bottom"]].to_numpy()).T
    with np.errstate(divide="ignore", invalid="ignore"):
        difference: Floats = top / bottom - (0.0 if alone else other_top / other_bottom)
    return difference


def headlines(rows: pd.DataFrame, mentions: pd.DataFrame, sides: Mapping[str, str]) -> list[Headline]:
    """The headline numbers on an article; one for which it has no data is left out.

    - "narrator": the narrator's mean tone less that of the people quoted.
    - "negative": the share of all that is negative that is the voice's with most of it, less that of the next.
    - "quoted": the mean tone of one of the two people quoted most, less that of the other; the warmer comes first.
    - "returned": of the two sides that name each other most, the mean tone of one toward the other, less the reverse.
    - "named": the mean tone toward one of the two targets named most, less that toward the other.
    - "blamed": the mean tone toward the target with the lowest, of those with at least one negative mention.

    Args:
        rows: statements with `voice`, `words` and `tone`.
        mentions: mentions of targets with `voice`, `target`, `statement`, `tone` and `label`.
        sides: the side on which each name stands.
    """
    require(rows, "voice", "words", "tone")
    require(mentions, "voice", "target", "statement", "tone", "label")
    words = rows.groupby("voice")["words"].sum().sort_values(ascending=False, kind="stable")
    quoted = [str(voice) for voice in words.index if voice != NARRATOR]
    chosen = []
    if quoted and NARRATOR in words.index:
        chosen.append(Headline("narrator", (NARRATOR,), of_mentions=False))
    negative = rows[rows["tone"] < 0].groupby("voice")["tone"].sum()
    if len(negative):
        chosen.append(Headline("negative", (str(negative.idxmin()),), of_mentions=False))
    if len(quoted) > 1:
        warmth = rows.groupby("voice")["tone"].mean()
        chosen.append(Headline("quoted", _warmer_first(warmth, quoted[0], quoted[1]), of_mentions=False))
    return chosen + _of_mentions(mentions, sides)


def _of_mentions(mentions: pd.DataFrame, sides: Mapping[str, str]) -> list[Headline]:
    chosen = []
    named = mentions[mentions["voice"].isin(list(sides)) & mentions["target"].isin(list(sides))]
    across = sided(named, sides)
    pairs = across.groupby(["voice", "target"]).agg(size=("tone", "size"), tone=("tone", "mean"))
    both = [
        (int(pairs["size"][one, two] + pairs["size"][two, one]), one, two)
        for one, two in pairs.index
        if one < two and (two, one) in pairs.index
    ]
    if both:
        _, one, two = max(both)
        first = pairs["tone"][one, two] >= pairs["tone"][two, one]
        chosen.append(Headline("returned", (one, two) if first else (two, one), of_mentions=True))
    targets = (
        mentions.groupby("target")["tone"].agg(["size", "mean"]).sort_values("size", ascending=False, kind="stable")
    )
    if len(targets) > 1:
        chosen.append(Headline("named", _warmer_first(targets["mean"], *targets.index[:2]), of_mentions=True))
    cells = matrix(mentions)
    blamed = targets.loc[targets.index.isin(cells.loc[cells["negative"] > 0, "target"]), "mean"]
    if len(blamed):
        chosen.append(Headline("blamed", (str(blamed.idxmin()),), of_mentions=True))
    return chosen


def _warmer_first(tone: pd.Series, one: str, two: str) -> tuple[str, ...]:
    return (one, two) if tone[one] >= tone[two] else (two, one)


def terms(headline: Headline, rows: Rows, sides: Mapping[str, str], unit: str) -> Terms:
    """The terms of `headline`.

    Args:
        rows: a table or its columns alone: statement, sentence, voice, words, tone and, of mentions, target.
        unit: what weighs the same within each part: "mention", "statement", "sentence" or "word".
    """
    part = _parts(headline, rows, sides)
    kept = np.flatnonzero(part)
    part, voice, tone, statement = (
        part[kept],
        *(np.asarray(rows[name])[kept] for name in ("voice", "tone", "statement")),
    )
    weight = _weights(rows, kept, part, unit)
    if headline.id == "negative":
        return _negative(headline.names[0], statement, voice, -tone * weight)
    return Terms(statement, voice, part, tone, weight, alone=headline.of_mentions and len(headline.names) == 1)


def _parts(headline: Headline, rows: Rows, sides: Mapping[str, str]) -> Array:
    voice = np.asarray(rows["voice"])
    match headline.id:
        case "narrator":
            first, second = voice == NARRATOR, voice != NARRATOR
        case "negative":
            first = np.asarray(rows["tone"]) < 0
            second = np.zeros(len(voice), dtype=bool)
        case "quoted":
            first, second = voice == headline.names[0], voice == headline.names[1]
        case "returned":
            one, two = headline.names
            whose = np.array([sides.get(name) for name in voice])
            whom = np.array([sides.get(name) for name in rows["target"]])
            first, second = (whose == one) & (whom == two), (whose == two) & (whom == one)
        case _:
            target = np.asarray(rows["target"])
            first = target == headline.names[0]
            second = target == headline.names[1] if len(headline.names) > 1 else np.zeros(len(voice), dtype=bool)
    part: Array = np.asarray(first, dtype=int) - np.asarray(second, dtype=int)
    return part


def _negative(carrier: str, statement: Array, voice: Array, amount: Array) -> Terms:
    """The terms of the carrier's share of `amount` less that of the next voice."""
    others = [name for name in dict.fromkeys(voice) if name != carrier]
    following = max(others, key=lambda name: amount[voice == name].sum(), default=None)
    shares = [(voice == name).astype(float) for name in (carrier, following)]
    part = np.repeat([1, -1], len(voice))
    return Terms(np.tile(statement, 2), np.tile(voice, 2), part, np.concatenate(shares), np.tile(amount, 2))


def _weights(rows: Rows, kept: Array, part: Array, unit: str) -> Array:
    """How much each row `kept` weighs so that, within its part and voice, each unit weighs the same."""
    if unit == MENTION:
        return np.ones(len(kept))
    codes: dict[str, int] = {}
    whose = part * len(kept) + np.array(
        [codes.setdefault(name, len(codes)) for name in np.asarray(rows["voice"])[kept]]
    )
    key = np.asarray(rows[SENTENCE if unit == SENTENCE else STATEMENT])[kept].astype(np.int64)
    _, group = np.unique(whose * (key.max(initial=0) + 1) + key, return_inverse=True)
    amount = np.asarray(rows["words"])[kept].astype(float) if unit == WORD else np.ones(len(kept))
    return np.asarray(amount / np.bincount(group)[group], dtype=float)
