"""Sources: what the words are that say who speaks, a name, a description, a pronoun, several of them, or nothing of these."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.attribution.names import OFFICES, OPENERS, TITLES, is_calling
from analysis.attribution.people.entities import Naming
from analysis.attribution.people.phrases import CUT, DETERMINERS, FINITE, Phrase, is_calendar, phrase
from analysis.text.segmentation import Span, words

NAMED, DESCRIBED, PRONOUN, SPEAKER, RELATIVE, SEVERAL, NOTHING = (
    "named", "described", "pronoun", "speaker", "relative", "several", "nothing",
)  # fmt: skip
LONGEST_NAME = 8
# What these are of, tells who they are.
KEEPS = re.compile(
    r"(?:[\w’'-]+\s+){0,3}(?:head|heads|member|members|one|some|most|many|half|percent|majority|number|group|secretary)\s+of\b",
    re.I,
)
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "themselves"})
FIRST = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves", "you", "your", "yourself"})
WHO = frozenset({"who", "which", "that"})
PRONOUNS = HE | SHE | IT | THEY
CONTRACTED = re.compile(r"['’](?:d|ve|re|m|ll|s)$")
# Words without a noun that may still be whose words they are.
PRONOMINAL = frozenset("one some others many most both several few another all none everyone everybody somebody someone anyone "
                       "nobody those these this".split())  # fmt: skip
BEFORE_NAME = frozenset(
    "of for from with at in to on by about near under over between among and or the a an 's".split()
)
LEADING = re.compile(r"(?:but|and|among|for|to|by|from|according to|in|at|on|with)\s+", re.IGNORECASE)
WITH_OTHERS = re.compile(
    r"\band\s+(?:\w+\s+)?(?:other|others|his|her|their|its|several|many|some|members|supporters|colleagues|more)\b"
)
DATELINE = re.compile(r"[A-Z][A-Z.’' -]+(?:,[^–—-]{1,30})?(?:\([^)]*\))?\s*[–—-]+\s+")
WHEN = re.compile(
    r",?\s+(?:(?:(?:early|late|earlier|later|on|last|this|next|that)\s+)+(?:[A-Z]\w+day|week|weekend|month|year|spring|summer|autumn|"
    r"fall|winter|morning|afternoon|evening|night)|today|yesterday|tonight|recently|also|then|now|later|earlier|once|repeatedly|"
    r"himself|herself|itself|themselves|[A-Z][a-z]+day|(?:in|since)\s+(?:[A-Z]\w+\s+)?\d{4})$"
)
PREPOSITION = re.compile(r"\b(?:of|for|from|with|at|in|to|on|by|about|near|under|over|between|among)\s+")
JOINED = re.compile(r"(?:\s*,)?\s+(?:and|&)\s+|\s*,\s+")


class Source(NamedTuple):
    """A source: of what kind it is, its pronoun or words, its noun phrase, the namings it means, and its offset.

    The namings in a description are not those whom it means, but whose friend, critic or body it is.
    """

    kind: str
    words: str
    phrase: Phrase | None
    named: tuple[Naming, ...]
    start: int


def source(text: str, span: Span, named: Sequence[Naming]) -> Source:
    """What the words at `span` are, `named` being the namings in the text, in its order.

    A name is meant where it is the head: "Ann Lee of Ostby", "Secretary of State Ann Lee" and "her lawyer, Ann Lee" are
    Ann Lee, "a friend of Ann Lee" and "the Lee campaign" are not.
    """
    written = text[slice(*span)]
    begin = span[0] + len(written) - len(written.lstrip(" \t\r\n—–-“\"'‘*_#>•"))
    end = span[0] + len(written.rstrip(" \t\r\n,.:;—–-”\"'*_"))
    dateline = DATELINE.match(text, begin, end)
    begin = dateline.end() if dateline else begin
    when = WHEN.search(text, begin, end)
    while when and when.start() > begin:
        end = when.start()
        when = WHEN.search(text, begin, end)
    if begin >= end:
        return Source(NOTHING, "", None, (), span[0])
    plain = [CONTRACTED.sub("", word).lower() for word in re.findall(r"[\w’'-]+", text[begin:end])]
    alone = (
        plain[-1] if plain and set(plain[:-1]) <= {"hopefully", "but", "and", "as", "then", "so", "both", "all"} else ""
    )
    for kind, forms in ((PRONOUN, PRONOUNS), (SPEAKER, FIRST), (RELATIVE, WHO)):
        if alone in forms and (kind != PRONOUN or alone not in ("his", "its", "their") or len(plain) == 1):
            return Source(kind, written.split()[-1] if len(plain) == 1 else alone, None, (), begin)
    if plain and plain[0] in {"she", "he", "i", "we", "it"}:
        kind = SPEAKER if plain[0] in FIRST else PRONOUN
        return Source(kind, plain[0], None, (), begin)
    leading = LEADING.match(text, begin, end)
    begin = leading.end() if leading else begin
    inside = [
        naming for naming in named[bisect_left(named, (begin,)) : bisect_left(named, (end,))] if naming.start < end
    ]
    meant = _meant(text, begin, end, inside)
    shown = short(text[begin:end])
    what = phrase(text[begin:end])
    if len(meant) == 1:
        return Source(NAMED, shown, what, meant, begin)
    if len(meant) > 1:
        return Source(SEVERAL, shown, what, meant, begin)
    if what is None or (is_calendar(shown) and leading) or what.head in OPENERS_BUT:
        keeps = plain and plain[0] in PRONOMINAL and len(plain) < 5 and not FINITE.search(text, begin, end)
        described = Phrase(plain[0], frozenset(), "", True) if keeps else None
        return Source(DESCRIBED if keeps else NOTHING, shown, described, (), begin)
    return Source(DESCRIBED, shown, what, tuple(inside), begin)


OPENERS_BUT = (frozenset(opener.lower() for opener in OPENERS) - DETERMINERS) | frozenset(
    {"the", "a", "an", "this", "that", "no", "having", "be", "famous", "hopefully"}
)


def _meant(text: str, begin: int, end: int, inside: Sequence[Naming]) -> tuple[Naming, ...]:
    """The namings that are the source's own: none where a noun has them for what it is of."""
    if not inside:
        return ()
    first = inside[0]
    cuts = (begin + cut.start() for cut in CUT.finditer(text[begin:end]))
    core_end = next((cut for cut in cuts if not any(naming.start < cut < naming.end for naming in inside)), end)
    if len(inside) > 1 and WITH_OTHERS.search(text[begin:end]) is None:
        joined = _joined(text, begin, end, inside)
        if joined:
            return joined
    for naming in inside:
        after = text[naming.end : end]
        if naming.end <= core_end and re.match(
            r"(?:['’]s?)?(?:\s*$|,|\s\(|\s(?:of|for|from|with|at|in|on|who|to)\s)", after
        ):
            if re.match(r"['’]s?\s", after):
                continue
            return (naming,) if naming.start < core_end else ()
    last = inside[-1]
    if text[last.end : end].strip("’'s .,") != "":
        return ()
    before = text[begin : last.start]
    if before.rstrip().endswith(","):
        described = phrase(before.rstrip(" ,"))
        in_apposition = described is not None and not described.plural and "," not in before.rstrip(" ,")
        return (last,) if in_apposition else ()
    opening = list(PREPOSITION.finditer(before))
    between = before[opening[-1].end() :].split() if opening else []
    if not opening:
        return (last,) if not re.search(r"['’]s?\s+$|\b(?:and|or)\s+$", before) or first is last else ()
    names = [
        word
        for word in between
        if word[0].isupper() and not is_calling(word.rstrip(".")) and word.rstrip(".") not in TITLES
    ]
    return (last,) if names and all(word[0].isupper() or word in ("the", "and") for word in between) else ()


def _joined(text: str, begin: int, end: int, inside: Sequence[Naming]) -> tuple[Naming, ...]:
    """The namings of "Ann Lee, Bo Ek and the mayor Jo Ask", where nothing but names and titles is between them."""
    if re.search(r"\band\b|&", text[inside[0].end : inside[-1].start]) is None:
        return ()
    if any(office in text[begin : inside[0].start] for office in ("ecretary of", "inister of", "epartment of")):
        return ()
    if OFFICES.issuperset(text[inside[0].start : inside[0].end].split()):
        return ()
    places = [inside[0].start, *(naming.start for naming in inside[1:])]
    opening = text[begin : places[0]].split()
    if opening and opening[-1].lower() in BEFORE_NAME - {"the", "a", "an"}:
        return ()
    for left, right in pairwise(inside):
        between = text[left.end : right.start]
        joint = JOINED.match(between)
        if not joint or len(between.split()) > 7 or re.search(r"\b(?:of|for|from)\s+(?:the\s+)?$", between):
            return ()
    return tuple(inside)


def short(phrase: str, complement: bool = True) -> str:
    """The words of a source, as far as its first comma and no longer than `LONGEST_NAME` words.

    Without `complement` they end before "of", "for" and the like.
    """
    plain = " ".join(phrase.split(",")[0].split()).strip('“”"')
    is_name = re.match(r"[A-Z][\w’'-]+ (?:of|for) (?:the )?[A-Z]", plain) is not None
    cut = None if complement or is_name or KEEPS.match(plain) else CUT.search(plain)
    plain = plain[: cut.start()] if cut else plain
    finite = FINITE.search(plain)
    plain = plain[: finite.start()].rstrip() if finite and finite.start() > 0 else plain
    spans = words(plain)
    if not spans:
        return plain
    end = spans[min(len(spans), LONGEST_NAME) - 1][1]
    inside_last_word = re.match(r"[^\s.,:;!?”\"»)\]]*", plain[end:])
    kept = plain[: end + (len(inside_last_word[0]) if inside_last_word else 0)]
    return re.sub(r"(?:\s+(?:of|for|from|with|at|in|to|on|by|and|the|a|who|that|his|her|its|their))+$", "", kept)
