"""Ways of counting, and the ranges over them."""

import pandas as pd
import pytest

from analysis.book.project import seed_coding
from analysis.codebook.agreement import by_word, krippendorff_alpha
from analysis.robustness import choices

CODING = seed_coding()
SHARES = choices.share_choices(CODING.codings)


def test_under_every_choice_the_shares_sum_to_one() -> None:
    assert choices.shares_by_choice(SHARES).sum(axis=1).tolist() == pytest.approx([1.0] * SHARES["choice"].nunique())


def test_paraphrase_with_the_narrator_leaves_the_quoted_no_more_than_before() -> None:
    wide = SHARES.pivot_table(
        index=["unit", "reporting_clauses", "voice"], columns="paraphrase", values="share", fill_value=0
    )
    quoted = wide[wide.index.get_level_values("voice") != "narrator"]
    assert (quoted["with the narrator"] <= quoted["with its source"] + 1e-9).all()


def test_a_coding_that_agrees_with_another_is_no_further_choice() -> None:
    assert list(choices.distinct({"one": CODING.statements, "two": CODING.statements.copy()})) == ["one"]
    other = CODING.statements.assign(voice="somebody")
    assert list(choices.distinct({"one": CODING.statements, "two": other})) == ["one", "two"]


def test_ranges_are_the_lowest_and_the_highest_share() -> None:
    table = pd.DataFrame({"choice": [1, 1, 2, 2], "voice": ["Ann", "Bo"] * 2, "share": [0.6, 0.4, 0.3, 0.7]})
    assert choices.ranges(table).to_dict("list") == {"voice": ["Ann", "Bo"], "low": [0.3, 0.4], "high": [0.6, 0.7]}


def test_alpha_is_one_for_the_same_coding_and_less_for_another() -> None:
    same = by_word(CODING.article, CODING.statements, CODING.statements, "voice")
    assert krippendorff_alpha(same) == 1
    other = same.assign(other=["narrator", *same["other"][1:]])
    other.loc[200, "other"] = "somebody"
    assert 0.9 < krippendorff_alpha(other) < 1


def test_alpha_agrees_with_a_worked_example() -> None:
    one, other = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha(pd.DataFrame({"one": one, "other": other})) == pytest.approx(0.095, abs=0.001)


def test_alpha_is_undefined_where_there_is_nothing_to_agree_on() -> None:
    assert pd.isna(krippendorff_alpha(pd.DataFrame({"one": ["a"] * 3, "other": ["a"] * 3})))
