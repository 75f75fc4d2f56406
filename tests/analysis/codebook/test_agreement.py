"""Agreement of two codings, on articles so small that it is counted by hand."""

import math
from pathlib import Path

import pandas as pd
import pytest

from analysis.codebook import agreement
from analysis.codebook.agreement import (
    Scores,
    by_theme,
    by_word,
    is_reliable,
    krippendorff_alpha,
    macro,
    macro_f1,
    micro_f1,
    on_article,
    scores,
)  # fmt: skip
from analysis.text.article import Article
from analysis.text.files import InputError


def test_precision_recall_and_f1_are_ratios_of_cases_and_none_divides_by_nothing() -> None:
    assert scores(both=3, given=4, right=6) == Scores(0.75, 0.5, 0.6)
    nothing_given = scores(both=0, given=0, right=5)
    assert math.isnan(nothing_given.precision)
    assert nothing_given[1:] == (0, 0)
    nothing_right = scores(both=0, given=5, right=0)
    assert math.isnan(nothing_right.recall)
    assert (nothing_right.precision, nothing_right.f1) == (0, 0)
    assert all(math.isnan(score) for score in scores(0, 0, 0))


def test_the_mean_f1_is_over_the_labels_that_occur() -> None:
    assert macro([0.5, 0.9, 1.0], [2, 0, 7]) == 0.75
    assert math.isnan(macro([0.5], [0]))


ARTICLE = Article("isles", Path("isles.txt"), "March 1 Rain fell. Ann left.", start=8)
ONE = pd.DataFrame({"statement": [0, 1, 2], "start": [0, 8, 19], "voice": ["narrator", "narrator", "Ann"]})
OTHER = pd.DataFrame({"statement": [0, 1, 2], "start": [0, 8, 23], "voice": ["narrator", "Bo", "Ann"]})


def test_each_word_has_what_both_codings_say_of_the_statement_in_which_it_stands() -> None:
    table = by_word(ARTICLE, ONE, OTHER, "voice")
    assert table.columns.tolist() == ["word", "start", "end", "text", "one", "statement", "other"]
    assert table.to_numpy().tolist() == [
        [1, 8, 12, "Rain", "narrator", 1, "Bo"],
        [2, 13, 17, "fell", "narrator", 1, "Bo"],
        [3, 19, 22, "Ann", "Ann", 2, "Bo"],
        [4, 23, 27, "left", "Ann", 2, "Ann"],
    ]
    with pytest.raises(InputError, match="no column 'start'"):
        by_word(ARTICLE, ONE, OTHER.drop(columns="start"), "voice")


def test_alpha_is_one_less_the_disagreement_over_that_of_chance() -> None:
    # Four units, a a b b and a b b b: of the eight values three are a. One unit of four differs, 2 of 8 pairs;
    # by chance 2 * 3 * 5 of 8 * 7.
    coded = pd.DataFrame({"one": list("aabb"), "other": list("abbb")})
    assert krippendorff_alpha(coded) == pytest.approx(1 - (2 / 8) / (30 / 56))
    assert math.isnan(krippendorff_alpha(coded.assign(one="a", other="a")))
    # Where each says one thing throughout, and not the same, chance would agree more.
    assert krippendorff_alpha(coded.assign(one="a", other="b")) == pytest.approx(1 - 1 / (32 / 56))


def test_a_code_is_reliable_from_both_limits_on() -> None:
    assert is_reliable(0.67, 10)
    assert not is_reliable(0.6699, 10)
    assert not is_reliable(0.67, 9)
    assert not is_reliable(math.nan, 100)
    assert (agreement.MICRO_AIM, agreement.MACRO_AIM) == (0.75, 0.65)


DECIDED, FOUND = [("fish",), ("fish", "rain"), (), ("rain",)], [("fish",), ("rain",), ("fish",), ("rain",)]


def test_themes_are_compared_one_by_one_and_together() -> None:
    table = by_theme(DECIDED, FOUND, ["fish", "rain", "moon"])
    assert table[["statements", "given", "both"]].to_numpy().tolist() == [[2, 2, 1], [2, 2, 2], [0, 0, 0]]
    assert table.loc["fish", ["precision", "recall", "f1"]].tolist() == [0.5, 0.5, 0.5]
    # Two of four statements differ, and half of all values are each: 1 - (4 / 8) / (32 / 56).
    assert table["alpha"].tolist() == pytest.approx([1 - (4 / 8) / (32 / 56), 1, math.nan], nan_ok=True)
    # Three of four and four cases agree; the mean of 0.5 and 1.
    assert (micro_f1(table), macro_f1(table)) == (0.75, 0.75)


def test_the_article_s_codes_are_joined_to_the_instruments_by_statement() -> None:
    codes = pd.DataFrame(
        {"statement": [4, 2, 3, 1], "themes": DECIDED, "coder_one": DECIDED, "coder_two": [*DECIDED[:3], ()]}
    )
    instrument = pd.DataFrame({"statement": [1, 2, 3, 4], "themes": [FOUND[3], FOUND[1], FOUND[2], FOUND[0]]})
    tables = on_article(codes, instrument, ["rain", "sea"], ["fish", "rain"])
    found, coders = tables["the instrument"], tables["coder one with coder two"]
    assert found.index.tolist() == coders.index.tolist() == ["rain", "sea"]
    assert found.loc["rain", ["statements", "given", "both", "alpha"]].tolist() == [2, 2, 2, 1]
    assert coders.loc["rain", ["statements", "given", "both"]].tolist() == [2, 1, 1]
    assert found.loc["sea"].isna().all()
