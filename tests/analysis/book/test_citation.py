"""What CITATION.cff says of the book, read once for all that print it."""

from pathlib import Path

import pytest

from analysis.book.citation import bibtex, read_citation, reference, ris
from analysis.text.files import InputError

WHOLE = """cff-version: 1.2.0
title: "Counting: A Book"
authors:
  - given-names: Ada
    name-particle: van
    family-names: Lovelace
  - name: The Counting authors
version: 1.0.0
date-released: 2025-03-01
license: [MIT, CC-BY-4.0]
url: https://example.org
keywords: [words, voices]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "CITATION.cff"
    path.write_text(text, "utf-8")
    return path


def test_people_and_bodies_are_authors(tmp_path: Path) -> None:
    assert read_citation(written(tmp_path, WHOLE)).authors == ("Ada van Lovelace", "The Counting authors")


def test_one_licence_reads_as_a_list_of_one(tmp_path: Path) -> None:
    assert read_citation(written(tmp_path, WHOLE)).licences == ("MIT", "CC-BY-4.0")
    assert read_citation(written(tmp_path, WHOLE.replace("[MIT, CC-BY-4.0]", "MIT"))).licences == ("MIT",)


def test_the_reference_has_authors_year_title_version_and_address(tmp_path: Path) -> None:
    assert reference(read_citation(written(tmp_path, WHOLE))) == (
        "Ada van Lovelace, The Counting authors (2025). Counting: A Book. Version 1.0.0. https://example.org"
    )


@pytest.mark.parametrize("field", ["title", "version", "date-released", "license"])
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    lines = [line for line in WHOLE.splitlines() if not line.startswith(f"{field}:")]
    with pytest.raises(InputError, match=f"CITATION.cff: the field '{field}' is missing"):
        read_citation(written(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize(("text", "cause"), [("- a", "not a mapping"), ("a: [", "not YAML")])
def test_what_is_no_citation_file_is_refused(tmp_path: Path, text: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        read_citation(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"CITATION\.cff: there is no such file"):
        read_citation(tmp_path / "CITATION.cff")


def test_the_records_for_reference_managers_have_every_author(tmp_path: Path) -> None:
    citation = read_citation(written(tmp_path, WHOLE))
    assert bibtex(citation) == (
        "@book{counting2025,\n  author  = {{Ada van Lovelace} and {The Counting authors}},\n"
        "  title   = {Counting: A Book},\n  year    = {2025},\n  version = {1.0.0},\n  url     = {https://example.org}\n}\n"
    )
    assert ris(citation).splitlines() == [
        "TY  - BOOK", "AU  - Ada van Lovelace", "AU  - The Counting authors", "TI  - Counting: A Book", "PY  - 2025",
        "ET  - 1.0.0", "UR  - https://example.org", "ER  -"
    ]  # fmt: skip
