"""Mentions: the people and bodies that a text names, and the words by which it describes them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.text.article import Person
from analysis.text.segmentation import Span, meeting, paragraphs

CAPITALISED = r"[A-Z][\w’'-]*[\w]"
INITIAL = r"[A-Z]\."
NAME = re.compile(
    rf"\b{CAPITALISED}(?:[^\S\r\n]+(?:{INITIAL}|{CAPITALISED}|(?:al|bin|de|del|der|di|la|van|von)(?=\s[A-Z])))*"
)
HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Madam|Lord|Lady)\.?\s+")
# Whoever bears one of these is a person.
OFFICERS = frozenset(
    "Admiral Alderman Ambassador Archbishop Assemblyman Assemblywoman Attorney Ayatollah Bishop Brigadier Captain "
    "Cardinal Chair Chairman Chairwoman Chancellor Chief Colonel Commander Commissioner Congressman Congresswoman Coach "
    "Councillor Councilman Councilor Councilwoman Deputy Detective Director Doctor Dr Emir Gen General Gov Governor Judge "
    "Justice Justices King Lady Leader Lieutenant Lt Major Marshal Mayor Minister Mr Mrs Ms Miss Pope President Prince "
    "Princess Prof Professor Queen Rep Representative Rev Reverend Secretary Sen Senator Sergeant Sgt Sheikh Sheriff Sir "
    "Speaker Spokesman Spokeswoman".split()
)
TITLES = OFFICERS | frozenset(
    "Defense Democratic Field Finance Foreign First Former Interior Police Prime Republican Supreme Treasury Vice".split()
)
# What a secretary, minister, director or chief is one of: behind "of" it belongs to the title, not to the name.
OFFICES = frozenset(
    "Affairs Agriculture Commerce Culture Defence Defense Development Economy Education Energy Environment Finance "
    "Foreign Health Homeland Housing Human Information Intelligence Interior Justice Labor Labour National Security "
    "Services Staff State Tourism Trade Transport Transportation Treasury Urban Veterans".split()
)
OFFICE = re.compile(rf"(?:(?:{'|'.join(sorted(OFFICES))})\s+)+(?=[A-Z])")
OF = re.compile(r"\b(?:of(?: the)?|and) $")
PLACE = re.compile(r"\b(?:across|around|at|in|inside|near|outside) $", re.IGNORECASE)
NO_PERSON = frozenset(
    "Agency Army Association Bank Board Bureau Church Co College Commission Committee Company Congress Corp Council "
    "Court Department Force Foundation Group House Inc Institute Law League Magazine Ministry Movement Network News "
    "Office Organization Parliament Party Post Press Radio Republic School Senate Service Society State States Times "
    "Union United University Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Christmas Easter Ramadan".split()
)
OPENERS = frozenset(
    "A After All Although An And Another As At Because Before But By Despite During Even For From Here How However I If "
    "In Instead It Its Last Let Many Meanwhile Most No Nor Not Now Of On Once One Or Our Over She So Some Still Such "
    "That The Their Then There These They This Those Though To Today Under Until We What When Where Which While Who Why "
    "With Yet You Your He His Her".split()
)
POSSESSIVE = ("'", "’", "'s", "’s")
FUNCTION_WORDS = frozenset("a an and at for her his in its of on our the their to".split())
ABBREVIATIONS = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "prof": "professor"}
DESCRIPTION = r"(?:(?:the|a|an|his|her|their|its)\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,9}"
BEHIND = re.compile(rf",\s+({DESCRIPTION})(?=[,.;:—]|\s+said|$)")
IN_FRONT = re.compile(rf"(?:^|[.,;:]\s+|\b(?:by|with|to|from|and|of)\s+)({DESCRIPTION}),\s+$")
LONGEST_TITLE = 4
TITLED = re.compile(
    r"(?:[\w-]+ ){0,3}(?:[A-Z][\w-]+\.?|president|minister|leader|commander|chairman|secretary|nominee) $"
)
LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
# A body's name with its short name is no longer, in characters.
LONGEST_BODY = 150
SHORT = re.compile(r"\([A-Z]{2,8}\)")
BODY = re.compile(
    rf"(?P<name>{CAPITALISED}(?:\s+(?:{CAPITALISED}|of|for|to|the|and|on|in|at))*\s+{CAPITALISED})\s+\((?P<short>[A-Z]{{2,8}})\)$"
)


class Run(NamedTuple):
    """A run of capitalised words that begins at `titled`, what is `written` from `start` on, and what may be a name."""

    titled: int
    start: int
    written: str
    parts: list[str]


class Mention(NamedTuple):
    """A person's full or last name in the text, from its first word on; `titled` is where its run of capitals begins."""

    start: int
    key: str
    honorific: str
    titled: int


class People(NamedTuple):
    """The people of a text: the name of each by key, where they are named, and the words that describe each."""

    names: dict[str, str]
    mentions: list[Mention]
    titles: dict[str, set[str]]


def people(text: str, start: int = 0, cast: Sequence[Person] = ()) -> People:
    """The people that `text` names from `start` on, and the declared `cast`."""
    capitals = list(runs(text, start))
    names = full_names(text, start, capitals, cast)
    named = list(mentions(text, capitals, names))
    return People(names, named, appositions(text, start, named))


def runs(text: str, start: int) -> Iterator[Run]:
    """Every run of capitalised words; of "Secretary of State Ann Lee" the second without the office that begins it."""
    for match in NAME.finditer(text, start):
        first = match.start()
        office = OFFICE.match(match[0])
        if office and OF.search(text, max(start, first - 8), first):
            first += office.end()
        written = text[first : match.end()]
        yield Run(match.start(), first, written, _bare(written.split()))


def full_names(text: str, start: int, runs: Sequence[Run], cast: Sequence[Person]) -> dict[str, str]:
    """The name under which each person is shown, by key (see `key_of`); what stands behind "in" or "at" is a place."""
    forms: dict[str, Counter[str]] = {}
    places: Counter[str] = Counter()
    headlines = _headlines(text, start)
    for _, offset, written, parts in runs:
        if meeting(headlines, offset, offset + 1):
            continue
        if 2 <= len(parts) <= 4 and NO_PERSON.isdisjoint(parts):
            forms.setdefault(key_of(parts), Counter())[" ".join(parts)] += 1
            first = offset + written.rindex(parts[0])
            places[key_of(parts)] += PLACE.search(text, max(start, first - 9), first) is not None
    names = {
        key: min(counts, key=lambda form: (-counts[form], len(form), form))
        for key, counts in forms.items()
        if 2 * places[key] <= counts.total()
    }
    return names | {key_of(person.name.split()): person.name for person in cast}


def mentions(text: str, runs: Sequence[Run], names: dict[str, str]) -> Iterator[Mention]:
    """Every full or last name of a known person; a last name is that of the latest person who bears it."""
    bearers: dict[str, str] = {}
    for key in names:
        bearers.setdefault(key.split()[-1], key)
    for run in runs:
        if len(run.written.split()) > 4:
            yield from _mentions_in_run(run, names, bearers)
            continue
        parts = run.parts
        if not parts or parts[-1].lower() not in bearers:
            continue
        offset = run.start + run.written.rindex(parts[0])
        before = HONORIFIC.search(text, max(0, offset - 9), offset)
        honorific = before[0].strip(" .").lower() if before and before.end() == offset else ""
        if len(parts) > 1 and key_of(parts) in names:
            bearers[parts[-1].lower()] = key_of(parts)
            yield Mention(offset, key_of(parts), honorific, run.titled)
        else:
            yield Mention(offset, bearers[parts[-1].lower()], honorific, run.titled)


def appositions(text: str, start: int, mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """The words by which the text itself describes each person: before, behind, and between commas."""
    described: dict[str, set[str]] = {}
    for mention in mentions:
        words_of_it = described.setdefault(mention.key, set())
        name = NAME.match(text, mention.start)
        end = name.end() if name else mention.start
        behind = BEHIND.match(text, end)
        if behind and _describes(behind[1]):
            words_of_it |= content(behind[1])
        left = text[max(start, mention.start - 120) : mention.start]
        after_comma = left.rstrip().endswith(",")
        in_front = after_comma and IN_FRONT.search(left)
        if in_front and _describes(in_front[1], only_titles=True):
            words_of_it |= content(in_front[1])
        nearest = " ".join(left.rsplit(" ", LONGEST_TITLE + 1)[-LONGEST_TITLE - 1 :])
        titled = TITLED.search(nearest) if left.endswith(" ") else None
        if titled and any(part.capitalize().rstrip(".") in TITLES for part in titled[0].split()):
            words_of_it |= content(titled[0])
    return described


def bodies(text: str, start: int) -> dict[str, str]:
    """The bodies whose short name the text gives, "Alliance for Bridges (AB)": full name by short and by full name."""
    found: dict[str, str] = {}
    for end in (short.end() for short in SHORT.finditer(text, start)):
        match = BODY.search(text, max(start, end - LONGEST_BODY), end)
        if not match:
            continue
        parts = match["name"].split()
        initials = len(match["short"])
        while len(parts) > initials and sum(part[0].isupper() for part in parts) > initials:
            parts.pop(0)
        name = " ".join(parts)
        found |= {match["short"]: name, name: name}
    return found


def content(phrase: str) -> set[str]:
    """The words of `phrase` that describe, abbreviated titles in full."""
    found = (ABBREVIATIONS.get(word, word) for word in re.findall(r"[\w-]+", phrase.lower()))
    return {word for word in found if word not in FUNCTION_WORDS}


def key_of(parts: Sequence[str]) -> str:
    """The key of a person whose name has these `parts`: the first and the last in small letters."""
    return f"{parts[0]} {parts[-1]}".lower()


def _headlines(text: str, start: int) -> list[Span]:
    """The paragraphs without a full stop whose longer words all but a few begin with a capital, which tells no name there."""
    found = []
    for first, last in paragraphs(text, start):
        if text[first:last].rstrip("”’\"'").endswith("."):
            continue
        long = LONGER_WORD.findall(text, first, last)
        if len(long) > 4 and sum(word[0].isupper() for word in long) > 0.7 * len(long):
            found.append((first, last))
    return found


def _bare(parts: Sequence[str]) -> list[str]:
    """`parts` of a name without what stands before it, titles, an opener, a possessor, and its own possessive.

    What ends with a title ("New Jersey Gov.") is no name, and nothing is left of it.
    """
    first = 0
    for place, part in enumerate(parts):
        possessor = place + 1 < len(parts) and part.endswith(POSSESSIVE)
        if possessor or part.rstrip(".") in TITLES or (place == 0 and part in OPENERS):
            first = place + 1
    kept = list(parts[first:])
    if kept:
        kept[-1] = _without_possessive(kept[-1])
    return kept


def _without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _mentions_in_run(run: Run, names: dict[str, str], bearers: dict[str, str]) -> Iterator[Mention]:
    """The known people in a long run of capitalised words, as a headline is."""
    written = [(part[0], run.start + part.start()) for part in re.finditer(r"\S+", run.written)]
    place = 0
    while place < len(written):
        word, offset = written[place]
        pair = written[place + 1][0] if place + 1 < len(written) else ""
        both = f"{word} {_without_possessive(pair)}".lower()
        if both in names:
            yield Mention(offset, both, "", offset)
            place += 1
        elif _without_possessive(word).lower() in bearers:
            yield Mention(offset, bearers[_without_possessive(word).lower()], "", offset)
        place += 1


def _describes(phrase: str, only_titles: bool = False) -> bool:
    if any(part.capitalize().rstrip(".") in TITLES for part in phrase.split()):
        return True
    return not only_titles and re.match(r"(?:the|a|an|his|her|their|its)\s", phrase) is not None
