"""Words as the networks look them up: how a text is cut into them, their form, and the words that have a vector for tone.

The network of themes uses the same list to tell which words are names.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from analysis.models import DATA

WORDS = DATA / "words.txt"

TOKEN = re.compile(r"[^\W_]+(?:['’.\-‐‑][^\W_]+)*|[^\w\s]|_")
DIGIT = re.compile(r"\d")

# The number of shapes; those from 12 on are of words and numbers, 14 to 17 of words with a capital.
SHAPES, FIRST_WORD_SHAPE, CAPITAL = 20, 12, range(14, 18)
PUNCTUATION = {mark: kind for kind, marks in enumerate([".", ",", "“”\"", "'‘’", ":", ";", "?!", "()[]", "—–-―"], 1)
               for mark in marks}  # fmt: skip

# Rows of the word vectors that belong to no word; the last is the blank that replaces a target's name.
PADDING, UNKNOWN, UNKNOWN_NAME, TARGET = range(4)
SPECIAL = 4


@cache
def vocabulary() -> dict[str, int]:
    """The row of the word vectors for each word of `words.txt`."""
    words = WORDS.read_text(encoding="utf-8").splitlines()
    return {word: row for row, word in enumerate(words, SPECIAL)}


@lru_cache(maxsize=2**16)
def row_and_shape(written: str) -> tuple[int, int]:
    """Row and shape of a token; an unlisted word has the row of what follows its last hyphen, or one for unknown words."""
    row = looked_up(written, vocabulary(), by_last_part=True)
    if row is None:
        row = UNKNOWN_NAME if written[0].isupper() else UNKNOWN
    return row, shape(written)


def looked_up(written: str, rows: Mapping[str, int], *, by_last_part: bool) -> int | None:
    """The row of a token among `rows`, if need be without its possessive ending; None if it is not listed.

    >>> looked_up("Court’s", {"court": 7}, by_last_part=False)
    7

    Args:
        by_last_part: whether a compound that is not listed goes by what follows its last hyphen.
    """
    word = normal(written)
    if word in rows:
        return rows[word]
    if word.endswith("'s"):
        return rows.get(word[:-2])
    return rows.get(word.rpartition("-")[2]) if by_last_part else None


def normal(word: str) -> str:
    """`word` as it is looked up: in small letters, with straight apostrophes, every digit as 0."""
    return DIGIT.sub("0", word.lower().replace("’", "'"))


def shape(written: str) -> int:
    """The number of the form of a token: a mark of punctuation, a number, or how a word is capitalised."""
    initial = written[0]
    if not initial.isalnum():
        return PUNCTUATION.get(initial, 11)
    if initial.isdigit():
        return FIRST_WORD_SHAPE
    if written.islower():
        return 13
    if not initial.isupper():
        return 18
    if len(written) == 1:
        return 14
    if written.isupper():
        return 15
    return 16 if written[1:].islower() else 17
