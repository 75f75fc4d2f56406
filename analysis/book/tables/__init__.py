"""The tables of the chapters: what the measures give, with headings to be read and links to the statements."""

from analysis.book.tables.data import data_dictionary, results
from analysis.book.tables.measured import corpus_cost, corpus_errors, corpus_scores, tone_reliability, tone_scores
from analysis.book.tables.speakers import credits, ranges, share, share_by_instrument, silent
from analysis.book.tables.themes import (
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
    too_rare,
)
from analysis.book.tables.tone import negative_words, tone_by_theme
from analysis.book.tables.toward import cells, disagreements, headlines, instruments_by_voice, matrix
from analysis.book.tables.trust import bases, findings_tried, undecided
from analysis.book.tables.wording import wording, wording_agreement, wording_in_article, wording_words

__all__ = [
    "agreement_on_article",
    "agreement_on_corpus",
    "bases",
    "cells",
    "codebook",
    "collocations",
    "corpus_cost",
    "corpus_errors",
    "corpus_scores",
    "credits",
    "data_dictionary",
    "disagreements",
    "findings_tried",
    "headlines",
    "in_context",
    "instruments_by_voice",
    "key_words",
    "matrix",
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
    "tone_reliability",
    "tone_scores",
    "too_rare",
    "undecided",
    "wording",
    "wording_agreement",
    "wording_in_article",
    "wording_words",
]
