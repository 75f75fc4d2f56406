"""The theme codes of a coding, which themes are reliable, and what is claimed of them."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.book.project import SEED, seed_coding
from analysis.codebook import agreement
from analysis.codebook.agreement import by_theme, macro_f1, micro_f1
from analysis.codebook.theme_coding import COLUMNS, theme_coding
from analysis.codebook.voice_coding import voice_coding
from analysis.text.article import Article, read
from analysis.text.files import InputError
from tests.helpers.invented import table

THEMES = ["fish", "harbour"]
NAMES = {"fish": "Fish", "harbour": "Harbours"}
ISLES = table(
    ("narrator", "narration", "The docks smell of fish. "),
    ("Ada Quill", "direct", "“No fish, no herrings!” "),
)
ARTICLE = Article("isles", Path("isles.txt"), "".join(ISLES["text"]))
ROWS = [f"{row.start},{row.end}" for row in ISLES.itertuples() if row.words]
HEAD = ",".join(COLUMNS)


def codes(folder: Path, *lines: str) -> pd.DataFrame:
    path = folder / "isles.themes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return theme_coding(ARTICLE, ISLES, THEMES, path)


def test_codes_are_read_in_the_order_of_the_codebook(tmp_path: Path) -> None:
    found = codes(tmp_path, HEAD, f"{ROWS[0]},harbour fish,harbour,fish", f"{ROWS[1]},,,fish")
    assert found.to_numpy().tolist() == [[1, ("fish", "harbour"), ("harbour",), ("fish",)], [2, (), (), ("fish",)]]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["start,end"], "line 1: the columns are not start, end, themes"),
        ([HEAD], "there are 0 rows for 2 statements"),
        ([HEAD, f"{ROWS[0]},,", f"{ROWS[1]},,,"], "line 2: there are 4 fields"),
        ([HEAD, f"{ROWS[1]},,,", f"{ROWS[0]},,,"], "line 2: it is on .* and statement 1 is"),
        (
            [HEAD, f"{ROWS[0]},moon,,", f"{ROWS[1]},,,"],
            "line 2: the codebook has no theme 'moon'. It has fish, harbour",
        ),
    ],
)
def test_an_error_in_theme_codes_names_file_line_and_cause(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        codes(tmp_path, *lines)
    assert str(caught.value).startswith(str(tmp_path))


def test_theme_codes_that_are_not_there_are_missed_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: there is no such file"):
        theme_coding(ARTICLE, ISLES, THEMES, tmp_path / "none.csv")


def test_the_codes_of_the_seed_are_of_its_statements_as_the_coding_cuts_them() -> None:
    article, coding = read(SEED), seed_coding()
    found = theme_coding(article, voice_coding(article), [theme.id for theme in coding.themes])
    shown = coding.statements.set_index("statement")["themes"]
    assert all(shown[row.statement] == row.themes for row in found.itertuples())


def test_agreement_on_a_theme_counts_what_both_give() -> None:
    decided, other = [("fish",), ("fish",), (), ("harbour",)], [("fish",), (), ("fish",), ()]
    agreed = by_theme(decided, other, [*THEMES, "moon"])
    assert agreed.loc["fish", ["statements", "given", "both", "precision", "recall", "f1"]].tolist() == [
        2,
        2,
        1,
        0.5,
        0.5,
        0.5,
    ]
    assert pd.isna(agreed.loc["harbour", "precision"])
    assert agreed.loc["harbour", "recall"] == 0
    assert agreed.loc["moon", ["f1", "alpha"]].isna().all()
    assert micro_f1(agreed) == pytest.approx(2 / 5)
    assert macro_f1(agreed) == pytest.approx((0.5 + 0) / 2)


def test_a_theme_is_reliable_from_the_least_alpha_and_the_least_cases_on_and_never_without_an_alpha() -> None:
    least = agreement.LEAST_CASES
    rows = {"fish": (0.67, least), "harbour": (0.669, least), "moon": (float("nan"), least), "quay": (1.0, least - 1)}
    agreed = pd.DataFrame.from_dict(rows, orient="index", columns=["alpha", "statements"])
    assert agreement.reliable(agreed) == ["fish"]


def test_the_themes_of_the_corpus_and_of_the_article_have_their_own_alphas() -> None:
    themes = seed_coding().themes
    moon = replace(themes[0], id="moon")
    another = replace(themes[1], definition="Moons.")
    corpus = agreement.on_corpus([themes[0], moon, another])
    assert list(corpus.index) == [themes[0].id, "moon", another.id]
    assert corpus.iloc[0].notna().all()
    assert corpus.iloc[1:].isna().all(axis=None)
    assert seed_coding().agreement()["statements"].sum() == seed_coding().statements["themes"].map(len).sum()
