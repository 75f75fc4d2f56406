"""An article coded in full: its statements with themes and tone, by the reading where there is one."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.article import SEED, Article, read
from analysis.reading import reading, reading_path
from analysis.sentiment import with_tone
from analysis.statements import code
from analysis.target_reading import sides, target_reading, target_reading_path
from analysis.themes import Theme, codebook, with_themes
from analysis.wording.frames import with_frames
from analysis.wording.reading import coded_by_hand, sheet_path

READING, INSTRUMENT = "reading", "instrument"


class Coding(NamedTuple):
    """An article and its statements, as the book shows them and as each coder has them.

    `statements` is the table that the chapters show; `codings` maps "reading" (if there is one) and "instrument" to
    their tables. All have the columns of `analysis.statements.tile`, then those of themes, of tone and of wording.
    `toward` maps the same names to mentions of targets with the tone toward each, and `sides` names to the side on which
    they stand.
    """

    article: Article
    statements: pd.DataFrame
    codings: dict[str, pd.DataFrame]
    toward: dict[str, pd.DataFrame]
    sides: dict[str, str]

    @property
    def coder(self) -> str:
        """Whose coding `statements` is: "reading" or "instrument"."""
        return next(iter(self.codings))


def coded(path: str | Path = SEED) -> Coding:
    """The article at `path` in full: by its reading where one lies beside it, and by the instrument alone.

    The reading's frames are those coded by hand where a sheet of them lies beside it.
    """
    article = read(path)
    themes = codebook()
    codings = {}
    if reading_path(article).is_file():
        by_hand = in_full(reading(article), themes)
        sheet = sheet_path(article)
        codings[READING] = coded_by_hand(by_hand, sheet) if sheet.is_file() else by_hand
    codings[INSTRUMENT] = in_full(code(article), themes)
    toward = {}
    if target_reading_path(article).is_file():
        toward[READING] = target_reading(article, next(iter(codings.values())))
    return Coding(article, next(iter(codings.values())), codings, toward, sides(article))


def in_full(statements: pd.DataFrame, themes: list[Theme]) -> pd.DataFrame:
    """The statements with the columns of themes, of tone and of wording added."""
    return with_frames(with_tone(with_themes(statements, themes)))
