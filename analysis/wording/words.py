"""The words of one statement, as the rules of the features read them."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.text.segmentation import words

BOUNDARIES = frozenset(",;:.!?()—–\n")


class Word(NamedTuple):
    """A word: in small letters with a plain apostrophe, as it stands, its offsets, and the text between it and the one before."""

    form: str
    text: str
    start: int
    end: int
    gap: str

    @property
    def opens(self) -> bool:
        """Whether a mark that ends a clause stands before it, or nothing at all."""
        return self.gap == "" or not BOUNDARIES.isdisjoint(self.gap)


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
    spelled: list[Word] = []
    last = 0
    for begin, end in words(text):
        piece = text[begin:end]
        if spelled and text[last:begin] == "]" and last - spelled[-1].start + start == 1:
            initial = spelled.pop()
            piece, begin, last = initial.text + piece, initial.start - start, initial.start - start - len(initial.gap)
        spelled.append(Word(piece.lower().replace("’", "'"), piece, start + begin, start + end, text[last:begin]))
        last = end
    return spelled


def hit(code: str, part: Sequence[Word]) -> Hit:
    """The hit of `code` from the first to the last of the words of `part`."""
    return Hit(code, part[0].start, part[-1].end)


def family(*stems: str) -> frozenset[str]:
    """The words listed in `stems`, each a run of words with white space between.

    >>> sorted(family("hope hopes", "wish"))
    ['hope', 'hopes', 'wish']
    """
    return frozenset(word for stem in stems for word in stem.split())


def clause_before(sentence: Sequence[Word], place: int) -> Sequence[Word]:
    """The words before `place` back to the last mark that ends a clause."""
    first = place
    while first > 0 and not sentence[first].opens:
        first -= 1
    return sentence[first:place]


def clause_after(sentence: Sequence[Word], place: int) -> Sequence[Word]:
    """The words after `place` up to the next mark that ends a clause."""
    last = place + 1
    while last < len(sentence) and not sentence[last].opens:
        last += 1
    return sentence[place + 1 : last]
