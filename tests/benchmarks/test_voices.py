"""The benchmark of voices counts words as worked out by hand on a small invented article."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.text.files import InputError
from benchmarks.voices import Gold, by_word, evaluate, gold, instrument, shipped

TEXT = 'The mayor spoke. "We will rebuild it," said Ann Lee. Tom Oss said rain would fall. The union was angry.'
# Words: 3 + 4 ("We will rebuild it") + 3 (said Ann Lee) + 3 (Tom Oss said) + 3 (rain would fall) + 4 = 20.
CODED = [(17, 38, "Ann Lee", "direct"), (66, 82, "Tom Oss", "indirect")]


def article(**aliases: tuple[str, ...]) -> Gold:
    return Gold("rain", TEXT, tuple(CODED), {name.replace("_", " "): names for name, names in aliases.items()})


def system(*rows: tuple[int, int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["start", "end", "voice", "mode"])


def test_the_spans_of_the_article_are_those_that_the_counts_rest_on() -> None:
    assert [TEXT[first:last] for first, last, *_ in CODED] == ['"We will rebuild it,"', "rain would fall."]


def test_what_equals_the_coding_is_right_in_every_word() -> None:
    found = evaluate([article()], lambda _: system(*CODED))[0]
    assert (found.spoken_words, found.content_f1, found.credited_f1, found.mode) == (7, 1, 1, 1)
    assert (found.wrong, found.alone, found.missed, found.extra, found.split, found.share_error) == (0, 0, 0, 0, 0, 0)


def test_a_wrong_person_a_title_left_alone_and_narration_taken_for_speech_are_told_apart() -> None:
    rows = [(17, 38, "Tom Oss", "direct"), (66, 82, "the forecaster", "direct"), (83, 103, "union", "indirect")]
    found = evaluate([article()], lambda _: system(*rows))[0]
    assert (found.wrong, found.alone, found.missed, found.extra) == (4, 3, 0, 4)
    # 7 words are somebody's, 11 are said to be: F1 = 2 * 7 / (7 + 11), none of them credited.
    assert found.content_f1 == pytest.approx(14 / 18)
    assert found.credited_f1 == 0
    assert found.credited_or_alone_f1 == pytest.approx(6 / 18)
    assert found.mode == pytest.approx(4 / 7)
    assert found.share_error == pytest.approx(4 / 20)


def test_words_that_are_given_to_nobody_are_missed() -> None:
    found = evaluate([article()], lambda _: system(CODED[0]))[0]
    assert (found.missed, found.credited_f1) == (3, pytest.approx(8 / 11))


def test_another_form_of_a_name_is_right_and_two_forms_split_a_voice() -> None:
    rows = [(17, 25, "Ms. Lee", "direct"), (25, 38, "Ann Lee", "direct"), CODED[1]]
    coded = article(Ann_Lee=("Ms. Lee", "the mayor"))
    found = evaluate([coded], lambda _: system(*rows))[0]
    assert (found.credited_f1, found.split) == (1, 1)


def test_a_title_is_no_name_though_the_coding_lists_it() -> None:
    rows = [(17, 38, "the mayor", "direct"), CODED[1]]
    found = evaluate([article(Ann_Lee=("the mayor",))], lambda _: system(*rows))[0]
    assert (found.alone, found.wrong) == (4, 0)


@pytest.mark.parametrize(
    ("coded", "given"),
    [("officials", "the officials"), ("officials", "city officials"), ("Oss Union", "the Oss Union's")],
)
def test_who_has_no_name_is_right_by_the_same_noun(coded: str, given: str) -> None:
    wanted = Gold("rain", TEXT, ((17, 38, coded, "direct"),), {})
    assert {word.outcome for word in by_word(wanted, system((17, 38, given, "direct")))} == {"", "right"}


def test_a_folder_is_read_and_the_instrument_scored_on_it(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text(TEXT, encoding="utf-8")
    rows = [dict(zip(("start", "end", "voice", "mode"), row, strict=True)) for row in CODED]
    (tmp_path / "rain.gold.json").write_text(json.dumps(rows), encoding="utf-8")
    found, table = evaluate(gold(tmp_path), instrument)
    assert found.articles == 1
    assert found.holds is not None
    assert len(table["rain"]) == 20


def test_a_folder_without_codings_and_a_coding_without_its_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Give a folder of coded articles"):
        gold(tmp_path)
    (tmp_path / "rain.gold.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=r"rain\.txt: there is no such file"):
        gold(tmp_path)


@pytest.mark.parametrize("part", ["choosing", "held back"])
def test_what_ships_is_coded_inside_its_texts_without_overlaps(part: str) -> None:
    articles = shipped(part)
    assert articles
    for coded in articles:
        ends = [0, *(end for _, end, *_ in coded.stretches)]
        assert all(before <= start < end for before, (start, end, *_) in zip(ends, coded.stretches, strict=False))
        assert ends[-1] <= len(coded.text)
        assert {mode for *_, mode in coded.stretches} <= {"direct", "indirect"}
