"""What the theme model learns from: statements coded after the guide, and statements and clauses that nobody coded.

The codes lie in `training/themes/theme_lessons.tsv.gz`, with offsets into the corpora and no text: runs of a language
model gave them, each statement once, from the guide. They are no people's. The columns: `corpus`, `text` (the file's
name, or the identifier of NewsMTSC's sentence), `start`, `end`, `part` ("fitting", or "choosing" for those the network
was chosen on), `themes` with spaces between.

In `training/themes/theme_inventions.tsv` lie statements that runs of a language model invented after the guide, most of
them on themes that are rare in the corpora, with their themes.
"""

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.attribution.coder import code
from analysis.models.encoder import SPECIAL, row_and_shape
from analysis.models.theme_hits import Parts
from analysis.models.themes import opens
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.statements import is_reporting_clause
from analysis.text.terms import tokens
from analysis.themes import surroundings

LESSONS = Path(__file__).with_name("theme_lessons.tsv.gz")
INVENTIONS = LESSONS.with_name("theme_inventions.tsv")
FITTING, CHOOSING = "fitting", "choosing"
LEAST_WORDS = 5
CLAUSE = re.compile(r"[,;:—–]\s+|\s(?=(?:and|but|because|that|which|who|when|while|as|to|for|with|in|on)\s)")
SHORTEST, LONGEST, MOST_CLAUSES = 3, 9, 20_000
SEED = 3


class Coded(NamedTuple):
    """A statement to learn from: between what stands around it, its part, and its themes; none where nobody coded it."""

    parts: Parts
    part: str
    themes: frozenset[str] | None


def codes(path: Path = LESSONS) -> pd.DataFrame:
    """The codes that the theme model learnt from or was chosen on: corpus, text, start, end, part, themes, a row each.

    `part` is "fitting" or "choosing", `themes` identifiers with spaces between.
    """
    return pd.read_csv(path, sep="\t", keep_default_na=False)


def statements(polnear: Path, newsmtsc: Path) -> list[Coded]:
    """The statements of PolNeAR's folder `text` and the sentences of NewsMTSC, coded or not.

    Statements of fewer than five words, and those that only introduce a speaker, are left out.

    Raises `InputError` where a corpus is missing, or has not the statements that are coded.
    """
    table = codes()
    known = {
        (row.text, int(row.start), int(row.end)): (str(row.part), frozenset(row.themes.split()))
        for row in table.itertuples(index=False)
    }
    found = [*_of_polnear(polnear), *_of_newsmtsc(newsmtsc)]
    missing = set(known) - {place for place, _ in found}
    if missing:
        text, start, _ = min(missing)
        raise InputError(
            f"{polnear}, {newsmtsc}: {len(missing)} coded statements are not there, the first in {text} at {start}. "
            f"Use PolNeAR 1.0 and NewsMTSC, their training parts as they are."
        )
    return [Coded(parts, *known.get(place, (FITTING, None))) for place, parts in found]


def eligible(told: pd.DataFrame) -> pd.DataFrame:
    """Those statements of the table `told` that are coded: not introductions, and of at least five words."""
    return told[(told["words"] >= LEAST_WORDS) & ~is_reporting_clause(told)]


def invented() -> list[Coded]:
    """The invented statements, with nothing around them."""
    rows = pd.read_csv(INVENTIONS, sep="\t", keep_default_na=False, quoting=csv.QUOTE_NONE)
    return [
        Coded(("", text, ""), FITTING, frozenset(themes.split()))
        for text, themes in zip(rows["text"], rows["themes"], strict=True)
    ]


def clauses(texts: Iterable[str]) -> list[str]:
    """Clauses of three to nine words that `texts` fall into, 20,000 of them at most, in random order."""
    found = {
        clause.strip(" .,\"“”'")
        for text in texts
        for clause in CLAUSE.split(" ".join(text.split()))
        if SHORTEST <= len(clause.split()) <= LONGEST
    }
    ordered = sorted(found)
    random.Random(SEED).shuffle(ordered)
    return ordered[:MOST_CLAUSES]


def names(texts: Iterable[str]) -> list[int]:
    """The rows of the words that stand more often with a capital than without one inside the sentences of `texts`."""
    capital: Counter[int] = Counter()
    small: Counter[int] = Counter()
    for text in texts:
        words = tokens(text)
        for last, word in zip([None, *words], words, strict=False):
            row, _ = row_and_shape(word.text)
            if row >= SPECIAL and word.text[0].islower():
                small[row] += 1
            elif row >= SPECIAL and not opens(text, last, word):
                capital[row] += 1
    return sorted(row for row, count in capital.items() if count > small[row])


def _of_polnear(folder: Path) -> list[tuple[tuple[str, int, int], Parts]]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise InputError(f"{folder}: there is no .txt file in it. Give the folder text of PolNeAR's training part.")
    found = []
    for path in paths:
        told = code(Article(path.stem, path, path.read_text(encoding="utf-8")))
        told = told.assign(parts=surroundings(told))
        for row in eligible(told).itertuples(index=False):
            found.append(((path.stem, int(row.start), int(row.end)), row.parts))
    return found


def _of_newsmtsc(path: Path) -> list[tuple[tuple[str, int, int], Parts]]:
    if not path.is_file():
        raise InputError(f"{path}: there is no such file. Give NewsMTSC's training part.")
    rows: Sequence[dict[str, str]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        ((row["primary_gid"], 0, len(row["sentence_normalized"])), ("", row["sentence_normalized"], "")) for row in rows
    ]
