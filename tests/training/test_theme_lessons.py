"""The shipped lessons of the theme model are codes and inventions, and none is of what is held back."""

import json

from analysis.codebook import records
from analysis.codebook.codebook import codebook
from benchmarks.themes import CODES
from training.themes.lessons import clauses, codes, invented

NAMES = {theme.id for theme in codebook()}


def test_the_lessons_are_codes_of_the_codebook_without_text() -> None:
    rows = codes()
    assert list(rows.columns) == ["corpus", "text", "start", "end", "part", "themes"]
    assert not rows.duplicated(["corpus", "text", "start", "end"]).any()
    assert set(rows["part"]) == {"fitting", "choosing"}
    assert {theme for own in rows["themes"] for theme in own.split()} == NAMES


def test_no_lesson_is_of_an_article_that_the_instrument_is_judged_on() -> None:
    judged = {row["article"] for row in json.loads(CODES.read_text(encoding="utf-8"))["statements"]}
    assert not judged & set(codes()["text"])


def test_clauses_are_parts_of_the_texts() -> None:
    text = "The court will hear the case, which nobody wanted, and the judge is ill."
    assert set(clauses([text])) == {
        "The court will hear the case",
        "which nobody wanted",
        "and the judge is ill",
    }


def test_invented_statements_have_themes_of_the_codebook_and_are_none_of_its_examples() -> None:
    found = invented()
    assert {theme for one in found for theme in one.themes or ()} == NAMES
    examples = {text for theme in codebook() for text in (theme.example, theme.counterexample)}
    assert not examples & {one.parts[1] for one in found}


def test_the_record_of_the_lessons_counts_them() -> None:
    assert records.theme_lessons() == len(codes())
