"""The one table: an article cut into statements, each with one voice in one mode.

A statement is the longest stretch inside one sentence that has one voice in one mode. The statements tile the file:
put end to end they are its text, so no character is lost and none is counted twice.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.article import Article
from analysis.attribution import Found, find
from analysis.calibration import unattributed
from analysis.errors import InputError
from analysis.language import Span, paragraphs, sentences, words
from analysis.naming import name_sources

NARRATOR = "narrator"
DIRECT, INDIRECT, NARRATION = "direct", "indirect", "narration"
MODES = (DIRECT, INDIRECT, NARRATION)

CLOSING_MARKS = ",;:.!?"

COLUMNS = (
    "statement",
    "article",
    "stretch",
    "paragraph",
    "sentence",
    "start",
    "end",
    "text",
    "words",
    "voice",
    "mode",
    "cue",
    "source",
    "basis",
    "probability",
)


class Credit(NamedTuple):
    """A stretch of text credited to a voice: where it is, whose it is, and the evidence."""

    content: Span
    voice: str
    mode: str
    cue: Span | None
    source: Span | None
    basis: str
    probability: float = 1.0


class _Piece(NamedTuple):
    """A statement in the making."""

    start: int
    end: int
    credit: Credit | None
    sentence: int
    words: int

    @property
    def side(self) -> tuple[str, str]:
        """Its voice and its mode."""
        return (self.credit.voice, self.credit.mode) if self.credit else (NARRATOR, NARRATION)


def code(article: Article) -> pd.DataFrame:
    """The statements of `article` as the instrument alone codes them, one row each; see `tile` for the columns."""
    found = find(article.text, article.start)
    voices = name_sources(article.text, found.attributions, article.cast, article.start)
    statements = tile(
        article,
        [
            Credit(
                one.content, voice.name, one.mode, one.cue, one.source, f"{one.basis}; {voice.basis}", one.probability
            )
            for one, voice in zip(found.attributions, voices, strict=True)
        ],
    )
    narrated = (statements["mode"] == NARRATION) & (statements["words"] > 0)
    spans = statements.loc[narrated, ["start", "end"]].to_numpy()
    statements.loc[narrated, "probability"] = _narration(found, spans)
    return statements


def _narration(found: Found, spans: NDArray[np.int64]) -> list[float]:
    """How likely the text of each of `spans`, a row [start, end) each, is nobody's but the narrator's."""
    firsts, lasts = np.searchsorted(found.starts, spans).T
    sums = np.concatenate([[0.0], np.cumsum(found.content, dtype=float)])
    means = (sums[lasts] - sums[firsts]) / np.maximum(lasts - firsts, 1)
    return [
        unattributed(mean) if last > first else 1.0
        for first, last, mean in zip(firsts.tolist(), lasts.tolist(), means.tolist(), strict=True)
    ]


def tile(article: Article, credits: Iterable[Credit]) -> pd.DataFrame:
    """The statements that `credits` cut out of `article`; what no credit covers is the narrator's.

    One row a statement, in the order of the text: `statement` (its number, from 1), `article` (name), `stretch`
    (number of the run of neighbours with one voice in one mode), `paragraph` and `sentence` (numbers, from 1),
    `start`, `end` (character offsets into the file), `text`, `words` (how many), `voice`, `mode` (direct, indirect or
    narration), `cue` and `source` (spans of the words that credit it, or None), `basis` (how it was decided),
    `probability` (0 to 1, that the voice is right).

    White space and punctuation between statements belong to the one before. Text before the article's own words is
    row 0, with no words. `credits` have contents that do not overlap.
    """
    text = article.text
    ordered = sorted(credits)
    sentence_starts = [first for first, _ in sentences(text, article.start)]
    paragraph_starts = [first for first, _ in paragraphs(text, article.start)]
    word_starts = [first for first, _ in words(text, article.start)]
    rows = [_Piece(0, article.start, None, 0, 0)] if article.start else []
    for start, end, credit in _pieces(text, article.start, sentence_starts, ordered):
        count = bisect_right(word_starts, end - 1) - bisect_right(word_starts, start - 1)
        here = _Piece(start, end, credit, max(1, bisect_right(sentence_starts, start)), count)
        last = rows[-1] if rows and rows[-1].end > article.start else None
        if last and (here.words == 0 or last.words == 0 or (last.sentence, last.side) == (here.sentence, here.side)):
            kept = last if last.words else here
            rows[-1] = kept._replace(start=last.start, end=end, words=last.words + count)
        else:
            rows.append(here)
    return _table(article, rows, paragraph_starts)


def spoken(statements: pd.DataFrame) -> pd.DataFrame:
    """The rows of `statements` that have words: all but the line of metadata before an article."""
    return statements[statements["words"] > 0]


def is_frame(statements: pd.DataFrame) -> pd.Series:
    """Whether each statement only introduces somebody's words ("said the minister"): true or false, one a row.

    A frame is narration that shares its sentence with somebody's words.
    """
    with_speech = set(statements.loc[statements["mode"] != NARRATION, "sentence"])
    return (statements["mode"] == NARRATION) & statements["sentence"].isin(with_speech)


def require(table: pd.DataFrame, *columns: str, made_by: str = "") -> None:
    """Raises `InputError` where `table` lacks one of `columns`, with `made_by` named as the function that adds them."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        remedy = f"Call {made_by} on it first." if made_by else f"It has: {', '.join(map(str, table.columns))}."
        raise InputError(f"table of statements: there is no column {', '.join(map(repr, missing))}. {remedy}")


def _pieces(
    text: str, start: int, sentence_starts: Sequence[int], credits: Sequence[Credit]
) -> list[tuple[int, int, Credit | None]]:
    """Cuts `text` from `start` on at each sentence and each end of a credit: (start, end, credit or None)."""
    owners: list[tuple[int, int, Credit]] = [
        (max(start, one.content[0]), _past_gap(text, one.content[1]), one) for one in credits
    ]
    cuts = {start, len(text), *sentence_starts[1:]}
    for first, last, _ in owners:
        cuts |= {first, last}
    edges = sorted(cuts)
    firsts = [first for first, _, _ in owners]
    pieces: list[tuple[int, int, Credit | None]] = []
    for first, last in pairwise(edges):
        index = bisect_right(firsts, first) - 1
        owner = owners[index][2] if index >= 0 and first < owners[index][1] else None
        pieces.append((first, last, owner))
    return pieces


def _past_gap(text: str, offset: int) -> int:
    while offset < len(text) and (text[offset].isspace() or text[offset] in CLOSING_MARKS):
        offset += 1
    return offset


def _table(article: Article, rows: Sequence[_Piece], paragraph_starts: Sequence[int]) -> pd.DataFrame:
    records = []
    stretch, side = 0, None
    for number, row in enumerate(rows, 0 if article.start else 1):
        if number and row.side != side:
            stretch, side = stretch + 1, row.side
        records.append(
            (
                number,
                article.name,
                stretch,
                bisect_right(paragraph_starts, row.start) if number else 0,
                row.sentence,
                row.start,
                row.end,
                article.text[row.start : row.end],
                row.words,
                *row.side,
                row.credit.cue if row.credit else None,
                row.credit.source if row.credit else None,
                row.credit.basis if row.credit else ("no attribution" if number else "metadata"),
                row.credit.probability if row.credit else 1.0,
            )
        )
    columns = zip(*records, strict=True) if records else ([] for _ in COLUMNS)
    return pd.DataFrame({name: list(column) for name, column in zip(COLUMNS, columns, strict=True)})
