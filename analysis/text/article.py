"""An article: its text, byte for byte, and what is known of it."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.text.files import InputError, load, read_text

METADATA_LINE = re.compile(r"\ufeff?\s*date (\d{4}-\d{2}-\d{2})(?:\s+|\Z)")
FIELDS = ("outlet", "publisher", "title", "address", "language", "rights")


@dataclass(frozen=True)
class Title:
    """Words by which a text may call a person, and where it is known that they mean that person."""

    text: str
    known_from: str


@dataclass(frozen=True)
class Person:
    """A member of the declared cast: one name, and the titles that stand for it."""

    name: str
    titles: tuple[Title, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article. `text` is the whole file as it is; the article's own words begin at the offset `start`."""

    name: str
    path: Path
    text: str
    start: int = 0
    date: datetime.date | None = None
    outlet: str = ""
    publisher: str = ""
    title: str = ""
    address: str = ""
    language: str = ""
    rights: str = ""
    cast: tuple[Person, ...] = ()

    def coding(self, ending: str) -> Path:
        """The path at which a coding of the article is kept, whether or not there is one: `codings/NAME.ENDING`.

        Args:
            ending: "yml" for voices, "themes.csv", "targets.csv" (and "targets.yml" for how it was made), "wording.yml".
        """
        return self.path.parent / "codings" / f"{self.name}.{ending}"


def read(path: str | Path, sources: str | Path | None = None) -> Article:
    """The article in the file at `path`, with what `sources` says of it.

    A first line that begins with " date 2025-02-17 " gives the date and is not part of the article's text. A date in
    the record overrides it.

    Args:
        sources: a YAML file that maps names of files, without their endings, to records; by default `sources.yml`
            beside the article, if there is one.

    Raises:
        InputError: the file is missing, is not UTF-8 or has no letter in it, or the record is not well formed.
    """
    path = Path(path)
    text = _article_text(path)
    start, day = _metadata(path, text)
    beside = Path(sources) if sources else path.parent / "sources.yml"
    record = load(beside, "sources").get(path.stem, {}) if sources or beside.is_file() else {}
    if "date" in record:
        day = _date(record["date"], f"{beside}: {path.stem}: date")
    fields = {field: record.get(field, "").strip() for field in FIELDS}
    return Article(
        name=path.stem, path=path, text=text, start=start, date=day, cast=_cast(record.get("cast", [])), **fields
    )


def _article_text(path: Path) -> str:
    text = read_text(path)
    if not text.strip():
        raise InputError(f"{path}: the file is empty. Put the text of one article into it.")
    if not any(character.isalpha() for character in text):
        raise InputError(f"{path}: there is not a single letter in the file. Put the text of one article into it.")
    return text


def _metadata(path: Path, text: str) -> tuple[int, datetime.date | None]:
    match = METADATA_LINE.match(text)
    if not match:
        return 0, None
    if not any(character.isalpha() for character in text[match.end() :]):
        raise InputError(f"{path}: nothing follows the date {match[1]}. Put the text of one article after it.")
    return match.end(), _date(match[1], f"{path}: line 1")


def _date(written: str, place: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise InputError(f"{place}: {written} is not a day of the calendar. Write it as year-month-day.") from error


def _cast(entries: Sequence[Mapping[str, Any]]) -> tuple[Person, ...]:
    return tuple(
        Person(
            entry["name"].strip(),
            tuple(Title(title["text"].strip(), title["known_from"].strip()) for title in entry.get("titles", [])),
        )
        for entry in entries
    )
