"""Noun phrases: the head noun of a description, what qualifies it, its number, gender and kind, and the office it is."""

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from analysis.attribution.names import BODY, CALENDAR, PERSON, callings, nouns, without_possessive

DOCUMENT, GROUP = "document", "group"
MALE, FEMALE = "male", "female"

ABBREVIATIONS = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "prof": "professor",
                 "pres": "president", "lt": "lieutenant", "sgt": "sergeant", "dr": "doctor", "rev": "reverend",
                 "pm": "premier", "men": "man", "women": "woman", "people": "person", "children": "child"}  # fmt: skip
# Adjectives that do not begin as the name of their country or body does.
ADJECTIVES = {"french": "france", "dutch": "netherlands", "spanish": "spain", "danish": "denmark", "polish": "poland",
              "swiss": "switzerland", "turkish": "turkey", "welsh": "wales", "thai": "thailand", "us": "united",
              "american": "united", "british": "united", "gop": "republican", "emirati": "emirates"}  # fmt: skip
DETERMINERS = frozenset(
    "a an the his her its their our my your this that these those another one both some several many most no each every "
    "all other others any few more two three four five six seven eight nine ten".split()
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
OWNED = frozenset({"his", "her", "its", "their", "our", "my", "your"})
# A noun phrase without any of these is one noun with what stands before it.
CUT = re.compile(
    r",|[;:()“”\"]|\s[—–-]\s|\s(?:of|for|from|with|at|in|to|on|by|about|near|under|over|between|among|after|before|against|within|"
    r"who|whom|whose|which|that|where|when|as|including|than|alike|outside|inside|across|during|since|because|while|"
    r"released|published|conducted|written|signed|called|led|based|named|obtained|unearthed|seen|sent|posted|made|commissioned|"
    r"accused|charged|elected|appointed|working|living|running|speaking|representing|surveyed|polled|familiar|close)\b"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|cannot|could|may|might|must|should|does|do|did|said|says|"
    r"told|added|went|came|got|goes|comes)(?:n['’]t)?\b", re.IGNORECASE
)  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*['’]?")
AGED = re.compile(r"(\d{1,3})-year-old")
UNCHANGED = frozenset(
    "police news series species chess press congress politics mathematics always us this his is as".split()
)
MEN_OF_NO_SEX = frozenset("human woman german roman norman ottoman".split())


class Phrase(NamedTuple):
    """A description: head noun in the singular, its other words, its determiner, whether it is a plural; in small letters."""

    head: str
    modifiers: frozenset[str]
    determiner: str
    plural: bool

    @property
    def words(self) -> frozenset[str]:
        """Head and modifiers."""
        return self.modifiers | {self.head}


def phrase(text: str) -> Phrase | None:
    """The noun phrase that `text` is, or None where it is none.

    >>> phrase("the Norwegian head of state")
    Phrase(head='head', modifiers=frozenset({'norwegian', 'state'}), determiner='the', plural=False)
    """
    text = " ".join(text.split())
    cut = CUT.search(text)
    core = text[: cut.start()] if cut else text
    if FINITE.search(core):
        return None
    plain = [word.rstrip("'’") for word in WORD.findall(core)]
    determiner = plain.pop(0).lower() if plain and plain[0].lower() in DETERMINERS else ""
    aged = AGED.search(core)
    if not plain or (plain[-1].lower() in DETERMINERS and len(plain) == 1 and not determiner):
        return None
    rest = (
        WORD.findall(text[cut.start() : cut.start() + 60])
        if cut and cut[0].strip() in ("of", "for", "at", "in")
        else []
    )
    written = plain[-1].lower()
    head = f"{aged[1]}-year-old" if aged and plain[-1].lower().endswith("-year-old") else singular(written)
    modifiers = (
        {normal(without_possessive(word)) for word in [*plain[:-1], *rest]} - DETERMINERS - {"of", "for", "at", "in"}
    )
    return Phrase(head, frozenset(modifiers - {head}), determiner, head != written and written != head + "'s")


def normal(word: str) -> str:
    """`word` in small letters, an abbreviated title in full, an adjective as its country begins."""
    word = word.lower().rstrip(".")
    return ABBREVIATIONS.get(word) or ADJECTIVES.get(word, word)


def singular(word: str) -> str:
    """The singular of the noun `word`, in small letters.

    >>> [singular(word) for word in ("officials", "women", "bodies", "police", "witnesses")]
    ['official', 'woman', 'body', 'police', 'witness']
    """
    word = ABBREVIATIONS.get(word, word)
    if word.endswith("women"):
        return word[:-2] + "an"
    if word.endswith("men") and word[:-2] + "an" in callings():
        return word[:-2] + "an"
    if word in UNCHANGED or not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def like(word: str, words: Collection[str]) -> bool:
    """Whether one of `words` is `word` or begins as it does, as the name of a country and its adjective do."""
    return word in words or any(len(word) > 3 and len(other) > 3 and word[:4] == other[:4] for other in words)


def kind_of(head: str, plural: bool) -> str:
    """What a head noun speaks of: a person, a group of people, a body, a document, or nothing known ("")."""
    listed = _kinds()
    if head in callings() or head.endswith("-year-old"):
        return GROUP if plural else PERSON
    if head in listed:
        return listed[head]
    if re.search(r"(?:ist|ian|man|woman|eer|ologist|grapher|person)$", head):
        return GROUP if plural else PERSON
    return GROUP if plural else ""


def gender_of(head: str) -> str:
    """The gender of whom a noun speaks of, or nothing."""
    if head in _listed("women") or head.endswith("woman"):
        return FEMALE
    return MALE if head in _listed("men") or (head.endswith("man") and head not in MEN_OF_NO_SEX) else ""


@cache
def offices(head: str, modifiers: frozenset[str]) -> frozenset[int]:
    """The rows of offices to which a description belongs; the longer title decides ("prime minister")."""
    fitting: list[tuple[int, int]] = []
    for row, terms in enumerate(nouns()["offices"]):
        for term in terms:
            words = [normal(word) for word in re.findall(r"[\w-]+", term) if word not in ("of", "the", "in")]
            first = words[0] if " of " in term or " in " in term else words[-1]
            if head == first and modifiers.issuperset(words) | modifiers.issuperset(set(words) - {first}):
                fitting.append((len(words), row))
    longest = max(fitting, default=(0, 0))[0]
    return frozenset(row for length, row in fitting if length == longest)


def is_calendar(text: str) -> bool:
    """Whether a day or a month is among the words of `text`."""
    return not CALENDAR.isdisjoint(re.findall(r"\w+", text))


@cache
def _listed(part: str) -> frozenset[str]:
    return frozenset(nouns()[part].split())


@cache
def _kinds() -> dict[str, str]:
    return dict.fromkeys(_listed("documents"), DOCUMENT) | dict.fromkeys(_listed("bodies"), BODY)
