"""The tables of what was measured on public corpora."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.codebook.records import ATTRIBUTION, TONE, corpus_record

SPEED = "words per second from text to attributions"
ATTRIBUTION_SCORES = {"content_f1": "Content", "credited_f1": "Credited", "joint_f1": "Joint", "share_mae": "Error"}
TONE_SCORES = {
    "macro_f1": "Macro F1", "several_targets": "Several targets", "negative": "Negative", "neutral": "Neutral",
    "positive": "Positive",
}  # fmt: skip


def corpus_scores_table() -> pd.DataFrame:
    """How well the instrument, baselines and people agree with the annotators of a corpus, and their words a second."""
    return _scores(corpus_record(ATTRIBUTION)["scores"], ATTRIBUTION_SCORES, "words_per_second", "Words/s")


def corpus_errors_table() -> pd.DataFrame:
    """The errors of the instrument on a corpus by cause, with the share of all words in errors."""
    errors = corpus_record(ATTRIBUTION)["errors"]
    total = sum(error["words"] for error in errors)
    rows = [(error["cause"], f"{error['words']:,}", f"{error['words'] / total:.0%}") for error in errors]
    return pd.DataFrame(rows, columns=["Cause", "Words", "Share of the errors"])


def tone_scores_table() -> pd.DataFrame:
    """How well the model of tone toward targets and the lists of words agree with the annotators of a corpus."""
    scores = {row["instrument"]: row for row in corpus_record(TONE)["rows"]}
    return _scores(scores, TONE_SCORES, "targets_per_second", "Targets/s")


def tone_calibration_table() -> pd.DataFrame:
    """How often a tone is the annotators' by the probability given to it, in tenths."""
    tenths = corpus_record(TONE)["reliability"]
    rows = [(f"{tenth['said']:.0%}", f"{tenth['right']:.0%}", tenth["targets"]) for tenth in tenths]
    return pd.DataFrame(rows, columns=["Probability given", "Right", "Targets"])


def corpus_cost_table() -> pd.DataFrame:
    """How many articles of a corpus have their share in its interval, and the time and memory that the instrument needs."""
    record = corpus_record(ATTRIBUTION)
    intervals, cost = record["intervals"], record["cost"]
    memory = ((f"Peak memory in MB, {name}", row.get("peak_megabytes")) for name, row in record["scores"].items())
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
    """A row for each of `scores`: its name, its values for the keys of `columns`, and its `speed` if it has one."""
    rows = [
        (name, *(f"{row[key]:.2f}" for key in columns), f"{row[speed]:,}" if speed in row else "–")
        for name, row in scores.items()
    ]
    return pd.DataFrame(rows, columns=["What", *columns.values(), speed_name])
