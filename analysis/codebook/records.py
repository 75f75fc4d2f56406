"""Records of what the benchmarks measured on public corpora, in plain numbers."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

MEASURED = Path(__file__).parent / "measured"
ATTRIBUTION = MEASURED / "polnear-dev.json"
TONE = MEASURED / "newsmtsc-train-development.json"
THEMES = MEASURED / "themes-dev.json"
WORDING = MEASURED / "wording-dev.json"
LESSONS = MEASURED / "theme-lessons.json"
TUNING, HELD_BACK, CODERS = "tuning", "held back", "coder one with coder two"


def corpus_record(path: Path = ATTRIBUTION) -> dict[str, Any]:
    """What a benchmark wrote to `path`: corpus, part, version, date, and its figures."""
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def reliability() -> pd.DataFrame:
    """How often attributions of a given probability are right on the corpus: kind, said, right (0 to 1), words."""
    return pd.DataFrame(corpus_record()["reliability"])


def theme_lessons() -> int:
    """How many statements the theme model learnt from or was chosen on; `training.themes.recipe` writes the record."""
    return int(corpus_record(LESSONS)["statements"])


def wording_agreement(compared: str, path: Path = WORDING) -> pd.DataFrame:
    """How far two codings of wording features agree, as `analysis.codebook.agreement.by_wording` gives it.

    Args:
        compared: "tuning" or "held back" for the instrument with what was decided on that half; "coder one with coder
            two" for the codings from which it was decided, on both halves.
    """
    table = pd.DataFrame(corpus_record(path)["agreement"])
    rows = table[table["compared"] == compared].drop(columns="compared").reset_index(drop=True)
    return rows.astype({"alpha": float, "precision": float, "recall": float})


def wording_reliable(path: Path = WORDING) -> pd.DataFrame:
    """The codes of wording that are reliable, between the coders and for the instrument on the half held back.

    Columns: `feature`, `code`, `reliable` (true).
    """
    coders, held_back = (wording_agreement(compared, path) for compared in (CODERS, HELD_BACK))
    return coders[coders["reliable"] & held_back["reliable"]][["feature", "code", "reliable"]].reset_index(drop=True)
