"""The figures of the book: each takes a table that a measure gave and draws it. None computes."""

from analysis.book.figures.speakers import choices, speaker_share, who_speaks_when
from analysis.book.figures.themes import keyness, themes_along, themes_by_voice
from analysis.book.figures.tone import tone_along, tone_by_voice
from analysis.book.figures.toward import specification, toward
from analysis.book.figures.trust import reliability

__all__ = [
    "choices",
    "keyness",
    "reliability",
    "speaker_share",
    "specification",
    "themes_along",
    "themes_by_voice",
    "tone_along",
    "tone_by_voice",
    "toward",
    "who_speaks_when",
]
