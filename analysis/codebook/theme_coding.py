"""The themes of a coding: codes given from the guide, not by the instrument, to each statement of an article.

They lie beside the coding, in `NAME.themes.csv`, a row a statement with words: `start` and `end` (characters of the
file), `themes` (what was decided), `coder_one` and `coder_two` (what two coders had given before); identifiers with
spaces between.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.codebook.voice_coding import voice_coding_path
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.statements import spoken

COLUMNS = ("start", "end", "themes", "coder_one", "coder_two")


def theme_coding_path(article: Article) -> Path:
    """The path at which the theme codes of the coding of `article` are kept, whether or not there are any."""
    return voice_coding_path(article).with_suffix(".themes.csv")


def theme_coding(
    article: Article, statements: pd.DataFrame, themes: Sequence[str], path: Path | None = None
) -> pd.DataFrame:
    """The theme codes of `article`: statement, themes, coder_one, coder_two, the last three tuples of identifiers.

    One row for each of `statements` that has words, in their order; identifiers in the order of `themes`. Raises
    `InputError` where the file is missing or is not such a table, where its offsets are not those of `statements`, or
    where a code is not one of `themes`.
    """
    path = path or theme_coding_path(article)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except FileNotFoundError as error:
        raise InputError(
            f"{path}: there is no such file. Code the themes of {article.name} after the guide."
        ) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: this cannot be read as CSV ({error}). Save it as a UTF-8 table.") from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise InputError(f"{path}: line 1: the columns are not {', '.join(COLUMNS)}. Name them so, in this order.")
    counted = spoken(statements)
    if len(rows) - 1 != len(counted):
        raise InputError(
            f"{path}: there are {len(rows) - 1} rows for {len(counted)} statements. Code each statement in one row."
        )
    codes = []
    for line, (row, own) in enumerate(zip(rows[1:], counted.itertuples(index=False), strict=True), 2):
        place = f"{path}: line {line}"
        if len(row) != len(COLUMNS):
            raise InputError(
                f"{place}: there are {len(row)} fields. Write {len(COLUMNS)}, empty where there is no theme."
            )
        if row[:2] != [str(own.start), str(own.end)]:
            raise InputError(
                f"{place}: it is on {row[0]} to {row[1]}, and statement {own.statement} is {own.start} to {own.end}. "
                "Code the statements as the coding cuts them, in the order of the text."
            )
        codes.append((own.statement, *(_codes(field, themes, place) for field in row[2:])))
    return pd.DataFrame(codes, columns=["statement", *COLUMNS[2:]])


def _codes(field: str, themes: Sequence[str], place: str) -> tuple[str, ...]:
    given = field.split()
    unknown = [code for code in given if code not in themes]
    if unknown:
        raise InputError(f"{place}: the codebook has no theme '{unknown[0]}'. It has {', '.join(themes)}.")
    return tuple(theme for theme in themes if theme in given)
