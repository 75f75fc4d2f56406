"""Where the terms of the codebook stand in a text, outside exceptions, names and titles."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.codebook.codebook import Theme
from analysis.text.terms import Index, Occurrence, Token, tokens

# If a greater share of the longer words has a capital, capitals mark a headline and no names.
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
    """A function that returns the terms of `themes` in a text, in the order of the text.

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
            in_name = match.start in names and len(match.term.parts) == 1 and match.term.written.islower()
            is_title = before.get(match.end) in titles[match.owner]
            excepted = any(other.start < match.end and match.start < other.end for other in closed[match.owner])
            if not (in_name or is_title or excepted):
                marks.append(Mark(match.owner, match.start, match.end, match.term.written, match.term.weight))
        return sorted(marks, key=lambda mark: (mark.start, mark.end))

    return find


def heavy_enough(marks: Sequence[Mark], least: float) -> list[Mark]:
    """The marks of each theme whose different terms weigh at least `least` together."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for mark in marks:
        weights[mark.theme][mark.term] = mark.weight
    return [mark for mark in marks if sum(weights[mark.theme].values()) >= least]


def in_names(text: str, words: Sequence[Token]) -> set[int]:
    """The offsets at which the words of names begin, among the `words` of `text`.

    A name is two neighbouring words with capitals, or with only "of", "of the" or "for" between them. A headline, in
    which most words have a capital, has none.
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
    """The lower-case words right before a word with a capital, each by the offset of its end."""
    return {
        word.end: word.plain
        for word, following in pairwise(words)
        if word.text[0].islower() and following.text[0].isupper() and text[word.end : following.start] == " "
    }
