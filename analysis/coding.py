"""An article coded in full: its statements with themes and tone, by the reading where there is one."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.article import SEED, Article, read
from analysis.reading import reading, reading_path
from analysis.sentiment import with_tone
from analysis.statements import code
from analysis.codebook import Theme, codebook_for
from analysis.themes import with_themes

READING, INSTRUMENT = "reading", "instrument"


class Coding(NamedTuple):
    """An article and its statements, as the book shows them and as each coder has them.

    `statements` is the table that the chapters show; `codings` maps "reading" (if there is one) and "instrument" to
    their tables. All have the columns of `analysis.statements.tile`, then those of themes and of tone.
    """

    article: Article
    statements: pd.DataFrame
    codings: dict[str, pd.DataFrame]

    @property
    def coder(self) -> str:
        """Whose coding `statements` is: "reading" or "instrument"."""
        return next(iter(self.codings))


def coded(path: str | Path = SEED) -> Coding:
    """The article at `path` in full: by its reading where one lies beside it, and by the instrument alone."""
    article = read(path)
    themes = codebook()
    codings = {}
    if reading_path(article).is_file():
        codings[READING] = in_full(reading(article), themes)
    codings[INSTRUMENT] = in_full(code(article), themes)
    return Coding(article, next(iter(codings.values())), codings)


def in_full(statements: pd.DataFrame, themes: list[Theme]) -> pd.DataFrame:
    """The statements with the columns of themes and of tone added."""
    return with_tone(with_themes(statements, themes))
