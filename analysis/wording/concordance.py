"""Words in their company: keyword in context, and which words stand together more often than chance would have it."""

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
    """Every place of `term` in `text` from `start` on, one row each, with what stands beside it.

    `term` is one word or several that follow each other with only white space between; small letters and capitals are
    alike, and `*` at the end of a word stands for any ending: "peace*", "peace talks". Columns: `start`, `end` (offsets
    into `text`), `left` (at most `width` characters before it, none of another paragraph), `keyword`, `right` (as many
    after it). `order` is "position" for the order of the text, "left" for that of the words before it in their
    paragraph, the nearest first, or "right" for that of the words after it; lines that are alike keep the text's order.

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
    for begin, end in _places(text, words(text, start), parts):
        first, last = blocks[bisect_right(firsts, begin) - 1]
        if end <= last:
            left, right = text[max(first, begin - width) : begin], text[end : min(last, end + width)]
            rows.append((begin, end, left, text[begin:end], right))
            neighbours.append(_neighbours(text, (first, last), (begin, end), order))
    ranking = sorted(range(len(rows)), key=neighbours.__getitem__)
    return pd.DataFrame([rows[place] for place in ranking], columns=["start", "end", "left", "keyword", "right"])


def collocations(text: str, start: int = 0, least: int = 2, without: Collection[str] = FUNCTION_WORDS) -> pd.DataFrame:
    """Pairs of neighbouring words that occur at least `least` times in `text` from `start` on, strongest first.

    Columns: `first`, `second` (words in small letters), `count`, `log_likelihood` (Dunning 1993: evidence that the two
    stand together more often than their own counts would bring about, 0 and up). Both words are in one sentence. Pairs
    with a word of `without` are left out, by default those with a word that carries grammar and no matter.

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


def _neighbours(text: str, paragraph: Span, place: Span, order: str) -> list[str]:
    """The words by which a place is put into `order`, the nearest first; none where the text's order is kept."""
    if order == "left":
        return terms(text[paragraph[0] : place[0]])[::-1]
    return terms(text[place[1] : paragraph[1]]) if order == "right" else []


def _places(text: str, spans: list[Span], parts: list[str]) -> Iterator[Span]:
    """Where the words of `spans` are those of `parts`, one after the other, with only white space between."""
    tokens = [text[begin:end] for begin, end in spans]
    index = ConcordanceIndex(tokens, key=_key)
    kinds = {_key(token) for token in tokens}
    starts = set(range(len(tokens)))
    for number, part in enumerate(parts):
        starts &= {place - number for kind in kinds if _is(kind, part) for place in index.offsets(kind)}
    for place in sorted(starts):
        run = spans[place : place + len(parts)]
        if all(text[end:begin].isspace() for (_, end), (begin, _) in pairwise(run)):
            yield run[0][0], run[-1][1]


def _key(token: str) -> str:
    return token.lower().replace("’", "'")


def _is(kind: str, part: str) -> bool:
    return kind.startswith(part[:-1]) if part.endswith("*") else kind == part
