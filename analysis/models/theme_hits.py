"""The words that bring a statement its themes.

The network of `analysis.models.themes` says how likely each word of a statement brings each theme of the shipped
codebook. A statement has a theme if its words together make that likely enough. Any other theme, and any term that an
article adds, counts by its terms alone: a strong term codes a statement by itself, two weak ones do so together.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from analysis.codebook.codebook import STRONG, Theme, codebook, is_shipped
from analysis.codebook.term_finder import Mark, finder, heavy_enough
from analysis.models import Floats
from analysis.models import themes as theme_network
from analysis.text.terms import Token

# What stands before a statement, its text, and what stands after it.
Parts = tuple[str, str, str]


class Hit(NamedTuple):
    """Words that brought a theme to a statement.

    Args:
        theme: the theme's identifier.
        start, end: where the words stand in the statement, in characters.
        term: the term of the codebook that they are; empty where they are none.
        chance: how likely they bring the theme, 0 to 1.
    """

    theme: str
    start: int
    end: int
    term: str
    chance: float


def hits(statements: Sequence[Parts], themes: Sequence[Theme] | None = None) -> list[list[Hit]]:
    """For each of `statements` the words that brought its themes, in the order of the text.

    For each theme these are the fewest words, most probable first, that together reach the threshold. A term of the
    codebook is one hit. Only the first 250 words of a statement are read.

    Args:
        statements: see `analysis.themes.surroundings`.
        themes: those of the shipped codebook where not given.
    """
    themes = codebook() if themes is None else list(themes)
    learnt = [theme for theme in themes if is_shipped(theme) and theme.id in theme_network.themes()]
    others = [theme for theme in themes if theme not in learnt]
    by_terms = [replace(theme, terms=theme.added) for theme in learnt if theme.added]
    by_terms += [replace(theme, terms=theme.terms + theme.added) for theme in others]
    # A statement that occurs twice, as in texts of agencies, is read once.
    different = list(dict.fromkeys(statements))
    hits_of = dict(zip(different, _read(different, learnt) if learnt else [[] for _ in different], strict=True))
    find = finder(by_terms)
    for (_, text, _), read in hits_of.items():
        if by_terms:
            read += [Hit(*mark[:4], 1.0) for mark in heavy_enough(find(text), STRONG)]
        read.sort(key=lambda hit: (hit.start, hit.end))
    return [list(hits_of[statement]) for statement in statements]


def _read(statements: Sequence[Parts], themes: Sequence[Theme]) -> list[list[Hit]]:
    """The hits that the network gives on `themes`, some or all of its own."""
    find, columns, hidden = finder(themes), theme_network.themes(), theme_network.names()
    marked = [find(text) for _, text, _ in statements]
    encoded = [
        theme_network.encoded(parts, marks, columns, hidden) for parts, marks in zip(statements, marked, strict=True)
    ]
    model = theme_network.weights()
    chances = theme_network.evidence([read for read, _ in encoded], model)
    wanted = {theme.id for theme in themes}
    threshold = float(model["threshold"])
    result = []
    for (_, words), marks, chance in zip(encoded, marked, chances, strict=True):
        likely = theme_network.together(chance) >= threshold
        hits: list[Hit] = []
        for column, theme in enumerate(columns):
            if likely[column] and theme in wanted:
                of_theme = [mark for mark in marks if mark.theme == theme]
                hits += _enough(theme, words, of_theme, chance[:, column], threshold)
        result.append(hits)
    return result


def _enough(theme: str, words: Sequence[Token], marks: Sequence[Mark], chances: Floats, threshold: float) -> list[Hit]:
    """The fewest of `words`, the likeliest first, that together reach `threshold`; the words of one mark are one hit."""
    missing = 1.0
    joined: dict[tuple[int, int, str], float] = {}
    for number in np.argsort(-chances, kind="stable").tolist():
        if 1 - missing >= threshold:
            break
        chance, word = float(chances[number]), words[number]
        missing *= 1 - chance
        mark = next((mark for mark in marks if mark.start <= word.start < mark.end), None)
        words_of_hit = (mark.start, mark.end, mark.term) if mark else (word.start, word.end, "")
        joined[words_of_hit] = 1 - (1 - joined.get(words_of_hit, 0.0)) * (1 - chance)
    return [Hit(theme, *words_of_hit, chance) for words_of_hit, chance in joined.items()]
