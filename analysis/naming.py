"""Naming the speakers: titles, parts of names and pronouns resolved to one name for each person or body.

The text comes first: its full names, its appositions ("Ann Lee, the mayor") and who was named last. The declared cast
comes second. What neither tells keeps its own words.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.article import Person
from analysis.attribution import Attribution
from analysis.language import Span, paragraphs, words

UNATTRIBUTED = "unattributed"
LONGEST_NAME = 8
# A body's name has at most so many words between its first and its last; a headline in capitals is none.
LONGEST_BODY = 10

CAPITALISED = r"[A-Z][\w’'-]*[\w]"
INITIAL = r"[A-Z]\."
NAME = re.compile(rf"\b{CAPITALISED}(?:\s+(?:{INITIAL}|{CAPITALISED}|(?:al|bin|de|del|der|di|la|van|von)(?=\s[A-Z])))*")
HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Madam|Lord|Lady)\.?\s+")
TITLES = frozenset(
    "Admiral Ambassador Attorney Bishop Captain Chair Chairman Chairwoman Chancellor Chief Colonel Commander "
    "Commissioner Congressman Congresswoman Coach Defense Democratic Deputy Detective Director Doctor Dr Emir Field "
    "Finance Foreign First Former Gen General Gov Governor Interior Judge Justice Justices King Lady Leader Lieutenant "
    "Lt Major Marshal Mayor Minister Mr Mrs Ms Miss Police Pope President Prime Prince Princess Prof Professor Queen Rep "
    "Representative Republican Rev Reverend Secretary Sen Senator Sergeant Sgt Sheikh Sheriff Sir Speaker Spokesman "
    "Spokeswoman Supreme Treasury Vice".split()
)
NO_PERSON = frozenset(
    "Agency Army Association Bank Board Bureau Church Co College Commission Committee Company Congress Corp Council "
    "Court Department Force Foundation Group House Inc Institute Law League Magazine Ministry Movement Network News "
    "Office Organization Parliament Party Post Press Radio Republic School Senate Service Society State States Times "
    "Union United University Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
OPENERS = frozenset(
    "A After All Although An And Another As At Because Before But By Despite During Even For From Here How However I If "
    "In Instead It Its Last Let Many Meanwhile Most No Nor Not Now Of On Once One Or Our Over She So Some Still Such "
    "That The Their Then There These They This Those Though To Today Under Until We What When Where Which While Who Why "
    "With Yet You Your He His Her".split()
)
MALE, FEMALE, PLURAL = (
    frozenset({"he", "him", "his"}),
    frozenset({"she", "her", "hers"}),
    frozenset({"they", "them", "their"}),
)
PRONOUNS = MALE | FEMALE
FUNCTION_WORDS = frozenset("a an and at for her his in its of on our the their to".split())
DESCRIPTION = r"(?:(?:the|a|an|his|her|their|its)\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,9}"
BEHIND = re.compile(rf",\s+({DESCRIPTION})(?=[,.;:—]|\s+said|$)")
IN_FRONT = re.compile(rf"(?:^|[.,;:]\s+|\b(?:by|with|to|from|and|of)\s+)({DESCRIPTION}),\s+$")
LONGEST_TITLE = 4
TITLED = re.compile(
    r"(?:[\w-]+ ){0,3}(?:[A-Z][\w-]+\.?|president|minister|leader|commander|chairman|secretary|nominee) $"
)
LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
POSSESSIVE = ("'", "’", "'s", "’s")

ABBREVIATIONS = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "prof": "professor"}
WITH_OTHERS = re.compile(r"\band\s+(?:other|others|his|her|their|its|several|many|some|members|supporters)\b")
RELATIVE = frozenset({"who", "which", "that"})
BODY = re.compile(
    rf"(?P<name>{CAPITALISED}(?:\s+(?:{CAPITALISED}|of|for|to|the|and|on|in|at)){{0,{LONGEST_BODY}}}\s+{CAPITALISED})\s+\((?P<short>[A-Z]{{2,8}})\)"
)


class Voice(NamedTuple):
    """Who a source is: one name, and how it was found."""

    name: str
    basis: str


class Run(NamedTuple):
    """A run of capitalised words in the text, and those of them that may be a name."""

    start: int
    written: str
    parts: list[str]


class Mention(NamedTuple):
    """A person's full or last name in the text, from its first word on."""

    start: int
    key: str
    honorific: str


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
    runs = [Run(one.start(), one[0], _bare(one[0].split())) for one in NAME.finditer(text, start)]
    names = _full_names(text, start, runs, cast)
    mentions = list(_mentions(text, runs, names))
    known = Known(names, mentions, _appositions(text, start, mentions), _never(mentions))
    bodies = _bodies(text, start)
    voices: list[Voice] = []
    last = None
    last_body = ""
    for one in found:
        source = text[slice(*one.source)].strip() if one.source else ""
        if source.lower() in PLURAL and last_body:
            voices.append(Voice(last_body, "pronoun, body named last"))
            continue
        body = _body(source, bodies)
        if body:
            last_body = body
            voices.append(Voice(body, "short name in the text"))
            continue
        key, basis = _resolve(text, one, known, cast, last)
        if key in names and one.source:
            last = key
            last_body = ""
        elif source and source.lower() not in PRONOUNS:
            last_body = key if _is_name(source) else ""
        voices.append(Voice(names.get(key, key), basis))
    return voices


def _bodies(text: str, start: int) -> dict[str, str]:
    """The bodies whose short name the text gives, "Alliance for Bridges (AB)": full name by short and by full name."""
    found: dict[str, str] = {}
    for match in BODY.finditer(text, start):
        parts = match["name"].split()
        initials = len(match["short"])
        while len(parts) > initials and sum(part[0].isupper() for part in parts) > initials:
            parts.pop(0)
        name = " ".join(parts)
        found |= {match["short"]: name, name: name}
    return found


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


def _full_names(text: str, start: int, runs: Sequence[Run], cast: Sequence[Person]) -> dict[str, str]:
    """The name under which each person is shown, by key; the key is the first and the last name in small letters."""
    forms: dict[str, Counter[str]] = {}
    headlines = _headlines(text, start)
    for offset, _, parts in runs:
        if any(first <= offset < last for first, last in headlines):
            continue
        if 2 <= len(parts) <= 4 and NO_PERSON.isdisjoint(parts):
            forms.setdefault(_key(parts), Counter())[" ".join(parts)] += 1
    names = {key: min(counts, key=lambda form: (-counts[form], len(form), form)) for key, counts in forms.items()}
    return names | {_key(person.name.split()): person.name for person in cast}


def _headlines(text: str, start: int) -> list[Span]:
    """The paragraphs whose longer words all but a few begin with a capital: in them a capital tells no name."""
    found = []
    for first, last in paragraphs(text, start):
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


def _key(parts: Sequence[str]) -> str:
    return f"{parts[0]} {parts[-1]}".lower()


def _mentions(text: str, runs: Sequence[Run], names: dict[str, str]) -> Iterator[Mention]:
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
        if len(parts) > 1 and _key(parts) in names:
            bearers[parts[-1].lower()] = _key(parts)
            yield Mention(offset, _key(parts), honorific)
        else:
            yield Mention(offset, bearers[parts[-1].lower()], honorific)


def _mentions_in_run(run: Run, names: dict[str, str], bearers: dict[str, str]) -> Iterator[Mention]:
    """The known people in a long run of capitalised words, as a headline is."""
    written = [(part[0], run.start + part.start()) for part in re.finditer(r"\S+", run.written)]
    place = 0
    while place < len(written):
        word, offset = written[place]
        pair = written[place + 1][0] if place + 1 < len(written) else ""
        both = f"{word} {_without_possessive(pair)}".lower()
        if both in names:
            yield Mention(offset, both, "")
            place += 1
        elif _without_possessive(word).lower() in bearers:
            yield Mention(offset, bearers[_without_possessive(word).lower()], "")
        place += 1


def _appositions(text: str, start: int, mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """The words by which the text itself describes each person: before, behind, and between commas."""
    described: dict[str, set[str]] = {}
    for mention in mentions:
        words_of_it = described.setdefault(mention.key, set())
        name = NAME.match(text, mention.start)
        end = name.end() if name else mention.start
        behind = BEHIND.match(text, end)
        if behind and _describes(behind[1]):
            words_of_it |= _content(behind[1])
        left = text[max(start, mention.start - 120) : mention.start]
        after_comma = left.rstrip().endswith(",")
        in_front = after_comma and IN_FRONT.search(left)
        if in_front and _describes(in_front[1], only_titles=True):
            words_of_it |= _content(in_front[1])
        titled = TITLED.search(" ".join(left.rsplit(" ", LONGEST_TITLE + 1)[1:])) if left.endswith(" ") else None
        if titled and any(part.capitalize().rstrip(".") in TITLES for part in titled[0].split()):
            words_of_it |= _content(titled[0])
    return described


def _describes(phrase: str, only_titles: bool = False) -> bool:
    if any(part.capitalize().rstrip(".") in TITLES for part in phrase.split()):
        return True
    return not only_titles and re.match(r"(?:the|a|an|his|her|their|its)\s", phrase) is not None


def _content(phrase: str) -> set[str]:
    found = (ABBREVIATIONS.get(word, word) for word in re.findall(r"[\w-]+", phrase.lower()))
    return {word for word in found if word not in FUNCTION_WORDS}


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
        key = _antecedent(one.source[0], known, known.never[plain], last)
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
    head = re.split(r",|\s(?:of|for|from|with|at|in|to)\s", source)[0]
    if inside and inside[0].start < one.source[0] + len(head):
        return inside[0].key, "named in the text"
    described = _content(re.split(r",\s", source)[0])
    fitting = [key for key, title in known.titles.items() if described and described <= title]
    if fitting and not _is_name(source):
        return _nearest(fitting, one.source[0], mentions), f"title in the text: {_short(source)}"
    declared = [person for person in cast for title in person.titles if _content(title.text) == described]
    if declared:
        return _key(declared[0].name.split()), f"title in the cast: {_short(source)}"
    return _short(source), "under its own words"


def _start(mention: Mention) -> int:
    return mention.start


def _never(mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """For each pronoun of one person the people whom the text calls by an honorific that speaks against it."""
    of_women = {mention.key for mention in mentions if mention.honorific in ("mrs", "ms", "miss", "madam", "lady")}
    of_men = {mention.key for mention in mentions if mention.honorific in ("mr", "sir", "lord")}
    return dict.fromkeys(MALE, of_women) | dict.fromkeys(FEMALE, of_men)


def _antecedent(offset: int, known: Known, never: set[str], last: str | None) -> str | None:
    """The person whom a pronoun at `offset` stands for: the last source, or who was named last; nobody of `never`."""
    if last and last not in never:
        return last
    before = reversed(known.mentions[: bisect_left(known.mentions, offset, key=_start)])
    return next((mention.key for mention in before if mention.key not in never), None)


def _nearest(keys: Sequence[str], offset: int, mentions: Sequence[Mention]) -> str:
    before = reversed(mentions[: bisect_left(mentions, offset, key=_start)])
    return next((mention.key for mention in before if mention.key in keys), keys[0])


def _is_name(source: str) -> bool:
    return source[:1].isupper() and source.split()[0] not in OPENERS


def _short(source: str) -> str:
    """The source's own words, as far as its first comma and no longer than `LONGEST_NAME` words."""
    phrase = " ".join(source.split(",")[0].split())
    spans = words(phrase)
    return phrase[: spans[min(len(spans), LONGEST_NAME) - 1][1]] if spans else phrase
