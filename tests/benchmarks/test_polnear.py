"""Predictions need the texts alone, and the scores are those of the definitions."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import polnear, scoring
from tests.helpers.corpus import TEXT, write

WE, SOON, MORE = (
    (TEXT.index(part), TEXT.index(part) + len(part)) for part in ('"We will rebuild,"', '"and soon."', "more money")
)
ANN, SHE = ((TEXT.index(part), TEXT.index(part) + len(part)) for part in ("Ann Lee", "She"))
GOLD = [((WE, SOON), (ANN,)), ((MORE,), (SHE,))]


def test_predictions_are_a_line_an_article_with_offsets_into_the_raw_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    split, out = write(tmp_path / "split"), tmp_path / "out.jsonl"
    shutil.rmtree(split / "attributions")
    monkeypatch.setattr(sys, "argv", ["polnear", str(split), "--predictions", str(out)])
    assert polnear.main() == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["doc"] for line in lines] == ["paper_0", "paper_1", "paper_2"]
    first = lines[0]["quotes"][0]
    assert [TEXT[start:end] for start, end in first["content"]] == ['"We will rebuild,"', '"and soon."']
    assert TEXT[slice(*first["source"])] == first["speaker"] == "Ann Lee"
    assert (first["cue"], first["mode"]) == ("said", "direct")


def test_a_folder_without_texts_is_an_error_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    monkeypatch.setattr(sys, "argv", ["polnear", str(tmp_path), "--predictions", str(out)])
    assert polnear.main() == 2
    assert "text/*.txt" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        (GOLD, (1, 1, 1, 0)),
        ([], (0, 0, 0, 7 / 16)),
        ([((WE, SOON), (SHE,)), ((MORE,), (SHE,))], (1, 2 / 7, 1 / 2, 0)),
        ([((WE,), (ANN,)), ((MORE,), ())], (10 / 12, 6 / 12, 1 / 2, 2 / 16)),
        ([((WE,), (ANN,)), ((SOON,), (ANN,)), ((MORE,), (SHE,))], (1, 1, 4 / 5, 0)),
    ],
)
def test_scores_are_those_of_the_definitions(
    predicted: list[scoring.Found], expected: tuple[float, float, float, float]
) -> None:
    scores = scoring.evaluate([(TEXT, GOLD, predicted)])
    assert scores[:4] == pytest.approx(expected)


def test_every_wrong_word_has_one_cause() -> None:
    predicted = [((WE, SOON), (SHE,)), (((0, 4),), (ANN,))]
    assert scoring.causes([(TEXT, GOLD, predicted)]) == [
        {"cause": "words given to another source, in the same paragraph", "words": 5},
        {"cause": "somebody's words missed, without quotation marks", "words": 2},
        {"cause": "narration taken for somebody's words, without quotation marks", "words": 1},
    ]


def test_the_record_has_a_row_a_system_with_its_scores_and_what_it_costs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    split = write(tmp_path / "part")
    monkeypatch.setattr(polnear.record, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(sys, "argv", ["polnear", str(split)])
    monkeypatch.setattr(polnear, "has_textacy", lambda: False)
    monkeypatch.setattr(polnear, "baselines", lambda: {"quotation marks and a nearby say-verb": None})
    assert polnear.main() == 0
    record = json.loads((tmp_path / "results" / "polnear-part.json").read_text(encoding="utf-8"))
    assert list(record["scores"]) == [polnear.INSTRUMENT, "quotation marks and a nearby say-verb"]
    for row in record["scores"].values():
        assert 0 <= row["content_f1"] <= 1
        assert row["words_per_second"] > 0 < row["peak_megabytes"]
    assert (record["part"], record["corpus"]) == ("part", "PolNeAR 1.0")
    assert "textacy is left out" in capsys.readouterr().out


def test_a_text_that_is_not_utf_8_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    split, out = write(tmp_path / "split"), tmp_path / "out.jsonl"
    (split / "text" / "paper_1.txt").write_bytes(b"caf\xe9")
    monkeypatch.setattr(sys, "argv", ["polnear", str(split), "--predictions", str(out)])
    assert polnear.main() == 2
    assert "paper_1.txt: byte 3 is not UTF-8" in capsys.readouterr().err
