"""Speaker share: how much of an article each voice is given, in whose words, and when."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.attribution.calibration import SMALLEST, shared_error
from analysis.attribution.mentions import named
from analysis.attribution.names import is_name
from analysis.robustness.bootstrap import DRAWS, SEED, bounds
from analysis.text.article import Person
from analysis.text.statements import DIRECT, INDIRECT, NARRATION, NARRATOR, of_one_article

UNITS = ("words", "sentences", "statements", "stretches")


def share(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice has in each mode: voice, mode, words, sentences, statements, stretches.

    One row for each pair of voice and mode that occurs, the voice with the most words first. A sentence with several
    pairs counts for the pair with the most words in it; of two with as many words, for the first. So every column sums to
    the total of the article.
    """
    counted = of_one_article(statements, "voice", "mode", "sentence", "statement", "stretch")
    pairs = counted.groupby(["voice", "mode"], sort=False)
    table = pairs.agg(words=("words", "sum"), statements=("statement", "size"), stretches=("stretch", "nunique"))
    held = sentence_holders(counted).groupby(["voice", "mode"]).size()
    table["sentences"] = held.reindex(table.index, fill_value=0)
    table = table.reset_index()
    table["total"] = table.groupby("voice")["words"].transform("sum")
    table = table.sort_values(["total", "voice", "words"], ascending=[False, True, False], ignore_index=True)
    return table[["voice", "mode", *UNITS]]


def sentence_holders(statements: pd.DataFrame) -> pd.DataFrame:
    """The voice and the mode with most words in each sentence: sentence, voice, mode, statement, words.

    `statement` is the number of the first statement in the sentence by that voice in that mode. Where two pairs have as
    many words, the first in the sentence is taken.
    """
    rows = of_one_article(statements, "sentence", "voice", "mode", "statement")
    groups = rows.groupby(["sentence", "voice", "mode"], sort=False)
    amounts = groups.agg(statement=("statement", "first"), words=("words", "sum")).reset_index()
    return amounts.loc[amounts.groupby("sentence")["words"].idxmax()].reset_index(drop=True)


def voices(statements: pd.DataFrame) -> list[str]:
    """The voices of an article, the one with the most words first."""
    return list(dict.fromkeys(share(statements)["voice"]))


def share_by_voice(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice has: voice, the four units, `share` of all words (0 to 1), and words in each mode."""
    table = share(statements)
    modes = table.pivot_table(index="voice", columns="mode", values="words", aggfunc="sum", fill_value=0)
    modes = modes.reindex(columns=[DIRECT, INDIRECT, NARRATION], fill_value=0)
    result = table.groupby("voice", sort=False)[list(UNITS)].sum().join(modes)
    result.insert(0, "share", result["words"] / result["words"].sum())
    return result.reset_index()


def turns(statements: pd.DataFrame) -> pd.DataFrame:
    """Who speaks when: one row for each stretch, in the order of the text.

    Columns: stretch, voice, mode, `first_word` and `last_word` (numbers of its words in the article, from 1), words,
    `statements` (their numbers).
    """
    counted = of_one_article(statements, "stretch", "voice", "mode", "statement")
    result = counted.groupby("stretch", sort=True).agg(
        voice=("voice", "first"),
        mode=("mode", "first"),
        words=("words", "sum"),
        statements=("statement", tuple),
    )
    result["last_word"] = result["words"].cumsum()
    result["first_word"] = result["last_word"] - result["words"] + 1
    return result.reset_index()[["stretch", "voice", "mode", "first_word", "last_word", "words", "statements"]]


def share_intervals(statements: pd.DataFrame, shared: float | None = None) -> pd.DataFrame:
    """The share of words of each voice with an interval: voice, share, low, high (0 to 1), the largest share first.

    Low and high enclose 95% of 4,000 draws. In each draw a statement keeps its voice with its `probability`. Otherwise
    its words go to another voice, drawn in proportion to the words that each other voice has; where there is no other,
    they go to nobody. Errors are correlated: in each draw a normal deviate is added to the log odds of all statements of
    the narrator, and another to those of all others (random intercepts, as in Breslow and Clayton 1993).

    Args:
        shared: the standard deviation of the deviates, in log odds; if None, what `training.attribution.calibrate`
            fitted.
    """
    rows = of_one_article(statements, "voice", "probability")
    amounts = rows.groupby("voice", sort=False)["words"].sum().sort_values(ascending=False, kind="stable")
    words, owners = rows["words"].to_numpy(), amounts.index.get_indexer(rows["voice"])
    narrated = (rows["voice"] == NARRATOR).to_numpy()
    chance = np.random.default_rng(SEED)
    spread = shared_error() if shared is None else shared
    kept = _kept(rows["probability"].to_numpy(dtype=float), narrated, spread, chance)
    draws, lost = np.nonzero(~kept)
    drawn = np.tile(amounts.to_numpy(dtype=float), (DRAWS, 1))
    np.subtract.at(drawn, (draws, owners[lost]), words[lost])
    if len(amounts) > 1:
        takers = _others(amounts.to_numpy(), owners[lost], chance)
        np.add.at(drawn, (draws, takers), words[lost])
    total = words.sum()
    low, high = bounds(drawn / total)
    return pd.DataFrame({"voice": amounts.index, "share": amounts.to_numpy() / total, "low": low, "high": high})


def _kept(
    probability: NDArray[np.float64], narrated: NDArray[np.bool_], shared: float, chance: np.random.Generator
) -> NDArray[np.bool_]:
    """Whether each statement keeps its voice in each draw, shape (draws, statements); a certain one always does."""
    likely = np.clip(probability, SMALLEST, 1 - SMALLEST)
    # The mean over the shifts stays close to `probability` with this factor (Zeger, Liang and Albert 1988).
    odds = np.log(likely / (1 - likely)) * np.sqrt(1 + 0.346 * shared**2)
    shifts = shared * chance.standard_normal((DRAWS, 2))
    right = 1 / (1 + np.exp(-(odds + np.where(narrated, shifts[:, :1], shifts[:, 1:]))))
    kept: NDArray[np.bool_] = (chance.random((DRAWS, len(odds))) < right) | (probability >= 1)
    return kept


def _others(amounts: NDArray[np.integer], owners: NDArray[np.intp], chance: np.random.Generator) -> NDArray[np.intp]:
    """For each of `owners` another voice, drawn in proportion to `amounts`."""
    ends = np.cumsum(amounts)
    # The amounts lie end to end on a line; a point on it is drawn, the owner's stretch left out.
    places = chance.random(len(owners)) * (ends[-1] - amounts[owners])
    places += np.where(places >= ends[owners] - amounts[owners], amounts[owners], 0)
    takers: NDArray[np.intp] = np.minimum(np.searchsorted(ends, places, side="right"), len(amounts) - 1)
    return takers


def in_words(share: float, low: float, high: float) -> str:
    """A share with its interval, "25% (22 to 28)"; without it where both ends round to the same number.

    >>> in_words(0.25, 0.22, 0.28), in_words(0.25, 0.25, 0.25)
    ('25% (22 to 28)', '25%')
    """
    first, middle, last = (round(100 * value) for value in (low, share, high))
    return f"{middle}%" if first == last else f"{middle}% ({first} to {last})"


def named_and_silent(statements: pd.DataFrame) -> pd.DataFrame:
    """Who and what is named but never speaks: name, mentions, `statements` (numbers of those that name it).

    The names are those of people, countries and bodies that `analysis.attribution.mentions.named` finds, each under one
    name. A last name alone that is a voice's stands for that voice. The name with the most mentions comes first.
    """
    counted = of_one_article(statements, "statement", "text", "voice")
    speakers = [voice for voice in dict.fromkeys(counted["voice"]) if voice != NARRATOR and is_name(voice)]
    known_as = {name for voice in speakers for name in (voice, voice.split()[-1])}
    short = {voice for voice in speakers if " " not in voice}
    numbers, ends = counted["statement"].tolist(), counted["text"].str.len().cumsum()
    places: dict[str, list[int]] = {}
    for mention in named("".join(counted["text"]), [Person(voice) for voice in speakers if " " in voice]):
        if mention.target not in known_as and mention.target.split()[-1] not in short:
            number = numbers[int(ends.searchsorted(mention.start, side="right"))]
            places.setdefault(mention.target, []).append(number)
    rows = [(name, len(where), tuple(sorted(set(where)))) for name, where in places.items()]
    table = pd.DataFrame(rows, columns=["name", "mentions", "statements"])
    return table.sort_values(["mentions", "name"], ascending=[False, True], ignore_index=True)
