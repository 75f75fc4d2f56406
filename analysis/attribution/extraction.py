"""Attribution extraction: which stretches of a text are somebody's words, whose, and what words say so.

A network fitted on PolNeAR's annotations reads the text (`analysis.models.attribution`) and its contents, sources and
cues are joined (`analysis.attribution.linking`). Quotation marks and `analysis.attribution.rules` decide only what is certain.
"""

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.attribution import interviews, linking, rules
from analysis.attribution.calibration import calibrated
from analysis.models import attribution as network
from analysis.models.tokens import SHAPE, Tokens, characters, tokens
from analysis.models.words import FIRST_WORD_SHAPE
from analysis.text.segmentation import CAPITAL, Span, datelines, has_words, meeting, merged, words
from analysis.text.statements import DIRECT, INDIRECT, Attribution

# A quotation with fewer words that nobody is said to have spoken is a title, a name or a word held at arm's length.
SHORTEST_SPEECH = 4
# From this length on a quotation is speech even where the model does not think so.
CERTAIN_SPEECH = 8

# What follows is what somebody spoke about, and not what was said; the coding guide leaves it to the narrator.
TOPIC = re.compile(
    r"\b(?:discuss(?:es|ed|ing)?|(?:talk(?:s|ed|ing)?|speak(?:s|ing)?|spoken?|statements?|remarks?)\s+(?:of|about|on))\s+$"
)
CAPITALISED = re.compile(rf"(?:\b{CAPITAL}[\w’'-]* )+$")
EDGES = " \t\r\n,:;—–-"


class Extraction(NamedTuple):
    """What is extracted from a text of n tokens.

    `attributions` are in the order of the text. `token_starts` (n,) are the offsets of the tokens and `content` (n,)
    the probabilities that they are somebody's words, by which one sees how much may have been missed. `word_starts`
    are the offsets of the words.
    """

    attributions: list[Attribution]
    token_starts: NDArray[np.int32]
    content: NDArray[np.float32]
    word_starts: NDArray[np.int32]


def attributions(text: str, start: int = 0) -> list[Attribution]:
    """The attributions of `text` from `start` on, in the order of the text; their contents do not overlap.

    Probabilities are calibrated. A quotation that no words credit has neither cue nor source. Any text will do; one
    without attributions gives an empty list.

    >>> text = "Ann Lee said the bridge was safe."
    >>> [text[slice(*attribution.content)] for attribution in attributions(text)]
    ['the bridge was safe']
    """
    return extract(text, start).attributions


def extract(text: str, start: int = 0) -> Extraction:
    """The `attributions` of `text` from `start` on, with the probabilities of its tokens."""
    units = tokens(text, start)
    if not len(units.spans):
        nothing = np.empty(0, dtype=np.int32)
        return Extraction([], nothing, np.empty(0, dtype=np.float32), nothing)
    model = network.weights()
    output = network.read(units.features, model)
    quoted = units.quotations
    content = linking.content_probability(output.labels)
    parts = linking.parts(output.labels, _certain(text, units, content, quoted))
    turns = interviews.interview(text, start, quoted)
    ruled = _apart([*turns, *rules.dialogue(text, quoted), *rules.credited_sentences(text, start, quoted)])
    heads = datelines(text, start)
    for dateline in heads:
        content[slice(*np.searchsorted(units.spans[:, 0], dateline))] = 0
    taken = merged(
        [*heads, *interviews.stretch(text, turns), *(span for attribution in ruled for span in attribution[:3] if span)]
    )
    result = list(ruled)
    for in_tokens in linking.link(output, units.features, parts, model):
        attribution = _attribution(text, start, units, in_tokens)
        if attribution:
            result += _outside(text, _modes(text, attribution, quoted), taken)
    is_break = units.spans[:, 1] == units.spans[:, 0]
    is_word = units.features[:, SHAPE] >= FIRST_WORD_SHAPE
    return Extraction(sorted(result), units.spans[~is_break, 0], content[~is_break], units.spans[is_word, 0])


def _attribution(text: str, start: int, units: Tokens, in_tokens: linking.TokenAttribution) -> Attribution | None:
    """The attribution in characters, calibrated, or None where its content is a topic or its source is none ("plan")."""
    content, source, cue = (characters(units, span) for span in in_tokens[:3])
    if content is None or not has_words(text, *content) or TOPIC.search(text, max(start, content[0] - 40), content[0]):
        return None
    source = source and _tidied(text, source)
    if source and text[slice(*source)].lower() in rules.NO_SOURCE:
        return None
    return Attribution(
        content, source, cue, INDIRECT, "by the model", calibrated(in_tokens.attributed, in_tokens.credited)
    )


def _apart(ruled: Sequence[Attribution]) -> list[Attribution]:
    """Those of `ruled` that do not overlap; of two contents that do the longer."""
    kept: list[Attribution] = []
    contents: list[Span] = []
    for attribution in sorted(ruled, key=lambda attribution: attribution.content[0] - attribution.content[1]):
        if not meeting(contents, *attribution.content):
            insort(contents, attribution.content)
            kept.append(attribution)
    return kept


def _certain(text: str, units: Tokens, content: NDArray[np.float32], quoted: Sequence[Span]) -> NDArray[np.bool_]:
    """Which tokens are somebody's words for certain: those of a long quotation, and of one that is likely content."""
    certain = np.zeros(len(units.spans), dtype=bool)
    is_word = units.spans[:, 1] > units.spans[:, 0]
    for first, last in quoted:
        inside = slice(*np.searchsorted(units.spans[:, 0], (first, last)))
        likely = content[inside][is_word[inside]].mean() > 0.5
        if likely or len(words(text, first, last)) >= CERTAIN_SPEECH:
            certain[inside] = True
    return certain & is_word


def _tidied(text: str, source: Span) -> Span:
    """`source` with the capitalised words right before it, where it begins with one, and without a mark at its end."""
    source = source[0], source[0] + max(1, len(text[slice(*source)].rstrip(".,;:—–- ")))
    before = CAPITALISED.search(text[max(0, source[0] - 60) : source[0]])
    return (source[0] - len(before[0]), source[1]) if before and text[source[0]].isupper() else source


def _modes(text: str, attribution: Attribution, quoted: Sequence[Span]) -> Iterator[Attribution]:
    """`attribution` cut at the quotations in it: what stands between their marks is direct, the rest indirect."""
    first, last = attribution.content
    speech = [
        (max(first, begin), min(last, end))
        for begin, end in meeting(quoted, first, last)
        if len(words(text, begin, end)) >= SHORTEST_SPEECH
        or not (has_words(text, first, begin) or has_words(text, end, last))
    ]
    for begin, end in [*speech, (last, last)]:
        if has_words(text, first, begin):
            yield attribution._replace(content=_trimmed(text, first, begin))
        if has_words(text, begin, end):
            yield attribution._replace(content=(begin, end), mode=DIRECT)
        first = end


def _outside(text: str, pieces: Iterator[Attribution], taken: Sequence[Span]) -> Iterator[Attribution]:
    """What is left of each of `pieces` outside the stretches `taken`."""
    for piece in pieces:
        first, last = piece.content
        inside = meeting(taken, first, last)
        if not inside:
            yield piece
            continue
        for begin, end in [*inside, (last, last)]:
            if has_words(text, first, begin):
                yield piece._replace(content=_trimmed(text, first, begin))
            first = max(first, end)


def _trimmed(text: str, first: int, last: int) -> Span:
    """The span without white space, dashes and commas at its ends."""
    piece = text[first:last]
    return first + len(piece) - len(piece.lstrip(EDGES)), first + len(piece.rstrip(EDGES))
