"""Terms: words and phrases that are looked for in all their forms, and where they stand in a text.

The notation, which `analysis/codebook/codebook.yml` uses and explains:

    tax                        the word in any regular form: tax, taxes, taxed, taxing, tax's
    peace*                     every word that begins so
    peace talk                 words in this order, each in any form, white space or a hyphen between them
    Congress                   a word with a capital matches only so (and with an s after it)
    strike if drone|missile    only where one of the others stands in the same text, too
    race unless presidential   only where none of the others does
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
GAP = re.compile(r"[\s\-‐‑]+")
PART = r"[^\W_]+(?:'[^\W_]+)*\*?"
PHRASE = rf"{PART}(?: {PART})*"
CONDITION = re.compile(r" (if|unless) ")
WRITTEN = re.compile(rf"{PHRASE}(?:\|{PHRASE})*")

VOWELS = "aeiou"
IRREGULAR = {
    "beat": "beaten", "build": "built", "buy": "bought", "child": "children", "fight": "fought", "flee": "fled",
    "lead": "led", "lend": "lent", "lie": "lying", "lose": "lost", "man": "men", "pay": "paid", "sell": "sold",
    "shoot": "shot", "spend": "spent", "steal": "stole stolen", "teach": "taught", "win": "won", "woman": "women",
    "deny": "denied", "mouse": "mice", "take": "took taken", "draw": "drew drawn", "withdraw": "withdrew withdrawn",
    "run": "ran", "speak": "spoke spoken", "hold": "held", "meet": "met", "grow": "grew grown", "break": "broke broken",
}  # fmt: skip


class Term(NamedTuple):
    """A term as it is `written`, its words, the terms that must or must not stand beside it, and its weight."""

    written: str
    parts: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    unless: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0


class Token(NamedTuple):
    """A word of a text: where it is, as it stands, and in small letters without a possessive ending."""

    start: int
    end: int
    text: str
    plain: str


class Occurrence(NamedTuple):
    """Where a term stands: its owner (what the caller keyed it by), its character offsets, and the term."""

    owner: str
    start: int
    end: int
    term: Term


def term(written: str, weight: float = 1.0) -> Term | None:
    """The term `written` in the notation above, or None where it is not well formed.

    >>> term("strike if drone|missile").needs
    (('drone',), ('missile',))
    """
    phrase, *condition = CONDITION.split(written, maxsplit=1)
    others = condition[1] if condition else ""
    if "|" in phrase or not WRITTEN.fullmatch(phrase) or (condition and not WRITTEN.fullmatch(others)):
        return None
    if {"if", "unless"} & {*phrase.split(), *others.replace("|", " ").split()}:
        return None
    listed = tuple(
        tuple(part.removesuffix("'s") for part in other.split(" ")) for other in others.split("|") if condition
    )
    needs, unless = (listed, ()) if condition[:1] == ["if"] else ((), listed)
    return Term(written, tuple(part.removesuffix("'s") for part in phrase.split(" ")), needs, unless, weight)


def tokens(text: str) -> list[Token]:
    """The words of `text`; a hyphen parts them."""
    tokens = []
    for match in TOKEN.finditer(text):
        plain = match[0].lower().replace("’", "'")
        tokens.append(Token(*match.span(), match[0], plain.removesuffix("'s")))
    return tokens


@cache
def forms(word: str) -> frozenset[str]:
    """The regular forms of `word`, itself among them, and those of the few irregular words that this module lists.

    >>> sorted(forms("rally"))
    ['rallied', 'rallies', 'rally', 'rallying']
    """
    forms_of_word = {word, *IRREGULAR.get(word, "").split()}
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        forms_of_word |= {f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    elif word.endswith("e"):
        forms_of_word |= {f"{word}s", f"{word}d", f"{word[:-1]}ing"}
    else:
        plural = "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"
        forms_of_word |= {word + plural, f"{word}ed", f"{word}ing"}
        if re.search(rf"[^{VOWELS}][{VOWELS}][^{VOWELS}wxy]$", word):
            forms_of_word |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return frozenset(forms_of_word)


class Index:
    """Terms by the forms of their first word, so that a text is read once however many there are."""

    def __init__(self, terms: Iterable[tuple[str, Term]]) -> None:
        """`terms` are pairs of an owner and one of its terms."""
        self._exact: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        self._beginnings: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for owner, term in terms:
            first = term.parts[0]
            if first.endswith("*"):
                self._beginnings[first[:-1].lower()].append((owner, term))
            else:
                for form in forms(first.lower()):
                    self._exact[form].append((owner, term))
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def find(self, text: str, words: Sequence[Token]) -> list[Occurrence]:
        """Where the terms stand in `text`, whose tokens are `words`, in the order of the text.

        Of overlapping terms of one owner the longest is taken. Conditions look at all of `words`.
        """
        free: dict[str, int] = defaultdict(int)
        allowed: dict[Term, bool] = {}
        occurrences = []
        for number, word in enumerate(words):
            candidates = [*self._exact.get(word.plain, ())]
            for length in self._lengths:
                if length <= len(word.plain):
                    candidates += self._beginnings.get(word.plain[:length], ())
            candidates.sort(key=lambda pair: (-len(pair[1].parts), -pair[1].weight))
            for owner, term in candidates:
                last = number + len(term.parts)
                if number < free[owner] or not _stands(text, words[number:last], term.parts):
                    continue
                if term not in allowed:
                    allowed[term] = _allowed(text, words, term)
                if allowed[term]:
                    occurrences.append(Occurrence(owner, word.start, words[last - 1].end, term))
                    free[owner] = last
        return occurrences


def _stands(text: str, words: Sequence[Token], parts: Sequence[str]) -> bool:
    if len(words) < len(parts) or not all(map(_is, words, parts)):
        return False
    return all(GAP.fullmatch(text, word.end, following.start) is not None for word, following in pairwise(words))


def _is(word: Token, part: str) -> bool:
    if part.endswith("*"):
        beginning = part[:-1]
        return word.text.startswith(beginning) if beginning != beginning.lower() else word.plain.startswith(beginning)
    if part != part.lower():
        return word.text.replace("’", "'").removesuffix("'s") in (part, f"{part}s")
    return word.plain in forms(part)


def _allowed(text: str, words: Sequence[Token], term: Term) -> bool:
    if not term.needs and not term.unless:
        return True
    met = any(
        _is(word, parts[0]) and _stands(text, words[number : number + len(parts)], parts)
        for number, word in enumerate(words)
        for parts in (term.needs or term.unless)
    )
    return met if term.needs else not met
