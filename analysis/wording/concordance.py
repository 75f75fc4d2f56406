"""Keyword in context, and collocations: which words occur together more often than chance predicts."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import pairwise

import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from nltk.text import ConcordanceIndex

from analysis.text.files import InputError
from analysis.text.segmentation import Span, paragraphs, sentences, words
from analysis.wording.keyness import terms
from analysis.wording.words import word_lists

WIDTH = 60
ORDERS = ("position", "left", "right")

FUNCTION_WORDS = word_lists("concordance")["function"]


def keyword_in_context(
    text: str, term: str, start: int = 0, width: int = WIDTH, order: str = "position"
) -> pd.DataFrame:
    """Every occurrence of `term` in `text` from `start` on, one row each, with the text beside it.

    Columns: `start`, `end` (offsets into `text`), `left` (at most `width` characters before it, none of another
    paragraph), `keyword`, `right` (as many after it).

    Args:
        term: a word, or several with only white space between; case does not count, and `*` at the end of a word
            stands for any ending: "peace*", "peace talks".
        order: "position" for the order of the text; "left" for the alphabetical order of the words before it in its
            paragraph, the nearest first; "right" for that of the words after it.

    Raises:
        InputError: `term` has no word or a `*` elsewhere, `width` is negative, or there is no such `order`.

    >>> keyword_in_context("War and peace. A peaceful sea.", "peace*")[["start", "keyword", "right"]].values.tolist()
    [[8, 'peace', '. A peaceful sea.'], [17, 'peaceful', ' sea.']]
    """
    parts = term.lower().replace("’", "'").split()
    if not parts or any(not part.rstrip("*") or "*" in part[:-1] for part in parts):
        raise InputError(f"concordance: {term!r} is not a term. Give a word such as 'talks' or 'peace*', or several.")
    if width < 0:
        raise InputError(f"concordance: width is {width}. Give a number of characters from 0.")
    if order not in ORDERS:
        raise InputError(f"concordance: there is no order {order!r}. Give one of {', '.join(ORDERS)}.")
    blocks = paragraphs(text, start)
    firsts = [first for first, _ in blocks]
    rows, neighbours = [], []
    for begin, end in _occurrences(text, words(text, start), parts):
        first, last = blocks[bisect_right(firsts, begin) - 1]
        if end <= last:
            left, right = text[max(first, begin - width) : begin], text[end : min(last, end + width)]
            rows.append((begin, end, left, text[begin:end], right))
            neighbours.append(_neighbours(text, (first, last), (begin, end), order))
    ranking = sorted(range(len(rows)), key=neighbours.__getitem__)
    return pd.DataFrame([rows[number] for number in ranking], columns=["start", "end", "left", "keyword", "right"])


def collocations(text: str, start: int = 0, least: int = 2, without: Collection[str] = FUNCTION_WORDS) -> pd.DataFrame:
    """Pairs of neighbouring words that occur at least `least` times in `text` from `start` on, strongest first.

    Columns: `first`, `second` (words in small letters), `count`, `log_likelihood` (Dunning 1993: evidence that the two
    occur together more often than their counts predict, 0 and up). Both words are in the same sentence. Pairs with a
    word of `without` are left out, by default those with a function word.

    Raises:
        InputError: `least` is under 1.
    """
    if least < 1:
        raise InputError(f"collocations: least is {least}. Give a whole number from 1.")
    documents = [terms(text[first:last]) for first, last in sentences(text, start)]
    finder = BigramCollocationFinder.from_documents(documents)
    finder.apply_freq_filter(least)
    finder.apply_word_filter(lambda word: word in without)
    rows = [
        (*pair, finder.ngram_fd[pair], score)
        for pair, score in finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    ]
    return pd.DataFrame(rows, columns=["first", "second", "count", "log_likelihood"])


def _neighbours(text: str, paragraph: Span, occurrence: Span, order: str) -> list[str]:
    """The words by which an occurrence is sorted, the nearest first; none for the order of the text."""
    if order == "left":
        return terms(text[paragraph[0] : occurrence[0]])[::-1]
    return terms(text[occurrence[1] : paragraph[1]]) if order == "right" else []


def _occurrences(text: str, spans: list[Span], parts: list[str]) -> Iterator[Span]:
    """The spans at which the words of `parts` occur in sequence, with only white space between; `spans` are all words."""
    tokens = [text[begin:end] for begin, end in spans]
    index = ConcordanceIndex(tokens, key=_key)
    kinds = {_key(token) for token in tokens}
    starts = set(range(len(tokens)))
    for number, part in enumerate(parts):
        starts &= {offset - number for kind in kinds if _is(kind, part) for offset in index.offsets(kind)}
    for first in sorted(starts):
        run = spans[first : first + len(parts)]
        if all(text[end:begin].isspace() for (_, end), (begin, _) in pairwise(run)):
            yield run[0][0], run[-1][1]


def _key(token: str) -> str:
    return token.lower().replace("’", "'")


def _is(kind: str, part: str) -> bool:
    return kind.startswith(part[:-1]) if part.endswith("*") else kind == part
