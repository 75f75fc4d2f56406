"""What a page's layout tells: interviews whose paragraphs begin with who speaks, datelines that are nobody's words."""

import re
from typing import NamedTuple

from analysis.text.quotations import MARK
from analysis.text.segmentation import Span, paragraphs, words

LONGEST_LABEL = 10
NAME = r"(?:[A-Z][\w.’'-]*|(?:al|bin|de|del|der|di|la|van|von))"
LABEL = re.compile(
    rf"(?P<label>{NAME}(?:\s+{NAME}){{0,5}}(?:\s*,\s*[^:\n“\"«„]{{1,80}}|\s*\([^):\n]{{1,60}}\))?)\s*:(?=\s|$)"
)
NO_SPEAKER = frozenset(
    "Advertisement Also Analysis Background Breaking Caption Contact Correction Date Editor’s Exclusive Figure File Here "
    "However Image Live Location More Note Opinion Photo Picture Read Related Source Sources Summary Tags Topics Update "
    "Updated Video Warning Watch What When Where Who Why".split()
)  # fmt: skip


PLACE = r"[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}"
DATELINE = re.compile(rf"{PLACE}(?:,\s[\w. ]{{1,30}})?(?:\s\([^()\n]{{1,40}}\))?\s*(?:[—–―]|\s-{{1,2}}\s)\s*(?=\S)")


class Turn(NamedTuple):
    """What one speaker says, and the label that names the speaker."""

    content: Span
    source: Span


def turns(text: str, start: int = 0) -> list[Turn]:
    """The labelled turns of `text` from `start` on: "Ann Lee: We will rebuild." or the label on a line of its own.

    A label counts where a quotation follows it, or where another paragraph of the text has a label too: one colon
    alone makes no interview.

    >>> text = "Q: Will it hold?\\nA: It will."
    >>> [text[slice(*turn.content)] for turn in turns(text)]
    ['Will it hold?', 'It will.']
    """
    spans = paragraphs(text, start)
    labels = [LABEL.match(text, first, last) for first, last in spans]
    found: list[tuple[Turn, bool]] = []
    for number, (match, (_, last)) in enumerate(zip(labels, spans, strict=True)):
        if match is None or not _names_speaker(match["label"]):
            continue
        content = (_past_space(text, match.end(), last), last)
        if content[0] >= last:
            if number + 1 == len(spans) or labels[number + 1] is not None:
                continue
            content = spans[number + 1]
        quoted = MARK.match(text, content[0]) is not None
        if words(text, *content):
            found.append((Turn(content, match.span("label")), quoted))
    return [turn for turn, quoted in found if quoted or len(found) > 1]


def datelines(text: str, start: int = 0) -> list[Span]:
    """The datelines that open paragraphs of `text` from `start` on: where and when a report was written.

    >>> text = "OSTBY, March 3 (Northern News) - Rain fell."
    >>> [text[first:last] for first, last in datelines(text)]
    ['OSTBY, March 3 (Northern News) - ']
    """
    matches = (DATELINE.match(text, first, last) for first, last in paragraphs(text, start))
    return [match.span() for match in matches if match]


def _names_speaker(label: str) -> bool:
    return len(label.split()) <= LONGEST_LABEL and label.split()[0].rstrip(",") not in NO_SPEAKER


def _past_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset
