"""What a number becomes under other reasonable choices.

A share depends on what is counted and on what counts as speech. Each function here counts one thing in every way that
a careful reader might, one row a way, so that a chapter can show the range and drop a finding that flips.
"""

from collections.abc import Callable, Mapping
from itertools import product

import pandas as pd

from analysis.sentiment import toned_words
from analysis.speakers import sentence_holders
from analysis.text.statements import INDIRECT, NARRATION, NARRATOR, is_reporting_clause, spoken

UNITS = ("words", "sentences", "statements")
PARAPHRASE = ("with its source", "with the narrator")
FRAMES = ("counted", "left out")
NEGATIVE_MEASURES = ("words that the lexicon calls negative", "their weight", "negative statements", "words in them")
THRESHOLDS = (-0.05, -0.2, -0.4)

# A finding that holds under fewer than nine ways in ten is worded as uncertain.
FIRM = 0.9


def share_choices(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each voice's share under every choice: choice, coding, unit, paraphrase, frames, voice, share (0 to 1).

    `codings` maps a name ("coding", "instrument") to a table of statements; two that agree count once. `choice`
    numbers the ways of counting from 1. Paraphrase goes with the voice that it is credited to, or with the narrator
    who worded it; frames, the narrator's "said the minister", are counted or left out of the whole.
    """
    tables = []
    ways = product(distinct(codings).items(), UNITS, PARAPHRASE, FRAMES)
    for number, ((coding, coded), unit, paraphrase, frames) in enumerate(ways, 1):
        statements = spoken(coded)
        if frames == "left out":
            statements = statements[~is_reporting_clause(statements)]
        if paraphrase == "with the narrator":
            direct = statements["mode"] != INDIRECT
            voice, mode = statements["voice"].where(direct, NARRATOR), statements["mode"].where(direct, NARRATION)
            statements = statements.assign(voice=voice, mode=mode)
        amounts = _amounts(statements, unit)
        table = (amounts / amounts.sum()).rename("share").rename_axis("voice").reset_index()
        table.insert(0, "choice", number)
        tables.append(table.assign(coding=coding, unit=unit, paraphrase=paraphrase, frames=frames))
    return pd.concat(tables, ignore_index=True)


def negative_choices(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each voice's share of what is negative, under every choice: choice, coding, measure, frames, voice, share.

    Counted are the words that VADER's lexicon calls negative, after negation; their weight; and the statements whose
    tone is under one of `THRESHOLDS`, by number and by words. `codings` are tables with tone, as
    `analysis.sentiment.with_tone` gives them. Where nothing is negative under a choice, it has no rows.
    """
    tables = []
    number = 0
    for (coding, coded), frames in product(distinct(codings).items(), FRAMES):
        statements = spoken(coded)
        if frames == "left out":
            statements = statements[~is_reporting_clause(statements)]
        for measure, amounts in _negative_amounts(statements).items():
            number += 1
            if amounts.sum() == 0:
                continue
            table = (amounts / amounts.sum()).rename("share").rename_axis("voice").reset_index()
            table.insert(0, "choice", number)
            tables.append(table.assign(coding=coding, measure=measure, frames=frames))
    columns = ["choice", "voice", "share", "coding", "measure", "frames"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def distinct(codings: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """`codings` without those that cut and credit the article as an earlier one does: they are no further choice."""
    kept: dict[str, pd.DataFrame] = {}
    columns = ["start", "end", "voice", "mode"]
    for name, table in codings.items():
        if not any(table[columns].equals(other[columns]) for other in kept.values()):
            kept[name] = table
    return kept


def ranges(choices: pd.DataFrame) -> pd.DataFrame:
    """The lowest and the highest share of each voice over all choices: voice, low, high (0 to 1)."""
    wide = shares_by_choice(choices)
    result = pd.DataFrame({"low": wide.min(), "high": wide.max()})
    return result.rename_axis("voice").reset_index()


def shares_by_choice(choices: pd.DataFrame) -> pd.DataFrame:
    """The shares with one row a choice and one column a voice; a voice that a choice leaves nothing has 0."""
    return choices.pivot_table(index="choice", columns="voice", values="share", aggfunc="sum", fill_value=0)


def holds(choices: pd.DataFrame, claim: Callable[[pd.Series], bool]) -> tuple[int, int]:
    """Under how many choices `claim` is true, and how many there are; `claim` takes the shares by voice."""
    wide = shares_by_choice(choices)
    return sum(bool(claim(row)) for _, row in wide.iterrows()), len(wide)


def is_firm(count: int, of: int) -> bool:
    """Whether a claim that holds under `count` of `of` choices may be made without a reservation."""
    return of > 0 and count / of >= FIRM


def _amounts(statements: pd.DataFrame, unit: str) -> pd.Series:
    if unit == "words":
        return statements.groupby("voice")["words"].sum()
    if unit == "statements":
        return statements.groupby("voice").size()
    return sentence_holders(statements).groupby("voice").size()


def _negative_amounts(statements: pd.DataFrame) -> dict[str, pd.Series]:
    voices = pd.Index(statements["voice"].unique())
    hits = toned_words(statements)
    negative = hits[hits["contribution"] < 0].merge(statements[["statement", "voice"]], on="statement")
    amounts = {
        NEGATIVE_MEASURES[0]: negative.groupby("voice").size(),
        NEGATIVE_MEASURES[1]: negative.groupby("voice")["contribution"].sum().abs(),
    }
    for threshold in THRESHOLDS:
        below = statements[statements["tone"] <= threshold]
        amounts[f"{NEGATIVE_MEASURES[2]} (tone {threshold} or lower)"] = below.groupby("voice").size()
        amounts[f"{NEGATIVE_MEASURES[3]} (tone {threshold} or lower)"] = below.groupby("voice")["words"].sum()
    return {measure: amount.reindex(voices, fill_value=0) for measure, amount in amounts.items()}
