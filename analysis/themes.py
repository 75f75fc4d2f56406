"""Themes: what a statement is about, by the terms of a codebook, with every word that decided it.

A theme is found by words and not by meaning: "the absence of peace" is about peace here. A term of weight 1 codes a
statement by itself, terms of weight ½ do so two different ones together. A statement that has no theme by its own
words, but a word that points to others ("it", "these"), has the themes of what is said beside it: of the rest of its
sentence or, if that has none, of the sentence before. A statement that does not even point has none.
`analysis/codebook.yml` defines the themes and lists their terms.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from analysis.codebook import STRONG, WEAK, Theme, codebook
from analysis.statements import require, spoken
from analysis.terms import Found, Index, Token, tokens

HIT_COLUMNS = ("statement", "theme", "start", "end", "text", "pattern", "weight")

POINTING = frozenset("it its itself they them their theirs themselves this these those there".split())

# Where more of the longer words than this have a capital, capitals mark a headline and no names.
HEADLINE = 0.85

# What may stand between two words of a name.
JOINS = (" ", " of ", " of the ", " for ")


class Hit(NamedTuple):
    """A term that gave a statement a theme: the theme's identifier, where it stands, how it is written, its weight."""

    theme: str
    start: int
    end: int
    term: str
    weight: float


def coder(themes: Sequence[Theme]) -> Callable[[str], list[Hit]]:
    """A function that takes the text of a statement and gives back the hits that gave it its themes.

    Hits of one theme do not overlap; they come in the order of the text. No term counts within an exception of its
    theme, none that ends in a title right before a name ("candidate Ann Lee"), and no single word within a name ("Peace
    Square") unless it is written with a capital in the codebook.
    """
    return _coder(tuple(themes))


@lru_cache(maxsize=8)
def _coder(themes: tuple[Theme, ...]) -> Callable[[str], list[Hit]]:
    index = Index((theme.id, one) for theme in themes for one in theme.terms)
    blocked = Index((theme.id, one) for theme in themes for one in theme.exceptions)
    titles = {theme.id: theme.titles for theme in themes}

    def code(text: str) -> list[Hit]:
        words = tokens(text)
        closed: dict[str, list[Found]] = defaultdict(list)
        for one in blocked.find(text, words):
            closed[one.owner].append(one)
        names = in_names(text, words)
        before = before_names(text, words)
        own: dict[str, list[Hit]] = defaultdict(list)
        for one in index.find(text, words):
            named = one.start in names and len(one.term.parts) == 1 and one.term.written == one.term.written.lower()
            titled = before.get(one.end) in titles[one.owner]
            shut = any(other.start < one.end and one.start < other.end for other in closed[one.owner])
            if not (named or titled or shut):
                own[one.owner].append(Hit(one.owner, one.start, one.end, one.term.written, one.term.weight))
        return sorted(
            (hit for hits in own.values() if weight(hits) >= STRONG for hit in hits),
            key=lambda hit: (hit.start, hit.end),
        )

    return code


def weight(hits: Sequence[Hit]) -> float:
    """The sum of the weights of `hits`, each term counted once."""
    return sum({hit.term: hit.weight for hit in hits}.values())


def in_names(text: str, words: Sequence[Token]) -> set[int]:
    """Where those of the `words` of `text` begin that are parts of names.

    A name is two capitals in a row inside a sentence, "of", "for" or "the" between them not counted. In a headline,
    where most words have a capital, there are none.
    """
    long = [word for word in words if len(word.text) > 3]
    if sum(word.text[0].isupper() for word in long) > HEADLINE * len(long):
        return set()
    found = set()
    last = None
    for word in words:
        joined = last is not None and text[last.end : word.start] in JOINS
        if word.text[0].isupper():
            if last is not None and joined:
                found |= {last.start, word.start}
            last = word
    return found - {word.start for word in words[:1]}


def before_names(text: str, words: Sequence[Token]) -> dict[int, str]:
    """The words in small letters right before a capital, each by its end."""
    return {
        one.end: one.plain
        for one, other in pairwise(words)
        if one.text[0].islower() and other.text[0].isupper() and text[one.end : other.start] == " "
    }


def pointing(text: str) -> list[Hit]:
    """The first word of `text` that points to words beside it, as a hit of no theme and weight ½; empty without one."""
    words = [word for word in tokens(text) if word.plain.split("'")[0] in POINTING]
    return [Hit("", word.start, word.end, word.plain, WEAK) for word in words[:1]]


def pointed(own: list[Hit], points: list[Hit], *beside: list[Hit]) -> list[Hit]:
    """The hits of a statement, with what it points to where it has no theme of its own.

    `own` are the hits of its own words, `points` what `pointing` gives, `beside` the hits of the texts to which it may
    point, the first that has any counts. A hit beside it weighs ½, and so does the pointing word, for each theme.
    """
    found = next((hits for hits in beside if hits), []) if points and not own else []
    themes = dict.fromkeys(hit.theme for hit in found)
    both = [*(points[0]._replace(theme=theme) for theme in themes), *(hit._replace(weight=WEAK) for hit in found)]
    return own or both


def theme_hits(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """Every term that gave a statement a theme, one row a hit, by statement.

    Columns: `statement`, `theme` (its identifier), `start`, `end` (offsets into the file), `text` (the words found),
    `pattern` (the term of the codebook that found them, or the pointing word), `weight` (1 or ½). Where a statement
    points, the words that it points to stand outside it. `themes` are those of the shipped codebook where not given.
    Rows without words have no hits. `statements` are all of one article, in its order.
    """
    coded = _coded(statements, codebook() if themes is None else themes)
    whole = "".join(statements["text"])
    offset = int(statements["start"].iloc[0]) if len(statements) else 0
    rows = [
        (number, hit.theme, hit.start, hit.end, whole[hit.start - offset : hit.end - offset], hit.term, hit.weight)
        for number, hits in coded.items()
        for hit in hits
    ]
    return pd.DataFrame(rows, columns=list(HIT_COLUMNS))


def with_themes(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """`statements` with the column `themes` added: the identifiers of each statement's themes, a tuple.

    They stand in the order of the codebook; a statement that no theme covers has the empty tuple. `statements` are
    all of one article, in its order.
    """
    themes = codebook() if themes is None else themes
    coded = _coded(statements, themes)
    found = [{hit.theme for hit in coded.get(number, ())} for number in statements["statement"]]
    return statements.assign(themes=[tuple(one.id for one in themes if one.id in some) for some in found])


def _coded(statements: pd.DataFrame, themes: Sequence[Theme]) -> dict[int, list[Hit]]:
    """The hits of each statement with words, by its number, their offsets those of the file."""
    require(statements, "statement", "sentence", "start", "text", "words")
    code = coder(themes)
    rows = list(spoken(statements)[["statement", "sentence", "start", "text"]].itertuples(index=False))
    own = {number: [_moved(hit, start) for hit in code(text)] for number, _, start, text in rows}
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for number, sentence, _, _ in rows:
        by_sentence[sentence].append(number)
    return {
        number: pointed(
            own[number],
            [_moved(hit, start) for hit in pointing(text)],
            [hit for other in by_sentence[sentence] if other != number for hit in own[other]],
            [hit for other in by_sentence.get(sentence - 1, ()) for hit in own[other]],
        )
        for number, sentence, start, text in rows
    }


def _moved(hit: Hit, offset: int) -> Hit:
    return hit._replace(start=hit.start + offset, end=hit.end + offset)


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
