"""Reliability: which themes the instrument codes as the coding does, and which are therefore left out of findings.

A theme is reliable where Krippendorff's alpha of instrument and decided codes is at least 0.67, the least for tentative
conclusions (Krippendorff 2004, chapter 11). Where an article has theme codes of its own they decide; else those of the
statements of PolNeAR held back do. A theme of which alpha is undefined, because nobody found it, is not reliable.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.codebook.agreement import LEAST_ALPHA, by_theme
from analysis.codebook.records import CODERS, HELD_BACK, THEMES, corpus_record

# What the instrument was to reach on the statements held back, set before it was measured.
MICRO_AIM, MACRO_AIM = 0.75, 0.65
INSTRUMENT = "the instrument"


def on_corpus(themes: Sequence[str], who: str = INSTRUMENT, path: Path = THEMES) -> pd.DataFrame:
    """The agreement on each of `themes` on the statements held back, as `by_theme` gives it.

    `who` is "the instrument" (with what was decided) or "coder one with coder two". A theme that was not coded there,
    because an article adds it, has no figures.
    """
    table = pd.DataFrame.from_dict(corpus_record(path)["halves"][HELD_BACK][who]["themes"], orient="index")
    return table.reindex(themes).astype(float).rename_axis("theme")


def on_article(codes: pd.DataFrame, instrument: pd.DataFrame, themes: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The agreement on each of `themes` in an article: "the instrument" with what was decided, and the two coders.

    `codes` is what `theme_coding` gives, `instrument` the same statements with the instrument's `themes`.
    """
    found = instrument.set_index("statement").loc[codes["statement"], "themes"]
    return {
        INSTRUMENT: by_theme(list(codes["themes"]), list(found), themes),
        CODERS: by_theme(list(codes["coder_one"]), list(codes["coder_two"]), themes),
    }


def reliable(agreement: pd.DataFrame) -> list[str]:
    """The themes of `agreement`, a table of `by_theme`, whose alpha is at least 0.67."""
    return [str(theme) for theme in agreement.index[agreement["alpha"] >= LEAST_ALPHA]]
