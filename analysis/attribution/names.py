"""What a name is: one recogniser for voices, targets and the silent; where a title is, and what is no name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analysis.text.segmentation import CAPITAL

DATA = Path(__file__).parent / "data"
GIVEN_NAMES = DATA / "given_names.tsv"
NOUNS = DATA / "nouns.yml"

PERSON, COUNTRY, BODY = "person", "country", "body"


# Combining marks belong to their letter; "$" and "<" stand inside a name ("A$AP"), not at its end ("US$ 5").
INSIDE = r"(?:[\w\u0300-\u036f’'&-]|[$<](?=[^\W\d_]))"
WORD = rf"{CAPITAL}{INSIDE}*[\w\u0300-\u036f]"
INITIAL = rf"{CAPITAL}\."
PARTICLE = r"(?:al|ben|bin|bint|da|das|de|del|della|den|der|di|dos|du|el|ibn|la|las|le|los|ten|ter|van|von|zu)"
ARABIC_ARTICLE = rf"(?:ad|al|an|ar|as|at|az|el)-{CAPITAL}{INSIDE}*[\w\u0300-\u036f]"
NICKNAME = rf"(?:“{WORD}”|\"{WORD}\"|‘{WORD}’|'{WORD}')"
SPACE = r"[^\S\r\n]+"
# A person's name, with whatever titles stand before it.
NAME = re.compile(
    rf"\b(?:(?!U\.[KNS]\.|E\.U\.|D\.C\.)(?:{CAPITAL}\.{SPACE})?{CAPITAL}\.{SPACE}(?={CAPITAL}\w)|(?:{CAPITAL}\.){{2,3}}{SPACE}(?={CAPITAL}\w))?{WORD}(?:{SPACE}(?:{INITIAL}|{WORD}|{ARABIC_ARTICLE}"
    rf"|(?:{PARTICLE}{SPACE}){{0,2}}{PARTICLE}(?=\s{CAPITAL})|{NICKNAME}(?=\s{CAPITAL})))*"
)
SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
# A word of a body's name may have full stops; "of" and "for" join two.
BODY_WORD = rf"(?:U\.S\.(?!\w)|{CAPITAL}(?:{INSIDE}|\.(?=\w))*[\w\u0300-\u036f])"
BODY_NAME = re.compile(
    rf"\b{BODY_WORD}(?:{SPACE}(?:(?:of|for){SPACE}(?:the{SPACE})?(?={BODY_WORD})|&{SPACE}(?={BODY_WORD}))?{BODY_WORD})*"
)

HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Madam|Lord|Lady)\.?\s+")
# Whoever bears one of these is a person.
OFFICERS = frozenset(
    "Admiral Alderman Ambassador Archbishop Assemblyman Assemblywoman Attorney Ayatollah Bishop Brigadier Captain "
    "Cardinal Chair Chairman Chairwoman Chancellor Chief Colonel Commander Commissioner Congressman Congresswoman Coach "
    "Councillor Councilman Councilor Councilwoman Deputy Detective Director Doctor Dr Emir Gen General Gov Governor Judge "
    "Justice Justices King Lady Leader Lieutenant Lt Major Marshal Mayor Minister Mr Mrs Ms Miss Pope President Prince "
    "Princess Prof Professor Queen Rep Representative Rev Reverend Secretary Sen Senator Sergeant Sgt Sheikh Sheriff Sir "
    "Speaker Spokesman Spokeswoman Adm Amb Baron Baroness Brig Capt Cllr Cmdr Col Comdr Constable Countess Cpl Dame Duchess "
    "Duke Emperor Empress Father Hon Imam Insp Inspector Maj Pres Rabbi Sister Sultan Superintendent Supt".split()
)
TITLES = OFFICERS | frozenset(
    "Defense Democratic Field Finance Foreign First Former Interior Police Prime Republican Supreme Treasury Vice".split()
)
# Titles that are last names, too: Stephen King, but the King; the words before them that make them titles again.
SURNAMES = frozenset(
    "Alderman Bishop Chancellor Field Judge Justice King Major Marshal Pope Prince Queen Sergeant".split()
)
RANKED = frozenset("Appeals Circuit Court Crown District Drill Federal High Staff Town Village".split())
DETERMINER = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|our|my|your|this|that|former|late)|['’]s?)\s+$", re.IGNORECASE
)
# What a secretary, minister, director or chief is one of: after "of" it belongs to the title, not to the name.
OFFICES = frozenset(
    "Affairs Agriculture Commerce Culture Defence Defense Development Economy Education Energy Environment Finance "
    "Foreign Health Homeland Housing Human Information Intelligence Interior Justice Labor Labour National Security "
    "Services Staff State Tourism Trade Transport Transportation Treasury Urban Veterans".split()
)
OFFICE = re.compile(rf"(?:(?:{'|'.join(sorted(OFFICES))})\s+)+(?={CAPITAL})")
OF = re.compile(r"\b(?:of(?: the)?|and) $")
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Christmas Easter Ramadan".split()
)
# The name of a body has one of these; a person's has none.
NO_PERSON = frozenset(
    "Agency Army Association Bank Board Bureau Church Co College Commission Committee Company Congress Corp Council "
    "Court Department Force Foundation Group House Inc Institute Law League Magazine Ministry Movement Network News "
    "Office Organization Parliament Party Post Press Radio Republic School Senate Service Society State States Times "
    "Union United University Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
# After a title these make the name of a body or of a place: General Motors, Field Museum, King County.
BODY_ENDS = (NO_PERSON - CALENDAR) | frozenset(
    "Academy Airport Airways Avenue Bridge Center Centre Club County Dynamics Electric Hall Holdings Hospital Hotel "
    "Insurance Island Library Mills Motors Museum Park Policy Prize Square Stadium Street Theatre Theater Tower".split()
)
OPENERS = frozenset(
    "A After All Although An And Another As At Because Before But By Despite During Even For From Here How However I If "
    "In Instead It Its Last Let Many Meanwhile Most No Nor Not Now Of On Once One Or Our Over She So Some Still Such "
    "That The Their Then There These They This Those Though To Today Under Until We What When Where Which While Who Why "
    "With Yet You Your He His Her According Across Against Along Also Alongside Amid Among Around Asked Being Beyond Both Each "
    "Either Ever Every Few Following Former Having Hence Including Indeed Inside Just Later Like Maybe More Much Must Neither "
    "Never Nobody Nothing Off Other Others Out Outside Overall Perhaps Per Plus Since Than Thus Together Too Toward Towards "
    "Unlike Until Up Upon Via Were What Whatever Whether Within Without Yesterday".split()
)
NO_NAME = CALENDAR | OPENERS | frozenset("I Yes Well Thank Thanks God Ok Okay Please Sure".split())
ADJECTIVE = re.compile(r"(?:an|ish|ese|i)(?:-\w+)?$")
POSSESSIVE = re.compile(r"['’]s?$")


class Run(NamedTuple):
    """A run of capitalised words.

    It begins at `titled`, and without the office that it begins with ("State" in "Secretary of State Ann Lee") at
    `start`; `written` is what stands from there on. `parts` are the words of it that may be a person's name, and
    `surname` whether they are a title that may only be a known last name ("King").
    """

    titled: int
    start: int
    written: str
    parts: list[str]
    surname: bool


class Mention(NamedTuple):
    """Where somebody or something is spoken of: offsets, who or what is meant, how that is known, and its kind."""

    start: int
    end: int
    target: str
    basis: str
    kind: str


def runs(text: str, start: int) -> Iterator[Run]:
    """Every run of capitalised words in `text` from `start` on.

    >>> [run.parts for run in runs("Mayor Ann Lee met Łukasz Čapek, Анна Ли, Stephen King and the King.", 0)]
    [['Ann', 'Lee'], ['Łukasz', 'Čapek'], ['Анна', 'Ли'], ['Stephen', 'King'], []]
    """
    for match in NAME.finditer(text, start):
        first = match.start()
        office = OFFICE.match(match[0])
        if office and OF.search(text, max(start, first - 8), first):
            first += office.end()
        written = text[first : match.end()]
        *before, last = written.split()
        opening = f"{before[0]} " if before else ""
        determined = DETERMINER.search(opening) or DETERMINER.search(text, max(start, first - 8), first)
        surname = not determined and OPENERS.issuperset(before) and without_possessive(last) in SURNAMES
        parts = [without_possessive(last)] if surname else bare([*before, last], determined is not None)
        yield Run(match.start(), first, written, parts, surname)


def bare(parts: Sequence[str], determined: bool = False) -> list[str]:
    """`parts` of a person's name without what stands before it, titles, an opener, a possessor, and its own possessive.

    What ends with a title ("New Jersey Gov.") is no name, and nothing is left of it, unless the title may be a last
    name and no article is before it (`determined`).

    >>> bare(["Senator", "Stephen", "King"]), bare(["Moroccan", "King"], determined=True)
    (['Stephen', 'King'], [])
    """
    first = 0
    for place, part in enumerate(parts):
        is_last = place + 1 == len(parts)
        possessor = not is_last and (POSSESSIVE.search(part) or part.endswith("-based"))
        surname = is_last and place > first and without_possessive(part) in SURNAMES and not determined
        title = without_possessive(part).rstrip(".") in TITLES and not (surname and parts[place - 1] not in RANKED)
        role = not is_last and part not in given_names() and (is_calling(part) or is_acronym(part))
        if possessor or title or role or (place == 0 and part in OPENERS):
            first = place + 1
    kept = list(parts[first:])
    return [*kept[:-1], without_possessive(kept[-1])] if kept else []


def without_possessive(word: str) -> str:
    """`word` without "'s" at its end, or the apostrophe alone."""
    return POSSESSIVE.sub("", word)


def is_name(source: str) -> bool:
    """Whether `source` begins as a name does, and not as a sentence or a description."""
    return re.match(CAPITAL, source) is not None and source.split()[0] not in OPENERS


def is_acronym(word: str) -> bool:
    """Whether `word` stands for a body or an office ("CEO"): three capitals or more."""
    return len(word) > 2 and word.isupper() and word.isalpha() and word not in SUFFIXES


def key_of(parts: Sequence[str]) -> str:
    """The key of a person whose name has these `parts`: the first and the last in small letters, without "Jr." """
    last = next((part for part in reversed(parts) if part.strip(".") not in SUFFIXES), parts[-1])
    return (f"{parts[0]} {last}" if len(parts) > 1 else last).lower().replace("’", "'")


@cache
def given_names() -> dict[str, str]:
    """Given names in Latin letters, each "female", "male" or "both" (the lists of Faker's locales)."""
    lines = (line.split("\t") for line in GIVEN_NAMES.read_text(encoding="utf-8").splitlines())
    return {name: gender for gender, names in lines for name in names.split()}


@cache
def nouns() -> dict[str, Any]:
    """What people and bodies are called, as `data/nouns.yml` lists it; see there."""
    listed: dict[str, Any] = yaml.safe_load(NOUNS.read_text(encoding="utf-8"))
    return listed


def is_calling(word: str) -> bool:
    """Whether `word` is a noun for one person ("lawmaker")."""
    return word.lower() in callings() or re.search(r"[a-z](?:man|woman|person|maker)$", word) is not None


@cache
def callings() -> frozenset[str]:
    """The nouns for one person: offices, callings, kin."""
    offices = {
        term.split()[-1] for row in nouns()["offices"] for term in row if " of " not in term and " in " not in term
    }
    listed = (word for part in ("people", "men", "women") for word in nouns()[part].split())
    titles = (title.lower() for title in OFFICERS)
    no_person = {word for part in ("bodies", "documents") for word in nouns()[part].split()}
    return frozenset({*offices, *listed, *titles, "head"} - no_person)
