"""The words of one statement, and the lists of words, by which the rules of the wording features go."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.text.files import load
from analysis.text.segmentation import words as word_spans

LISTS = Path(__file__).with_name("words.yml")
BOUNDARIES = frozenset(",;:.!?()—–\n")


class Word(NamedTuple):
    """A word of a statement.

    `form` is the word in small letters with a plain apostrophe, `text` the word as it stands, `start` and `end` its
    offsets, `gap` the text between it and the word before.
    """

    form: str
    text: str
    start: int
    end: int
    gap: str

    @property
    def opens(self) -> bool:
        """Whether a clause begins with the word: it is the first one, or stands after a mark that ends a clause."""
        return self.gap == "" or not BOUNDARIES.isdisjoint(self.gap)


Words = Sequence[Word]


class Hit(NamedTuple):
    """Words that give a statement a code: the code, and their offsets."""

    code: str
    start: int
    end: int


def read(text: str, start: int = 0) -> list[Word]:
    """The words of `text`, whose first character has the offset `start` in its article.

    A first letter that an editor has set in brackets belongs to its word: "[W]e" is "we".

    >>> [(word.form, word.start, word.opens) for word in read("Well, it’s", 5)]
    [('well', 5, True), ("it's", 11, True)]
    """
    result: list[Word] = []
    last = 0
    for begin, end in word_spans(text):
        piece = text[begin:end]
        if result and text[last:begin] == "]" and last - result[-1].start + start == 1:
            initial = result.pop()
            piece, begin, last = initial.text + piece, initial.start - start, initial.start - start - len(initial.gap)
        result.append(Word(piece.lower().replace("’", "'"), piece, start + begin, start + end, text[last:begin]))
        last = end
    return result


def hit(code: str, words: Words) -> Hit:
    """The hit of `code` from the first to the last of `words`."""
    return Hit(code, words[0].start, words[-1].end)


@cache
def _all_lists() -> Mapping[str, Mapping[str, str]]:
    return load(LISTS)


def word_lists(feature: str) -> dict[str, frozenset[str]]:
    """The lists of words that `words.yml` has for `feature`, by name.

    >>> sorted(word_lists("harm")["away"])
    ['from', 'off', 'out']
    """
    return {name: frozenset(listed.split()) for name, listed in _all_lists()[feature].items()}


def form_at(words: Words, index: int) -> str:
    """The form of the word at `index`; empty where there is none."""
    return words[index].form if 0 <= index < len(words) else ""


def forms(words: Words) -> set[str]:
    """The different forms of `words`."""
    return {word.form for word in words}


def is_name(words: Words, index: int) -> bool:
    """Whether the word at `index` has a capital that no beginning of a clause gives it: "Will Lee"."""
    return words[index].text[0].isupper() and index > 0 and not words[index].opens


def clause_before(words: Words, index: int) -> Words:
    """The words before `index` back to the last mark that ends a clause."""
    first = index
    while first > 0 and not words[first].opens:
        first -= 1
    return words[first:index]


def clause_after(words: Words, index: int) -> Words:
    """The words after `index` up to the next mark that ends a clause."""
    last = index + 1
    while last < len(words) and not words[last].opens:
        last += 1
    return words[index + 1 : last]
