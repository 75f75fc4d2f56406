"""The themes of an article's statements as coded after the guide, not by the instrument.

The coding is `codings/NAME.themes.csv` beside the article, a row for each statement with words: `start` and `end`
(characters of the file), `themes` (what was decided), `coder_one` and `coder_two` (what two coders had given before).
Identifiers of themes have spaces between.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.text.article import Article
from analysis.text.files import InputError, rows
from analysis.text.statements import require, spoken

COLUMNS = ("start", "end", "themes", "coder_one", "coder_two")


def theme_coding(
    article: Article, statements: pd.DataFrame, themes: Sequence[str], path: Path | None = None
) -> pd.DataFrame:
    """The theme codes of `article`: statement, themes, coder_one, coder_two, the last three tuples of identifiers.

    One row for each of `statements` that has words, in their order; identifiers in the order of `themes`.

    Raises:
        InputError: there is no such file, it is not such a table, its offsets are not those of `statements`, or a code
            is not one of `themes`.
    """
    require(statements, "statement", "start", "end", "words")
    path = path or article.coding("themes.csv")
    lines = list(rows(path, COLUMNS))
    counted = spoken(statements)
    if len(lines) != len(counted):
        raise InputError(
            f"{path}: there are {len(lines)} rows for {len(counted)} statements. Code each statement in one row."
        )
    codes = []
    for (place, (start, end, *fields)), row in zip(lines, counted.itertuples(index=False), strict=True):
        if (start, end) != (str(row.start), str(row.end)):
            raise InputError(
                f"{place}: it is on {start} to {end}, and statement {row.statement} is {row.start} to {row.end}. "
                "Code the statements as the coding cuts them, in the order of the text."
            )
        codes.append((row.statement, *(_codes(field, themes, place) for field in fields)))
    return pd.DataFrame(codes, columns=["statement", *COLUMNS[2:]])


def themes_used(article: Article) -> set[str]:
    """The identifiers of all themes that the theme coding of `article` gives, by any coder.

    Raises:
        InputError: there is no such file, or it is not such a table.
    """
    listed = (field for _, row in rows(article.coding("themes.csv"), COLUMNS) for field in row[2:])
    return {code for field in listed for code in field.split()}


def _codes(field: str, themes: Sequence[str], place: str) -> tuple[str, ...]:
    """The identifiers in a `field`, in the order of `themes`."""
    given = field.split()
    unknown = [code for code in given if code not in themes]
    if unknown:
        raise InputError(f"{place}: the codebook has no theme '{unknown[0]}'. It has {', '.join(themes)}.")
    return tuple(theme for theme in themes if theme in given)
