"""What a page's layout tells: interviews whose paragraphs begin with who speaks, datelines that are nobody's words."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.attribution.names import CALENDAR, OFFICERS
from analysis.text.segmentation import Span, has_words, meeting, paragraphs, words

NAME = r"(?:[A-Z][\w.’'-]*|(?:al|bin|de|del|der|di|la|van|von))"
LABEL = re.compile(
    rf"(?P<label>(?P<name>{NAME}(?:\s+{NAME}){{0,5}})(?:\s*,\s*[^:\n“\"«„]{{1,80}}|\s*\([^):\n]{{1,60}}\))?)\s*:(?=\s|$)"
)
LONGEST_LABEL = 10
# Who asks and answers without a name.
ROLES = frozenset("q a question answer interviewer moderator host reporter journalist".split())
VERB = re.compile(
    r"\b(?:said|says|stated|tweeted|wrote|added|agreed|replied|asked|told|continued|explained)\b", re.IGNORECASE
)
ADDRESS = re.compile(r"\?|\b(?:I|I['’]\w+|[Yy]ou|[Yy]our|[Ww]e|[Ww]e['’]\w+|[Oo]ur|my|me|us)\b")

PLACE = r"[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}"
DATELINE = re.compile(rf"{PLACE}(?:,\s[\w. ]{{1,30}})?(?:\s\([^()\n]{{1,40}}\))?\s*(?:[—–―]|\s-{{1,2}}\s)\s*(?=\S)")


class Turn(NamedTuple):
    """What one speaker says, and the label that names the speaker."""

    content: Span
    source: Span


class Labelled(NamedTuple):
    """A paragraph with a label: what follows the label, the label, its name, its last word as a key, and which it is."""

    content: Span
    label: Span
    name: str
    key: str
    paragraph: int


def turns(text: str, start: int, quoted: Sequence[Span]) -> list[Turn]:
    """The labelled turns of `text` from `start` on: "Ann Lee: We will rebuild." or the label on a line of its own.

    A label is a speaker only where something besides the colon says so. It must be somebody: a role ("Q"), an officer,
    a name that the text has elsewhere, or one that comes back or asks and is answered. And it must speak: words that
    are all `quoted`, or, where two such labels do, a question, the answer to one, "I", "we" or "you".

    >>> text = "Q: Will it hold?\\nA: It will."
    >>> [text[slice(*turn.content)] for turn in turns(text, 0, [])]
    ['Will it hold?', 'It will.']
    >>> turns("Monday: Rain falls on the hills.\\nTuesday: Sun shines on the coast.", 0, [])
    []
    """
    labelled = _labelled(text, start)
    asking = [
        (one, other)
        for one, other in pairwise(labelled)
        if one.key != other.key and other.paragraph <= one.paragraph + 2 and text[slice(*one.content)].endswith("?")
    ]
    exchanging = {turn.key for pair in asking for turn in pair}
    times = Counter(turn.key for turn in labelled)
    somebody = {
        turn.key
        for turn in labelled
        if _is_known(text, start, turn, labelled)
        or (turn.key in exchanging and (times[turn.key] > 1 or " " in turn.name))
    }
    exchanging -= {turn.key for pair in asking for turn in pair if not somebody.issuperset(one.key for one in pair)}
    quoting = {turn.key for turn in labelled if turn.key in somebody and _is_quotation(text, turn.content, quoted)}
    addressing = {turn.key for turn in labelled if turn.key in somebody and _addresses(text, turn.content, quoted)}
    speaking = quoting | addressing | exchanging
    if len(speaking) < 2:
        speaking = quoting | {key for key in speaking & ROLES if times[key] > 1}
    return [Turn(turn.content, turn.label) for turn in labelled if turn.key in speaking]


def datelines(text: str, start: int = 0) -> list[Span]:
    """The datelines that open paragraphs of `text` from `start` on: where and when a report was written.

    >>> text = "OSTBY, March 3 (Northern News) - Rain fell."
    >>> [text[first:last] for first, last in datelines(text)]
    ['OSTBY, March 3 (Northern News) - ']
    """
    matches = (DATELINE.match(text, first, last) for first, last in paragraphs(text, start))
    return [match.span() for match in matches if match]


def _labelled(text: str, start: int) -> list[Labelled]:
    """The paragraphs of `text` that begin with what may be the label of a speaker, and have words after it."""
    spans = paragraphs(text, start)
    labels = [LABEL.match(text, first, last) for first, last in spans]
    result = []
    for number, (match, (_, last)) in enumerate(zip(labels, spans, strict=True)):
        if match is None or not _may_speak(match):
            continue
        content = (_past_space(text, match.end(), last), last)
        if content[0] >= last:
            if number + 1 == len(spans) or labels[number + 1] is not None:
                continue
            content = spans[number + 1]
        if words(text, *content):
            result.append(
                Labelled(content, match.span("label"), match["name"], match["name"].split()[-1].lower(), number)
            )
    return result


def _may_speak(label: re.Match[str]) -> bool:
    parts = {part.strip(".,").title() for part in label["name"].split()}
    return len(label["label"].split()) <= LONGEST_LABEL and not VERB.search(label["label"]) and not parts & CALENDAR


def _is_known(text: str, start: int, turn: Labelled, labelled: Sequence[Labelled]) -> bool:
    """Whether the label of `turn` is a role, an officer, or a person whom the text names in full outside its labels."""
    if turn.name.lower() in ROLES or any(
        part.title() in OFFICERS for part in re.findall(r"\w+", text[slice(*turn.label)])
    ):
        return True
    last = turn.name.split()[-1]
    named = re.compile(rf"\b[A-Z][\w.’'-]*\s+(?:{re.escape(last)}|{re.escape(last.title())})\b")
    labels = [one.label for one in labelled]
    return any(not meeting(labels, *match.span()) for match in named.finditer(text, start))


def _is_quotation(text: str, content: Span, quoted: Sequence[Span]) -> bool:
    """Whether all the words of `content` are quoted."""
    return bool(meeting(quoted, *content)) and not any(has_words(text, *gap) for gap in _gaps(content, quoted))


def _addresses(text: str, content: Span, quoted: Sequence[Span]) -> bool:
    """Whether somebody asks or addresses somebody in `content`, outside what is `quoted` in it."""
    return any(ADDRESS.search(text, *gap) for gap in _gaps(content, quoted))


def _gaps(content: Span, quoted: Sequence[Span]) -> list[Span]:
    """What is left of `content` outside the stretches `quoted`."""
    inside = meeting(quoted, *content)
    edges = [content[0], *(edge for span in inside for edge in span), content[1]]
    return [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last]


def _past_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset
