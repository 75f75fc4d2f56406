"""The shipped lessons of the theme model are codes and inventions, and none is of what is held back."""

import json

from analysis.codebook import codebook
from analysis.training.theme_lessons import clauses
from analysis.validation import theme_lessons
from benchmarks.themes import CODES

NAMES = {theme.id for theme in codebook()}


def test_the_lessons_are_codes_of_the_codebook_without_text() -> None:
    rows = theme_lessons()
    assert list(rows.columns) == ["corpus", "text", "start", "end", "part", "themes"]
    assert not rows.duplicated(["corpus", "text", "start", "end"]).any()
    assert set(rows["part"]) == {"fitting", "choosing"}
    assert {theme for own in rows["themes"] for theme in own.split()} == NAMES


def test_no_lesson_is_of_an_article_that_the_instrument_is_judged_on() -> None:
    judged = {row["article"] for row in json.loads(CODES.read_text(encoding="utf-8"))["statements"]}
    assert not judged & set(theme_lessons()["text"])


def test_clauses_are_parts_of_the_texts() -> None:
    text = "The court will hear the case, which nobody wanted, and the judge is ill."
    assert set(clauses([text])) == {
        "The court will hear the case",
        "which nobody wanted",
        "and the judge is ill",
    }
