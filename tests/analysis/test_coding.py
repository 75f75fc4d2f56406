"""An article coded in full, with a codebook of one's own and with themes that its coding does not know."""

from pathlib import Path

import pytest
import yaml

from analysis.book.tables.themes import agreement_on_article_table
from analysis.coding import CODING, Coding, coded
from tests.helpers.invented import entry

TEXT = 'The old pier is wet. "The sea is rough and the peace talks failed," said Ann Lee. They met at the seaside.'


def article(folder: Path, themes: str = "", added: str = "") -> Path:
    """An article with a coding of its voices, and its theme codes and supplement where they are given."""
    path = folder / "isles.txt"
    path.write_text(TEXT, encoding="utf-8")
    coding = folder / "codings" / "isles.yml"
    coding.parent.mkdir()
    coding.write_text('credits: [{voice: Ann Lee, mode: direct, content: "The sea [...] failed"}]', encoding="utf-8")
    if themes:
        coding.with_suffix(".themes.csv").write_text(themes, encoding="utf-8")
    if added:
        path.with_name("isles.codebook.yml").write_text(added, encoding="utf-8")
    return path


def own_codebook(folder: Path, **changes: object) -> Path:
    path = folder / "own.yml"
    path.write_text(yaml.safe_dump({"themes": [entry(**changes)]}), encoding="utf-8")
    return path


def themes_of(coding: Coding) -> list[tuple[str, ...]]:
    rows = coding.statements
    return rows.loc[rows["words"] > 0, "themes"].tolist()


def test_another_codebook_replaces_the_shipped_one_and_is_found_by_terms(tmp_path: Path) -> None:
    coding = coded(article(tmp_path), codebook=own_codebook(tmp_path))
    assert [theme.id for theme in coding.themes] == ["sea"]
    assert themes_of(coding) == [(), ("sea",), (), ("sea",)]


def test_a_theme_with_a_shipped_identifier_and_another_definition_is_not_the_shipped_one(tmp_path: Path) -> None:
    coding = coded(article(tmp_path), codebook=own_codebook(tmp_path, id="peace"))
    assert themes_of(coding) == [(), ("peace",), (), ("peace",)]
    assert coding.agreement().isna().all(axis=None)


def test_codes_given_after_another_codebook_are_left_out_and_this_is_said(tmp_path: Path) -> None:
    path = article(tmp_path, themes="start,end,themes,coder_one,coder_two\n0,21,peace,peace,peace\n")
    with pytest.warns(UserWarning, match=r"own\.yml has no theme 'peace'"):
        coding = coded(path, codebook=own_codebook(tmp_path))
    assert coding.theme_coding is None


def test_a_theme_that_the_coding_does_not_know_stays_the_instruments_and_is_not_counted_as_nothing(
    tmp_path: Path,
) -> None:
    path = article(tmp_path, added=yaml.safe_dump({"themes": [entry()]}))
    rows = coded(path).statements
    lines = [f"{row.start},{row.end},peace,peace,peace" for row in rows[rows["words"] > 0].itertuples()]
    sheet = path.parent / "codings" / "isles.themes.csv"
    sheet.write_text("\n".join(["start,end,themes,coder_one,coder_two", *lines]) + "\n", encoding="utf-8")
    coding = coded(path)
    assert coding.coder == CODING
    assert themes_of(coding) == [("peace",), ("peace", "sea"), ("peace",), ("peace", "sea")]
    assert "sea" not in coding.themes_known
    table = agreement_on_article_table(coding).set_index("Theme")
    assert table.loc["Sea", "Statements"] == "not coded"
    assert coding.agreement().loc["sea"].isna().all()
