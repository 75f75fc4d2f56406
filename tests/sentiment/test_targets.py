"""Who speaks well or ill of whom, and what is not returned."""

import pandas as pd
import pytest

from analysis.sentiment.targets import (
    PARAPHRASE,
    asymmetries,
    matched,
    matrix,
    paraphrased,
    sided,
    stance,
    stances,
    worded,
)

SIDES = {"Ann": "Ostby", "Ostby": "Ostby", "Bo": "Westby", "Westby": "Westby"}


def mentions(*rows: tuple[str, str, float], mode: str = "direct") -> pd.DataFrame:
    """Mentions of (voice, target, tone), each in a statement of its own."""
    made = pd.DataFrame(rows, columns=["voice", "target", "tone"])
    labels = {-1: "negative", 0: "neutral", 1: "positive"}
    return made.assign(statement=range(1, len(made) + 1), mode=mode, label=[labels[round(one)] for one in made["tone"]])


KIND = mentions(("Ann", "Westby", 1), ("Bo", "Ostby", 1), ("Bo", "Ostby", 0), ("narrator", "Ostby", 0))


def claims(table: pd.DataFrame, *others: pd.DataFrame) -> dict[str, str]:
    found = asymmetries({str(number): one for number, one in enumerate((table, *others))}, SIDES)
    return {one.id: worded(one) for one in found}


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


def test_praise_that_is_returned_is_said_to_be() -> None:
    assert claims(KIND)["returned"] == "Ostby's side and Westby's side speak well of each other."


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (0, "Ostby's side speaks well of Westby's side, which does not return it."),
        (-1, "Ostby's side speaks well of Westby's side, which does not return it."),
    ],
)
def test_praise_that_is_not_returned_is_said_not_to_be(back: float, expected: str) -> None:
    assert claims(mentions(("Ann", "Westby", 1), ("Bo", "Ostby", back)))["returned"] == expected


def test_who_is_praised_by_most_is_named_with_those_who_do_not() -> None:
    table = mentions(("Ann", "harbour", 1), ("Bo", "harbour", 1), ("narrator", "harbour", 0))
    assert claims(table)["praised"] == "harbour is spoken well of by every voice that names it, save the narrator."
    assert claims(table[:2])["praised"] == "harbour is spoken well of by every voice that names it."


def test_praise_by_ones_own_side_is_said_to_be_that() -> None:
    table = mentions(("Ann", "Ostby", 1), ("Bo", "Ostby", 1))
    assert "its own side included" in claims(table)["praised"]


def test_one_voices_praise_is_no_praise_by_all() -> None:
    assert "praised" not in claims(mentions(("Ann", "harbour", 1)))


def test_blame_names_who_blames_and_whether_alone() -> None:
    table = mentions(("narrator", "league", -1), ("Ann", "league", 0))
    assert claims(table)["blamed"] == "league is spoken ill of by the narrator alone."
    both = mentions(("narrator", "league", -1), ("Ann", "league", -1))
    assert claims(both)["blamed"] == "league is spoken ill of by Ann and the narrator."


def test_a_claim_that_other_codes_do_not_bear_out_is_worded_as_uncertain() -> None:
    table = mentions(("narrator", "league", -1), ("Ann", "league", 0))
    other = mentions(("narrator", "league", 0), ("Ann", "league", -1))
    assert claims(table, table)["blamed"] == "league is spoken ill of by the narrator alone."
    assert claims(table, other)["blamed"] == (
        "By the codes shown, league is spoken ill of by the narrator alone, though not under every reasonable choice."
    )


def test_a_claim_is_tried_with_paraphrase_in_three_ways() -> None:
    rows = pd.concat([mentions(("narrator", "league", 0)), mentions(("Ann", "league", -1), mode="indirect")])
    assert [paraphrased(rows, one)["voice"].tolist() for one in PARAPHRASE] == [
        ["narrator", "Ann"],
        ["narrator", "narrator"],
        ["narrator"],
    ]
    found = next(one for one in asymmetries({"a": rows}, {}) if one.id == "blamed")
    assert (found.holds, found.choices, found.firm) == (1, 3, False)


def test_mentions_match_where_they_overlap_and_mean_the_same_target() -> None:
    one = mentions(("Ann", "harbour", 1), ("Ann", "league", -1), ("Bo", "Ostby", 0))
    other = mentions(("Ann", "harbour", 0), ("Ann", "Ostby", -1), ("Bo", "Ostby", 0))
    one, other = one.assign(start=[0, 10, 20], end=[5, 15, 25]), other.assign(start=[4, 10, 25], end=[9, 15, 30])
    assert matched(one, other).to_numpy().tolist() == [[0, "harbour", "positive", "neutral"]]


def test_the_statements_of_a_claim_are_those_that_speak_well_or_ill() -> None:
    found = {one.id: one for one in asymmetries({"a": KIND}, SIDES)}
    assert found["returned"].statements == (1, 2)
