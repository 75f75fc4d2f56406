"""A coding quotes the article, and is refused where it does not."""

import re
from pathlib import Path

import pytest
import yaml

from analysis.book.project import ROOT, SEED
from analysis.codebook.voice_coding import voice_coding
from analysis.text.article import Article, read
from analysis.text.files import InputError

ARTICLE = Article("text", Path("text.txt"), 'Ann came. "All is well, all is new," said Ann. She left.')
CREDIT = {"voice": "Ann", "mode": "direct", "content": '"All is [...] new,"', "cue": "said", "source": "Ann"}


def sheet(folder: Path, *credits: object) -> Path:
    path = folder / "text.yml"
    path.write_text(yaml.safe_dump({"credits": list(credits)}), encoding="utf-8")
    return path


def test_words_are_found_with_an_elision_and_the_nearest_cue_and_source(tmp_path: Path) -> None:
    table = voice_coding(ARTICLE, sheet(tmp_path, CREDIT))
    row = table[table["voice"] == "Ann"].iloc[0]
    assert ARTICLE.text[slice(*row["cue"])] == "said"
    assert row["source"] == (42, 45)
    assert row["basis"] == "coding"


@pytest.mark.parametrize(
    ("credit", "cause"),
    [
        ({**CREDIT, "content": "words that nobody wrote"}, "does not stand in the article"),
        ({**CREDIT, "mode": "mumbled"}, "mode: 'mumbled' is not known. Write one of direct, indirect"),
        ({**CREDIT, "mode": "indrect"}, "Write 'indirect'"),
        ({**CREDIT, "voice": ""}, "voice: there is nothing"),
        ({name: CREDIT[name] for name in ("mode", "content")}, "'voice' is missing"),
        ({**CREDIT, "source": "Bo"}, "'Bo' does not stand"),
        ("Ann", "not a mapping. Write voice, mode and content"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_number(tmp_path: Path, credit: object, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as refused:
        voice_coding(ARTICLE, sheet(tmp_path, credit))
    assert re.search(r"text\.yml:( line \d+:)? credits 1", str(refused.value))


def test_an_elision_ends_after_its_beginning(tmp_path: Path) -> None:
    article = Article("text", Path("text.txt"), '"The pier is wet, the boats lie still," said Ann.')
    table = voice_coding(article, sheet(tmp_path, {**CREDIT, "content": '"The pier is wet [...] t'}))
    assert table["text"].iloc[0] == '"The pier is wet, t'


def test_an_elision_whose_end_stands_only_in_its_beginning_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not stand in the article"):
        voice_coding(ARTICLE, sheet(tmp_path, {**CREDIT, "content": "She left. [...] left"}))


def test_a_word_that_yaml_takes_for_a_truth_value_is_a_word(tmp_path: Path) -> None:
    article = Article("text", Path("text.txt"), '"It is open," yes Ann.')
    path = tmp_path / "text.yml"
    path.write_text("credits:\n  - {voice: Ann, mode: direct, content: It is open, cue: yes}\n", encoding="utf-8")
    row = voice_coding(article, path).set_index("voice").loc["Ann"]
    assert article.text[slice(*row["cue"])] == "yes"


def test_entries_out_of_the_order_of_the_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="credits 2"):
        voice_coding(ARTICLE, sheet(tmp_path, CREDIT, CREDIT))


def test_a_missing_coding_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no coding"):
        voice_coding(ARTICLE, tmp_path / "none.yml")


def test_the_seeds_coding_says_that_it_is_neither_independent_nor_blind() -> None:
    path = ROOT / "seeds" / "codings" / f"{read(SEED).name}.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (content["independent"], content["blind"]) == (False, False)
