"""Pronouns: whom "she" who said it stands for, and whom "he", "I" and "you" in what is said stand for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from analysis.attribution.names import BODY_WORD, PERSON, Mention
from analysis.attribution.people import Named
from analysis.text.segmentation import sentences
from analysis.text.statements import DIRECT, INDIRECT

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "they", "them", "their"})
FIRST, SECOND = frozenset({"i", "me", "myself"}), frozenset({"you", "yourself"})
MALE_HONORIFICS = frozenset({"mr", "sir", "lord"})
FEMALE_HONORIFICS = frozenset({"mrs", "ms", "miss", "madam", "lady"})

# Possessives are left out: what is said of somebody's house is not said of somebody.
PRONOUN = re.compile(
    r"\b(?:he|him|himself|she|herself|me|myself|you|yourself"
    r"|her(?=[,.;:!?”\"]|\s+(?:to|in|for|as|at|and|or|that|on|from|with|by|because|of|into|when|while|out|up|down|off)\b))\b"
    r"|\bI\b(?!\.)",
    re.IGNORECASE,
)
VOCATIVE = re.compile(rf"\b(?:Mr|Mrs|Ms|Madam|Dear|Sir)\.?\s+({BODY_WORD}(?:\s+{BODY_WORD})?)(?=\s*[,.!?;:])")
# A pronoun reaches back to a name in its own sentence or in one of so many before.
REACH = 2


def against(pronoun: str) -> frozenset[str]:
    """The honorifics of those whom `pronoun`, in small letters, never stands for.

    >>> sorted(against("she"))
    ['lord', 'mr', 'sir']
    """
    return FEMALE_HONORIFICS if pronoun in HE else MALE_HONORIFICS if pronoun in SHE else frozenset()


def never(named: Sequence[Named]) -> dict[str, set[str]]:
    """For each pronoun of one person the keys of those whom the text calls by an honorific that speaks against it."""
    return {
        pronoun: {person.key for person in named if person.honorific in honorifics}
        for pronouns, honorifics in ((HE, FEMALE_HONORIFICS), (SHE, MALE_HONORIFICS))
        for pronoun in pronouns
    }


def antecedent(text: str, offset: int, named: Sequence[Named], never: Collection[str], last: str | None) -> str | None:
    """The key of the person whom a source that is a pronoun at `offset` stands for; None where there is none.

    That is the only person of those `named` before it in its paragraph, or else `last`, the last source, or else who
    was named last; nobody of `never`.
    """
    place = bisect_left(named, offset, key=_start)
    paragraph = bisect_left(named, text.rfind("\n", 0, offset) + 1, key=_start)
    near = {person.key for person in named[paragraph:place]}.difference(never)
    if len(near) == 1 and last not in near:
        return near.pop()
    if last and last not in never:
        return last
    return next((person.key for person in reversed(named[:place]) if person.key not in never), None)


def pronouns(
    text: str, start: int, rows: pd.DataFrame, persons: Sequence[Mention], honorifics: dict[str, str]
) -> Iterator[Mention]:
    """Where pronouns stand for one person: the speaker, who is called by name, and he or she who was named last.

    In indirect speech "he" and "she" are the speaker. `rows` are the statements, `persons` are in the order of the
    text, `honorifics` are by name.
    """
    openings = [first for first, _ in sentences(text, start)]
    firsts = [person.start for person in persons]
    addressed = _addressed(text, rows, persons)
    columns = rows[["statement", "start", "end", "voice", "mode"]]
    for number, first, last, voice, mode in columns.itertuples(index=False):
        for match in PRONOUN.finditer(text, first, last):
            word = match[0].lower()
            if word in SECOND:
                target = addressed.get(number)
            elif word in FIRST:
                target = voice if mode == DIRECT else None
            elif mode == INDIRECT and honorifics.get(voice, "") not in against(word):
                target = voice
            else:
                earliest = openings[max(0, bisect_right(openings, match.start()) - 1 - REACH)]
                before = persons[bisect_left(firsts, earliest) : bisect_right(firsts, match.start())]
                target = _named_last(before, voice, honorifics, against(word))
            if target:
                yield Mention(*match.span(), target, "pronoun", PERSON)


def _named_last(
    before: Sequence[Mention], voice: str, honorifics: dict[str, str], against: Collection[str]
) -> str | None:
    fitting = (
        person.target
        for person in reversed(before)
        if person.target != voice and honorifics.get(person.target, "") not in against
    )
    return next(fitting, None)


def _addressed(text: str, rows: pd.DataFrame, persons: Sequence[Mention]) -> dict[int, str]:
    """Whom each statement in direct speech addresses: whom its speaker called by name last, with nobody between."""
    firsts = [person.start for person in persons]
    addressed: dict[int, str] = {}
    speaker, called = "", ""
    direct = rows[rows["mode"] == DIRECT]
    for number, first, last, voice in direct[["statement", "start", "end", "voice"]].itertuples(index=False):
        if voice != speaker:
            speaker, called = voice, ""
        for match in VOCATIVE.finditer(text, first, last):
            for person in persons[bisect_left(firsts, match.start()) : bisect_left(firsts, match.end())]:
                called = person.target
        if called:
            addressed[number] = called
    return addressed


def _start(person: Named) -> int:
    return person.start
