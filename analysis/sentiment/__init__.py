"""Tone: how positive or negative statements are, which words make them so, and toward whom.

`tone` adds VADER's tone to a table of statements and sums it up; `lexicons` holds the published word lists, behind one
door; `comparison` puts them side by side. `targets` is tone toward people, countries and bodies, by a trained model; it
alone loads a network and is imported by itself.
"""

from analysis.sentiment.comparison import by_statement, by_voice, disagreements
from analysis.sentiment.lexicons import LEXICONS
from analysis.sentiment.tone import (
    LABELS,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    THRESHOLD,
    label,
    tone_by,
    tone_by_theme,
    toned_words,
    with_tone,
)

__all__ = [
    "LABELS",
    "LEXICONS",
    "NEGATIVE",
    "NEUTRAL",
    "POSITIVE",
    "THRESHOLD",
    "by_statement",
    "by_voice",
    "disagreements",
    "label",
    "tone_by",
    "tone_by_theme",
    "toned_words",
    "with_tone",
]
