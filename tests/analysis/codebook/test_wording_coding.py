"""Hand-coded features are read with errors that name the place, and two codings are compared code by code."""

import math
from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis.codebook.agreement import LEAST_CASES, by_wording
from analysis.codebook.wording_coding import wording_coding
from analysis.text.files import InputError
from analysis.wording.features import CODES, FEATURES, with_features
from tests.helpers.invented import table

STATEMENTS = table(
    ("Ada", "direct", '"We will rebuild the port," '),
    ("narrator", "narration", "said Ada. "),
    ("Bo", "direct", "It was shelled."),
)
ENTRIES = [
    {"words": "We will rebuild", "modality": "commitment", "we": "own"},
    {"words": "said Ada"},
    {"words": "It was", "passive": "agentless", "harm": "unnamed", "doubt": "what 'it' is"},
]


def sheet(folder: Path, entries: object) -> Path:
    path = folder / "text.wording.yml"
    path.write_text(yaml.safe_dump({"statements": entries}), encoding="utf-8")
    return path


def test_a_sheet_gives_each_statement_its_codes_and_none_where_it_says_nothing(tmp_path: Path) -> None:
    coded = wording_coding(STATEMENTS, sheet(tmp_path, ENTRIES))
    assert coded[list(FEATURES)].to_numpy().tolist() == [
        ["none", "none", (), "none"],
        ["none", "none", ("commitment",), "own"],
        ["none", "none", (), "none"],
        ["agentless", "unnamed", (), "none"],
    ]


def test_several_kinds_of_modality_are_a_list_in_any_order(tmp_path: Path) -> None:
    entries = [{"words": "We", "modality": ["desire", "commitment"]}, *ENTRIES[1:]]
    assert wording_coding(STATEMENTS, sheet(tmp_path, entries)).loc[1, "modality"] == ("commitment", "desire")


@pytest.mark.parametrize(
    ("entries", "cause"),
    [
        (ENTRIES[:2], "there are 2 entries for 3 statements"),
        ([*ENTRIES, {"words": "And"}], "there are 4 entries for 3 statements"),
        (
            [ENTRIES[0], ENTRIES[2], ENTRIES[1]],
            "statements 2: statement 2 does not begin with 'It was' but with 'said Ada.'",
        ),
        (
            [{**ENTRIES[0], "we": "ours"}, *ENTRIES[1:]],
            "statements 1: we: 'ours' is not known. Write one of none, all, both, own",
        ),
        ([{**ENTRIES[0], "we": ["own", "both"]}, *ENTRIES[1:]], "statements 1: we: '['own', 'both']' is not known"),
        ([{**ENTRIES[0], "tone": "kind"}, *ENTRIES[1:]], "statements 1: no field is called 'tone'"),
        ([{"we": "own"}, *ENTRIES[1:]], "statements 1: the field 'words' is missing"),
        (
            [{"words": "We", "modality": ["desire", "wish"]}, *ENTRIES[1:]],
            "statements 1: modality: 'wish' is not known",
        ),
        (["We will", *ENTRIES[1:]], "statements 1: this is not a mapping. Write under it the first words"),
        (None, "statements: this is not a list. Add an entry for each statement"),
    ],
)
def test_a_sheet_that_is_not_the_statements_one_by_one_is_refused_with_the_place(
    tmp_path: Path, entries: object, cause: str
) -> None:
    with pytest.raises(InputError) as refused:
        wording_coding(STATEMENTS, sheet(tmp_path, entries))
    assert "text.wording.yml: " in str(refused.value)
    assert cause in str(refused.value)


def test_a_missing_sheet_and_one_that_is_no_yaml_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no sheet"):
        wording_coding(STATEMENTS, tmp_path / "none.yml")
    path = tmp_path / "bad.yml"
    path.write_text("statements: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.yml: line 1: this is not YAML"):
        wording_coding(STATEMENTS, path)


def coding(*we: str) -> pd.DataFrame:
    rows = {"statement": range(1, len(we) + 1), "passive": "none", "harm": "none", "we": we}
    return pd.DataFrame({**rows, "modality": [() for _ in we]})


def row(compared: pd.DataFrame, feature: str, code: str) -> pd.Series:
    return compared[(compared["feature"] == feature) & (compared["code"] == code)].iloc[0]


def test_codings_that_agree_have_an_alpha_of_one_and_what_none_gives_has_none() -> None:
    compared = by_wording(coding("own", "none", "all", "none"), coding("own", "none", "all", "none"))
    assert len(compared) == sum(map(len, CODES.values()))
    assert row(compared, "we", "own")[["alpha", "precision", "recall"]].tolist() == [1, 1, 1]
    never = row(compared, "we", "both")
    assert math.isnan(never["alpha"])
    assert math.isnan(never["precision"])
    assert not never["reliable"]


@pytest.mark.parametrize(("cases", "reliable"), [(LEAST_CASES, True), (LEAST_CASES - 1, False)])
def test_a_code_with_too_few_cases_is_not_reliable_however_well_codings_agree(cases: int, reliable: bool) -> None:
    one = coding(*["own"] * cases, *["none"] * 20)
    compared = row(by_wording(one, one), "we", "own")
    assert (compared["alpha"], compared["reliable"]) == (1, reliable)


def test_a_code_on_which_codings_differ_is_not_reliable_however_often_it_is_given() -> None:
    compared = row(by_wording(coding(*["own", "none"] * 20), coding(*["own", "own", "none", "none"] * 10)), "we", "own")
    assert compared["one"] >= LEAST_CASES
    assert not compared["reliable"]


def test_precision_and_recall_are_those_of_the_second_coding_held_against_the_first() -> None:
    compared = by_wording(coding("own", "own", "own", "none", "none"), coding("own", "none", "none", "own", "none"))
    own = row(compared, "we", "own")
    assert own[["one", "other", "both", "precision", "recall"]].tolist() == [3, 2, 1, 1 / 2, 1 / 3]


def test_alpha_for_two_codings_is_that_of_the_formula_for_two_values() -> None:
    one = ["none", "own", *["none"] * 8]
    other = ["own", "own", "own", "none", "none", "own", "none", "none", "own", "none"]
    given, not_given, differing = 6, 14, 4
    expected = 1 - (given + not_given - 1) * differing / (given * not_given)
    assert row(by_wording(coding(*one), coding(*other)), "we", "own")["alpha"] == pytest.approx(expected)


def test_the_order_of_the_statements_does_not_matter() -> None:
    one = coding("own", "none", "all")
    assert row(by_wording(one, one.iloc[::-1]), "we", "all")["alpha"] == 1


def test_codings_of_different_statements_or_without_features_are_refused() -> None:
    with pytest.raises(InputError, match="different statements"):
        by_wording(coding("own"), coding("own", "none"))
    with pytest.raises(InputError, match="no column 'passive'"):
        by_wording(STATEMENTS, with_features(STATEMENTS))
