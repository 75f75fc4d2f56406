"""The benchmark of themes reads the statements that were coded and scores as it says."""

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from analysis.codebook.codebook import codebook
from analysis.text.files import InputError
from analysis.text.terms import term
from benchmarks import themes

TEXT = "Rain fell. The court met on Monday. It will hear the case. Nobody sang."
SPANS = ((11, 36), (36, 59))


def corpus(folder: Path) -> tuple[Path, Path]:
    (folder / "text").mkdir()
    (folder / "text" / "paper.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        {
            "article": "paper",
            "start": start,
            "end": end,
            "half": half,
            "decided": own,
            "coder_one": own,
            "coder_two": [],
        }
        for (start, end), half, own in zip(SPANS, ("tuning", "held back"), (["law"], ["law"]), strict=True)
    ]
    codes = folder / "codes.json"
    codes.write_text(json.dumps({"statements": rows}), encoding="utf-8")
    return folder, codes


def test_a_statement_comes_with_the_sentences_around_it(tmp_path: Path) -> None:
    first, second = themes.statements(*corpus(tmp_path))
    assert [part.strip() for part in (first["before"], first["text"])] == ["Rain fell.", "The court met on Monday."]
    assert first["after"].strip() == "It will hear the case."
    assert (second["before"].strip(), second["after"].strip()) == ("The court met on Monday.", "Nobody sang.")


def test_another_corpus_is_an_error_that_says_which_is_meant(tmp_path: Path) -> None:
    split, codes = corpus(tmp_path)
    (split / "text" / "paper.txt").write_text("Rain.", encoding="utf-8")
    with pytest.raises(InputError, match=r"paper\.txt: it ends before offset 36\. Use PolNeAR 1\.0"):
        themes.statements(split, codes)
    (split / "text" / "paper.txt").unlink()
    with pytest.raises(InputError, match=r"paper\.txt: there is no such file"):
        themes.statements(split, codes)


def test_scores_are_over_codes_and_over_themes_that_occur() -> None:
    made = themes.scored([("a",), ("a", "b"), ()], [("a",), ("b",), ("c",)], ["a", "b", "c"])
    assert made["micro_f1"] == pytest.approx(2 * 2 / (3 + 3), abs=1e-4)
    assert made["macro_f1"] == pytest.approx((2 / 3 + 1) / 2, abs=1e-4)
    assert (made["precision"], made["recall"], made["same_set"]) == (0.6667, 0.6667, 1)
    assert made["themes"]["c"]["recall"] is None


def test_the_baselines_know_every_theme_and_the_keywords_are_terms() -> None:
    baselines = yaml.safe_load(themes.BASELINES.read_text(encoding="utf-8"))
    names = [theme.id for theme in codebook()]
    assert list(baselines["keywords"]) == list(baselines["empath"]) == names
    assert all(term(word) for words in baselines["keywords"].values() for word in words)
    assert themes.keywords(baselines["keywords"])([{"text": "The court and the army."}]) == [{"law", "security"}]


def test_empath_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "empath", None)
    with pytest.raises(InputError, match="Install it with"):
        themes.empath({})


def test_the_shipped_codes_are_of_the_codebook_and_hold_no_text() -> None:
    rows = json.loads(themes.CODES.read_text(encoding="utf-8"))["statements"]
    names = {theme.id for theme in codebook()}
    assert {half: sum(row["half"] == half for row in rows) for half in themes.HALVES} == {
        "held back": 800,
        "seen": 480,
        "tuning": 160,
    }
    assert all(set(row) == {"article", "start", "end", "half", "coder_one", "coder_two", "decided"} for row in rows)
    assert all({*row["coder_one"], *row["coder_two"], *row["decided"]} <= names for row in rows)
    assert not {row["article"] for row in rows if row["half"] == "tuning"} & {
        row["article"] for row in rows if row["half"] != "tuning"
    }


def test_no_two_of_the_statements_coded_meet() -> None:
    rows = json.loads(themes.CODES.read_text(encoding="utf-8"))["statements"]
    places = sorted((row["article"], row["start"], row["end"]) for row in rows)
    assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(places))
