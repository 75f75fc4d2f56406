"""Probabilities are calibrated by a logistic function of their log odds, kept away from certainty."""

import math

import pytest

from analysis.attribution import calibration
from analysis.attribution.calibration import calibrated, log_odds, logistic, shared_error, unattributed

FITTED = {"attributed": [0.5, 2.0, -1.0], "unattributed": [1.0, -3.0], "shared": [0.75]}


def test_log_odds_are_those_of_the_probability_and_end_at_one_in_ten_thousand() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.9) == pytest.approx(math.log(9))
    assert log_odds(0.2) == pytest.approx(-math.log(4))
    # At the ends 9,999 to 1, and 1 to 9,999.
    assert [log_odds(0), log_odds(1)] == pytest.approx([-math.log(9999), math.log(9999)])
    assert log_odds(0.00005) == log_odds(0)
    assert log_odds(0.0002) == pytest.approx(-math.log(4999))


def test_the_constant_comes_first_and_each_weight_has_its_value() -> None:
    # 1 + 2 * 0.5 - 1 * 2 = 0; without the constant -1.
    assert logistic([1, 2, -1], [0.5, 2]) == 0.5
    assert logistic([0, 2, -1], [0.5, 2]) == pytest.approx(1 / (1 + math.e))
    with pytest.raises(ValueError, match="zip"):
        logistic([1, 2], [0.5, 2])


def test_each_probability_has_its_own_coefficient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "coefficients", lambda: FITTED)
    # 0.5 + 2 * log 3 - log 9 = 0.5.
    assert calibrated(0.75, 0.9) == pytest.approx(1 / (1 + math.exp(-0.5)))
    # 1 - 3 * log 1 = 1.
    assert unattributed(0.5) == pytest.approx(1 / (1 + math.exp(-1)))
    assert unattributed(0.75) == pytest.approx(1 / (1 + 27 / math.e))
    assert shared_error() == 0.75


def test_the_shipped_coefficients_let_a_probability_grow_with_the_models() -> None:
    assert calibrated(0.9, 0.9) > calibrated(0.9, 0.5) > 0
    assert calibrated(0.9, 0.9) > calibrated(0.5, 0.9) > 0
    assert unattributed(0.1) > unattributed(0.9) > 0
