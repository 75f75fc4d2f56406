"""Every published number can be counted again from the statements that it names."""

import json
import re
from pathlib import Path

import pytest

from analysis import sentiment
from analysis.book.project import seed_coding
from analysis.book.results import Result, results, slug, write
from analysis.sentiment import vader
from analysis.text.segmentation import words
from analysis.text.statements import is_reporting_clause, spoken

CODING = seed_coding()
ROWS = spoken(CODING.statements)
PUBLISHED = results(CODING)
COUNTED = [one for one in PUBLISHED if one.unit != "other"]


def recount(one: Result) -> float:
    """The value of `one`, from its statements and the article's text alone."""
    part = ROWS[ROWS["statement"].isin(one.statements)]
    in_words = sum(
        len(words(CODING.article.text, start, end)) for start, end in zip(part["start"], part["end"], strict=True)
    )
    match one.unit:
        case "words":
            return in_words
        case "percent":
            assert one.denominator
            return 100 * in_words / one.denominator
        case "statements":
            return len(part)
        case "sentences":
            return part["sentence"].nunique()
        case "stretches":
            return part["stretch"].nunique()
        case "mean tone":
            scores = [vader.score(text)["compound"] for text in part["text"]]
            return sum(score * size for score, size in zip(scores, part["words"], strict=True)) / in_words
        case "positive words" | "negative words":
            sign = 1 if one.unit.startswith("positive") else -1
            return int((sentiment.toned_words(part)["contribution"] * sign > 0).sum())
        case "mentions of targets":
            _, voice, target, label = one.name.split(".")
            mentions = next(iter(CODING.toward.values()))
            mentions = mentions[mentions["statement"].isin(one.statements) & mentions["voice"].map(slug).eq(voice)]
            found = mentions.loc[mentions["target"].map(slug) == target, "label"]
            return len(found) if label == "mentions" else int((found == label).sum())
        case "mentions":
            name = next(name for name in NAMES if slug(name) == one.name.split(".")[1])
            longer = sum(
                text.count(other) for other in NAMES if name in other and name != other for text in part["text"]
            )
            return sum(len(re.findall(rf"\b{name}\b", text)) for text in part["text"]) - longer
    raise AssertionError(f"{one.name}: no way to count the unit {one.unit} again")


NAMES = ["Belarus", "Libya", "Libyan National Army", "Minsk", "NATO", "Palace of Independence", "Republic of Belarus"]


@pytest.mark.parametrize("one", COUNTED, ids=lambda one: one.name)
def test_a_published_number_is_what_its_statements_give(one: Result) -> None:
    assert recount(one) == pytest.approx(one.value)


def test_names_are_unique_and_every_number_says_what_it_means_and_who_counted_it() -> None:
    assert len({one.name for one in PUBLISHED}) == len(PUBLISHED)
    assert len({slug(one.name) for one in PUBLISHED}) == len(PUBLISHED)
    assert all(one.meaning and one.function.startswith("analysis.") and one.text for one in PUBLISHED)


def test_a_part_is_never_more_than_its_whole() -> None:
    assert all(one.value <= one.denominator for one in PUBLISHED if one.denominator and one.unit == "other")
    assert all(0 <= one.value <= 100 for one in PUBLISHED if one.unit == "percent")


def test_every_statement_is_counted_by_some_number_and_frames_are_told_apart() -> None:
    assert {number for one in PUBLISHED for number in one.statements} == set(ROWS["statement"])
    frames = next(one for one in PUBLISHED if one.name == "frames.words")
    assert set(frames.statements) == set(ROWS.loc[is_reporting_clause(ROWS), "statement"])


def test_the_file_holds_every_result_and_is_the_same_each_time(tmp_path: Path) -> None:
    write(tmp_path / "one.json", CODING)
    write(tmp_path / "two.json", seed_coding())
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    records = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert [record["name"] for record in records] == [one.name for one in PUBLISHED]
    assert all(isinstance(number, int) for record in records for number in record["statements"])
