"""The lists that ship with the instrument are made by commands, and each list is named beside it with its command."""

import gzip
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from analysis.attribution.bodies import COUNTRIES
from analysis.book.project import ROOT
from analysis.wording.keyness import REFERENCE, Reference, reference, terms
from tests.helpers.corpus import TEXT, write
from training import reference as counting
from training.__main__ import COMMANDS, main
from training.sentences import sentence_model
from training.vectors import DIMENSIONS

TEXTS = ["The sea, the sea. Gulls!", "The gulls’ sea is grey; the gulls are grey, the sea too."]
# What people write is no product of a command.
BY_HAND = {".py", ".md", ".yml", ".typed", ".json-schema"}
COMMAND = re.compile(r"`python -m (training|benchmarks\.)\s?(\w+)")


def made_files() -> list[Path]:
    folders = (ROOT / "analysis" / name for name in ("attribution/data", "codebook/measured", "models/data", "wording"))
    return [
        path for folder in folders for path in sorted(folder.iterdir()) if path.is_file() and path.suffix not in BY_HAND
    ]


@pytest.mark.parametrize("path", made_files(), ids=lambda path: path.name)
def test_every_shipped_data_file_is_named_beside_it_with_a_command_that_exists(path: Path) -> None:
    lines = (path.parent / "README.md").read_text(encoding="utf-8").splitlines()
    line = next((line for line in lines if f"`{path.name}`" in line), None)
    assert line, f"{path} is not in the README beside it"
    command = COMMAND.search(line)
    assert command, f"no command in: {line}"
    package, name = command.groups()
    if package == "training":
        assert COMMANDS[name].out == path or path.name == "theme-lessons.json"
    else:
        assert (ROOT / "benchmarks" / f"{name}.py").is_file()


def test_the_data_that_ships_outside_these_folders_is_written_by_hand() -> None:
    other = [path for path in (ROOT / "analysis").rglob("*") if path.is_file() and path not in made_files()]
    data = [
        path
        for path in other
        if path.suffix in {".npz", ".json", ".tsv", ".gz", ".txt"} and not {"book", "schemas"} & set(path.parts)
    ]
    assert data == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_needs_and_how_long_it_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert stopped.value.code == 0
    assert COMMANDS[name].takes in shown
    assert ("POLNEAR" in shown) == bool({"train", "dev"} & set(COMMANDS[name].reads))


def test_the_countries_are_those_that_babel_gives(tmp_path: Path) -> None:
    assert main(["countries", "--out", str(tmp_path / "countries.tsv")]) == 0
    assert (tmp_path / "countries.tsv").read_bytes() == COUNTRIES.read_bytes()


def test_a_missing_corpus_is_named_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sentences", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "there is no text/*.txt in it. Give the folder" in capsys.readouterr().err
    assert main(["vectors", str(tmp_path), str(tmp_path / "none.json"), "--out", str(tmp_path / "out")]) == 2
    assert "none.json: there is no such file" in capsys.readouterr().err


def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "babel", None)
    assert main(["countries", "--out", str(tmp_path / "out")]) == 2
    assert "the package babel is missing" in capsys.readouterr().err


def test_an_abbreviation_is_learnt_from_use() -> None:
    learnt = sentence_model(["The firm Kelo corp. made it. Then Kelo corp. sold it, and corp. men left. " * 30])
    assert "corp" in learnt["abbreviations"]


def test_the_small_commands_read_a_corpus_and_write_what_the_instrument_reads(tmp_path: Path) -> None:
    split, embeddings = write(tmp_path / "split"), tmp_path / "embeddings.json"
    words = [f"w{chr(97 + first)}{chr(97 + second)}" for first in range(10) for second in range(10)]
    vectors = {word: [float((7 * row + column) % 11) for column in range(100)] for row, word in enumerate(words)}
    embeddings.write_text(json.dumps({"vectors": vectors}), encoding="utf-8")
    outs = {name: tmp_path / name for name in ("sentences", "reference", "vectors.npz")}
    assert main(["sentences", str(split), "--out", str(outs["sentences"])]) == 0
    assert main(["reference", str(split), "--out", str(outs["reference"])]) == 0
    assert main(["vectors", str(split), str(embeddings), "--out", str(outs["vectors.npz"])]) == 0
    assert set(json.loads(outs["sentences"].read_text("utf-8"))) == {"_about", "abbreviations", "sentence_openers"}
    assert reference(outs["reference"]).documents == 3
    assert reference(outs["reference"]).words == 3 * len(terms(TEXT))
    with np.load(outs["vectors.npz"]) as stored:
        assert stored["numbers"].shape == (len(bytes(stored["words"]).split(b"\n")), DIMENSIONS)
        assert b"ostby" in bytes(stored["words"]).split(b"\n")


def test_a_reference_counts_words_and_texts_and_lists_what_is_frequent_enough() -> None:
    counted = counting.count(TEXTS, least=3)
    assert counted == Reference({"gulls": 3, "sea": 4, "the": 5}, words=17, documents=2, least=3)


def test_the_same_counts_are_written_as_the_same_bytes_and_read_back(tmp_path: Path) -> None:
    counted = counting.count(TEXTS, least=2)
    counting.write(counted, tmp_path / "a", "invented")
    counting.write(counted, tmp_path / "b", "invented")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    time_in_head = (tmp_path / "a").read_bytes()[4:8]
    assert time_in_head == bytes(4)
    assert reference(tmp_path / "a") == counted


def test_the_shipped_counts_are_complete_and_hold_counts_only(tmp_path: Path) -> None:
    shipped = reference()
    assert shipped.least == counting.LEAST_LISTED
    assert min(shipped.counts.values()) >= shipped.least
    assert sum(shipped.counts.values()) <= shipped.words
    assert shipped.documents == 840
    assert list(shipped.counts) == sorted(shipped.counts)
    assert all(terms(term) == [term] for term in shipped.counts)
    counting.write(shipped, tmp_path / "again.gz")
    assert gzip.decompress((tmp_path / "again.gz").read_bytes()) == gzip.decompress(REFERENCE.read_bytes())
