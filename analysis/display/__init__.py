"""The tables of the chapters: what the measures give, with headings to be read and links to the statements."""

from analysis.display.data import data_dictionary, results
from analysis.display.speakers import credits, ranges, share, share_by_instrument, silent
from analysis.display.themes import (
    agreement_on_article,
    agreement_on_corpus,
    codebook,
    collocations,
    in_context,
    key_words,
    occurring,
    schemes,
    theme_by_voice,
    theme_counts,
    theme_findings,
    theme_hits,
    theme_rules,
    theme_shares,
    themes_benchmark,
)
from analysis.display.tone import negative_choices, negative_words, tone_by_theme, tone_words
from analysis.display.trust import bases, findings_tried, undecided

__all__ = [
    "agreement_on_article",
    "agreement_on_corpus",
    "bases",
    "codebook",
    "collocations",
    "credits",
    "data_dictionary",
    "findings_tried",
    "in_context",
    "key_words",
    "negative_choices",
    "negative_words",
    "occurring",
    "ranges",
    "results",
    "schemes",
    "share",
    "share_by_instrument",
    "silent",
    "theme_by_voice",
    "theme_counts",
    "theme_findings",
    "theme_hits",
    "theme_rules",
    "theme_shares",
    "themes_benchmark",
    "tone_by_theme",
    "tone_words",
    "undecided",
]
