"""The tables on wording show reliable codes only, and each code's agreement with a verdict."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.book.project import ROOT, SEED
from analysis.book.show import Links
from analysis.book.tables import wording as tables
from analysis.codebook import records as validation
from analysis.codebook.agreement import LEAST_CASES, by_wording
from analysis.coding import Coding
from analysis.text.article import Article
from analysis.wording.features import CODES, with_features
from tests.invented import table

STATEMENTS = with_features(
    table(
        ("Ada Lee", "direct", '"We will go, and the mill was sold." '),
        ("narrator", "narration", "The bridge was closed, and the road was opened. "),
        ("Ada Lee", "direct", '"It will rain, but it must not snow." '),
    )
).assign(stretch=range(4), sentence=range(4))
ARTICLE = Coding(
    Article("text", Path("text.txt"), "".join(STATEMENTS["text"])), STATEMENTS, {"coding": STATEMENTS}, {}, {}, []
)
MANY = 2 * LEAST_CASES


def codings(commitments: int, obligations: int) -> pd.DataFrame:
    """A coding of sixty statements: in so many of them a commitment, in so many others an obligation."""
    modality = [("commitment",)] * commitments + [("obligation",)] * obligations
    modality += [()] * (3 * MANY - len(modality))
    rows = {"statement": range(len(modality)), "passive": ["agentless", "none", "none"] * MANY}
    return pd.DataFrame({**rows, "harm": "none", "modality": modality, "we": "none"})


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record in which passives agree, coders differ on commitment, and obligation is too rare on the half held back."""
    one, two = codings(MANY, LEAST_CASES), codings(LEAST_CASES // 2, LEAST_CASES)
    decided = codings(MANY, LEAST_CASES - 1)
    pairs = {validation.CODERS: (one, two), validation.HELD_BACK: (decided, decided)}
    rows = [{"compared": name, **row} for name, pair in pairs.items() for row in by_wording(*pair).to_dict("records")]
    path = tmp_path / "record.json"
    path.write_text(json.dumps({"agreement": json.loads(pd.DataFrame(rows).to_json(orient="records"))}), "utf-8")
    for function in (validation.wording_agreement, validation.wording_reliable):
        monkeypatch.setattr(function, "__defaults__", (path,))
    return path


def test_a_record_is_read_comparison_by_comparison_with_what_was_undefined_as_no_number(measured: Path) -> None:
    held_back = validation.wording_agreement(validation.HELD_BACK, measured)
    assert held_back["code"].tolist() == [code for codes in CODES.values() for code in codes]
    rows = held_back.set_index("code")
    assert rows.loc["commitment", "one"] == MANY
    assert rows.loc["own", ["alpha", "precision", "recall"]].isna().all()


def test_a_code_is_reliable_only_if_coders_agree_and_the_instrument_meets_them(measured: Path) -> None:
    assert validation.wording_reliable(measured)["code"].tolist() == ["agentless"]


@pytest.mark.usefixtures("measured")
def test_the_table_of_agreement_gives_each_code_its_figures_and_a_verdict() -> None:
    rows = tables.wording_agreement_table().set_index("Code")
    assert (
        rows["Reliable"].to_dict()
        | {
            "passive without an agent": "yes",
            "commitment": "no",
            "obligation": "too few to judge",
            "desire": "too few to judge",
        }
        == rows["Reliable"].to_dict()
    )
    assert rows.loc["passive without an agent", "Alpha of the instrument"] == "1.00"
    assert rows.loc["desire", "Alpha of the instrument"] == "–"


@pytest.mark.usefixtures("measured")
def test_statements_are_counted_by_voice_for_reliable_codes_and_no_other() -> None:
    rows = tables.wording_table(ARTICLE)
    assert rows["What"].tolist() == ["passive without an agent"]
    assert rows.iloc[0][["Statements", "Lee", "narrator"]].tolist() == [2, 1, 1]
    assert rows.iloc[0]["Which"] == Links((1, 2))


@pytest.mark.usefixtures("measured")
def test_the_words_of_each_statement_are_shown_for_reliable_codes_and_no_other() -> None:
    rows = tables.wording_words_table(ARTICLE, "passive")
    assert rows["Words"].tolist() == ["was sold", "was closed, was opened"]
    assert rows["Voice"].tolist() == ["Ada Lee", "narrator"]
    assert tables.wording_words_table(ARTICLE, "modality").empty


@pytest.mark.usefixtures("measured")
def test_a_code_given_by_hand_for_which_no_words_are_found_has_a_dash() -> None:
    by_hand = STATEMENTS.assign(passive=["none", "none", "none", "agentless"])
    rows = tables.wording_words_table(ARTICLE._replace(statements=by_hand), "passive")
    assert rows[["Statement", "Words"]].to_numpy().tolist() == [[Links((3,)), "–"]]


def test_on_the_article_codes_decided_and_codes_of_the_instrument_are_counted_and_those_of_both() -> None:
    by_hand = STATEMENTS.assign(passive=["none", "agentless", "none", "agentless"])
    rows = tables.wording_in_article_table(ARTICLE._replace(statements=by_hand)).set_index("Code")
    assert rows.loc["passive without an agent", ["Decided", "Instrument", "Both"]].tolist() == [2, 2, 1]
    assert rows.loc["desire"].tolist() == [0, 0, 0, "–"]


def test_the_chapter_counts_in_the_article_each_reliable_code_and_no_other() -> None:
    text = (ROOT / "chapters" / "themes.md").read_text(encoding="utf-8")
    counted = set(re.findall(r"\{(?:result|number)\}`wording\.(\w+)\.(\w+)\.(?:[\w-]+\.)?statements`", text))
    assert counted == set(validation.wording_reliable()[["feature", "code"]].itertuples(index=False, name=None))


def test_no_code_of_the_shipped_record_is_reliable_with_a_low_alpha_or_few_cases() -> None:
    kept = validation.wording_reliable()
    assert 0 < len(kept) < sum(map(len, CODES.values()))
    for compared in (validation.CODERS, validation.HELD_BACK):
        rows = kept.merge(validation.wording_agreement(compared), on=["feature", "code"])
        assert (rows["alpha"] >= 0.67).all()
        assert (rows["one"] >= 10).all()


def test_the_article_s_sheet_of_features_says_that_no_person_made_it() -> None:
    sheet = (SEED.parent / "codings" / f"{SEED.stem}.wording.yml").read_text(encoding="utf-8")
    assert "independent: false" in sheet
    assert "No person coded" in sheet
