"""Tone: how positive or negative statements are, which words make them so, and toward whom.

- `tone`: the tone of a table of statements by VADER, and its means.
- `vader`: VADER, word by word.
- `lexicons`: the published word lists, in `LEXICONS`.
- `comparison`: one statement by every instrument.
- `targets`: tone toward people, countries and bodies; it loads a network and is imported by itself.
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
