"""Targets: the people, countries and bodies that an article speaks of, mention by mention.

People go by the names that `analysis.attribution.naming` gives to voices. Countries are known from a list (Unicode CLDR, by
way of the package Babel); what else is named by capitals is a body. Descriptions ("the alliance") and pronouns are resolved
only where the text leaves one candidate; what is not resolved is no mention.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.attribution.people import CALENDAR, OPENERS, TITLES, Mention, people
from analysis.text.article import Article, Person
from analysis.text.segmentation import Span, sentences
from analysis.text.statements import DIRECT, INDIRECT, require, spoken

COUNTRIES = Path(__file__).parent / "countries.tsv"
COLUMNS = ("statement", "voice", "mode", "target", "start", "end", "mention", "basis")

WORD = r"(?:U\.S\.(?!\w)|[A-Z][\w’'.-]*\w)"
NAME = re.compile(rf"\b{WORD}(?:\s+(?:(?:of|for)\s+(?:the\s+)?(?={WORD}))?{WORD})*")
INNER_JOIN = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?")
ADJECTIVE = re.compile(r"(?:an|ish|ese|i)(?:-[A-Z]\w+)?$")
NOBODY = (
    CALENDAR | OPENERS | frozenset("I I'm I've I'd I'll Yes Well Thank Thanks God Ok Okay Please Sure Today".split())
)
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
TITLED = re.compile(
    r"\b[Tt]he\s+(?:[\w-]+\s+){0,3}?(?:president|minister|leader|commander|chancellor|king|queen|governor|senator|mayor|"
    r"secretary|chairman|chairwoman|nominee|head of state|spokesman|spokeswoman|ambassador|marshal|general)\b"
    rf"(?:\s+of\s+(?:the\s+)?{WORD}(?:\s+{WORD})*)?"
)
VOCATIVE = re.compile(rf"\b(?:Mr|Mrs|Ms|Madam|Dear|Sir)\.?\s+({WORD}(?:\s+{WORD})?)(?=\s*[,.!?;:])")
# Possessives are left out: what is said of somebody's house is not said of somebody.
HE, SHE = frozenset({"he", "him", "himself"}), frozenset({"she", "her", "herself"})
FIRST, SECOND = frozenset({"i", "me", "myself"}), frozenset({"you", "yourself"})
PRONOUN = re.compile(
    r"\b(?:he|him|himself|she|herself|me|myself|you|yourself"
    r"|her(?=[,.;:!?”\"]|\s+(?:to|in|for|as|at|and|or|that|on|from|with|by|because|of|into|when|while|out|up|down|off)\b))\b"
    r"|\bI\b(?!\.)",
    re.IGNORECASE,
)
MALE_TITLES, FEMALE_TITLES = frozenset({"mr", "sir", "lord"}), frozenset({"mrs", "ms", "miss", "madam", "lady"})
LONGEST_LETTERS = 5
PERSON, COUNTRY, BODY = "person", "country", "body"
# A pronoun reaches back to a name in its own sentence or in one of so many before.
REACH = 2


class Found(NamedTuple):
    """A mention: where it stands, what is meant, and how that was found."""

    start: int
    end: int
    target: str
    basis: str
    kind: str


@cache
def countries() -> dict[str, str]:
    """The name of each country by every name of it in the list."""
    lines = [line.split("\t") for line in COUNTRIES.read_text(encoding="utf-8").splitlines()]
    return {name: names[0] for names in lines for name in names}


def mentions(article: Article, statements: pd.DataFrame) -> pd.DataFrame:
    """Every mention of a person, country or body in `statements` of `article`, one row each, in the order of the text.

    Columns: `statement`, `voice` and `mode` (of the statement), `target` (one name), `start`, `end` (offsets into the
    file), `mention` (the words), `basis` (how the target was found). Words that only say who is speaking, the sources
    of `statements`, are no mention. Mentions do not overlap; one that cannot be resolved is left out.
    """
    require(statements, "statement", "start", "end", "text", "voice", "mode", "source")
    rows = spoken(statements)
    sources = sorted(span for span in rows["source"] if isinstance(span, tuple))
    found = _apart(_found(article, rows), sources)
    firsts = rows["start"].tolist()
    numbers, voices, modes, ends = (rows[name].tolist() for name in ("statement", "voice", "mode", "end"))
    table = []
    for one in found:
        place = bisect_right(firsts, one.start) - 1
        if place < 0 or one.end > ends[place]:
            continue
        words = article.text[one.start : one.end]
        table.append((numbers[place], voices[place], modes[place], one.target, one.start, one.end, words, one.basis))
    return pd.DataFrame(table, columns=list(COLUMNS))


def _found(article: Article, rows: pd.DataFrame) -> list[Found]:
    """All that may be a mention, names first; later ones yield to earlier ones where they overlap."""
    text, start = article.text, article.start
    known = people(text, start, article.cast)
    named = [_person(text, one, known.names) for one in known.mentions]
    others = list(_others(text, start, named))
    declared = list(_declared(text, start, article.cast))
    titled = [*declared, *_titled(text, start, known.titles, known.names, named)]
    persons = sorted([*named, *titled])
    honorifics = {known.names.get(one.key, one.key): one.honorific for one in known.mentions if one.honorific}
    return [
        *named,
        *declared,
        *others,
        *titled,
        *_kinds(text, start, others, rows),
        *_pronouns(text, start, rows, persons, honorifics),
    ]


def _person(text: str, mention: Mention, names: dict[str, str]) -> Found:
    match = re.compile(rf"{WORD}(?:\s+(?:[A-Z]\.|{WORD}))*").match(text, mention.start)
    last = names[mention.key].split()[-1]
    end = match.end() if match else mention.start
    at = text.find(last, mention.start, end)
    end = at + len(last) if at >= 0 else _without_possessive(text, mention.start, end)
    return Found(mention.start, end, names[mention.key], "named in the text", PERSON)


def _others(text: str, start: int, persons: list[Found]) -> Iterator[Found]:
    """Names of countries and bodies: runs of capitalised words that are no person's, title or calendar word."""
    taken = sorted((one.start, one.end) for one in persons)
    openings = {first + _quote(text, first) for first, _ in sentences(text, start)}
    inside = {match[0] for match in NAME.finditer(text, start) if match.start() not in openings}
    for match in NAME.finditer(text, start):
        for first, last in _pieces(text, match.span(), taken):
            name = text[first:last]
            if name in countries():
                yield Found(first, last, countries()[name], "named in the text", COUNTRY)
                continue
            plain = STATE_OF.sub("", name)
            if plain in countries():
                yield Found(first, last, countries()[plain], "named in the text", COUNTRY)
            elif _is_body(text, name, last) and (first not in openings or name in inside or _is_sure(name)):
                yield Found(first, last, name, "named in the text", BODY)


def _pieces(text: str, span: Span, taken: list[Span]) -> Iterator[Span]:
    """The parts of a run of capitalised words outside the names `taken`, without what cannot open or close a name."""
    first, last = span
    for begin, end in [*(one for one in taken if one[0] < last and one[1] > first), (last, last)]:
        if begin > first:
            yield from _bare(text, first, begin)
        first = max(first, end)


def _bare(text: str, first: int, last: int) -> Iterator[Span]:
    words = list(re.finditer(r"\S+", text[first:last]))
    while words and (words[0][0].strip(".,") in NOBODY | TITLES or words[0][0].islower()):
        words.pop(0)
    while words and (words[-1][0] in TITLES | CALENDAR or words[-1][0].islower()):
        words.pop()
    if words:
        begin = first + words[0].start()
        yield begin, _without_possessive(text, begin, first + words[-1].end())


def _without_possessive(text: str, first: int, last: int) -> int:
    return first + len(re.sub(r"['’]s?$|[.,]$", "", text[first:last])) if text[first:last] != "U.S." else last


def _is_body(text: str, name: str, last: int) -> bool:
    before_noun = re.match(r"(?:-\w+)?\s+[a-z]", text[last : last + 30]) is not None
    adjective = " " not in name and ADJECTIVE.search(name) is not None and before_noun
    return (
        len(name) > 1 and not adjective and "-" not in name[:1] and not any(word in CALENDAR for word in name.split())
    )


def _is_sure(name: str) -> bool:
    """Whether `name` is one even where any word would have a capital: several words, or the letters of a body."""
    return " " in name or (name.isupper() and len(name) <= LONGEST_LETTERS)


def _quote(text: str, first: int) -> int:
    """How many marks stand before the first word of the sentence at `first`."""
    match = re.compile(r"[^\w]*").match(text, first)
    return len(match[0]) if match else 0


def _declared(text: str, start: int, cast: tuple[Person, ...]) -> Iterator[Found]:
    for person in cast:
        for title in person.titles:
            for match in re.compile(rf"(?<!\w){re.escape(title.text)}(?!\w)", re.IGNORECASE).finditer(text, start):
                yield Found(*match.span(), person.name, "title in the cast", PERSON)


def _titled(
    text: str, start: int, titles: dict[str, set[str]], names: dict[str, str], persons: list[Found]
) -> Iterator[Found]:
    """Titles that the text itself gives to one person."""
    for match in TITLED.finditer(text, start):
        described = {word for word in re.findall(r"[\w-]+", match[0].lower()) if word not in ("the", "of")}
        fitting = [key for key, known in titles.items() if described <= known]
        if len(fitting) == 1 and not any(one.start < match.end() and one.end > match.start() for one in persons):
            yield Found(*match.span(), names[fitting[0]], "title in the text", PERSON)


def _kinds(text: str, start: int, names: list[Found], rows: pd.DataFrame) -> list[Found]:
    """ "the country" and "the alliance": the country, or the body of that kind, that the same voice named last."""
    ordered = sorted([*names, *_adjectives(text, start, names)])
    firsts = [one.start for one in ordered]
    begins, voices = rows["start"].tolist(), rows["voice"].tolist()

    def voice(offset: int) -> str:
        return str(voices[max(0, bisect_right(begins, offset) - 1)])

    found: list[Found] = []
    for match in DESCRIBED.finditer(text, start):
        word = match[1].lower()
        before = [*ordered[: bisect_right(firsts, match.start())], *found]
        fitting = [one for one in before if one.kind == COUNTRY] if word in COUNTRY_WORDS else _of_kind(before, word)
        own = [one for one in fitting if voice(one.start) == voice(match.start())]
        if own or fitting:
            last = max(own or fitting)
            found.append(Found(match.start(), match.end(1), last.target, f"named last as a {word}", last.kind))
    return found


def _adjectives(text: str, start: int, names: list[Found]) -> Iterator[Found]:
    """The adjectives of countries that the text names ("the Norwegian crisis"); they tell which one is spoken of."""
    named = {one.target for one in names if one.kind == COUNTRY}
    for match in re.finditer(rf"\b{WORD}", text[start:]):
        if ADJECTIVE.search(match[0]):
            of = [country for country in named if match[0][:4] == country[:4]]
            if of:
                yield Found(start + match.start(), start + match.end(), of[0], "adjective", COUNTRY)


def _of_kind(before: list[Found], kind: str) -> list[Found]:
    return [one for one in before if kind in one.target.lower().split() or kind in KINDS.get(one.target, "").split()]


def _pronouns(
    text: str, start: int, rows: pd.DataFrame, persons: list[Found], honorifics: dict[str, str]
) -> Iterator[Found]:
    """Pronouns of one person: the speaker's own, that of whoever is called by name, and he or she who was named last.

    In indirect speech "he" and "she" are the speaker.
    """
    openings = [first for first, _ in sentences(text, start)]
    firsts = [one.start for one in persons]
    addressed = _addressed(text, rows, persons)
    for number, first, last, voice, mode in rows[["statement", "start", "end", "voice", "mode"]].itertuples(
        index=False
    ):
        for match in PRONOUN.finditer(text, first, last):
            word = match[0].lower()
            target: str | None = None
            if word in SECOND:
                target = addressed.get(number)
            elif word in FIRST:
                target = voice if mode == DIRECT else None
            elif mode == INDIRECT and _fits(word, voice, honorifics):
                target = voice
            else:
                sentence = bisect_right(openings, match.start()) - 1
                earliest = openings[max(0, sentence - REACH)]
                for one in reversed(persons[: bisect_right(firsts, match.start())]):
                    if one.start < earliest:
                        break
                    if one.target != voice and _fits(word, one.target, honorifics):
                        target = one.target
                        break
            if target:
                yield Found(*match.span(), target, "pronoun", PERSON)


def _fits(pronoun: str, person: str, honorifics: dict[str, str]) -> bool:
    """Whether no honorific of `person` speaks against `pronoun`."""
    return honorifics.get(person, "") not in (FEMALE_TITLES if pronoun in HE else MALE_TITLES)


def _addressed(text: str, rows: pd.DataFrame, persons: list[Found]) -> dict[int, str]:
    """Whom each statement in direct speech addresses: whom its speaker called by name last, with nobody between."""
    firsts = [one.start for one in persons]
    found: dict[int, str] = {}
    speaker, called = "", ""
    direct = rows[rows["mode"] == DIRECT]
    for number, first, last, voice in direct[["statement", "start", "end", "voice"]].itertuples(index=False):
        if voice != speaker:
            speaker, called = voice, ""
        for match in VOCATIVE.finditer(text, first, last):
            for one in persons[bisect_left(firsts, match.start()) : bisect_left(firsts, match.end())]:
                called = one.target
        if called:
            found[number] = called
    return found


def _apart(found: list[Found], sources: list[Span]) -> list[Found]:
    """`found` without what lies in a source, and of two that overlap the one found first."""
    kept: list[Found] = []
    taken: list[Span] = sorted(sources)
    for one in found:
        place = bisect_right(taken, (one.start, one.end))
        near = taken[max(0, place - 1) : place + 1]
        if all(one.end <= first or last <= one.start for first, last in near):
            kept.append(one)
            insort(taken, (one.start, one.end))
    return sorted(kept)
