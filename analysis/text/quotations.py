"""Where a text puts words between quotation marks, as offsets."""

import re
from collections.abc import Sequence

from analysis.text.segmentation import Span, paragraphs

PAIRS = {"“": "”", "„": '”“"', "‚": "’‘'", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", '"': '"', "'": "'"}
# Angled marks may stand apart from what they hold, as in French, or point inwards, as in Danish.
ANGLED, INWARDS = "«‹", "»›"
MARK = re.compile("[" + "".join({mark for opening, closing in PAIRS.items() for mark in opening + closing}) + "]")
ENDINGS = ",.!?;…"

DASH = re.compile(r"[—―–]\s*(?=[^\W_])")
VERB = r"(?:said|says|asked|asks|replied|replies|answered|answers|added|adds|exclaimed|continued|told|explained)"
SPEAKER = (
    r"(?:[Tt]he(?:\s[\w-]+){1,2}?(?:\sof\s(?:the\s)?[\w-]+)?|[Hh]e|[Ss]he|[Tt]hey|I|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
)
# Where more follows ("said the bridge was safe"), what stands before is no speech but the subject of the verb.
END = r"(?=\s*(?:[,.:;!?…—―–]|$|\n)|\s+(?:\w+ly|to|on|in|at|as|with|and|from|while|when|after|before)\b)"
TAG = re.compile(
    rf"(?<=[,?!…])\s+(?:[—―–]\s*)?(?:(?P<cue>{VERB})\s+(?P<source>{SPEAKER})|(?P<source2>{SPEAKER})\s+(?P<cue2>{VERB})){END}"
)
# An item of a list that begins with who somebody is: "— Ann Lee, the mayor, said …".
FULL_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*)+"
SUBJECT = re.compile(
    rf"[—―–]\s*(?:{FULL_NAME},\s(?:the|an?|his|her|their|its|who|\d+)\b[^,\n]*|The\s[^,\n]*,\s{FULL_NAME}),\s+"
)
RESUMED = re.compile(r"[,.!?]\s+[—―–]\s*(?=[^\W_])")


def quotations(text: str, start: int = 0) -> list[Span]:
    """Spans of the quotations from `start` on, marks included, in the order of the text and without overlaps.

    Straight, curly, single, angled and low quotation marks count; a quotation inside another belongs to it, and an
    apostrophe is none. A mark that is not closed opens a quotation that ends with its paragraph: a quotation over
    several paragraphs, each with a mark at its beginning, is one span a paragraph. In a text with dialogue after dashes
    ("— It’s fine, she said.") a paragraph that begins with one is a quotation but for the words that credit it.

    >>> text = 'He isn’t sure. “It’s ‘fine’,” she said.'
    >>> [text[first:last] for first, last in quotations(text)]
    ['“It’s ‘fine’,”']
    """
    found = []
    spans = paragraphs(text, start)
    dashed = {span for span in spans if DASH.match(text, *span)}
    is_dialogue = any(_tag(text, *span) for span in dashed)
    for first, last in spans:
        if is_dialogue and (first, last) in dashed:
            found += _spoken_after_dash(text, first, last)
            continue
        offset = first
        while match := MARK.search(text, offset, last):
            begin = match.start()
            offset = match.end()
            if not _opens(text, begin, first, last):
                continue
            end = _closing(text, begin, last)
            if end is None and (text[begin] in "'‘‚" or text[begin] in INWARDS or text[begin + 1].isspace()):
                continue
            offset = last if end is None else end
            found.append((begin, offset))
    return found


def tagged(text: str, quoted: Sequence[Span]) -> list[tuple[Span, Span, Span]]:
    """Content, source and cue of those of the `quotations` of `text` after a dash that words behind them credit.

    >>> text = "— It’s fine, she said."
    >>> [[text[first:last] for first, last in one] for one in tagged(text, quotations(text))]
    [['— It’s fine,', 'she', 'said']]
    """
    found: list[tuple[Span, Span, Span]] = []
    tag: re.Match[str] | None = None
    for first, last in quoted:
        resumed = tag is not None and RESUMED.match(text, tag.end()) and "\n" not in text[tag.end() : first]
        if not resumed:
            tag = TAG.match(text, last) if DASH.match(text, first) else None
        if tag:
            name = "" if tag["cue"] else "2"
            found.append(((first, last), tag.span(f"source{name}"), tag.span(f"cue{name}")))
    return found


def _tag(text: str, first: int, last: int) -> re.Match[str] | None:
    """The words that credit the dialogue from `first` to `last`, if any do."""
    tag = TAG.search(text, first, last)
    return None if tag and SUBJECT.fullmatch(text, first, tag.start("cue" if tag["cue"] else "source2")) else tag


def _spoken_after_dash(text: str, first: int, last: int) -> list[Span]:
    tag = _tag(text, first, last)
    if tag is None:
        return [(first, last)]
    resumed = RESUMED.search(text, tag.end(), last)
    return [(first, tag.start())] + ([(resumed.end(), last)] if resumed else [])


def _opens(text: str, place: int, first: int, last: int) -> bool:
    mark = text[place]
    if mark not in PAIRS or place + 1 >= last or (text[place + 1].isspace() and mark not in ANGLED):
        return False
    before = text[place - 1] if place > first else " "
    if mark in INWARDS:
        return before.isspace() and text[place + 1].isalnum()
    if mark in "\"'‘‚":
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
