"""The benchmark of tone scores what annotators labelled, and says what it needs."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import newsmtsc, record

SENTENCES = [("Bo Ek praised the brave Ann Lee.", 6.0), ("Ann Lee is a liar.", 2.0), ("Ann Lee came on Monday.", 4.0)]


def corpus(folder: Path, *, labelled: bool = True) -> Path:
    path = folder / "part.jsonl"
    lines = []
    for number, (sentence, polarity) in enumerate(SENTENCES):
        start = sentence.index("Ann Lee")
        target = {"Input.gid": f"t{number}", "from": start, "to": start + 7} | (
            {"polarity": polarity} if labelled else {}
        )
        lines.append(json.dumps({"primary_gid": f"s{number}", "sentence_normalized": sentence, "targets": [target]}))
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["newsmtsc", *arguments])
    return newsmtsc.main()


def test_the_record_has_a_row_an_instrument_and_how_well_probabilities_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "RESULTS", tmp_path / "results")
    assert run(monkeypatch, str(corpus(tmp_path))) == 0
    made = json.loads((tmp_path / "results" / "newsmtsc-part.json").read_text(encoding="utf-8"))
    assert (made["corpus"], made["part"], made["targets"]) == ("NewsMTSC", "part", 3)
    assert [row["instrument"] for row in made["rows"]] == ["this instrument", *newsmtsc.lexicons()]
    assert made["rows"][0]["macro_f1"] == 1
    assert sum(row["targets"] for row in made["reliability"]) == 3


def test_predictions_need_no_labels_and_scores_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = corpus(tmp_path, labelled=False), tmp_path / "out.jsonl"
    assert run(monkeypatch, str(path), "--predictions", str(out)) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], line["label"]) for line in lines] == [("t0", 1), ("t1", -1), ("t2", 0)]
    assert run(monkeypatch, str(path)) == 2
    assert "some target has no polarity" in capsys.readouterr().err


def test_a_broken_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corpus(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    assert run(monkeypatch, str(path)) == 2
    assert "line 6: this is no sentence of NewsMTSC" in capsys.readouterr().err


def test_the_best_thresholds_part_the_labels() -> None:
    scores, gold = np.array([-3.0, -2.0, 0.0, 1.0, 4.0, 5.0]), np.array([0, 0, 1, 1, 2, 2])
    low, high = newsmtsc.best_thresholds(scores, gold)
    assert newsmtsc.by_threshold(scores, low, high).tolist() == gold.tolist()
