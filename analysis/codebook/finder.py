"""Where the terms of the codebook stand in a text, outside exceptions, names and titles."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.codebook.codebook import Theme
from analysis.text.terms import Index, Occurrence, Token, tokens

# Where more of the longer words than this have a capital, capitals mark a headline and no names.
HEADLINE = 0.85

# What may stand between two words of a name.
JOINS = (" ", " of ", " of the ", " for ")


class Mark(NamedTuple):
    """A term that stands in a text: its theme's identifier, from where to where, how it is written, its weight."""

    theme: str
    start: int
    end: int
    term: str
    weight: float


def finder(themes: Sequence[Theme]) -> Callable[[str], list[Mark]]:
    """A function that takes a text and gives back the terms of `themes` in it, in the order of the text.

    Marks of one theme do not overlap. No term counts within an exception of its theme, none that ends in a title right
    before a name ("candidate Ann Lee"), and no single word within a name ("Peace Square") unless it is written with a
    capital in the codebook.
    """
    return _finder(tuple(themes))


@lru_cache(maxsize=8)
def _finder(themes: tuple[Theme, ...]) -> Callable[[str], list[Mark]]:
    index = Index((theme.id, term) for theme in themes for term in theme.terms)
    blocked = Index((theme.id, term) for theme in themes for term in theme.exceptions)
    titles = {theme.id: theme.titles for theme in themes}

    def find(text: str) -> list[Mark]:
        words = tokens(text)
        closed: dict[str, list[Occurrence]] = defaultdict(list)
        for exception in blocked.find(text, words):
            closed[exception.owner].append(exception)
        names = in_names(text, words)
        before = before_names(text, words)
        marks = []
        for match in index.find(text, words):
            named = (
                match.start in names and len(match.term.parts) == 1 and match.term.written == match.term.written.lower()
            )
            titled = before.get(match.end) in titles[match.owner]
            shut = any(other.start < match.end and match.start < other.end for other in closed[match.owner])
            if not (named or titled or shut):
                marks.append(Mark(match.owner, match.start, match.end, match.term.written, match.term.weight))
        return sorted(marks, key=lambda mark: (mark.start, mark.end))

    return find


def heavy_enough(marks: Sequence[Mark], least: float) -> list[Mark]:
    """Those of `marks` whose theme has terms that together weigh at least `least`, each term counted once."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for mark in marks:
        weights[mark.theme][mark.term] = mark.weight
    return [mark for mark in marks if sum(weights[mark.theme].values()) >= least]


def in_names(text: str, words: Sequence[Token]) -> set[int]:
    """Where those of the `words` of `text` begin that are parts of names.

    A name is two capitals in a row inside a sentence, "of", "for" or "the" between them not counted. In a headline,
    where most words have a capital, there are none.
    """
    long = [word for word in words if len(word.text) > 3]
    if sum(word.text[0].isupper() for word in long) > HEADLINE * len(long):
        return set()
    parts: set[int] = set()
    last = None
    for word in words:
        joined = last is not None and text[last.end : word.start] in JOINS
        if word.text[0].isupper():
            if last is not None and joined:
                parts |= {last.start, word.start}
            last = word
    return parts - {word.start for word in words[:1]}


def before_names(text: str, words: Sequence[Token]) -> dict[int, str]:
    """The words in small letters right before a capital, each by its end."""
    return {
        word.end: word.plain
        for word, following in pairwise(words)
        if word.text[0].islower() and following.text[0].isupper() and text[word.end : following.start] == " "
    }
