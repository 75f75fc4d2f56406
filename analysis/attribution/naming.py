"""Naming the speakers: titles, parts of names and pronouns resolved to one name for each person or body.

The text comes first: its full names, its appositions ("Ann Lee, the mayor") and who was named last. The declared cast
comes second. What neither tells keeps its own words.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analysis.attribution.finding import Attribution
from analysis.attribution.people import (
    NAME,
    OPENERS,
    Mention,
    bodies,
    content,
    key_of,
    people,
)
from analysis.text.article import Person
from analysis.text.segmentation import words

UNATTRIBUTED = "unattributed"
LONGEST_NAME = 8

MALE, FEMALE, OF_BODIES = (
    frozenset({"he", "him", "his"}),
    frozenset({"she", "her", "hers"}),
    frozenset({"it", "its", "they", "them", "their"}),
)
PRONOUNS = MALE | FEMALE
HEAD = re.compile(r",|\s(?:of|for|from|with|at|in|to|who)\s")
DESCRIBED = re.compile(r"(?:the|a|an|another|one|my|our)\s")
# What speaks and is no person: "he" and "she" are never these.
NO_PERSON = frozenset(
    "account administration agency ad article association bank bill board book campaign church city club coalition "
    "commission committee company complaint congress council country court department document editorial email filing firm "
    "force foundation government group house industry institute journal law lawsuit league letter magazine media memo "
    "message ministry movement network newspaper office organization panel paper parliament party plan police poll post "
    "press public report school senate service site source state statement station study survey team town tweet union "
    "university video website white world".split()
)
TITLE_OF = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w-]* )+of (?:the )?(?:[A-Z]\w+ and )?")

WITH_OTHERS = re.compile(r"\band\s+(?:other|others|his|her|their|its|several|many|some|members|supporters)\b")
RELATIVE = frozenset({"who", "which", "that"})


class Voice(NamedTuple):
    """Who a source is: one name, and how it was found."""

    name: str
    basis: str


class Known(NamedTuple):
    """What a text tells of people: names, mentions and titles by key, and whom a pronoun never means."""

    names: dict[str, str]
    mentions: list[Mention]
    titles: dict[str, set[str]]
    never: dict[str, set[str]]


def name_sources(text: str, found: Sequence[Attribution], cast: Sequence[Person] = (), start: int = 0) -> list[Voice]:
    """The voice of each attribution in `found`, in its order; `text` is the whole text and `cast` what is declared.

    A person is known by first and last name, so that "Ann Lee", "Ann B. Lee", "Ms. Lee" and "the mayor" are one. A
    source that cannot be resolved keeps its own words; one that is missing is `UNATTRIBUTED`.
    """
    names, named, titles = people(text, start, cast)
    known = Known(names, named, titles, _never(named))
    short = bodies(text, start)
    voices: list[Voice] = []
    last = None
    last_body = ""
    for one in found:
        source = text[slice(*one.source)].strip() if one.source else ""
        if source.lower() in OF_BODIES and last_body:
            voices.append(Voice(last_body, "pronoun, body named last"))
            continue
        body = _body(source, short)
        if body:
            last_body = body
            voices.append(Voice(body, "short name in the text"))
            continue
        key, basis = _resolve(text, one, known, cast, last)
        if one.source and (key in names or (last not in names and _is_one_person(source))):
            last = key
            last_body = ""
        elif source and source.lower() not in PRONOUNS:
            last_body = key if _is_name(source) or _noun(source) in NO_PERSON else ""
        voices.append(Voice(names.get(key, key), basis))
    return voices


def _body(source: str, bodies: dict[str, str]) -> str:
    """The full name of the body that `source` names, or nothing; "the alliance" is the only one that begins so."""
    head = re.split(r",| \(", source)[0]
    for name, full in bodies.items():
        if re.search(rf"(?:^|\s){re.escape(name)}(?:['’]s)?$", head):
            return full
    described = re.match(r"[Tt]he (\w+)$", head)
    if described:
        fitting = {full for full in bodies.values() if full.split()[0].lower() == described[1]}
        if len(fitting) == 1:
            return fitting.pop()
    return ""


def _resolve(
    text: str,
    one: Attribution,
    known: Known,
    cast: Sequence[Person],
    last: str | None,
) -> tuple[str, str]:
    """The key of a known person, or the words to show, and how it was found."""
    mentions = known.mentions
    if one.source is None:
        return UNATTRIBUTED, "no source found"
    source = text[slice(*one.source)]
    plain = re.sub(r"['’]s$", "", source.strip()).lower()
    if plain in PRONOUNS:
        key = _antecedent(text, one.source[0], known, known.never[plain], last)
        return (key, "pronoun, person named last") if key else (source, "pronoun without a person")
    if plain in RELATIVE:
        near = bisect_left(mentions, one.source[0], key=_start) - 1
        if near >= 0 and mentions[near].start >= one.source[0] - 60:
            return mentions[near].key, "relative clause"
        return source, "under its own words"
    if WITH_OTHERS.search(source):
        return _short(source), "under its own words"
    inside = mentions[
        bisect_left(mentions, one.source[0], key=_start) : bisect_left(mentions, one.source[1], key=_start)
    ]
    if inside and _names(source, one.source[0], inside):
        return inside[0].key, "named in the text"
    described = content(re.split(r",\s", source)[0])
    fitting = [key for key, title in known.titles.items() if described and described <= title]
    if fitting and not _is_name(source):
        return _nearest(fitting, one.source[0], mentions), f"title in the text: {_short(source)}"
    declared = [person for person in cast for title in person.titles if content(title.text) == described]
    if declared:
        return key_of(declared[0].name.split()), f"title in the cast: {_short(source)}"
    return _short(source), "under its own words"


def _names(source: str, offset: int, inside: Sequence[Mention]) -> bool:
    """Whether `source`, which begins at `offset`, is the first person mentioned `inside` it, and not one of theirs.

    "Ann Lee of Ostby", "Secretary of State Ann Lee" and "her lawyer, Ann Lee" are Ann Lee, "a friend of Ann Lee" is not.
    """
    first = inside[0]
    head = HEAD.split(source)[0]
    if first.start < offset + len(head):
        return True
    between = source[len(head) : first.start - offset]
    if between == ", ":
        name = NAME.match(source, first.start - offset)
        return len(inside) == 1 and name is not None and not source[name.end() :].strip(".,")
    return first.titled < first.start and TITLE_OF.fullmatch(source[: first.titled - offset]) is not None


def _start(mention: Mention) -> int:
    return mention.start


def _never(mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """For each pronoun of one person the people whom the text calls by an honorific that speaks against it."""
    of_women = {mention.key for mention in mentions if mention.honorific in ("mrs", "ms", "miss", "madam", "lady")}
    of_men = {mention.key for mention in mentions if mention.honorific in ("mr", "sir", "lord")}
    return dict.fromkeys(MALE, of_women) | dict.fromkeys(FEMALE, of_men)


def _antecedent(text: str, offset: int, known: Known, never: set[str], last: str | None) -> str | None:
    """The person whom a pronoun at `offset` stands for; nobody of `never`.

    That is the only person named before it in its paragraph, or else the last source, or else who was named last.
    """
    place = bisect_left(known.mentions, offset, key=_start)
    opens = text.rfind("\n", 0, offset) + 1
    near = {mention.key for mention in known.mentions[bisect_left(known.mentions, opens, key=_start) : place]} - never
    if len(near) == 1 and last not in near:
        return near.pop()
    if last and last not in never:
        return last
    before = reversed(known.mentions[:place])
    return next((mention.key for mention in before if mention.key not in never), None)


def _nearest(keys: Sequence[str], offset: int, mentions: Sequence[Mention]) -> str:
    before = reversed(mentions[: bisect_left(mentions, offset, key=_start)])
    return next((mention.key for mention in before if mention.key in keys), keys[0])


def _is_one_person(source: str) -> bool:
    """Whether `source` describes one person ("the engineer"), so that "she" may be that person."""
    noun = _noun(source)
    return DESCRIBED.match(source.lower()) is not None and noun not in NO_PERSON and not re.search(r"(?<!s)s$", noun)


def _noun(source: str) -> str:
    """The last word before what qualifies it: of "the company in Ostby" the company."""
    head = HEAD.split(source)[0].lower().split()
    return head[-1] if head else ""


def _is_name(source: str) -> bool:
    return source[:1].isupper() and source.split()[0] not in OPENERS


def _short(source: str) -> str:
    """The source's own words, as far as its first comma and no longer than `LONGEST_NAME` words."""
    phrase = " ".join(source.split(",")[0].split())
    spans = words(phrase)
    return phrase[: spans[min(len(spans), LONGEST_NAME) - 1][1]] if spans else phrase
