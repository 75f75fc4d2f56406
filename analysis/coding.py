"""An article coded in full: its statements with themes and tone, by the coding where there is one."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.attribution.coder import code
from analysis.codebook import agreement
from analysis.codebook.codebook import Theme, codebook_for
from analysis.codebook.target_coding import held, sides, target_coding, target_coding_path
from analysis.codebook.theme_coding import theme_coding, theme_coding_path
from analysis.codebook.voice_coding import voice_coding, voice_coding_path
from analysis.codebook.wording_coding import wording_coding, wording_coding_path
from analysis.sentiment import with_tone
from analysis.sentiment.targets import target_tone
from analysis.text.article import Article, read
from analysis.themes import with_themes
from analysis.wording.features import with_features

CODING, INSTRUMENT = "coding", "instrument"


class Coding(NamedTuple):
    """An article and its statements, as the book shows them and as each coder has them.

    `statements` is the table that the chapters show; `codings` maps "coding" (if there is one) and "instrument" to
    their tables. All have the columns of `analysis.text.statements.tile`, then those of themes, of tone and of wording.
    `toward` maps the same names to mentions of targets with the tone toward each, the instrument's with its voices and
    the numbers of the statements shown; `sides` maps names to the side on which they stand.
    `themes` is the codebook. Where the coding has theme codes, its table has those, `theme_coding` are they (of
    `analysis.codebook.theme_coding`) and `themes_by_instrument` are the coding's statements with the instrument's themes; else
    both are None.
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
            return agreement.on_corpus(names)
        return agreement.on_article(self.theme_coding, self.themes_by_instrument, names)[agreement.INSTRUMENT]


def coded(path: str | Path) -> Coding:
    """The article at `path` in full: by its coding where one lies beside it, and by the instrument alone.

    The coding's features are those coded by hand where a sheet of them lies beside it.
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
    toward[INSTRUMENT] = held(target_tone(article, alone), shown, columns=["statement"])
    return Coding(article, shown, codings, toward, sides(article), themes, codes, by_instrument)


def in_full(statements: pd.DataFrame, themes: list[Theme]) -> pd.DataFrame:
    """The statements with the columns of themes, of tone and of wording added."""
    return with_features(with_tone(with_themes(statements, themes)))
