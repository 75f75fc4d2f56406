"""Contrasts: the mean of one part of a text less the mean of another part.

Every headline number on tone is a contrast, such as the narrator's mean tone less that of the people quoted. A contrast is
kept as its terms, so that the same code computes it, its interval, and its value without a statement.
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
        id: the kind of number; see `headlines`.
        names: the voices, sides or targets that it is about.
        of_mentions: True if it is computed from mentions of targets, False if from statements.
    """

    id: str
    names: tuple[str, ...]
    of_mentions: bool


class Terms(NamedTuple):
    """The terms of a contrast, one for each statement or mention, in columns of the same length.

    Args:
        statement: the number of the statement.
        voice: its voice.
        part: 1 for the first part, -1 for the part whose mean is subtracted.
        value: the tone, -1 to 1; for a share, 1 if the term belongs to the voice and 0 if not.
        weight: the weight in the mean of its part, 0 or more.
        alone: True if there is no second part, and the mean of the first is compared with 0.
    """

    statement: Array
    voice: Array
    part: Array
    value: Array
    weight: Array
    alone: bool = False


def estimate(terms: Terms) -> float:
    """The weighted mean of the first part less that of the second; NaN where a part has no weight."""
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

    Statements are drawn with all their mentions (see `analysis.robustness.bootstrap.resampled`). Draws in which a part has
    no weight are left out.
    """
    sums = _sums(terms)
    low, high = bounds(_contrast(resampled(sums["voice"], draws), sums, terms.alone))
    return Interval(estimate(terms), float(low), float(high))


def without_each(terms: Terms) -> pd.DataFrame:
    """The contrast without each statement: statement, estimate, change; the statement that matters most first.

    `change` is the estimate without the statement less the estimate with all. Where a part is empty without the
    statement, the estimate is NaN, and the statement stands first.
    """
    sums = _sums(terms)
    values = _contrast(1 - np.eye(len(sums)), sums, terms.alone)
    table = pd.DataFrame({"statement": sums["statement"].astype(int), "estimate": values})
    table["change"] = table["estimate"] - estimate(terms)
    size = table["change"].abs().fillna(np.inf)
    return table.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _sums(terms: Terms) -> pd.DataFrame:
    """What each statement adds to the two means: statement, voice, and of each mean the numerator and denominator."""
    first = terms.part == 1
    weighted = terms.value * terms.weight
    sums = pd.DataFrame({"statement": terms.statement, "voice": terms.voice})
    for name, chosen in (("", first), ("second_", ~first)):
        sums[f"{name}sum"], sums[f"{name}weight"] = weighted * chosen, terms.weight * chosen
    return sums.groupby(["statement", "voice"], as_index=False).sum()


def _contrast(times: Floats, sums: pd.DataFrame, alone: bool) -> Floats:
    """The contrast for each row of `times`, which says how often each statement is counted."""
    columns = ["sum", "weight", "second_sum", "second_weight"]
    total, weight, second_total, second_weight = (times @ sums[columns].to_numpy()).T
    with np.errstate(divide="ignore", invalid="ignore"):
        difference: Floats = total / weight - (0.0 if alone else second_total / second_weight)
    return difference


def headlines(rows: pd.DataFrame, mentions: pd.DataFrame, sides: Mapping[str, str]) -> list[Headline]:
    """The headline numbers on an article. A number is left out where the article has no data for it.

    - "narrator": the narrator's mean tone less that of the people quoted.
    - "negative": the share of all negative tone that the voice with the most of it has, less the share of the next voice.
    - "quoted": of the two people quoted most, the mean tone of the warmer less that of the other.
    - "returned": of the two sides that name each other most, the mean tone of one toward the other less the reverse.
    - "named": of the two targets named most, the mean tone toward the warmer less that toward the other.
    - "blamed": the lowest mean tone toward a target, of the targets with at least one negative mention.

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
    mutual = [
        (int(pairs["size"][side, back] + pairs["size"][back, side]), side, back)
        for side, back in pairs.index
        if side < back and (back, side) in pairs.index
    ]
    if mutual:
        _, side, back = max(mutual)
        first = pairs["tone"][side, back] >= pairs["tone"][back, side]
        chosen.append(Headline("returned", (side, back) if first else (back, side), of_mentions=True))
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


def _warmer_first(tone: pd.Series, first: str, second: str) -> tuple[str, ...]:
    return (first, second) if tone[first] >= tone[second] else (second, first)


def terms(headline: Headline, rows: Rows, sides: Mapping[str, str], unit: str) -> Terms:
    """The terms of `headline`.

    Args:
        rows: a table, or a mapping of its columns: statement, sentence, voice, words, tone and, for mentions, target.
        unit: the unit that weighs the same within each part: "mention", "statement", "sentence" or "word".
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
            side, back = headline.names
            speaking = np.array([sides.get(name) for name in voice])
            named = np.array([sides.get(name) for name in rows["target"]])
            first, second = (speaking == side) & (named == back), (speaking == back) & (named == side)
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
    """The weight of each row in `kept`, such that each unit weighs the same within its part and voice."""
    if unit == MENTION:
        return np.ones(len(kept))
    codes: dict[str, int] = {}
    voice = np.array([codes.setdefault(name, len(codes)) for name in np.asarray(rows["voice"])[kept]])
    owner = part * len(kept) + voice
    key = np.asarray(rows[SENTENCE if unit == SENTENCE else STATEMENT])[kept].astype(np.int64)
    _, group = np.unique(owner * (key.max(initial=0) + 1) + key, return_inverse=True)
    amount = np.asarray(rows["words"])[kept].astype(float) if unit == WORD else np.ones(len(kept))
    return np.asarray(amount / np.bincount(group)[group], dtype=float)
