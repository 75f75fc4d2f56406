"""The table of statements: an article cut into stretches, each with one voice in one mode.

A statement is the longest stretch inside one sentence that has one voice in one mode. The statements tile the file:
put end to end they are its text, so no character is lost and none is counted twice.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.segmentation import Span, paragraphs, sentences, words

NARRATOR = "narrator"
DIRECT, INDIRECT, NARRATION = "direct", "indirect", "narration"
MODES = (DIRECT, INDIRECT, NARRATION)

CLOSING_MARKS = ",;:.!?"

COLUMNS = (
    "statement", "article", "stretch", "paragraph", "sentence", "start", "end", "text", "words", "voice", "mode", "cue",
    "source", "basis", "probability",
)  # fmt: skip


class Attribution(NamedTuple):
    """A stretch of text that is somebody's words: the content, its source, the cue, and how that was decided.

    `content`, `source` ("the head of state") and `cue` ("said") are spans of character offsets; the marks of a
    quotation lie inside the content. `mode` is "direct" or "indirect", `basis` says how it was decided, `probability`
    (0 to 1) how likely it is right, and `voice` is the one name of the source, once that is known.
    """

    content: Span
    source: Span | None
    cue: Span | None
    mode: str
    basis: str
    probability: float = 1.0
    voice: str = ""


# What no attribution covers.
NARRATED = Attribution((0, 0), None, None, NARRATION, "no attribution", voice=NARRATOR)


class _Piece(NamedTuple):
    """A statement in the making: its offsets, the number of its sentence, how many words it has, whose they are."""

    start: int
    end: int
    sentence: int
    words: int
    attribution: Attribution

    def continues(self, other: "_Piece") -> bool:
        """Whether both are one statement: of one voice in one mode and one sentence, or one of them without words."""
        mine, others = ((piece.sentence, piece.attribution.voice, piece.attribution.mode) for piece in (self, other))
        return self.words == 0 or other.words == 0 or mine == others


def tile(
    article: Article, attributions: Iterable[Attribution], word_starts: NDArray[np.integer[Any]] | None = None
) -> pd.DataFrame:
    """The statements that `attributions` cut out of `article`; what none of them covers is the narrator's.

    One row a statement, in the order of the text: `statement` (its number, from 1), `article` (name), `stretch`
    (number of the run of neighbours with one voice in one mode), `paragraph` and `sentence` (numbers, from 1),
    `start`, `end` (character offsets into the file), `text`, `words` (how many), `voice`, `mode` (direct, indirect or
    narration), `cue` and `source` (spans of offsets, or None), `basis` (how it was decided),
    `probability` (0 to 1, that the voice is right).

    White space and punctuation between two statements belong to the first. The line of metadata before an article is
    row 0, with no words.

    Args:
        attributions: their contents do not overlap.
        word_starts: the offsets of the words, if they are known already.
    """
    text = article.text
    if word_starts is None:
        word_starts = np.array([first for first, _ in words(text, article.start)])
    sentence_starts = [first for first, _ in sentences(text, article.start)]
    edges, owners = _pieces(text, article.start, sentence_starts, sorted(attributions, key=lambda part: part.content))
    sentence = np.maximum(1, np.searchsorted(sentence_starts, edges[:-1], side="right")).tolist()
    counts = np.diff(np.searchsorted(word_starts, edges)).tolist()
    pieces: list[_Piece] = []
    for piece in map(_Piece, edges, edges[1:], sentence, counts, owners):
        if pieces and piece.continues(pieces[-1]):
            last = pieces.pop()
            kept = last if last.words else piece
            piece = kept._replace(start=last.start, end=piece.end, words=last.words + piece.words)
        pieces.append(piece)
    return _table(article, pieces)


def spoken(statements: pd.DataFrame) -> pd.DataFrame:
    """The rows of `statements` that have words: all but the line of metadata before an article."""
    require(statements, "words")
    return statements[statements["words"] > 0]


def is_reporting_clause(statements: pd.DataFrame) -> pd.Series:
    """Whether each statement is narration in the sentence of somebody's words ("said the minister"), row by row."""
    of_one_article(statements, "mode", "sentence")
    with_speech = set(statements.loc[statements["mode"] != NARRATION, "sentence"])
    return (statements["mode"] == NARRATION) & statements["sentence"].isin(with_speech)


def require(table: pd.DataFrame, *columns: str, made_by: str = "") -> None:
    """Raises `InputError` if `table` lacks one of `columns`; `made_by` is the function that adds them."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        remedy = f"Call {made_by} on it first." if made_by else f"It has: {', '.join(map(str, table.columns))}."
        raise InputError(f"table of statements: there is no column {', '.join(map(repr, missing))}. {remedy}")


def of_one_article(statements: pd.DataFrame, *columns: str, made_by: str = "") -> pd.DataFrame:
    """The rows of `statements` that have words; see `spoken`.

    Raises:
        InputError: there is no column `words` or one of `columns`, or the table has the statements of several
            articles: the numbers of statements and sentences begin anew in each.
    """
    require(statements, "words", *columns, made_by=made_by)
    names = statements["article"].unique() if "article" in statements else ()
    if len(names) > 1:
        listed = ", ".join(map(str, names[:3])) + (", ..." if len(names) > 3 else "")
        raise InputError(
            f"table of statements: there are {len(names)} articles in it ({listed}). "
            f"Count each by itself, as in: for name, part in table.groupby('article')."
        )
    return spoken(statements)


def _pieces(
    text: str, start: int, sentence_starts: Sequence[int], attributions: Sequence[Attribution]
) -> tuple[list[int], list[Attribution]]:
    """Cuts `text` from `start` on at each sentence and each end of a content: the edges, and whose each piece is."""
    ends = [_past_gap(text, attribution.content[1]) for attribution in attributions]
    firsts = [max(start, attribution.content[0]) for attribution in attributions]
    edges = sorted({start, len(text), *sentence_starts[1:], *firsts, *ends})
    indexes = (bisect_right(firsts, first) - 1 for first in edges[:-1])
    inside = ((index, index >= 0 and first < ends[index]) for index, first in zip(indexes, edges, strict=False))
    return edges, [attributions[index] if covered else NARRATED for index, covered in inside]


def _past_gap(text: str, offset: int) -> int:
    """The offset after the white space and punctuation that follow `offset`."""
    while offset < len(text) and (text[offset].isspace() or text[offset] in CLOSING_MARKS):
        offset += 1
    return offset


def _table(article: Article, pieces: Sequence[_Piece]) -> pd.DataFrame:
    """The table of the statements `pieces`, after a row 0 for the line of metadata where there is one."""
    metadata = [_Piece(0, article.start, 0, 0, NARRATED._replace(basis="metadata"))] if article.start else []
    rows, first = [*metadata, *pieces], len(metadata)
    starts, ends, sentence, counts = np.array([row[:4] for row in rows], dtype=np.int64).reshape(-1, 4).T
    paragraph_starts = [begin for begin, _ in paragraphs(article.text, article.start)]
    paragraph = np.searchsorted(paragraph_starts, starts, side="right")
    paragraph[:first] = 0
    attributions = [row.attribution for row in rows]
    sides = [(attribution.voice, attribution.mode) for attribution in attributions[first:]]
    turns = [side != previous for side, previous in zip(sides, [None, *sides], strict=False)]
    columns = {
        "statement": np.arange(len(rows)) + 1 - first,
        "article": [article.name] * len(rows),
        "stretch": np.cumsum([0] * first + turns, dtype=np.int64),
        "paragraph": paragraph,
        "sentence": sentence,
        "start": starts,
        "end": ends,
        "text": [article.text[row.start : row.end] for row in rows],
        "words": counts,
    }
    fields = {name: [getattr(attribution, name) for attribution in attributions] for name in COLUMNS[len(columns) :]}
    return pd.DataFrame(columns | fields)
