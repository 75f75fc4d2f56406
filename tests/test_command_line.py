"""The command line answers in a terminal, gives the statements, and says what is wrong with bad input."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.article import ROOT, SEED


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_answers_are_printed_to_be_read() -> None:
    done = run(SEED)
    assert done.returncode == 0
    assert "Who speaks" in done.stdout
    assert "About what" in done.stdout
    assert "In what tone" in done.stdout
    assert "Khalifa Haftar" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_json_gives_statements_that_tile_the_file_with_their_evidence() -> None:
    records = json.loads(run(SEED, "--format", "json").stdout)
    text = SEED.read_text(encoding="utf-8")
    assert "".join(text[one["start"] : one["end"]] for one in records) == text
    for one in records:
        assert {"start", "end", "voice", "mode", "cue", "source", "basis"} <= set(one)
    said = [one for one in records if one["mode"] == "direct"]
    assert all(len(one["cue"]) == len(one["source"]) == 2 for one in said)


def test_csv_has_a_row_a_statement_and_the_same_offsets() -> None:
    rows = list(csv.DictReader(io.StringIO(run(SEED, "--format", "csv").stdout)))
    records = json.loads(run(SEED, "--format", "json").stdout)
    assert [(int(row["start"]), row["voice"]) for row in rows] == [(one["start"], one["voice"]) for one in records]
    assert rows[4]["cue_start"] == str(records[4]["cue"][0])


@pytest.mark.parametrize(
    ("content", "cause"),
    [(b"", "empty"), (b"12345", "not a single letter"), (b"\xff\xfe caf\xe9", "not UTF-8"), (None, "no such file")],
)
def test_bad_input_is_an_error_that_names_file_and_cause(tmp_path: Path, content: bytes | None, cause: str) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    done = run(path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"error: {path}: ")
    assert cause in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ['He said "it never ends', "A\u0000B <script>x</script>", "“ ” « ‹", "One word"])
def test_odd_text_gives_a_result_and_loses_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--format", "json")
    if any(map(str.isalpha, text)):
        assert "".join(one["text"] for one in json.loads(done.stdout)) == text
    else:
        assert done.returncode == 2


def test_ten_megabytes_give_a_result_and_lose_nothing(tmp_path: Path) -> None:
    seed = SEED.read_text(encoding="utf-8")
    text = (seed + "\n\n") * (10_000_000 // len(seed))
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--format", "json")
    assert done.returncode == 0
    assert "".join(one["text"] for one in json.loads(done.stdout)) == text
