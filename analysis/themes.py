"""Themes: what a statement is about, after the codebook, with every word that brought it.

A network reads the words of a statement in their places, with the terms of the codebook that stand there and what
stands around the statement, and says how likely each word brings each theme (`analysis.models.themes`). A statement has
a theme if its words together make that likely enough. A theme that is not the shipped codebook's own, and any term that
an article adds, counts by its terms alone: a strong one codes a statement by itself, weak ones do so two together.
`analysis/codebook/codebook.yml` defines the themes and lists their terms.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.codebook.codebook import STRONG, Theme, codebook, is_shipped
from analysis.codebook.finder import Mark, finder, heavy_enough
from analysis.models import Floats
from analysis.models import themes as theme_network
from analysis.text.statements import require, spoken
from analysis.text.terms import Token

HIT_COLUMNS = ("statement", "theme", "start", "end", "text", "term", "chance")

Parts = tuple[str, str, str]


class Hit(NamedTuple):
    """Words that brought a theme to a statement: the theme's identifier, from where to where they stand in it, the term
    of the codebook that they are (empty where none), and how likely they bring it, 0 to 1."""

    theme: str
    start: int
    end: int
    term: str
    chance: float


def hits(statements: Sequence[Parts], themes: Sequence[Theme] | None = None) -> list[list[Hit]]:
    """The words that brought each of `statements` its themes, in their order; an empty list for one without a theme.

    A statement is what stands before it, its own text, and what stands after it (see `surroundings`). Of the words that
    bring a theme those are given, the likeliest first, that make it likely enough by themselves; a term is given whole.
    `themes` are those of the shipped codebook where not given. Of a statement the first
    250 words are read, of long ones fewer (see `analysis.models.themes`).
    """
    themes = codebook() if themes is None else list(themes)
    learnt = [theme for theme in themes if is_shipped(theme) and theme.id in theme_network.themes()]
    others = [theme for theme in themes if theme not in learnt]
    alone = [replace(theme, terms=theme.added) for theme in learnt if theme.added]
    alone += [replace(theme, terms=theme.terms + theme.added) for theme in others]
    # What stands there twice, as agencies' texts do, is read once.
    different = list(dict.fromkeys(statements))
    made = dict(zip(different, _read(different, learnt) if learnt else [[] for _ in different], strict=True))
    by_terms = finder(alone)
    for (_, text, _), found in made.items():
        if alone:
            found += [Hit(*mark[:4], 1.0) for mark in heavy_enough(by_terms(text), STRONG)]
        found.sort(key=lambda hit: (hit.start, hit.end))
    return [list(made[one]) for one in statements]


def _read(statements: Sequence[Parts], themes: Sequence[Theme]) -> list[list[Hit]]:
    """The hits of the network on those of its themes that `themes` are."""
    find, columns, hidden = finder(themes), theme_network.themes(), theme_network.names()
    marked = [find(text) for _, text, _ in statements]
    encoded = [
        theme_network.encoded(parts, marks, columns, hidden) for parts, marks in zip(statements, marked, strict=True)
    ]
    model = theme_network.weights()
    chances = theme_network.evidence([one for one, _ in encoded], model)
    wanted = {theme.id for theme in themes}
    threshold = float(model["threshold"])
    made = []
    for (_, words), marks, chance in zip(encoded, marked, chances, strict=True):
        likely = theme_network.together(chance) >= threshold
        found: list[Hit] = []
        for column, theme in enumerate(columns):
            if likely[column] and theme in wanted:
                own = [mark for mark in marks if mark.theme == theme]
                found += _enough(theme, words, own, chance[:, column], threshold)
        made.append(found)
    return made


def _enough(theme: str, words: Sequence[Token], marks: Sequence[Mark], chances: Floats, threshold: float) -> list[Hit]:
    """The likeliest of `words` that make `theme` likely enough by themselves; the words of one of its `marks` as one hit."""
    missing = 1.0
    joined: dict[tuple[int, int, str], float] = {}
    for number in np.argsort(-chances, kind="stable").tolist():
        if 1 - missing >= threshold:
            break
        chance, word = float(chances[number]), words[number]
        missing *= 1 - chance
        mark = next((one for one in marks if one.start <= word.start < one.end), None)
        place = (mark.start, mark.end, mark.term) if mark else (word.start, word.end, "")
        joined[place] = 1 - (1 - joined.get(place, 0.0)) * (1 - chance)
    return [Hit(theme, *place, chance) for place, chance in joined.items()]


def surroundings(statements: pd.DataFrame) -> list[Parts]:
    """What stands before each of `statements`, its text, and what stands after it.

    Before it stand the sentence before its own and the beginning of its own, after it the rest of its own sentence and
    the next one. `statements` are all of one article, in its order.
    """
    require(statements, "sentence", "text")
    texts, numbers = statements["text"].tolist(), statements["sentence"].tolist()
    parts = []
    for place, (text, number) in enumerate(zip(texts, numbers, strict=True)):
        first, last = place, place
        while first > 0 and numbers[first - 1] >= number - 1:
            first -= 1
        while last + 1 < len(texts) and numbers[last + 1] <= number + 1:
            last += 1
        parts.append(("".join(texts[first:place]), text, "".join(texts[place + 1 : last + 1])))
    return parts


def theme_hits(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """The words that brought a statement a theme, one row a hit, by statement.

    Columns: `statement`, `theme` (its identifier), `start`, `end` (offsets into the file), `text` (the words), `term`
    (the term of the codebook that they are, empty where none), `chance` (how likely they bring it, 0 to 1). Rows
    without words have no hits. `statements` are all of one article, in its order.
    """
    rows = [
        (number, hit.theme, start + hit.start, start + hit.end, text[hit.start : hit.end], hit.term, hit.chance)
        for number, (start, text, found) in _coded(statements, themes).items()
        for hit in found
    ]
    return pd.DataFrame(rows, columns=list(HIT_COLUMNS))


def with_themes(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """`statements` with the column `themes` added: the identifiers of each statement's themes, a tuple.

    They stand in the order of the codebook; a statement that no theme covers has the empty tuple. `statements` are
    all of one article, in its order.
    """
    themes = codebook() if themes is None else themes
    coded = _coded(statements, themes)
    found = [
        {hit.theme for hit in coded[number][2]} if number in coded else set() for number in statements["statement"]
    ]
    return statements.assign(themes=[tuple(one.id for one in themes if one.id in some) for some in found])


def _coded(statements: pd.DataFrame, themes: Sequence[Theme] | None) -> dict[int, tuple[int, str, list[Hit]]]:
    """Where each statement with words begins, its text and its hits, by its number."""
    require(statements, "statement", "sentence", "start", "text", "words")
    parts = dict(zip(statements["statement"], surroundings(statements), strict=True))
    rows = spoken(statements)
    found = hits([parts[number] for number in rows["statement"]], themes)
    told = zip(rows["statement"], rows["start"], rows["text"], found, strict=True)
    return {int(number): (int(start), text, own) for number, start, text, own in told}


def theme_counts(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """How many statements, and words in them, each theme has: theme, name, statements, words.

    One row for each theme of the codebook, the one with the most words first; a theme that does not occur has zeros.
    Statements with several themes count in each, so the columns sum to more than the article. `with_themes` goes
    before.
    """
    themes = codebook() if themes is None else themes
    sums = _long(statements).groupby("theme")["words"].agg(["size", "sum"])
    sums = sums.reindex([theme.id for theme in themes], fill_value=0)
    table = pd.DataFrame(
        {
            "theme": [theme.id for theme in themes],
            "name": [theme.name for theme in themes],
            "statements": sums["size"].to_numpy(),
            "words": sums["sum"].to_numpy(),
        }
    )
    return table.sort_values(["words", "statements"], ascending=False, kind="stable", ignore_index=True)


def theme_by_voice(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice says on each theme: theme, voice, mode, statements, words; one row where there is any.

    Statements with several themes count in each. `with_themes` goes before.
    """
    require(statements, "voice", "mode")
    groups = _long(statements).groupby(["theme", "voice", "mode"], sort=True)["words"]
    return groups.agg(statements="size", words="sum").reset_index()


def coverage(statements: pd.DataFrame) -> pd.DataFrame:
    """How much of an article the themes cover: covered (true, false), statements, words. `with_themes` goes before."""
    require(statements, "themes", made_by="with_themes")
    counted = spoken(statements)
    groups = counted.groupby(counted["themes"].map(len) > 0)["words"]
    table = groups.agg(statements="size", words="sum").reindex([True, False], fill_value=0)
    return table.rename_axis("covered").reset_index()


def _long(statements: pd.DataFrame) -> pd.DataFrame:
    require(statements, "themes", made_by="with_themes")
    long = spoken(statements).explode("themes").rename(columns={"themes": "theme"})
    return long[long["theme"].notna()]
