"""What a number becomes under other reasonable choices.

A share depends on what is counted and on what counts as speech. `share_choices` counts in every way that a careful
reader might defend, so that a chapter can show the range and leave out a claim that some way contradicts.
"""

from collections.abc import Mapping
from itertools import product

import pandas as pd

from analysis.speakers import sentence_holders
from analysis.text.statements import INDIRECT, NARRATION, NARRATOR, is_reporting_clause, of_one_article, require

UNITS = ("words", "sentences", "statements")
WITH_SOURCE, WITH_NARRATOR = PARAPHRASE = ("with its source", "with the narrator")
COUNTED, LEFT_OUT = REPORTING_CLAUSES = ("counted", "left out")


def share_choices(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The share of each voice under every choice, one row for each choice and voice.

    Columns: `choice` (the number of the way of counting, from 1), `voice`, `share` (0 to 1), `coding`, `unit`,
    `paraphrase`, `reporting_clauses`. Paraphrase counts for the voice to whom it is credited, or for the narrator who
    worded it; reporting clauses ("said the minister") are counted or left out.

    Args:
        codings: tables of statements by coder, such as "coding" and "instrument"; two that are equal count once.
    """
    tables = []
    ways = product(distinct(codings).items(), UNITS, PARAPHRASE, REPORTING_CLAUSES)
    for number, ((coding, coded), unit, paraphrase, clauses) in enumerate(ways, 1):
        statements = of_one_article(coded, "voice", "mode", "sentence", "statement")
        if clauses == LEFT_OUT:
            statements = statements[~is_reporting_clause(statements)]
        if paraphrase == WITH_NARRATOR:
            direct = statements["mode"] != INDIRECT
            voice, mode = statements["voice"].where(direct, NARRATOR), statements["mode"].where(direct, NARRATION)
            statements = statements.assign(voice=voice, mode=mode)
        amounts = _amounts(statements, unit)
        table = (amounts / amounts.sum()).rename("share").rename_axis("voice").reset_index()
        table.insert(0, "choice", number)
        tables.append(table.assign(coding=coding, unit=unit, paraphrase=paraphrase, reporting_clauses=clauses))
    return pd.concat(tables, ignore_index=True)


def distinct(codings: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """`codings` without those whose statements, voices and modes are those of an earlier coding: they add no choice."""
    kept: dict[str, pd.DataFrame] = {}
    columns = ["start", "end", "voice", "mode"]
    for name, table in codings.items():
        of_one_article(table, *columns)
        if not any(table[columns].equals(other[columns]) for other in kept.values()):
            kept[name] = table
    return kept


def ranges(choices: pd.DataFrame) -> pd.DataFrame:
    """The lowest and the highest share of each voice over all choices: voice, low, high (0 to 1)."""
    wide = shares_by_choice(choices)
    result = pd.DataFrame({"low": wide.min(), "high": wide.max()})
    return result.rename_axis("voice").reset_index()


def shares_by_choice(choices: pd.DataFrame) -> pd.DataFrame:
    """The shares with one row for each choice and one column for each voice; 0 where a voice has nothing."""
    require(choices, "choice", "voice", "share")
    return choices.pivot_table(index="choice", columns="voice", values="share", aggfunc="sum", fill_value=0)


def _amounts(statements: pd.DataFrame, unit: str) -> pd.Series:
    if unit == "words":
        return statements.groupby("voice")["words"].sum()
    if unit == "statements":
        return statements.groupby("voice").size()
    return sentence_holders(statements).groupby("voice").size()
