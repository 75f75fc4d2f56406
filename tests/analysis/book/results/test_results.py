"""Results have unique names, say who counted them, and are published for any article."""

import json
import math
import pydoc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import speakers
from analysis.book import results as published
from analysis.book.project import seed_coding
from analysis.book.results import Result, results, slug, write
from analysis.book.results.record import RESERVED
from analysis.coding import coded
from analysis.text.statements import is_reporting_clause, spoken

CODING = seed_coding()
ROWS = spoken(CODING.statements)
PUBLISHED = results(CODING)

NAMES = "Ann Bo Cy Di Ed Flo Gus Hal Ida Jim Kay Lou Max Ned Ola".split()
ARTICLES = {
    "nobody named": (
        "It rained hard in the night and the river rose. The old bridge was closed in the morning. "
        '"It is not safe to cross it any more," an engineer said.'
    ),
    "no speech": "Rain fell on the hills of Ostby all day. The river rose by a metre and the old bridge was closed.",
    "no theme": "The cat sat on the mat. It was grey. Then it slept, and nobody saw it.",
    "three words": "Rain fell hard.",
    "one voice": '"I walk in the hills every day and I like it," said Ann Lee.',
    "narrator without words": '"We will rebuild the bridge and we will do it soon, whatever the rain does to us."',
    "fifteen voices": "\n\n".join(
        f'"The bridge number {number} is safe for the town and its people," said {name} {name[::-1].title()}berg.'
        for number, name in enumerate(NAMES)
    ),
    "names in other scripts": (
        '"The bridge is safe," said Анна Ли. "It is not," said Олег Бо. 習近平 said that it would be closed. '
        '"We hope so," said Анна Ли.'
    ),
    "names with signs": (
        '"The bridge is safe," said A$AP Lee. "It is not," said Łukasz Čapek_Bo. "We hope so," said {Ann} O\'Neill. '
        '"Yes," said <b>Bo</b> Ek.'
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_every_article_has_results_with_unique_names_and_numbers_that_are_numbers(name: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLES[name], encoding="utf-8")
    found = results(coded(path))
    assert len({result.name for result in found}) == len(found) > 100
    assert not any(math.isnan(result.value) or "nan" in result.text for result in found)
    write(tmp_path / "results.json", coded(path))
    json.loads((tmp_path / "results.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)


@pytest.mark.parametrize("name", ["no speech", "three words"])
def test_what_would_compare_a_voice_with_nothing_is_not_published(name: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLES[name], encoding="utf-8")
    names = [result.name for result in results(coded(path))]
    assert "narrator.words" in names
    assert [name for name in names if name.startswith(("finding.", "headline.", "quoted."))] == []
    assert [name for name in names if name.endswith((".low", ".high"))] == []


def test_people_whose_names_differ_in_another_script_have_each_their_number() -> None:
    *_, one, other = speakers.voices(ROWS)
    names = {"voice": {one: "Анна Ли", other: "Олег Бо"}}
    codings = {name: table.replace(names) for name, table in CODING.codings.items()}
    renamed = results(CODING._replace(statements=codings[CODING.coder], codings=codings))
    numbers = {result.name: result.value for result in renamed}
    words = ROWS.groupby("voice")["words"].sum()
    assert [numbers["Анна-Ли.words"], numbers["Олег-Бо.words"]] == [words[one], words[other]]


@given(st.text(max_size=12), st.text(max_size=12))
def test_different_names_have_different_slugs(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "ann lee"),
        ("Ann Lee", "Ann-Lee"),
        ("Ann Lee", "Ann.Lee"),
        ("Ana María", "Ana Maria"),
        ("Анна Ли", "Олег Бо"),
        ("習近平", "Владимир"),
        ("speech", "speech_"),
        ("", "_"),
        ("NATO", "Nato"),
    ],
)
def test_names_that_differ_little_have_different_slugs(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@pytest.mark.parametrize("sign", [".", "`", "<", ">", "{", "}", "$", ",", "\n", '"', "#", "+", "*", "="])
def test_a_slug_has_no_sign_that_a_role_or_a_condition_reads(sign: str) -> None:
    assert sign not in slug(f"A{sign}B")


def test_no_voice_can_take_the_name_of_another_result() -> None:
    voices = {slug(voice) for voice in ROWS["voice"]}
    assert {result.name.split(".")[0] for result in PUBLISHED} - voices == RESERVED
    assert not RESERVED & set(map(slug, RESERVED))


def test_two_results_of_the_same_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = [PUBLISHED[0], PUBLISHED[0]._replace(value=7)]
    monkeypatch.setattr(published.speakers, "results", lambda coding: twice)
    with pytest.raises(ValueError, match=r"two results are called 'article\.words'"):
        results(CODING)


@pytest.mark.parametrize("function", sorted({result.function for result in PUBLISHED}))
def test_the_function_that_is_said_to_have_counted_can_be_imported(function: str) -> None:
    assert callable(pydoc.locate(function))


def test_every_number_says_what_it_means_and_is_printed() -> None:
    assert all(result.meaning.endswith(".") and result.text for result in PUBLISHED)


def test_a_part_is_never_more_than_its_whole() -> None:
    assert all(
        result.value <= result.denominator for result in PUBLISHED if result.denominator and result.unit == "other"
    )
    assert all(0 <= result.value <= 100 for result in PUBLISHED if result.unit == "percent")


def test_mentions_with_the_same_tone_are_of_those_that_both_runs_marked() -> None:
    both, same = (next(result for result in PUBLISHED if result.name == f"coders.{name}") for name in ("both", "same"))
    assert same.denominator == both.value


def test_every_statement_is_counted_by_some_number_and_introductions_are_told_apart() -> None:
    assert {number for result in PUBLISHED for number in result.statements} == set(ROWS["statement"])
    clauses = next(result for result in PUBLISHED if result.name == "introductions.words")
    assert set(clauses.statements) == set(ROWS.loc[is_reporting_clause(ROWS), "statement"])


def test_the_file_holds_every_result_and_is_the_same_each_time(tmp_path: Path) -> None:
    write(tmp_path / "one.json", CODING)
    write(tmp_path / "two.json", CODING)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    records = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert [Result(**{**record, "statements": tuple(record["statements"])}) for record in records] == PUBLISHED
