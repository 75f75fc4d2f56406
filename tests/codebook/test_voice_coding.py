"""A coding quotes the article, and is refused where it does not."""

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
        ({**CREDIT, "mode": "mumbled"}, "the mode is 'mumbled'"),
        ({**CREDIT, "voice": None}, "'voice' is missing"),
        ({**CREDIT, "source": "Bo"}, "'Bo' does not stand"),
        ("Ann", "not a record"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_number(tmp_path: Path, credit: object, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as refused:
        voice_coding(ARTICLE, sheet(tmp_path, credit))
    assert "text.yml: credit 1" in str(refused.value)


def test_entries_out_of_the_order_of_the_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="credit 2"):
        voice_coding(ARTICLE, sheet(tmp_path, CREDIT, CREDIT))


def test_a_missing_reading_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no coding"):
        voice_coding(ARTICLE, tmp_path / "none.yml")


def test_the_seeds_reading_says_that_it_is_neither_independent_nor_blind() -> None:
    path = ROOT / "seeds" / "codings" / f"{read(SEED).name}.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (content["independent"], content["blind"]) == (False, False)
