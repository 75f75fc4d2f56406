"""An interval holds its share, grows with doubt, and is a point where nothing is in doubt."""

import pytest

from analysis.attribution.coder import code
from analysis.book.project import SEED
from analysis.codebook.voice_coding import voice_coding
from analysis.speakers import share_intervals
from analysis.text.article import read


def test_each_share_lies_in_its_interval_and_the_shares_are_the_article() -> None:
    table = share_intervals(code(read(SEED)))
    assert table["share"].sum() == pytest.approx(1)
    assert (table["low"] <= table["share"] + 0.02).all()
    assert (table["share"] <= table["high"] + 0.02).all()
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
