"""The command line answers in a terminal, gives the statements, and says what is wrong with bad input."""

import ast
import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from analysis import __main__
from analysis.book.project import ROOT, SEED
from analysis.codebook.agreement import on_corpus, reliable
from analysis.codebook.codebook import codebook
from analysis.wording import concordance
from tests.helpers.invented import entry

SIDES = ("position", "left", "right")


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


def test_themes_that_are_not_reliable_on_other_news_are_marked() -> None:
    names = {theme.id: theme.name for theme in codebook()}
    kept = reliable(on_corpus(codebook()))
    lines = run(SEED).stdout.splitlines()
    for theme, name in names.items():
        line = next(line.strip() for line in lines if line.strip().startswith(name))
        assert line.startswith(f"{name} *") == (theme not in kept)


def test_a_codebook_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    article = tmp_path / "isles.txt"
    article.write_text("The sea is rough. The talks are over.", encoding="utf-8")
    themes = {"themes": [entry()]}
    (tmp_path / "own.yml").write_text(yaml.safe_dump(themes), encoding="utf-8")
    done = run(article, "--codebook", tmp_path / "own.yml", "--format", "json")
    assert [one["themes"] for one in json.loads(done.stdout)] == [["sea"], []]
    assert "Sea *" in run(article, "--codebook", tmp_path / "own.yml").stdout
    missing = run(article, "--codebook", tmp_path / "no.yml")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "no.yml" in missing.stderr


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


def test_a_term_is_shown_in_its_context_sorted_by_either_side() -> None:
    lines = {side: run("context", "cooperat*", SEED, "--sorted-by", side).stdout.splitlines() for side in SIDES}
    shown = {side: [line.split("[")[1] for line in found[1:]] for side, found in lines.items()}
    assert {found[0] for found in lines.values()} == {"6 places"}
    assert shown["right"] == sorted(shown["right"], key=lambda line: re.findall(r"\w+", line.split("]")[1].lower()))
    assert shown["left"][0].startswith("cooperation] in a long time")
    assert sorted(shown["left"]) == sorted(shown["right"]) == sorted(shown["position"])
    assert {line.index("[") for line in lines["left"][1:]} == {lines["left"][1].index("[")}


def test_a_term_that_stands_nowhere_has_no_place() -> None:
    assert run("context", "zebra", SEED).stdout == "0 places\n"


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["context", "*", SEED], "is not a term"),
        (["context", "peace", SEED, "--sorted-by", "colour"], "invalid choice"),
        (["context", SEED], "the following arguments are required: file"),
        (["code", SEED, "--format", "tsv"], "invalid choice"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_what_cannot_be_answered_is_an_error_that_says_why(arguments: list[str], cause: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert cause in done.stderr


def test_a_file_alone_is_short_for_the_command_that_codes_it() -> None:
    assert run(SEED, "--format", "csv").stdout == run("code", SEED, "--format", "csv").stdout


def test_the_orders_of_places_are_those_of_the_concordance() -> None:
    assert __main__.ORDERS == concordance.ORDERS == SIDES


def test_help_loads_nothing_that_computes() -> None:
    loaded = "import sys; from analysis import __main__; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"pandas", "numpy", "nltk", "matplotlib"} & set(ast.literal_eval(done.stdout))


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


def test_two_megabytes_give_a_result_and_lose_nothing(tmp_path: Path) -> None:
    seed = SEED.read_text(encoding="utf-8")
    text = (seed + "\n\n") * (2_000_000 // len(seed))
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--format", "json")
    assert done.returncode == 0
    assert "".join(one["text"] for one in json.loads(done.stdout)) == text
