"""Every number that the book publishes, each with the statements that it counts.

Chapters print results by name and compute no numbers themselves.
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

    A share of nothing and a mean of nothing are left out.

    Raises:
        ValueError: Two results have the same name.
    """
    chapters = (speakers, themes, words, tone, targets, trust)
    published = [
        result
        for chapter in chapters
        for result in chapter.results(coding)
        if not math.isnan(result.value) and result.denominator != 0
    ]
    name, times = Counter(result.name for result in published).most_common(1)[0]
    if times > 1:
        raise ValueError(f"{coding.article.name}: two results are called '{name}'. Give them different names.")
    return published


def write(path: Path, coding: Coding) -> None:
    """Writes the results of `coding` to `path`, a JSON list of records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = [result._asdict() for result in results(coding)]
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
