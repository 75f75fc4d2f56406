"""Where a text puts words between quotation marks, as offsets."""

import re

from analysis.language import Span, paragraphs

PAIRS = {"“": "”", "„": "”“", "«": "»", "‹": "›", "‘": "’", '"': '"', "'": "'"}
MARK = re.compile("[" + "".join({mark for opening, closing in PAIRS.items() for mark in opening + closing}) + "]")
ENDINGS = ",.!?;…"


def quotations(text: str, start: int = 0) -> list[Span]:
    """Spans of the quotations from `start` on, marks included, in the order of the text and without overlaps.

    Straight, curly, single, angled and low quotation marks count; a quotation inside another belongs to it, and an
    apostrophe is none. A mark that is not closed opens a quotation that ends with its paragraph: a quotation over
    several paragraphs, each with a mark at its beginning, is one span a paragraph.

    >>> text = 'He isn’t sure. “It’s ‘fine’,” she said.'
    >>> [text[first:last] for first, last in quotations(text)]
    ['“It’s ‘fine’,”']
    """
    found = []
    for first, last in paragraphs(text, start):
        offset = first
        while match := MARK.search(text, offset, last):
            begin = match.start()
            offset = match.end()
            if not _opens(text, begin, first, last):
                continue
            end = _closing(text, begin, last)
            if end is None and text[begin] in "'‘":
                continue
            offset = last if end is None else end
            found.append((begin, offset))
    return found


def _opens(text: str, place: int, first: int, last: int) -> bool:
    if text[place] not in PAIRS or place + 1 >= last or text[place + 1].isspace():
        return False
    before = text[place - 1] if place > first else " "
    if text[place] in "\"'‘":
        return not before.isalnum() and before not in ENDINGS
    return True


def _closing(text: str, place: int, last: int) -> int | None:
    """The offset behind the mark that closes the one at `place`, or None if none does before `last`."""
    opening, closings = text[place], PAIRS[text[place]]
    depth = 0
    for match in MARK.finditer(text, place + 1, last):
        mark, here = match[0], match.start()
        after = text[here + 1] if here + 1 < last else " "
        if mark in closings:
            if mark in "'’" and (after.isalnum() or not _may_end_single(text, here)):
                continue
            if mark == '"' and text[here - 1].isspace() and after.isalnum():
                continue
            if depth == 0:
                return here + 1
            depth -= 1
        elif mark == opening and opening not in "\"'‘":
            depth += 1
    return None


def _may_end_single(text: str, place: int) -> bool:
    """Whether a single mark may close a quotation and not a plural's possessive ("the voters' choice")."""
    return text[place - 1] in ENDINGS or (text[place - 1] != "s" and not text[place - 1].isspace())
