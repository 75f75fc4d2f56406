"""The citation of this book: read from CITATION.cff; written as a line, as BibTeX and as RIS."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.book.project import ROOT
from analysis.text.files import InputError, load

CITATION = ROOT / "CITATION.cff"
TITLE = re.compile(r"(.+?[:?]) (.+)")
NEEDED = ("title", "version", "date-released", "authors", "license")


class Citation(NamedTuple):
    """What is needed to cite the book; `released` is written year-month-day."""

    title: str
    authors: tuple[str, ...]
    version: str
    released: str
    licences: tuple[str, ...]
    abstract: str
    keywords: tuple[str, ...]
    address: str


def read_citation(path: Path = CITATION) -> Citation:
    """The citation in the file at `path`, in Citation File Format 1.2 (Druskat et al., 2021).

    `address` is the field `url`, else `repository-code`, else empty.

    Raises:
        InputError: The file is missing, is no YAML mapping, or lacks title, version, date-released, authors or license.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file. Write one in Citation File Format.")
    record = load(path)
    if not record:
        raise InputError(f"{path}: this is not a mapping of fields to values. Write each as 'field: value'.")
    missing = [field for field in NEEDED if not record.get(field)]
    if missing:
        raise InputError(f"{path}: the field '{missing[0]}' is missing. Add it.")
    return Citation(
        title=str(record["title"]),
        authors=tuple(_name(author) for author in _listed(record["authors"])),
        version=str(record["version"]),
        released=str(record["date-released"]),
        licences=tuple(map(str, _listed(record["license"]))),
        abstract=" ".join(str(record.get("abstract", "")).split()),
        keywords=tuple(map(str, _listed(record.get("keywords", [])))),
        address=str(record.get("url") or record.get("repository-code") or ""),
    )


def reference(citation: Citation) -> str:
    """One line to cite the book by: authors (year). Title. Version. Address.

    >>> reference(Citation("Who Counts? A Book", ("Ada Lovelace",), "1.0.0", "2025-03-01", ("MIT",), "", (), ""))
    'Ada Lovelace (2025). Who Counts? A Book. Version 1.0.0.'
    """
    line = f"{', '.join(citation.authors)} ({citation.released[:4]}). {citation.title}. Version {citation.version}."
    return f"{line} {citation.address}" if citation.address else line


def bibtex(citation: Citation) -> str:
    """The book as a BibTeX record."""
    key = re.sub(r"\W+", "", title_parts(citation.title)[0].lower()) + citation.released[:4]
    fields = {
        "author": " and ".join(f"{{{name}}}" for name in citation.authors),
        "title": citation.title,
        "year": citation.released[:4],
        "version": citation.version,
        "url": citation.address,
    }
    lines = [f"  {name:<7} = {{{value}}}" for name, value in fields.items() if value]
    return "\n".join([f"@book{{{key},", ",\n".join(lines), "}"]) + "\n"


def ris(citation: Citation) -> str:
    """The book as a record in RIS."""
    tags = [("TY", "BOOK"), *(("AU", name) for name in citation.authors), ("TI", citation.title)]
    tags += [("PY", citation.released[:4]), ("ET", citation.version), ("UR", citation.address)]
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  -\n"


def title_parts(title: str) -> tuple[str, str]:
    """The title proper and the subtitle, which begins after the first colon or question mark; "" where there is none.

    >>> title_parts("Who Counts? A Book")
    ('Who Counts?', 'A Book')
    >>> title_parts("Counting: A Book")
    ('Counting', 'A Book')
    """
    parts = TITLE.fullmatch(title)
    return (parts[1].removesuffix(":"), parts[2]) if parts else (title, "")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(author: Any) -> str:
    if not isinstance(author, Mapping):
        return str(author)
    parts = (author.get(field) for field in ("given-names", "name-particle", "family-names", "name-suffix"))
    return " ".join(str(part) for part in parts if part) or str(author.get("name", ""))
