"""An article coded in full: its statements with themes, tone and wording, by its coding and by the instrument."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.attribution.coder import code
from analysis.codebook import agreement
from analysis.codebook.codebook import CODEBOOK, Theme, codebook_for
from analysis.codebook.codebook import codebook as themes_of
from analysis.codebook.target_coding import held, sides, target_coding
from analysis.codebook.theme_coding import theme_coding, themes_used
from analysis.codebook.voice_coding import voice_coding
from analysis.codebook.wording_coding import wording_coding
from analysis.sentiment import with_tone
from analysis.sentiment.targets import target_tone
from analysis.text.article import Article, read
from analysis.themes import with_themes
from analysis.wording.features import with_features

CODING, INSTRUMENT = "coding", "instrument"


class Coding(NamedTuple):
    """An article and its statements, as the book shows them and as each coder has them.

    Args:
        article: the article.
        statements: the table that the chapters show: the coding's, or the instrument's where there is no coding. It
            has the columns of `analysis.text.statements.tile`, then those of themes, tone and wording.
        codings: the tables by coder: "coding", where there is one, and "instrument".
        targets: the mentions of targets by coder, with the tone toward each. Those of the instrument have its voices
            and the statement numbers of `statements`.
        sides: the side on which each name stands.
        themes: the themes of the codebook, with those that the article adds.
        theme_coding: the theme codes, as `analysis.codebook.theme_coding` reads them; None where there are none.
        themes_by_instrument: the coding's statements with the instrument's themes; None where there are no theme codes.
        themes_known: the identifiers of the themes that the theme codes cover. Themes that the article adds may not be
            among them; the coding has these as the instrument finds them.
    """

    article: Article
    statements: pd.DataFrame
    codings: dict[str, pd.DataFrame]
    targets: dict[str, pd.DataFrame]
    sides: dict[str, str]
    themes: list[Theme]
    theme_coding: pd.DataFrame | None = None
    themes_by_instrument: pd.DataFrame | None = None
    themes_known: tuple[str, ...] = ()

    @property
    def coder(self) -> str:
        """Whose table `statements` is: "coding" or "instrument"."""
        return next(iter(self.codings))

    def agreement(self) -> pd.DataFrame:
        """How far the instrument agrees with coders on each theme: on the article if it has codes, else on the corpus."""
        names = [theme.id for theme in self.themes]
        if self.theme_coding is None or self.themes_by_instrument is None:
            return agreement.on_corpus(self.themes)
        tables = agreement.on_article(self.theme_coding, self.themes_by_instrument, names, self.themes_known)
        return tables[agreement.INSTRUMENT]


def coded(path: str | Path, codebook: str | Path = CODEBOOK) -> Coding:
    """The article at `path` in full: by the coding beside it, if there is one, and by the instrument alone.

    The wording features of the coding are those in the sheet beside it, or the instrument's where there is no sheet.

    Args:
        codebook: the path of a codebook that replaces the shipped one. Its themes are found by their terms. Theme codes
            beside the article count only if all their themes are in it.

    Raises:
        InputError: the article, its coding or the codebook cannot be used.
    """
    article = read(path)
    themes = codebook_for(article, codebook)
    alone = in_full(code(article), themes)
    codings: dict[str, pd.DataFrame] = {}
    codes = by_instrument = None
    known: tuple[str, ...] = ()
    if article.coding("yml").is_file():
        by_hand = in_full(voice_coding(article), themes)
        sheet = article.coding("wording.yml")
        by_hand = wording_coding(by_hand, sheet) if sheet.is_file() else by_hand
        if _has_theme_codes(article, themes, codebook):
            by_instrument = by_hand
            names = [theme.id for theme in themes]
            codes = theme_coding(article, by_hand, names)
            coded_for = {*themes_used(article), *(theme.id for theme in themes_of(codebook))}
            known = tuple(name for name in names if name in coded_for)
            by_hand = _decided(by_hand, codes, names, known)
        codings[CODING] = by_hand
    codings[INSTRUMENT] = alone
    shown = next(iter(codings.values()))
    targets = {}
    if article.coding("targets.csv").is_file():
        targets[CODING] = target_coding(article, shown)
    targets[INSTRUMENT] = held(target_tone(article, alone), shown, columns=["statement"])
    return Coding(article, shown, codings, targets, sides(article), themes, codes, by_instrument, known)


def _has_theme_codes(article: Article, themes: Sequence[Theme], codebook: str | Path) -> bool:
    """Whether `article` has theme codes by this codebook; warns where it has codes by another."""
    path = article.coding("themes.csv")
    if not path.is_file():
        return False
    strange = sorted(themes_used(article) - {theme.id for theme in themes})
    if strange and Path(codebook) != CODEBOOK:
        warnings.warn(
            f"{path}: these codes are by another codebook: {codebook} has no theme "
            f"'{strange[0]}'. The themes are those that the instrument finds.",
            stacklevel=3,
        )
        return False
    return True


def _decided(statements: pd.DataFrame, codes: pd.DataFrame, names: Sequence[str], known: Sequence[str]) -> pd.DataFrame:
    """`statements` with the themes that `codes` gives; of themes that are not `known` they keep the instrument's."""
    decided = dict(zip(codes["statement"], codes["themes"], strict=True))
    sets = [
        {*decided.get(number, ()), *(set(by_instrument) - set(known))}
        for number, by_instrument in zip(statements["statement"], statements["themes"], strict=True)
    ]
    return statements.assign(themes=[tuple(name for name in names if name in themes) for themes in sets])


def in_full(statements: pd.DataFrame, themes: list[Theme]) -> pd.DataFrame:
    """`statements` with the columns of themes, tone and wording added."""
    return with_features(with_tone(with_themes(statements, themes)))
