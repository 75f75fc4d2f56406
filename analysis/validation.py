"""Validation: what the benchmarks measured on public corpora, as tables for the book."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.article import ROOT

SPEED = "words per second from text to attributions"
ATTRIBUTION = ROOT / "benchmarks" / "results" / "polnear-dev.json"


def corpus_record(path: Path = ATTRIBUTION) -> dict[str, Any]:
    """What a benchmark wrote to `path`: corpus, part, version, date, and its figures."""
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def corpus_scores(path: Path = ATTRIBUTION) -> pd.DataFrame:
    """How well the instrument, baselines and people meet a corpus' annotators, and their words a second, a row each."""
    columns = {
        "content_f1": "Content",
        "credited_f1": "Credited",
        "joint_f1": "Joint",
        "share_mae": "Error",
    }
    scores = corpus_record(path)["scores"]
    rows = [
        (
            name,
            *(f"{one[key]:.2f}" for key in columns),
            f"{one['words_per_second']:,}" if "words_per_second" in one else "–",
        )
        for name, one in scores.items()
    ]
    return pd.DataFrame(rows, columns=["What", *columns.values(), "Words/s"])


def corpus_errors(path: Path = ATTRIBUTION) -> pd.DataFrame:
    """What goes wrong on a corpus, by cause, with the share of all words that are wrong."""
    errors = corpus_record(path)["errors"]
    whole = sum(one["words"] for one in errors)
    rows = [(one["cause"], f"{one['words']:,}", f"{one['words'] / whole:.0%}") for one in errors]
    return pd.DataFrame(rows, columns=["Cause", "Words", "Share of the errors"])


def reliability(path: Path = ATTRIBUTION) -> pd.DataFrame:
    """How often what is given a probability is right on a corpus: kind, said, right (0 to 1), words."""
    return pd.DataFrame(corpus_record(path)["reliability"])


def corpus_cost(path: Path = ATTRIBUTION) -> pd.DataFrame:
    """How far an article's intervals hold on a corpus, and what the instrument costs in time and memory."""
    record = corpus_record(path)
    intervals, cost = record["intervals"], record["cost"]
    memory = ((f"Peak memory in MB, {name}", one.get("peak_megabytes")) for name, one in record["scores"].items())
    rows = [
        (f"Articles of {intervals['articles']} whose interval holds the narrator's share", f"{intervals['holds']:.0%}"),
        ("Width of that interval, mean, in percentage points", f"{100 * intervals['width']:.0f}"),
        ("Words a second up to the attributions, without names and statements", f"{cost[SPEED]:,}"),
        ("Seconds to load the model", f"{cost['seconds to load the model']:.2f}"),
        *((what, f"{megabytes:,}") for what, megabytes in memory if megabytes),
    ]
    return pd.DataFrame(rows, columns=["What", "Measured"])
