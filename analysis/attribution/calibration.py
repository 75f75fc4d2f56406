"""Calibration: the model's own probabilities turned into those that annotators bear out.

A logistic function of the log odds (Platt 1999), fitted by `training.attribution.calibrate` on every other article of
PolNeAR's development part; the other half measures how well it holds.
"""

import json
import math
from functools import cache
from pathlib import Path

CALIBRATION = Path(__file__).parent.parent / "models" / "data" / "attribution_calibration.json"
SMALLEST = 1e-4


@cache
def coefficients() -> dict[str, list[float]]:
    """The coefficients for what is attributed and for what is not, the constant first, and the shared error."""
    stored: dict[str, list[float]] = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return stored


def shared_error() -> float:
    """The standard deviation, in log odds, of what an article's statements are all more or less right by."""
    return coefficients()["shared"][0]


def calibrated(attributed: float, credited: float) -> float:
    """How likely words are somebody's and their source is right (0 to 1), given the model's probabilities of both."""
    return logistic(coefficients()["attributed"], [log_odds(attributed), log_odds(credited)])


def unattributed(attributed: float) -> float:
    """How likely words are the narrator's (0 to 1), given the model's probability that they are somebody's."""
    return logistic(coefficients()["unattributed"], [log_odds(attributed)])


def log_odds(probability: float) -> float:
    """The log odds of `probability`, kept away from certainty."""
    kept = min(1 - SMALLEST, max(SMALLEST, probability))
    return math.log(kept / (1 - kept))


def logistic(weights: list[float], values: list[float]) -> float:
    """The logistic function of the weighted sum of 1 and `values`."""
    return 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(weights, [1.0, *values], strict=True))))
