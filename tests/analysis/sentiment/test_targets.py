"""Who speaks well or ill of whom, and what is not returned."""

from analysis.sentiment.targets import (
    matched,
    matrix,
    sided,
    stance,
    stances,
)
from tests.helpers.invented import KIND, SIDES, mentions


def test_a_cell_counts_mentions_by_label_and_holds_their_statements_once() -> None:
    table = mentions(("Bo", "Ostby", 1), ("Bo", "Ostby", -1), ("Bo", "Ostby", 0), ("Ann", "Westby", 1))
    table.loc[1, "statement"] = 1
    cell = matrix(table).iloc[0].to_dict()
    assert (cell["voice"], cell["target"], cell["mentions"], cell["statements"]) == ("Bo", "Ostby", 3, (1, 3))
    assert (cell["positive"], cell["neutral"], cell["negative"], cell["tone"]) == (1, 1, 1, 0)


def test_the_target_named_most_comes_first() -> None:
    assert matrix(KIND)["target"].tolist() == ["Ostby", "Ostby", "Westby"]


def test_sides_speak_of_each_other_and_not_of_themselves() -> None:
    rows = sided(mentions(("Ann", "Ostby", 1), ("Ann", "Bo", 1), ("narrator", "Bo", 0)), SIDES)
    assert rows[["voice", "target"]].to_numpy().tolist() == [["Ostby", "Westby"], ["narrator", "Westby"]]


def test_a_stance_is_that_of_the_more_mentions() -> None:
    table = mentions(("Bo", "Ann", 1), ("Bo", "Ann", -1), ("Bo", "Cy", -1), ("Bo", "Cy", 0), ("Bo", "Di", 1))
    assert [stance(table, "Bo", name) for name in ("Ann", "Cy", "Di", "nobody")] == ["", "ill", "well", ""]


def test_a_voice_is_none_of_those_that_name_it() -> None:
    assert stances(mentions(("Ann", "Ann", 1), ("Bo", "Ann", -1)), "Ann") == {"Bo": "ill"}


def test_mentions_match_where_they_overlap_and_mean_the_same_target() -> None:
    one = mentions(("Ann", "harbour", 1), ("Ann", "league", -1), ("Bo", "Ostby", 0))
    other = mentions(("Ann", "harbour", 0), ("Ann", "Ostby", -1), ("Bo", "Ostby", 0))
    one, other = one.assign(start=[0, 10, 20], end=[5, 15, 25]), other.assign(start=[4, 10, 25], end=[9, 15, 30])
    assert matched(one, other).to_numpy().tolist() == [[0, "harbour", "positive", "neutral"]]
