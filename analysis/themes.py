"""Themes: what a statement is about, by the terms of a codebook, with every word that decided it.

A theme is found by words and not by meaning: "the absence of peace" is about peace here. A term of weight 1 codes a
statement by itself. Terms of weight ½ code it two at a time, or one with a term of weight 1 of the same theme beside
the statement: in the rest of its sentence, in the sentence before or in the one after. A statement without a term of
its own has no theme. `analysis/codebook.yml` defines the themes and lists their terms.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.codebook import STRONG, Theme, codebook
from analysis.language import sentences
from analysis.statements import require, spoken
from analysis.terms import Found, Index, Token, tokens

HIT_COLUMNS = ("statement", "theme", "start", "end", "text", "pattern", "weight", "beside")


class Hit(NamedTuple):
    """A term that gave a statement a theme: where it is, how it is written, its weight, if it stands `beside` it."""

    theme: str
    start: int
    end: int
    term: str
    weight: float
    beside: bool = False


def coder(themes: Sequence[Theme]) -> Callable[[str, int, int, int, int], list[Hit]]:
    """A function that codes a stretch of text by `themes`.

    It takes a text, the start and end of the stretch, and the start and end of the context around it, and gives back
    the hits that gave the stretch its themes, in the order of the text: what stands beside it only where it counted.
    """
    index = Index((theme.id, one) for theme in themes for one in theme.terms)
    blocked = Index((theme.id, one) for theme in themes for one in theme.exceptions)

    def find(text: str, start: int, end: int) -> list[Hit]:
        part = text[start:end]
        words = tokens(part)
        closed: dict[str, list[Found]] = defaultdict(list)
        for one in blocked.find(part, words):
            closed[one.owner].append(one)
        names = in_names(part, words)
        return [
            Hit(one.owner, start + one.start, start + one.end, one.term.written, one.term.weight)
            for one in index.find(part, words)
            if one.start not in names or len(one.term.parts) > 1 or one.term.written != one.term.written.lower()
            if not any(other.start < one.end and one.start < other.end for other in closed[one.owner])
        ]

    def code(text: str, start: int, end: int, first: int, last: int) -> list[Hit]:
        own: dict[str, list[Hit]] = defaultdict(list)
        for hit in find(text, start, end):
            own[hit.theme].append(hit)
        beside: dict[str, Hit] = {}
        if any(weight(hits) < STRONG for hits in own.values()):
            around = [*find(text, first, start), *find(text, end, last)]
            beside = {hit.theme: hit._replace(weight=0.5, beside=True) for hit in around if hit.weight >= STRONG}
        coded = []
        for theme, hits in own.items():
            if weight(hits) >= STRONG:
                coded += hits
            elif theme in beside:
                coded += [*hits, beside[theme]]
        return sorted(coded, key=lambda hit: (hit.start, hit.end))

    return code


def weight(hits: Sequence[Hit]) -> float:
    """The sum of the weights of `hits`, each term counted once."""
    return sum({hit.term: hit.weight for hit in hits}.values())


def in_names(text: str, words: Sequence[Token]) -> set[int]:
    """Where the words of `text` begin that are parts of names: capitals inside a sentence with a capital beside them."""
    long = [word for word in words if len(word.text) > 3]
    if sum(word.text[0].isupper() for word in long) > 0.6 * len(long):
        return set()
    found = set()
    for one, other in zip(words, words[1:], strict=False):
        if one.text[0].isupper() and other.text[0].isupper() and text[one.end : other.start] == " ":
            found |= {one.start, other.start}
    return found - ({words[0].start} if words else set())


def theme_hits(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """Every term that gave a statement a theme, one row a hit, in the order of the statements and of the text.

    Columns: `statement`, `theme` (its identifier), `start`, `end` (offsets into the file), `text` (the words found),
    `pattern` (the term of the codebook that found them), `weight` (1 or ½), `beside` (true where the words stand not
    in the statement but beside it). `themes` are those of the shipped codebook where not given. Rows without words
    have no hits. `statements` are all of one article.
    """
    require(statements, "statement", "start", "end", "text", "words")
    text = "".join(statements["text"])
    offset = int(statements["start"].iloc[0]) if len(statements) else 0
    rows = [
        (number, hit.theme, hit.start + offset, hit.end + offset, text[hit.start : hit.end], *hit[3:])
        for number, hits in _coded(statements, themes)
        for hit in hits
    ]
    return pd.DataFrame(rows, columns=list(HIT_COLUMNS))


def with_themes(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """`statements` with the column `themes` added: the identifiers of each statement's themes, a tuple.

    They stand in the order of the codebook; a statement that no theme covers has the empty tuple. `statements` are
    all of one article.
    """
    require(statements, "statement", "start", "end", "text", "words")
    themes = codebook() if themes is None else themes
    found = {number: {hit.theme for hit in hits} for number, hits in _coded(statements, themes)}
    own = [found.get(number, set()) for number in statements["statement"]]
    return statements.assign(themes=[tuple(one.id for one in themes if one.id in some) for some in own])


def _coded(statements: pd.DataFrame, themes: Sequence[Theme] | None) -> list[tuple[int, list[Hit]]]:
    """Each statement with words and its hits, offsets counted from the first statement."""
    code = coder(codebook() if themes is None else themes)
    text = "".join(statements["text"])
    counted = spoken(statements)
    if counted.empty:
        return []
    offset = int(statements["start"].iloc[0])
    bounds = sentences(text, int(counted["start"].iloc[0]) - offset)
    return [
        (number, code(text, start - offset, end - offset, *context(bounds, start - offset, end - offset)))
        for number, start, end in counted[["statement", "start", "end"]].itertuples(index=False)
    ]


def context(bounds: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentences that [start, end) meets, with the one before and the one after them."""
    met = [number for number, (first, last) in enumerate(bounds) if first < end and start < last]
    if not met:
        return start, end
    return min(start, bounds[max(0, met[0] - 1)][0]), max(end, bounds[min(len(bounds) - 1, met[-1] + 1)][1])


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
