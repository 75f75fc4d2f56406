"""An article coded in full: its statements with themes and tone, by the reading where there is one."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import reliability
from analysis.article import SEED, Article, read
from analysis.codebook import Theme, codebook_for
from analysis.reading import reading, reading_path
from analysis.sentiment import with_tone
from analysis.statements import code
from analysis.theme_codes import theme_codes, theme_codes_path
from analysis.themes import with_themes

READING, INSTRUMENT = "reading", "instrument"


class Coding(NamedTuple):
    """An article and its statements, as the book shows them and as each coder has them.

    `statements` is the table that the chapters show; `codings` maps "reading" (if there is one) and "instrument" to
    their tables. All have the columns of `analysis.statements.tile`, then those of themes and of tone. `themes` is the
    codebook. Where the reading has theme codes, its table has those, `theme_codes` are they (of `analysis.theme_codes`)
    and `themes_by_instrument` are the reading's statements with the instrument's themes; else both are None.
    """

    article: Article
    statements: pd.DataFrame
    codings: dict[str, pd.DataFrame]
    themes: list[Theme]
    theme_codes: pd.DataFrame | None = None
    themes_by_instrument: pd.DataFrame | None = None

    @property
    def coder(self) -> str:
        """Whose coding `statements` is: "reading" or "instrument"."""
        return next(iter(self.codings))

    def agreement(self) -> pd.DataFrame:
        """The instrument's agreement on each theme that decides on findings: on the article, or else on the corpus."""
        names = [theme.id for theme in self.themes]
        if self.theme_codes is None or self.themes_by_instrument is None:
            return reliability.on_corpus(names)
        return reliability.on_article(self.theme_codes, self.themes_by_instrument, names)[reliability.INSTRUMENT]


def coded(path: str | Path = SEED) -> Coding:
    """The article at `path` in full: by its reading where one lies beside it, and by the instrument alone."""
    article = read(path)
    themes = codebook_for(article)
    alone = in_full(code(article), themes)
    if not reading_path(article).is_file():
        return Coding(article, alone, {INSTRUMENT: alone}, themes)
    read_by = in_full(reading(article), themes)
    if not theme_codes_path(article).is_file():
        return Coding(article, read_by, {READING: read_by, INSTRUMENT: alone}, themes)
    codes = theme_codes(article, read_by, [theme.id for theme in themes])
    decided = dict(zip(codes["statement"], codes["themes"], strict=True))
    shown = read_by.assign(themes=[decided.get(number, ()) for number in read_by["statement"]])
    return Coding(article, shown, {READING: shown, INSTRUMENT: alone}, themes, codes, read_by)


def in_full(statements: pd.DataFrame, themes: list[Theme]) -> pd.DataFrame:
    """The statements with the columns of themes and of tone added."""
    return with_tone(with_themes(statements, themes))
