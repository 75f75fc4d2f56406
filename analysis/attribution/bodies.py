"""Countries and bodies: what a text names besides people, and what "the country" and "the alliance" stand for."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

import pandas as pd

from analysis.attribution.names import (
    ADJECTIVE,
    BODY,
    BODY_ENDS,
    BODY_NAME,
    BODY_WORD,
    CALENDAR,
    COUNTRY,
    DATA,
    NO_NAME,
    OFFICERS,
    OFFICES,
    RANKED,
    TITLES,
    WORD,
    Mention,
    without_possessive,
)
from analysis.text.segmentation import Span, meeting, sentences

COUNTRIES = DATA / "countries.tsv"

STATE_OF = re.compile(
    r"^(?:(?:Islamic|People's|Democratic|Federal|Arab) )*(?:Republic|Kingdom|State|Federation) of (?:the )?"
)
COUNTRY_WORDS = frozenset({"country", "nation", "state", "republic", "kingdom"})
# What a body of a well-known short name is called when the name is not repeated.
KINDS = {
    "NATO": "alliance",
    "EU": "bloc union",
    "European Union": "bloc union",
    "UN": "organization organisation body",
    "United Nations": "organization organisation body",
    "OPEC": "cartel organization organisation",
}
KIND_WORDS = (
    "agency alliance army assembly bank bloc board body cartel club coalition commission committee company congress "
    "corporation council court department firm foundation fund government group institute junta league ministry "
    "movement network organisation organization parliament party senate union university"
).split()
DESCRIBED = re.compile(
    rf"\b(?:the|this|that|The|This|That)\s+({'|'.join([*sorted(COUNTRY_WORDS), *KIND_WORDS])})\b(?!\s+of\b|-)(?:['’]s)?"
)
# Longer than this a word of capitals is a headline's, and not a body's short name.
LONGEST_LETTERS = 5
# A body's name with its short name is no longer, in characters.
LONGEST_BODY = 150
SHORT = re.compile(r"\([A-Z]{2,8}\)")
INTRODUCED = re.compile(
    rf"(?P<name>{WORD}(?:\s+(?:{WORD}|of|for|to|the|and|on|in|at))*\s+{WORD})\s+\((?P<short>[A-Z]{{2,8}})\)$"
)


@cache
def countries() -> dict[str, str]:
    """The name of each country by every name of it in the list (Unicode CLDR, by way of the package Babel)."""
    lines = [line.split("\t") for line in COUNTRIES.read_text(encoding="utf-8").splitlines()]
    return {name: names[0] for names in lines for name in names}


def short_names(text: str, start: int = 0) -> dict[str, str]:
    """The bodies whose short name the text gives: full name by short and by full name.

    >>> short_names("The Alliance for Bridges (AB) met.")
    {'AB': 'Alliance for Bridges', 'Alliance for Bridges': 'Alliance for Bridges'}
    """
    names: dict[str, str] = {}
    for end in (short.end() for short in SHORT.finditer(text, start)):
        match = INTRODUCED.search(text, max(start, end - LONGEST_BODY), end)
        if not match:
            continue
        parts = match["name"].split()
        initials = len(match["short"])
        while len(parts) > initials and sum(part[0].isupper() for part in parts) > initials:
            parts.pop(0)
        name = " ".join(parts)
        names |= {match["short"]: name, name: name}
    return names


def bodies(text: str, start: int, persons: Sequence[Mention]) -> Iterator[Mention]:
    """Where `text` names a country or a body: runs of capitals that are none of `persons`, no title and no day.

    A word that opens a sentence is a name only where it is one elsewhere, too, or can be nothing else.
    """
    taken = sorted((person.start, person.end) for person in persons)
    openings = {_first_letter(text, first) for first, _ in sentences(text, start)}
    inside = {match[0] for match in BODY_NAME.finditer(text, start) if match.start() not in openings}
    for match in BODY_NAME.finditer(text, start):
        for first, last in _pieces(text, match.span(), taken):
            name = text[first:last]
            country = countries().get(name) or countries().get(STATE_OF.sub("", name))
            if country:
                yield Mention(first, last, country, "named in the text", COUNTRY)
            elif _is_body(text, name, last) and (first not in openings or name in inside or _is_sure(name)):
                yield Mention(first, last, name, "named in the text", BODY)


def described_bodies(text: str, start: int, named: Sequence[Mention], rows: pd.DataFrame) -> list[Mention]:
    """Where "the country" or "the alliance" stands: for the one of `named` of that kind that the same voice named last.

    Where that voice named none, it is the one named last. `rows` are the statements of the text.
    """
    ordered = sorted([*named, *_adjectives(text, start, named)])
    firsts = [mention.start for mention in ordered]
    begins, voices = rows["start"].tolist(), rows["voice"].tolist()

    def voice(offset: int) -> str:
        return str(voices[max(0, bisect_right(begins, offset) - 1)])

    matches = list(DESCRIBED.finditer(text, start))
    words = {match[1].lower() for match in matches}
    latest: dict[tuple[str, str | None], Mention] = {}

    def read(mention: Mention) -> None:
        for word in words:
            if _is_of_kind(mention, word):
                latest[word, None] = latest[word, voice(mention.start)] = mention

    mentions: list[Mention] = []
    number = 0
    for match in matches:
        while number < len(ordered) and firsts[number] <= match.start():
            read(ordered[number])
            number += 1
        word = match[1].lower()
        last = latest.get((word, voice(match.start()))) or latest.get((word, None))
        if last:
            mentions.append(Mention(match.start(), match.end(1), last.target, f"named last as a {word}", last.kind))
            read(mentions[-1])
    return mentions


def _pieces(text: str, span: Span, taken: list[Span]) -> Iterator[Span]:
    """The parts of a run of capitalised words outside the names `taken`, without what cannot open or close a name."""
    first, last = span
    for begin, end in [*meeting(taken, first, last), (last, last)]:
        if begin > first:
            yield from _bare(text, first, begin)
        first = max(first, end)


def _bare(text: str, first: int, last: int) -> Iterator[Span]:
    """The names from `first` to `last` without the openers, titles and days around them; "General Motors" is one."""
    words = list(re.finditer(r"\S+", text[first:last]))
    titled = ""
    while words and (words[-1][0] in TITLES | CALENDAR or words[-1][0].islower()):
        titled = words.pop()[0]
    head = [word[0].strip(".,") for word in takewhile(lambda word: not word[0].islower(), words)]
    is_body = len(head) > 1 and without_possessive(head[-1]) in BODY_ENDS
    while words and _is_no_name(words[0][0], titles=not is_body):
        title = words.pop(0)[0].strip(".,") in TITLES
        head = head[1:]
        if title and len(words) > 1 and words[0][0] == "of" and OFFICES.issuperset(word[0] for word in words[1:]):
            return
    if not words:
        return
    if len(words) == 1 and titled in TITLES and _qualifies(words[0][0]):
        return
    cut = next((place for place, word in enumerate(head) if place and word in OFFICERS), 0)
    if cut and not is_body:
        if cut > 1 or not _qualifies(head[0]):
            yield from _bare(text, first, first + words[cut - 1].end())
        yield from _bare(text, first + words[cut].start(), last)
        return
    begin, end = first + words[0].start(), first + words[-1].end()
    written = text[begin:end]
    yield begin, end if written == "U.S." else begin + len(re.sub(r"[.,]$", "", without_possessive(written)))


def _qualifies(word: str) -> bool:
    """Whether `word` before a title belongs to it: "Norwegian", "Crown"."""
    return ADJECTIVE.search(word) is not None or word in RANKED


def _is_no_name(word: str, titles: bool) -> bool:
    """Whether a name cannot begin with `word`: small letters, an opener ("It’s"), a day, and with `titles` a title."""
    plain = re.split("['’]", word)[0].strip(".,")
    return word.islower() or plain in NO_NAME or (titles and word.strip(".,") in TITLES)


def _is_body(text: str, name: str, last: int) -> bool:
    before_noun = re.match(r"(?:-\w+)?\s+[a-z]", text[last : last + 30]) is not None
    adjective = " " not in name and ADJECTIVE.search(name) is not None and before_noun
    return len(name) > 1 and not adjective and CALENDAR.isdisjoint(name.split())


def _is_sure(name: str) -> bool:
    """Whether `name` is one even where any word has a capital: several words, a body's letters, a script without capitals."""
    return " " in name or (name.isupper() and len(name) <= LONGEST_LETTERS) or not name[0].isupper()


def _first_letter(text: str, first: int) -> int:
    """The offset of the first word of the sentence at `first`, after the marks before it."""
    match = re.compile(r"\W*").match(text, first)
    return match.end() if match else first


def _adjectives(text: str, start: int, named: Sequence[Mention]) -> Iterator[Mention]:
    """The adjectives of countries that the text names ("the Norwegian crisis"); they tell which one is spoken of."""
    targets = {mention.target for mention in named if mention.kind == COUNTRY}
    for match in re.compile(rf"\b{BODY_WORD}").finditer(text, start):
        country = next((target for target in targets if match[0][:4] == target[:4]), None)
        if country and ADJECTIVE.search(match[0]):
            yield Mention(*match.span(), country, "adjective", COUNTRY)


def _is_of_kind(mention: Mention, kind: str) -> bool:
    if kind in COUNTRY_WORDS:
        return mention.kind == COUNTRY
    return kind in mention.target.lower().split() or kind in KINDS.get(mention.target, "").split()
