"""Where a text puts words between quotation marks, as offsets."""

import re

from analysis.text.segmentation import CAPITAL, Span, paragraphs

PAIRS = {"“": "”", "„": '”“"', "‚": "’‘'", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", '"': '"', "'": "'"}
# Angled marks may stand apart from what they hold, as in French, or point inwards, as in Danish.
ANGLED, INWARDS = "«‹", "»›"
MARK = re.compile("[" + "".join({mark for opening, closing in PAIRS.items() for mark in opening + closing}) + "]")
ENDINGS = ",.!?;…"
# Those that may hold their own kind; a straight or a single mark ends at the first that may close it.
NESTING = frozenset("“„‚«»‹›")
KINDS = {
    mark: [opening for opening, closings in PAIRS.items() if mark in closings] for mark in PAIRS | dict.fromkeys("”’")
}

# Words that begin with an apostrophe, and those that end with one: 'tis, rock 'n' roll, the '90s, nothin' o' the kind.
BEGINS_ELIDED = re.compile(r".(?:(?:n|tis|twas|twere|twill|em|til)(?!\w)|\d\ds?(?!\w))", re.IGNORECASE)
ENDS_ELIDED = re.compile(
    r"(?:n|o|ol|an|th|wi|(?:be|com|cook|do|driv|everyth|anyth|someth|noth|feel|fight|gett|giv|go|hav|hop|keep|kidd|leav|"
    r"liv|look|lov|mak|morn|even|play|read|rid|rock|runn|say|see|sing|sitt|stand|tak|talk|tell|think|try|wait|walk|work)in)$",
    re.IGNORECASE,
)
LAST_WORD = re.compile(r"[^\W_]+$")

DASH = re.compile(r"[—―–]\s*(?=[^\W_])")
VERB = r"(?:said|says|asked|asks|replied|replies|answered|answers|added|adds|exclaimed|continued|told|explained)"
SPEAKER = (
    r"(?:[Tt]he(?:\s[\w-]+){1,2}?(?:\sof\s(?:the\s)?[\w-]+)?|[Hh]e|[Ss]he|[Tt]hey|I"
    rf"|{CAPITAL}[\w’'-]+(?:\s{CAPITAL}[\w’'-]+)*)"
)
# Where more follows ("said the bridge was safe"), what stands before is no speech but the subject of the verb.
END = r"(?=\s*(?:[,.:;!?…—―–]|$|\n)|\s+(?:\w+ly|to|on|in|at|as|with|and|from|while|when|after|before)\b)"
TAG = re.compile(
    rf"(?<=[,?!…])\s+(?:[—―–]\s*)?(?:(?P<cue>{VERB})\s+(?P<source>{SPEAKER})|(?P<source2>{SPEAKER})\s+(?P<cue2>{VERB})){END}"
)
# An item of a list that begins with who somebody is: "— Ann Lee, the mayor, said …".
FULL_NAME = rf"{CAPITAL}[\w’'-]+(?:\s{CAPITAL}[\w.’'-]*)+"
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
        closings = _closings(text, first, last)
        offset = first
        while match := MARK.search(text, offset, last):
            begin = match.start()
            offset = match.end()
            if not _opens(text, begin, first, last):
                continue
            end = closings.get(begin)
            if end is None and (text[begin] in "'‘‚" or text[begin] in INWARDS or text[begin + 1].isspace()):
                continue
            offset = last if end is None else end
            found.append((begin, offset))
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
    if mark in "'‘" and BEGINS_ELIDED.match(text, place, last):
        return False
    if mark in "\"'‘‚":
        return not before.isalnum() and before not in ENDINGS
    return True


def _closings(text: str, first: int, last: int) -> dict[int, int]:
    """For each mark between `first` and `last` that another one may close the offset after that other one."""
    closings: dict[int, int] = {}
    waiting: dict[str, list[int]] = {opening: [] for opening in PAIRS}
    for match in MARK.finditer(text, first, last):
        mark, place = match[0], match.start()
        closed = KINDS[mark] if _may_close(text, place, first, last) else []
        for opening in closed:
            while waiting[opening]:
                closings[waiting[opening].pop()] = place + 1
                if opening in NESTING:
                    break
        if mark in PAIRS and (mark not in closed or mark not in NESTING):
            waiting[mark].append(place)
    return closings


def _may_close(text: str, place: int, first: int, last: int) -> bool:
    after = text[place + 1] if place + 1 < last else " "
    if text[place] in "'’":
        return not after.isalnum() and _may_end_single(text, place, first)
    return text[place] != '"' or not (text[place - 1].isspace() and after.isalnum())


def _may_end_single(text: str, place: int, first: int) -> bool:
    """Whether a single mark may close a quotation and is no plural's possessive ("the voters' choice") or elision."""
    before = text[place - 1] if place > first else " "
    if before in ENDINGS or before == "s" or before.isspace():
        return before in ENDINGS
    word = LAST_WORD.search(text, max(first, place - 12), place)
    return not (word and ENDS_ELIDED.fullmatch(word[0]) and (word[0] in "nN" or text[word.start() - 1] not in "'‘"))
