"""The instrument at work: an article coded into statements, each with its voice, its mode and how sure that is."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.attribution.calibration import unattributed
from analysis.attribution.finding import Found, find
from analysis.attribution.voices import name_sources
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.statements import NARRATION, Credit, tile

ENGLISH = re.compile(r"(?:en(?:[-_].*)?|english)?", re.IGNORECASE)


def code(article: Article) -> pd.DataFrame:
    """The statements of `article` as the instrument alone codes them, one row each; see `tile` for the columns.

    Raises `InputError` where the article is declared to be in another language than English.
    """
    if not ENGLISH.fullmatch(article.language):
        raise InputError(
            f"{article.path}: its declared language is '{article.language}', and the instrument reads English only. "
            f"Give it an English translation, or write 'language: en' in its record in sources.yml if it is English."
        )
    found = find(article.text, article.start)
    voices = name_sources(article.text, found.attributions, article.cast, article.start)
    credits = [
        Credit(one.content, voice.name, one.mode, one.cue, one.source, f"{one.basis}; {voice.basis}", one.probability)
        for one, voice in zip(found.attributions, voices, strict=True)
    ]
    statements = tile(article, credits, found.words)
    narrated = (statements["mode"].to_numpy() == NARRATION) & (statements["words"].to_numpy() > 0)
    probability = statements["probability"].to_numpy(copy=True)
    probability[narrated] = _narration(
        found, statements["start"].to_numpy()[narrated], statements["end"].to_numpy()[narrated]
    )
    statements["probability"] = probability
    return statements


def _narration(found: Found, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[float]:
    """How likely the text from each of `starts` to its end in `ends` is nobody's but the narrator's."""
    firsts, lasts = np.searchsorted(found.starts, starts), np.searchsorted(found.starts, ends)
    sums = np.concatenate([[0.0], np.cumsum(found.content, dtype=float)])
    means = (sums[lasts] - sums[firsts]) / np.maximum(lasts - firsts, 1)
    return [
        unattributed(mean) if last > first else 1.0
        for first, last, mean in zip(firsts.tolist(), lasts.tolist(), means.tolist(), strict=True)
    ]
