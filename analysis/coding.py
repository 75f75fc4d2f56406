"""An article coded in full: its statements with themes and tone, by the coding where there is one."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import sentiment
from analysis.attribution.coder import code
from analysis.codebook import reliability
from analysis.codebook.codebook import Theme, codebook_for
from analysis.codebook.target_coding import held, sides, target_coding, target_coding_path
from analysis.codebook.theme_coding import theme_coding, theme_coding_path
from analysis.codebook.voice_coding import voice_coding, voice_coding_path
from analysis.codebook.wording_coding import wording_coding, wording_coding_path
from analysis.sentiment import with_tone
from analysis.text.article import Article, read
from analysis.themes import with_themes
from analysis.wording.features import with_frames

CODING, INSTRUMENT = "coding", "instrument"


class Coding(NamedTuple):
    """An article and its statements, as the book shows them and as each coder has them.

    Args:
        article: the article.
        statements: the table that the chapters show: that of the coding, or of the instrument where there is none. It
            has the columns of `analysis.text.statements.tile`, then those of themes, of tone and of wording.
        codings: the tables of "coding" (if there is one) and of "instrument".
        toward: for the same names, the mentions of targets with the tone toward each. The instrument's have its
            voices, and the numbers of the statements shown.
        sides: the side on which each name stands.
        themes: the codebook.
        theme_coding: the theme codes of the coding, as `analysis.codebook.theme_coding` reads them; None without any.
        themes_by_instrument: the coding's statements with the instrument's themes; None without theme codes.
    """

    article: Article
    statements: pd.DataFrame
    codings: dict[str, pd.DataFrame]
    toward: dict[str, pd.DataFrame]
    sides: dict[str, str]
    themes: list[Theme]
    theme_coding: pd.DataFrame | None = None
    themes_by_instrument: pd.DataFrame | None = None

    @property
    def coder(self) -> str:
        """Whose coding `statements` is: "coding" or "instrument"."""
        return next(iter(self.codings))

    def agreement(self) -> pd.DataFrame:
        """The instrument's agreement on each theme that decides on findings: on the article, or else on the corpus."""
        names = [theme.id for theme in self.themes]
        if self.theme_coding is None or self.themes_by_instrument is None:
            return reliability.on_corpus(names)
        return reliability.on_article(self.theme_coding, self.themes_by_instrument, names)[reliability.INSTRUMENT]


def coded(path: str | Path) -> Coding:
    """The article at `path` in full: by its coding where one lies beside it, and by the instrument alone.

    The coding's frames are those coded by hand where a sheet of them lies beside it.
    """
    article = read(path)
    themes = codebook_for(article)
    alone = in_full(code(article), themes)
    codings: dict[str, pd.DataFrame] = {}
    codes = by_instrument = None
    if voice_coding_path(article).is_file():
        by_hand = in_full(voice_coding(article), themes)
        sheet = wording_coding_path(article)
        by_hand = wording_coding(by_hand, sheet) if sheet.is_file() else by_hand
        if theme_coding_path(article).is_file():
            by_instrument = by_hand
            codes = theme_coding(article, by_hand, [theme.id for theme in themes])
            decided = dict(zip(codes["statement"], codes["themes"], strict=True))
            by_hand = by_hand.assign(themes=[decided.get(number, ()) for number in by_hand["statement"]])
        codings[CODING] = by_hand
    codings[INSTRUMENT] = alone
    shown = next(iter(codings.values()))
    toward = {}
    if target_coding_path(article).is_file():
        toward[CODING] = target_coding(article, shown)
    toward[INSTRUMENT] = held(sentiment.toward(article, alone), shown, columns=["statement"])
    return Coding(article, shown, codings, toward, sides(article), themes, codes, by_instrument)


def in_full(statements: pd.DataFrame, themes: list[Theme]) -> pd.DataFrame:
    """The statements with the columns of themes, of tone and of wording added."""
    return with_frames(with_tone(with_themes(statements, themes)))
