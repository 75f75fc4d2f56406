"""Attribution: which stretches of a text it credits to a source, by what words, and to whom.

A model fitted on PolNeAR's annotations reads the text (`analysis.models.attribution`) and links what it
finds (`analysis.attribution.linking`). Rules decide only what is certain: quotation marks, sentences that a formula opens or
closes, and the layout of an interview.
"""

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.attribution import formulas, layout, linking
from analysis.attribution.calibration import calibrated
from analysis.models import attribution as network
from analysis.models.tokens import FIRST_WORD_SHAPE, SHAPE, Tokens, characters, tokens
from analysis.text.quotations import tagged
from analysis.text.segmentation import Span, has_words, meeting, merged, words

DIRECT, INDIRECT = "direct", "indirect"

# A quotation with fewer words that nobody is said to have spoken is a title, a name or a word held at arm's length.
SHORTEST_SPEECH = 4
# From this length on a quotation is speech even where the model does not think so.
CERTAIN_SPEECH = 8


# What follows is what somebody spoke about, and not what was said; the coding guide leaves it to the narrator.
TOPIC = re.compile(
    r"\b(?:discuss(?:es|ed|ing)?|(?:talk(?:s|ed|ing)?|speak(?:s|ing)?|spoken?|statements?|remarks?)\s+(?:of|about|on))\s+$"
)
CAPITALISED = re.compile(r"(?:\b[A-Z][\w’'-]* )+$")


class Attribution(NamedTuple):
    """A credited stretch: its content, its mode, the words that credit it, its source, how it was found, how surely."""

    content: Span
    mode: str
    cue: Span | None
    source: Span | None
    basis: str
    probability: float = 1.0


class Found(NamedTuple):
    """What is found in a text: its attributions, and for each token where it starts and how likely it is content.

    `words` is where the words start.
    """

    attributions: list[Attribution]
    starts: NDArray[np.int32]
    content: NDArray[np.float32]
    words: NDArray[np.int32]


def attributions(text: str, start: int = 0) -> list[Attribution]:
    """The attributions of `text` from `start` on, in the order of the text; their contents do not overlap.

    `content`, `cue` and `source` are spans of character offsets, `mode` is "direct" or "indirect", `basis` says what
    found it, `probability` (0 to 1, calibrated) how likely its words are attributed and its source is right. Quotation
    marks lie inside the content. A quotation that no words credit has neither cue nor source. Any text will do; one
    without attributions gives an empty list.
    """
    return find(text, start).attributions


def find(text: str, start: int = 0) -> Found:
    """The `attributions` of `text` from `start` on, and the probabilities that say how much may have been missed."""
    found = tokens(text, start)
    if not len(found.spans):
        nothing = np.empty(0, dtype=np.int32)
        return Found([], nothing, np.empty(0, dtype=np.float32), nothing)
    model = network.weights()
    reading = network.read(found.features, model)
    quoted = found.quotations
    ruled = _ruled(text, start, quoted)
    chances = linking.content_probability(reading.labels)
    parts = linking.parts(reading.labels, _certain(text, found, chances, quoted))
    datelines = layout.datelines(text, start)
    for span in datelines:
        chances[slice(*np.searchsorted(found.spans[:, 0], span))] = 0
    taken = merged([*datelines, *(span for one in ruled for span in (one.content, one.source, one.cue) if span)])
    result: list[Attribution] = []
    for one in linking.linked(reading, found.features, parts, model):
        content, source, cue = (characters(found, span) for span in one[:3])
        assert content is not None
        if not has_words(text, *content) or TOPIC.search(text, max(start, content[0] - 40), content[0]):
            continue
        source = source and _tidied(text, source)
        if source and text[slice(*source)].lower() in formulas.NO_SOURCE:
            continue
        probability = calibrated(one.attributed, one.credited)
        whole = Attribution(content, INDIRECT, cue, source, "by the model", probability)
        result += _outside(text, _modes(text, whole, quoted), taken)
    is_break = found.spans[:, 1] == found.spans[:, 0]
    is_word = found.features[:, SHAPE] >= FIRST_WORD_SHAPE
    return Found(sorted([*result, *ruled]), found.spans[~is_break, 0], chances[~is_break], found.spans[is_word, 0])


def _ruled(text: str, start: int, quoted: Sequence[Span]) -> list[Attribution]:
    """What rules credit for certain, without overlaps: dialogue after dashes, formulas, interviews."""
    spoken = [
        Attribution(content, DIRECT, cue, source, "by a formula") for content, source, cue in tagged(text, quoted)
    ]
    formal = [
        Attribution(one.content, INDIRECT, one.cue, one.source, "by a formula")
        for one in formulas.credited(text, start, quoted)
    ]
    turns = [
        Attribution(turn.content, DIRECT, None, turn.source, "by the layout of an interview")
        for turn in layout.turns(text, start, quoted)
    ]
    return _apart([*spoken, *formal, *turns])


def _apart(ruled: Sequence[Attribution]) -> list[Attribution]:
    """`ruled` without what lies in the content of another: the longest stays."""
    kept: list[Attribution] = []
    contents: list[Span] = []
    for one in sorted(ruled, key=lambda one: one.content[0] - one.content[1]):
        if not meeting(contents, *one.content):
            insort(contents, one.content)
            kept.append(one)
    return kept


def _certain(text: str, found: Tokens, content: NDArray[np.float32], quoted: Sequence[Span]) -> NDArray[np.bool_]:
    """Which tokens are somebody's words for certain: those of a long quotation, and of one that is likely content."""
    certain = np.zeros(len(found.spans), dtype=bool)
    is_word = found.spans[:, 1] > found.spans[:, 0]
    for first, last in quoted:
        inside = slice(*np.searchsorted(found.spans[:, 0], (first, last)))
        likely = content[inside][is_word[inside]].mean() > 0.5
        if likely or len(words(text, first, last)) >= CERTAIN_SPEECH:
            certain[inside] = True
    return certain & is_word


def _tidied(text: str, source: Span) -> Span:
    """`source` with the capitalised words right before it, where it begins with one, and without a mark at its end."""
    source = source[0], source[0] + max(1, len(text[slice(*source)].rstrip(".,;:—–- ")))
    before = CAPITALISED.search(text[max(0, source[0] - 60) : source[0]])
    return (source[0] - len(before[0]), source[1]) if before and text[source[0]].isupper() else source


def _modes(text: str, one: Attribution, quoted: Sequence[Span]) -> Iterator[Attribution]:
    """`one` cut at the quotations in it: what stands between their marks is direct, the rest indirect."""
    first, last = one.content
    speech = [
        (max(first, begin), min(last, end))
        for begin, end in meeting(quoted, first, last)
        if len(words(text, begin, end)) >= SHORTEST_SPEECH
        or not (has_words(text, first, begin) or has_words(text, end, last))
    ]
    for begin, end in [*speech, (last, last)]:
        if has_words(text, first, begin):
            yield one._replace(content=_trimmed(text, first, begin))
        if has_words(text, begin, end):
            yield one._replace(content=(begin, end), mode=DIRECT)
        first = end


def _outside(text: str, pieces: Iterator[Attribution], taken: Sequence[Span]) -> Iterator[Attribution]:
    """What is left of each of `pieces` outside the stretches `taken`."""
    for one in pieces:
        first, last = one.content
        inside = meeting(taken, first, last)
        if not inside:
            yield one
            continue
        for begin, end in [*inside, (last, last)]:
            if has_words(text, first, begin):
                yield one._replace(content=_trimmed(text, first, begin))
            first = max(first, end)


def _trimmed(text: str, first: int, last: int) -> Span:
    """The span without white space, dashes and commas at its ends."""
    piece = text[first:last]
    return first + len(piece) - len(piece.lstrip(" \t\r\n,:;—–-")), first + len(piece.rstrip(" \t\r\n,:;—–-"))
