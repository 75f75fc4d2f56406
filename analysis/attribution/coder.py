"""The instrument at work: an article coded into statements, each with its voice, its mode and how sure that is."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.attribution.calibration import unattributed
from analysis.attribution.extraction import Extraction, extract
from analysis.attribution.voices import name_sources
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.statements import NARRATION, tile

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
    extracted = extract(article.text, article.start)
    voices = name_sources(article.text, extracted.attributions, article.cast, article.start)
    attributions = [
        attribution._replace(
            voice=attribution.voice or voice.name,
            basis=f"{attribution.basis}; {voice.basis}",
            probability=attribution.probability * (1 if attribution.voice else voice.probability),
        )
        for attribution, voice in zip(extracted.attributions, voices, strict=True)
    ]
    statements = tile(article, attributions, extracted.word_starts)
    narrated = (statements["mode"].to_numpy() == NARRATION) & (statements["words"].to_numpy() > 0)
    probability = statements["probability"].to_numpy(copy=True)
    probability[narrated] = _narration(
        extracted, statements["start"].to_numpy()[narrated], statements["end"].to_numpy()[narrated]
    )
    statements["probability"] = probability
    return statements


def _narration(extracted: Extraction, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[float]:
    """How likely the text from each of `starts` to its end in `ends` is nobody's but the narrator's."""
    firsts, lasts = np.searchsorted(extracted.token_starts, starts), np.searchsorted(extracted.token_starts, ends)
    sums = np.concatenate([[0.0], np.cumsum(extracted.content, dtype=float)])
    means = (sums[lasts] - sums[firsts]) / np.maximum(lasts - firsts, 1)
    return [
        unattributed(mean) if last > first else 1.0
        for first, last, mean in zip(firsts.tolist(), lasts.tolist(), means.tolist(), strict=True)
    ]
