"""Claims on who speaks well or ill of whom."""

import pandas as pd
import pytest

from analysis.robustness.claims import UNCERTAIN
from analysis.robustness.target_claims import target_claims
from analysis.sentiment.targets import PARAPHRASE, paraphrased
from tests.helpers.invented import KIND, SIDES, mentions


def claims(table: pd.DataFrame, *others: pd.DataFrame) -> dict[str, str]:
    found = target_claims({str(number): coded for number, coded in enumerate((table, *others))}, SIDES)
    return {claim.id: claim.words for claim in found}


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
    assert claims(table)["praised"] == "Harbour is spoken well of by every voice that names it, save the narrator."
    assert claims(table[:2])["praised"] == "Harbour is spoken well of by every voice that names it."


def test_praise_by_ones_own_side_is_said_to_be_that() -> None:
    table = mentions(("Ann", "Ostby", 1), ("Bo", "Ostby", 1))
    assert "its own side included" in claims(table)["praised"]


def test_one_voices_praise_is_no_praise_by_all() -> None:
    assert "praised" not in claims(mentions(("Ann", "harbour", 1)))


def test_blame_names_who_blames_and_whether_alone() -> None:
    table = mentions(("narrator", "league", -1), ("Ann", "league", 0))
    assert claims(table)["blamed"] == "League is spoken ill of by the narrator alone."
    both = mentions(("narrator", "league", -1), ("Ann", "league", -1))
    assert claims(both)["blamed"] == "League is spoken ill of by Ann and the narrator."


def test_a_claim_that_other_codes_do_not_bear_out_is_worded_as_uncertain() -> None:
    table = mentions(("narrator", "league", -1), ("Ann", "league", 0))
    other = mentions(("narrator", "league", 0), ("Ann", "league", -1))
    assert claims(table, table)["blamed"] == "League is spoken ill of by the narrator alone."
    assert claims(table, other)["blamed"] == (
        "Whether league is spoken ill of by the narrator alone depends on how one counts."
    )


def test_a_claim_is_tried_with_paraphrase_in_three_ways() -> None:
    rows = pd.concat([mentions(("narrator", "league", 0)), mentions(("Ann", "league", -1), mode="indirect")])
    assert [paraphrased(rows, one)["voice"].tolist() for one in PARAPHRASE] == [
        ["narrator", "Ann"],
        ["narrator", "narrator"],
        ["narrator"],
    ]
    found = next(one for one in target_claims({"a": rows}, {}) if one.id == "blamed")
    assert (found.holds, found.of, found.verdict) == (1, 3, UNCERTAIN)


def test_the_statements_of_a_claim_are_those_that_speak_well_or_ill() -> None:
    found = {one.id: one for one in target_claims({"a": KIND}, SIDES)}
    assert found["returned"].statements == (1, 2)


def test_who_alone_names_a_target_is_not_said_to_blame_it_alone() -> None:
    assert claims(mentions(("narrator", "league", -1)))["blamed"] == "League is spoken ill of by the narrator."


def test_praise_does_not_hold_where_nobody_is_left_to_praise() -> None:
    table = mentions(("Ann", "harbour", 1), ("Bo", "harbour", 1), mode="indirect")
    found = next(claim for claim in target_claims({"a": table}, {}) if claim.id == "praised")
    assert (found.holds, found.of) == (1, 3)


def test_two_who_name_each_other_without_praise_or_blame_make_no_claim() -> None:
    assert claims(mentions(("Ann", "Westby", 0), ("Bo", "Ostby", 0))) == {}


def test_a_table_without_mentions_makes_no_claim() -> None:
    assert target_claims({"a": KIND[:0]}, SIDES) == []
