"""Formulas that credit a whole sentence for certain: "In her words, …", "According to Ann Lee, …", "…, said Ann Lee."."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.text.segmentation import Span, sentences, words

POSSESSOR = r"(?:his|her|their|its|(?:the\s[\w\s-]{1,60}?|[A-Z][\w.\s-]{1,60}?)['’]s?)"
OPENING = re.compile(
    rf"(?:(?P<cue>According\s+to)\s+(?P<source>[^,;:]{{1,120}}?)"
    rf"|(?P<cue2>In\s+(?P<source2>{POSSESSOR})\s+(?:own\s+)?(?:words?|opinion|view|account)))\s*,\s+"
)
NOUN_PHRASE = (
    r"(?:[Tt]he\s[^,;:.!?]{1,80}|[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*(?:,\s[^;:.!?]{1,80})?)"
)
CLOSING = re.compile(rf",\s+(?P<cue>said|says|added|adds)\s+(?P<source>{NOUN_PHRASE})(?=[.!?]*\s*$)")
FEWEST_WORDS = 3


class Credited(NamedTuple):
    """The content that a formula credits, its source and its cue."""

    content: Span
    source: Span
    cue: Span


def credited(text: str, start: int, quoted: Sequence[Span]) -> list[Credited]:
    """What formulas credit in the sentences of `text` from `start` on that hold no quotation.

    >>> text = "In her words, the bridge is safe."
    >>> [text[slice(*one.content)] for one in credited(text, 0, [])]
    ['the bridge is safe.']
    """
    found = []
    for first, last in sentences(text, start):
        one = _opened(text, first, last) or _closed(text, first, last)
        if one is None or any(begin < last and end > first for begin, end in quoted):
            continue
        if len(words(text, *one.content)) >= FEWEST_WORDS:
            found.append(one)
    return found


def _opened(text: str, first: int, last: int) -> Credited | None:
    match = OPENING.match(text, first, last)
    if not match:
        return None
    name = "" if match["cue"] else "2"
    return Credited((match.end(), last), match.span(f"source{name}"), match.span(f"cue{name}"))


def _closed(text: str, first: int, last: int) -> Credited | None:
    match = CLOSING.search(text, first, last)
    return Credited((first, match.start()), match.span("source"), match.span("cue")) if match else None
