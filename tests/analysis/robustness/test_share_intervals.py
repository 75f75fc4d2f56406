"""An interval holds its share, grows with doubt, and is a point where nothing is in doubt."""

import math

import pytest

from analysis.attribution import calibration
from analysis.attribution.coder import code
from analysis.book.project import SEED
from analysis.codebook.voice_coding import voice_coding
from analysis.speakers import share_intervals
from analysis.text.article import read


def test_the_shares_are_the_article() -> None:
    table = share_intervals(code(read(SEED)))
    assert table["share"].sum() == pytest.approx(1)
    assert table["low"].min() >= 0
    assert table["high"].max() <= 1


def test_what_is_certain_has_no_interval() -> None:
    table = share_intervals(voice_coding(read(SEED)))
    assert table["low"].tolist() == pytest.approx(table["share"].tolist())
    assert table["high"].tolist() == pytest.approx(table["share"].tolist())


def test_less_certain_statements_make_wider_intervals() -> None:
    statements = code(read(SEED))
    doubtful = statements.assign(probability=statements["probability"] * 0.8)
    widths = [(table["high"] - table["low"]).sum() for table in map(share_intervals, (statements, doubtful))]
    assert widths[1] > widths[0]


def test_a_probability_is_the_logistic_function_of_both_log_odds_with_the_constant_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fitted = {"attributed": [0.5, 2.0, -1.0], "unattributed": [1.0, -3.0], "shared": [0.0]}
    monkeypatch.setattr(calibration, "coefficients", lambda: fitted)
    # The log odds of 0.9 are log(9) = 2.1972, of 0.8 log(4) = 1.3863.
    assert calibration.calibrated(0.9, 0.8) == pytest.approx(1 / (1 + math.exp(-(0.5 + 2 * 2.1972 - 1.3863))), abs=1e-4)
    assert calibration.unattributed(0.8) == pytest.approx(1 / (1 + math.exp(-(1 - 3 * 1.3863))), abs=1e-4)
