"""Every number that the book publishes, each with the statements that it counts.

A result has a name ("narrator.words"), a value, the text in which it is printed, what it is a part of, a unit, the
numbers of the statements counted, the function that counted them, and its meaning in a sentence. Chapters print
results by name and compute none of their own.
"""

import json
import math
from collections import Counter
from pathlib import Path

from analysis.book.results import speakers, targets, themes, tone, trust, words
from analysis.book.results.record import Result, signed, slug
from analysis.coding import Coding

__all__ = ["Result", "results", "signed", "slug", "write"]


def results(coding: Coding) -> list[Result]:
    """Every result of `coding`, in the order of the chapters.

    A number that would be a part of nothing or the mean of nothing is left out.

    Raises:
        ValueError: Two results have the same name.
    """
    parts = (speakers, themes, words, tone, targets, trust)
    published = [
        result
        for part in parts
        for result in part.results(coding)
        if not math.isnan(result.value) and result.denominator != 0
    ]
    twice = [name for name, times in Counter(result.name for result in published).items() if times > 1]
    if twice:
        raise ValueError(f"{coding.article.name}: two results are called '{twice[0]}'. Give them different names.")
    return published


def write(path: Path, coding: Coding) -> None:
    """Writes the results of `coding` to `path`, a JSON list of records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = [result._asdict() for result in results(coding)]
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
