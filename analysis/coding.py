"""An article coded in full: its statements with themes and tone, by the coding where there is one."""

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
        statements: the table that the chapters show: that of the coding, or of the instrument where there is none. It
            has the columns of `analysis.text.statements.tile`, then those of themes, of tone and of wording.
        codings: the tables of "coding" (if there is one) and of "instrument".
        targets: for the same names, the mentions of targets with the tone toward each. The instrument's have its
            voices, and the numbers of the statements shown.
        sides: the side on which each name stands.
        themes: the codebook.
        theme_coding: the theme codes of the coding, as `analysis.codebook.theme_coding` reads them; None without any.
        themes_by_instrument: the coding's statements with the instrument's themes; None without theme codes.
        themes_known: the identifiers of the themes that were coded by hand or by a language model; the coding has the
            others, which an article adds, as the instrument finds them.
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
        """Whose coding `statements` is: "coding" or "instrument"."""
        return next(iter(self.codings))

    def agreement(self) -> pd.DataFrame:
        """The instrument's agreement on each theme that decides on findings: on the article, or else on the corpus."""
        names = [theme.id for theme in self.themes]
        if self.theme_coding is None or self.themes_by_instrument is None:
            return agreement.on_corpus(self.themes)
        tables = agreement.on_article(self.theme_coding, self.themes_by_instrument, names, self.themes_known)
        return tables[agreement.INSTRUMENT]


def coded(path: str | Path, codebook: str | Path = CODEBOOK) -> Coding:
    """The article at `path` in full: by its coding where one lies beside it, and by the instrument alone.

    The coding's wording features are those coded by hand where a sheet of them lies beside it.

    Args:
        codebook: the path of a codebook that replaces the shipped one. Its themes are found by their terms, and theme codes
            beside the article count only if they were given after it.

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
    """Whether there are theme codes of `article`, given after this codebook; warns of those given after another."""
    path = article.coding("themes.csv")
    if not path.is_file():
        return False
    strange = sorted(themes_used(article) - {theme.id for theme in themes})
    if strange and Path(codebook) != CODEBOOK:
        warnings.warn(
            f"{article.coding('themes.csv')}: these codes are of another codebook: {codebook} has no theme "
            f"'{strange[0]}'. The themes are those that the instrument finds.",
            stacklevel=3,
        )
        return False
    return True


def _decided(statements: pd.DataFrame, codes: pd.DataFrame, names: Sequence[str], known: Sequence[str]) -> pd.DataFrame:
    """`statements` with the themes that `codes` decided; those not `known` to the coding stay the instrument's."""
    decided = dict(zip(codes["statement"], codes["themes"], strict=True))
    given = [
        {*decided.get(number, ()), *(set(found) - set(known))}
        for number, found in zip(statements["statement"], statements["themes"], strict=True)
    ]
    return statements.assign(themes=[tuple(name for name in names if name in themes) for themes in given])


def in_full(statements: pd.DataFrame, themes: list[Theme]) -> pd.DataFrame:
    """The statements with the columns of themes, of tone and of wording added."""
    return with_features(with_tone(with_themes(statements, themes)))
