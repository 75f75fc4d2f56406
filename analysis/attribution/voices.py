"""Voices: titles, parts of names and pronouns of sources resolved to one name for each person or body.

The text comes first: its full names, its appositions ("Ann Lee, the mayor") and who was named last. The declared cast
comes second. What neither tells keeps its own words.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analysis.attribution.bodies import short_names
from analysis.attribution.names import NAME, is_name, key_of
from analysis.attribution.people import Named, People, content, people
from analysis.attribution.pronouns import HE, IT, SHE, antecedent, never
from analysis.text.article import Person
from analysis.text.segmentation import CAPITAL, words
from analysis.text.statements import Attribution

UNATTRIBUTED = "unattributed"
LONGEST_NAME = 8

PRONOUNS = HE | SHE
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
TITLE_OF = re.compile(rf"(?:[Tt]he )?(?:{CAPITAL}[\w-]* )+of (?:the )?(?:{CAPITAL}\w+ and )?")

WITH_OTHERS = re.compile(r"\band\s+(?:other|others|his|her|their|its|several|many|some|members|supporters)\b")
RELATIVE = frozenset({"who", "which", "that"})


class Voice(NamedTuple):
    """Who a source is: one name, and how it was found."""

    name: str
    basis: str


def name_sources(
    text: str, attributions: Sequence[Attribution], cast: Sequence[Person] = (), start: int = 0
) -> list[Voice]:
    """The voice of each of `attributions`, in its order.

    A person is known by first and last name, so that "Ann Lee", "Ann B. Lee", "Ms. Lee" and "the mayor" are one. A
    source that cannot be resolved keeps its own words; one that is missing is `UNATTRIBUTED`.

    Args:
        text: the text of the file, as it is
        attributions: what is credited in it, in the order of the text
        cast: the people declared beside it, with their titles
        start: the offset at which the article's own words begin
    """
    known = people(text, start, cast)
    ruled_out = never(known.named)
    short = short_names(text, start)
    voices: list[Voice] = []
    last = None
    last_body = ""
    for attribution in attributions:
        source = text[slice(*attribution.source)].strip() if attribution.source else ""
        if source.lower() in IT and last_body:
            voices.append(Voice(last_body, "pronoun, body named last"))
            continue
        body = _body(source, short)
        if body:
            last_body = body
            voices.append(Voice(body, "short name in the text"))
            continue
        key, basis = _resolve(text, attribution, known, ruled_out, cast, last)
        if attribution.source and (key in known.names or (last not in known.names and _is_one_person(source))):
            last = key
            last_body = ""
        elif source and source.lower() not in PRONOUNS:
            last_body = key if is_name(source) or _noun(source) in NO_PERSON else ""
        voices.append(Voice(known.names.get(key, key), basis))
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
    attribution: Attribution,
    known: People,
    ruled_out: dict[str, set[str]],
    cast: Sequence[Person],
    last: str | None,
) -> tuple[str, str]:
    """The key of a known person, or the words to show, and how it was found."""
    named = known.named
    if attribution.source is None:
        return UNATTRIBUTED, "no source found"
    begin, end = attribution.source
    source = text[begin:end]
    plain = re.sub(r"['’]s$", "", source.strip()).lower()
    if plain in PRONOUNS:
        key = antecedent(text, begin, named, ruled_out[plain], last)
        return (key, "pronoun, person named last") if key else (source, "pronoun without a person")
    if plain in RELATIVE:
        near = bisect_left(named, begin, key=_start) - 1
        if near >= 0 and named[near].start >= begin - 60:
            return named[near].key, "relative clause"
        return source, "under its own words"
    if WITH_OTHERS.search(source):
        return _short(source), "under its own words"
    inside = named[bisect_left(named, begin, key=_start) : bisect_left(named, end, key=_start)]
    if inside and _names(source, begin, inside):
        return inside[0].key, "named in the text"
    described = content(re.split(r",\s", source)[0])
    fitting = [key for key, title in known.titles.items() if described and described <= title]
    if fitting and not is_name(source):
        return _nearest(fitting, begin, named), f"title in the text: {_short(source)}"
    declared = [person for person in cast for title in person.titles if content(title.text) == described]
    if declared:
        return key_of(declared[0].name.split()), f"title in the cast: {_short(source)}"
    return _short(source), "under its own words"


def _names(source: str, offset: int, inside: Sequence[Named]) -> bool:
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


def _start(person: Named) -> int:
    return person.start


def _nearest(keys: Sequence[str], offset: int, named: Sequence[Named]) -> str:
    before = reversed(named[: bisect_left(named, offset, key=_start)])
    return next((person.key for person in before if person.key in keys), keys[0])


def _is_one_person(source: str) -> bool:
    """Whether `source` describes one person ("the engineer"), so that "she" may be that person."""
    noun = _noun(source)
    return DESCRIBED.match(source.lower()) is not None and noun not in NO_PERSON and not re.search(r"(?<!s)s$", noun)


def _noun(source: str) -> str:
    """The last word before what qualifies it: of "the company in Ostby" the company."""
    head = HEAD.split(source)[0].lower().split()
    return head[-1] if head else ""


def _short(source: str) -> str:
    """The source's own words, as far as its first comma and no longer than `LONGEST_NAME` words."""
    phrase = " ".join(source.split(",")[0].split())
    spans = words(phrase)
    if not spans:
        return phrase
    end = spans[min(len(spans), LONGEST_NAME) - 1][1]
    inside_last_word = re.match(r"[^\s.,:;!?”\"»)\]]*", phrase[end:])
    return phrase[: end + (len(inside_last_word[0]) if inside_last_word else 0)]
