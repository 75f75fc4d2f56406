"""What the theme model learns from: statements coded after the guide, and statements and clauses that nobody coded.

`theme_lessons.tsv.gz` holds the codes, with offsets into the corpora and no text. A language model gave them from the
guide, in one run for each statement; no person did. Columns: `corpus`, `text` (the name of PolNeAR's article or the
identifier of NewsMTSC's sentence), `start`, `end`, `part` ("fitting", or "choosing" for the statements on which the
network was chosen), `themes` with spaces between.

`theme_inventions.tsv` holds statements that a language model invented after the guide, with their themes; most are on
themes that are rare in the corpora.
"""

import csv
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.attribution.coder import code
from analysis.models.theme_hits import Parts
from analysis.models.themes import opens
from analysis.models.words import SPECIAL, row_and_shape
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.statements import is_reporting_clause
from analysis.text.terms import tokens
from analysis.themes import surroundings
from training.corpora import sentences, texts

LESSONS = Path(__file__).with_name("theme_lessons.tsv.gz")
INVENTIONS = LESSONS.with_name("theme_inventions.tsv")
FITTING, CHOOSING = "fitting", "choosing"
LEAST_WORDS = 5
CLAUSE = re.compile(r"[,;:—–]\s+|\s(?=(?:and|but|because|that|which|who|when|while|as|to|for|with|in|on)\s)")
SHORTEST, LONGEST, MOST_CLAUSES = 3, 9, 20_000
SEED = 3


class Coded(NamedTuple):
    """A statement in its context, its part (fitting or choosing), and its themes; None if it was not coded."""

    parts: Parts
    part: str
    themes: frozenset[str] | None


def codes(path: Path = LESSONS) -> pd.DataFrame:
    """The codes that the theme model learnt from or was chosen on, with the columns named above."""
    return pd.read_csv(path, sep="\t", keep_default_na=False)


def statements(polnear: Path, newsmtsc: Path) -> list[Coded]:
    """The statements of a part of PolNeAR and the sentences of a file of NewsMTSC, coded or not.

    Raises:
        InputError: a corpus is missing, or lacks a statement that is coded.
    """
    known = {
        (row.text, int(row.start), int(row.end)): (str(row.part), frozenset(row.themes.split()))
        for row in codes().itertuples(index=False)
    }
    located = dict(_of_polnear(polnear))
    located |= {(name, 0, len(text)): ("", text, "") for name, text in sentences(newsmtsc).items()}
    missing = known.keys() - located.keys()
    if missing:
        text, start, _ = min(missing)
        raise InputError(
            f"{polnear}, {newsmtsc}: {len(missing)} coded statements are not there, the first in {text} at {start}. "
            f"Use PolNeAR 1.0 and NewsMTSC, their training parts as they are."
        )
    return [Coded(parts, *known.get(location, (FITTING, None))) for location, parts in located.items()]


def eligible(table: pd.DataFrame) -> pd.DataFrame:
    """The statements of `table` that may be coded: those of five words or more that are no reporting clause."""
    return table[(table["words"] >= LEAST_WORDS) & ~is_reporting_clause(table)]


def invented() -> list[Coded]:
    """The invented statements, without context."""
    rows = pd.read_csv(INVENTIONS, sep="\t", keep_default_na=False, quoting=csv.QUOTE_NONE)
    return [
        Coded(("", text, ""), FITTING, frozenset(themes.split()))
        for text, themes in zip(rows["text"], rows["themes"], strict=True)
    ]


def clauses(statements: Iterable[str]) -> list[str]:
    """The clauses of three to nine words in `statements`, at most 20,000 of them, in random order."""
    cut = {
        clause.strip(" .,\"“”'")
        for text in statements
        for clause in CLAUSE.split(" ".join(text.split()))
        if SHORTEST <= len(clause.split()) <= LONGEST
    }
    ordered = sorted(cut)
    random.Random(SEED).shuffle(ordered)
    return ordered[:MOST_CLAUSES]


def names(articles: Iterable[str]) -> list[int]:
    """The rows of the words that have a capital more often than not inside the sentences of `articles`."""
    capital: Counter[int] = Counter()
    small: Counter[int] = Counter()
    for text in articles:
        words = tokens(text)
        for last, word in zip([None, *words], words, strict=False):
            row, _ = row_and_shape(word.text)
            if row >= SPECIAL and word.text[0].islower():
                small[row] += 1
            elif row >= SPECIAL and not opens(text, last, word):
                capital[row] += 1
    return sorted(row for row, count in capital.items() if count > small[row])


def _of_polnear(polnear: Path) -> Iterator[tuple[tuple[str, int, int], Parts]]:
    """Where each statement is (the name of its article, its start and end), and the statement in its context."""
    for name, text in texts(polnear).items():
        table = code(Article(name, polnear / "text" / f"{name}.txt", text))
        table = table.assign(parts=surroundings(table))
        for row in eligible(table).itertuples(index=False):
            yield (name, int(row.start), int(row.end)), row.parts
