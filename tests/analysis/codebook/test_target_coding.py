"""A coding of targets stands by the article's own words, and is refused where it does not."""

from pathlib import Path

import pytest

from analysis.book.project import SEED, seed_coding
from analysis.codebook.target_coding import (
    CODERS,
    coded_mentions,
    coder_agreement,
    held,
    sides,
    target_coding,
)
from analysis.text.article import Article, read
from analysis.text.files import InputError
from tests.helpers.invented import table

TEXT = "Ann praised the harbour. Bo said it had failed Ostby."
ARTICLE = Article("text", Path("text.txt"), TEXT)
HEAD = "start,end,mention,target,tone,coder_one,coder_two"
ROWS = ("0,3,Ann,Ann,neutral,neutral,neutral", "12,23,the harbour,harbour,positive,positive,neutral",
        "33,35,it,harbour,negative,negative,", "47,52,Ostby,Ostby,,neutral,")  # fmt: skip


def sheet(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "text.targets.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def statements() -> object:
    made = table(("narrator", "narration", TEXT[:25]), ("Bo", "indirect", TEXT[25:]))
    made[["start", "end"]] -= made["end"].iloc[0]
    return made.iloc[1:]


def test_each_mention_has_its_statement_voice_and_a_probability_of_one_for_its_tone(tmp_path: Path) -> None:
    rows = target_coding(ARTICLE, statements(), sheet(tmp_path, *ROWS))
    assert rows[["statement", "voice", "target", "tone", "label"]].to_numpy().tolist() == [
        [1, "narrator", "Ann", 0.0, "neutral"],
        [1, "narrator", "harbour", 1.0, "positive"],
        [2, "Bo", "harbour", -1.0, "negative"],
    ]
    assert (rows[["negative", "neutral", "positive"]].sum(axis=1) == 1).all()


def test_what_was_decided_to_be_no_mention_is_kept_among_the_codes_alone(tmp_path: Path) -> None:
    path = sheet(tmp_path, *ROWS)
    assert "Ostby" in set(coded_mentions(ARTICLE, path)["target"])
    assert "Ostby" not in set(target_coding(ARTICLE, statements(), path)["target"])
    assert "Ostby" in set(target_coding(ARTICLE, statements(), path, coder="coder_one")["target"])


def test_coders_can_agree_only_on_the_mentions_that_both_marked(tmp_path: Path) -> None:
    between = coder_agreement(coded_mentions(ARTICLE, sheet(tmp_path, *ROWS)))
    assert between[:3] == (4, 2, 1)
    # Two units, values neutral x 3 and positive x 1: alpha is 1 - (4 - 1) * 1 / (3 * 1), by Krippendorff's formula.
    assert between.alpha == pytest.approx(0)


def test_mentions_follow_another_coding_of_the_voices(tmp_path: Path) -> None:
    rows = target_coding(ARTICLE, statements(), sheet(tmp_path, *ROWS))
    other = statements().assign(voice="Cy")
    assert set(held(rows, other)["voice"]) == {"Cy"}


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("1,3,Ann,Ann,neutral,neutral,neutral", "at 1 to 3 stands 'nn' and not 'Ann'"),
        ("900,903,Ann,Ann,neutral,,", "stands '' and not 'Ann'"),
        ("x,3,Ann,Ann,neutral,,", "not both offsets"),
        ("0,3,Ann,,neutral,,", "target is missing"),
        ("0,3,Ann,Ann,glad,,", "tone is 'glad'"),
        ("0,3,Ann,Ann,neutral,,meh", "coder_two is 'meh'"),
        ("0,3,Ann", "there are 3 fields. Write 7: start, end, mention"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(tmp_path: Path, row: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as refused:
        coded_mentions(ARTICLE, sheet(tmp_path, ROWS[0], row))
    assert "text.targets.csv: line 3" in str(refused.value)


def test_other_fields_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 1: the columns are not"):
        coded_mentions(ARTICLE, sheet(tmp_path, "0,3,Ann", head="start,end,mention"))
    with pytest.raises(InputError, match=r"line 1: the columns are not"):
        coded_mentions(ARTICLE, sheet(tmp_path, head="start,end,mention"))
    with pytest.raises(InputError, match="there is no coding of targets"):
        coded_mentions(ARTICLE, tmp_path / "none.csv")


def test_names_have_the_side_that_the_file_of_provenance_gives_them(tmp_path: Path) -> None:
    article = Article("text", tmp_path / "text.txt", TEXT)
    assert sides(article) == {}
    path = article.coding("targets.yml")
    path.parent.mkdir()
    path.write_text("sides:\n  Ostby: [Ann, harbour]\n", encoding="utf-8")
    assert sides(article) == {"Ann": "Ostby", "harbour": "Ostby"}
    path.write_text("sides: [Ann]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 1: sides: this is not a mapping\. Write each side as"):
        sides(article)
    path.write_text("sides: [Ann\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"targets\.yml: line 2: this is not YAML"):
        sides(article)


def test_the_seeds_coding_of_targets_stands_by_its_words_and_says_who_coded_it() -> None:
    article = read(SEED)
    rows = coded_mentions(article)
    assert not rows.duplicated(["start", "end", "target"]).any()
    assert (rows[list(CODERS)] != "").any(axis=1).all()
    told = article.coding("targets.yml").read_text(encoding="utf-8")
    assert "language model" in told
    assert "independent: false" in told
    assert "No person coded it" in told
    assert set(sides(article)) <= {*rows["target"], *seed_coding().statements["voice"]}
