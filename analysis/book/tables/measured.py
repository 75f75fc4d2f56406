"""The tables of what the benchmarks measured on public corpora."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.codebook.records import ATTRIBUTION, TONE, corpus_record

SPEED = "words per second from text to attributions"


def corpus_scores_table(path: Path = ATTRIBUTION) -> pd.DataFrame:
    """How well the instrument, baselines and people meet a corpus' annotators, and their words a second, a row each."""
    columns = {
        "content_f1": "Content",
        "credited_f1": "Credited",
        "joint_f1": "Joint",
        "share_mae": "Error",
    }
    return _scores(corpus_record(path)["scores"], columns, "words_per_second", "Words/s")


def corpus_errors_table(path: Path = ATTRIBUTION) -> pd.DataFrame:
    """What goes wrong on a corpus, by cause, with the share of all words that are wrong."""
    errors = corpus_record(path)["errors"]
    whole = sum(one["words"] for one in errors)
    rows = [(one["cause"], f"{one['words']:,}", f"{one['words'] / whole:.0%}") for one in errors]
    return pd.DataFrame(rows, columns=["Cause", "Words", "Share of the errors"])


def tone_scores_table(path: Path = TONE) -> pd.DataFrame:
    """How well the model of tone toward targets and lists of words meet a corpus' annotators, a row each."""
    columns = {
        "macro_f1": "Macro F1",
        "several_targets": "Several targets",
        "negative": "Negative",
        "neutral": "Neutral",
        "positive": "Positive",
    }
    scores = {one["instrument"]: one for one in corpus_record(path)["rows"]}
    return _scores(scores, columns, "targets_per_second", "Targets/s")


def tone_calibration_table(path: Path = TONE) -> pd.DataFrame:
    """How often a tone that is given a probability is the annotators', by tenths: said, right, targets."""
    rows = [(f"{one['said']:.0%}", f"{one['right']:.0%}", one["targets"]) for one in corpus_record(path)["reliability"]]
    return pd.DataFrame(rows, columns=["Probability given", "Right", "Targets"])


def corpus_cost_table(path: Path = ATTRIBUTION) -> pd.DataFrame:
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


def _scores(
    scores: Mapping[str, Mapping[str, Any]], columns: Mapping[str, str], speed: str, speed_name: str
) -> pd.DataFrame:
    """A row for each of `scores`: its name, its figures by the names in `columns`, and its `speed` where it has one."""
    rows = [
        (name, *(f"{one[key]:.2f}" for key in columns), f"{one[speed]:,}" if speed in one else "–")
        for name, one in scores.items()
    ]
    return pd.DataFrame(rows, columns=["What", *columns.values(), speed_name])
