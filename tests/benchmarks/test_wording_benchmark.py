"""The benchmark of features holds the instrument against hand-coded statements, given by offsets."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import wording
from tests.helpers.corpus import TEXT, write

QUOTED, RAIN, MORE = '"We will rebuild,"', "Rain fell on Ostby.", "She promised"
HEAD = "article\tstart\tend\thalf\tcoder\tpassive\tharm\tmodality\twe"


def line(text: str, half: str, coder: str, codes: str) -> str:
    start = TEXT.index(text)
    return f"paper_0\t{start}\t{start + len(text)}\t{half}\t{coder}\t{codes}"


LINES = [
    line(QUOTED, "tuning", "decided", "none\tnone\tcommitment\town"),
    line(RAIN, "held back", "decided", "none\tnone\tnone\tnone"),
    line(MORE, "held back", "decided", "none\tnone\tcommitment\tnone"),
    line(QUOTED, "tuning", "one", "none\tnone\tcommitment\town"),
    line(RAIN, "held back", "one", "none\tnone\tnone\tnone"),
    line(MORE, "held back", "one", "none\tnone\tcommitment\tnone"),
    line(QUOTED, "tuning", "two", "none\tnone\tcommitment desire\town"),
    line(RAIN, "held back", "two", "none\tnone\tnone\tnone"),
    line(MORE, "held back", "two", "none\tnone\tnone\tnone"),
]


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], split: Path | None = None) -> int:
    path = folder / "codings.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    split = split or write(folder / "split")
    monkeypatch.setattr(sys, "argv", ["wording", str(split), "--codings", str(path), "--out", str(folder / "out.json")])
    return wording.main()


def test_coders_and_instrument_are_compared_code_by_code_on_each_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(tmp_path, monkeypatch, [HEAD, *LINES]) == 0
    record = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    rows = {(one["compared"], one["code"]): one for one in record["agreement"]}
    assert rows["coder one with coder two", "commitment"]["statements"] == 3
    assert [rows["coder one with coder two", "commitment"][key] for key in ("one", "other", "both")] == [2, 1, 1]
    held = rows["held back", "commitment"]
    assert (held["statements"], held["alpha"], held["reliable"]) == (2, 1, False)
    assert rows["held back", "own"]["alpha"] is None


@pytest.mark.parametrize(
    ("lines", "cause"),
    [
        (
            [HEAD, line(QUOTED, "tuning", "decided", "none\tnone\tmaybe\town")],
            "line 2: modality: there is no code 'maybe'",
        ),
        ([HEAD, line(QUOTED, "tuning", "decided", "none\tnone\t\town")], "line 2: modality: there is no code ''"),
        ([HEAD, line(QUOTED, "test", "one", "none\tnone\tnone\town")], "line 2: there is no half 'test'"),
        ([HEAD, LINES[0], line(QUOTED, "tuning", "B", "none\tnone\tnone\town")], "line 3: there is no coder 'B'"),
        ([HEAD.replace("\twe", ""), "paper_0\t0\t9\ttuning\tone\tnone\tnone\tnone"], "the column 'we' is missing"),
        ([HEAD, *(one.replace("paper_0", "paper_9") for one in LINES)], r"paper_9\.txt: there is no such file"),
    ],
)
def test_a_coding_that_cannot_be_used_is_an_error_that_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: list[str], cause: str
) -> None:
    assert run(tmp_path, monkeypatch, lines) == 2
    assert cause.replace("\\", "") in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_a_missing_file_of_codings_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["wording", str(tmp_path), "--codings", str(tmp_path / "none.tsv")])
    assert wording.main() == 2
    assert "none.tsv: there is no such file" in capsys.readouterr().err
