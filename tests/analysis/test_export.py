"""What the instrument writes is read back as it was, and other tables are refused."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.attribution.coder import code
from analysis.book.project import SEED, seed_coding
from analysis.export import read_statements, to_csv, to_json, to_text
from analysis.speakers import share
from analysis.text.article import Article, read
from analysis.text.files import InputError
from tests.helpers.small_article import CODING, TRADE, WAR

WRITERS = {".csv": to_csv, ".json": to_json}
ODD = [
    "=1+1",
    "'=1+1",
    "+",
    "-x",
    "@a",
    "\t=",
    "'quoted'",
    "''-",
    "a\rb",
    'a"b',
    "a,b",
    "a\nb",
    "",
    " ",
    "NA",
    "null",
    "7",
]


def read_back(table: pd.DataFrame, folder: Path, ending: str) -> pd.DataFrame:
    path = folder / f"statements{ending}"
    path.write_text(WRITERS[ending](table), encoding="utf-8", newline="")
    return read_statements(path)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_statements_of_the_seed_come_back_equal_with_every_column(tmp_path: Path, ending: str) -> None:
    for table in seed_coding().codings.values():
        pd.testing.assert_frame_equal(read_back(table, tmp_path, ending), table)


@pytest.mark.parametrize("ending", WRITERS)
def test_a_table_that_is_read_back_gives_the_same_answers(tmp_path: Path, ending: str) -> None:
    table = code(read(SEED))
    pd.testing.assert_frame_equal(share(read_back(table, tmp_path, ending)), share(table))


@pytest.mark.parametrize("ending", WRITERS)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=60) | st.sampled_from(ODD))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_byte_for_byte(tmp_path: Path, ending: str, text: str) -> None:
    table = code(Article("2025", Path("2025.txt"), f"{text} rain. " + '"Stay," said Ann Lee.'))
    table["voice"] = text
    pd.testing.assert_frame_equal(read_back(table, tmp_path, ending), table)


@pytest.mark.parametrize("cell", [text for text in ODD if text[:1] in tuple("=+-@\t")])
def test_no_cell_of_csv_begins_a_formula(cell: str) -> None:
    row = to_csv(pd.DataFrame({"text": [cell]})).split("\n", 1)[1]
    assert row.startswith("\"'")


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.csv", "text,voice\nRain.,Ann Lee\n", "no column 'statement'"),
        ("a.csv", "", "no table of statements"),
        ("a.json", "{", "no table of statements"),
        ("a.xlsx", "", "Give the file that ending"),
        ("a.csv", None, "Check the path"),
    ],
)
def test_another_table_is_refused_with_its_cause(tmp_path: Path, name: str, content: str | None, cause: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=cause):
        read_statements(path)


def test_the_statements_of_two_articles_are_not_merged_in_silence(tmp_path: Path) -> None:
    tables = [code(Article(name, Path(f"{name}.txt"), "Rain fell. It stopped.")) for name in ("one", "two")]
    with pytest.raises(InputError, match="several articles \\('one', 'two'\\)"):
        read_back(pd.concat(tables), tmp_path, ".csv")


def test_the_answers_for_a_terminal_are_those_of_a_count_by_hand() -> None:
    rows = [
        " ".join(re.sub("[▏▎▍▌▋▊▉█]", "", line).split())
        for line in to_text(CODING.article, CODING.statements, CODING.themes).splitlines()
    ]
    assert rows[0] == "small: 20 words, 6 statements"
    assert rows[3:7] == ["Ann Lee 8 6 2 40%", "narrator 6 - - 30%", "Bo Ek 5 5 0 25%", "Cy Om 1 1 0 5%"]
    assert rows[9:12] == [f"{WAR.name} * 2 50%", f"{TRADE.name} * 2 55%", "(no theme) 3 25%"]
    assert rows[14:18] == [
        "Ann Lee 2 0 0 +0.31", "narrator 0 1 1 -0.33", "Bo Ek 0 0 1 -0.75", "Cy Om 0 1 0 +0.00",
    ]  # fmt: skip
