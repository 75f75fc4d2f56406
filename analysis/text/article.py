"""An article: its text, byte for byte, and what is known of it."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.text.files import InputError

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


def read(path: str | Path, sources: str | Path | None = None) -> Article:
    """The article in the file at `path`, with what `sources` says of it.

    `sources` is a YAML file that maps file stems to records; where it is not given, `sources.yml` beside the article
    is read if there is one. A first line that begins with " date 2025-02-17 " gives the date and is no part of the
    article's own words. The date of a record, if any, goes before it.

    Raises `InputError` where the file is missing, is not UTF-8 or has no letter in it, and where the record is not
    well formed; the message names the file, the place, the cause and the remedy.
    """
    path = Path(path)
    text = _text(path)
    start, day = _metadata(path, text)
    beside = Path(sources) if sources else path.parent / "sources.yml"
    record = _record(beside, path.stem) if sources or beside.is_file() else {}
    if "date" in record:
        day = _date(record["date"], f"{beside}: {path.stem}: date")
    fields = {field: _line(record.get(field, ""), f"{beside}: {path.stem}: {field}") for field in FIELDS}
    cast = _cast(record.get("cast", []), f"{beside}: {path.stem}: cast")
    return Article(name=path.stem, path=path, text=text, start=start, date=day, cast=cast, **fields)


def _text(path: Path) -> str:
    if not path.exists():
        raise InputError(f"{path}: there is no such file. Check the path.")
    if not path.is_file():
        raise InputError(f"{path}: this is not a file. Give the path of one text file.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8, "
            f"for example with: iconv -f WINDOWS-1252 -t UTF-8 {path.name}"
        ) from error
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


def _date(value: Any, place: str) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise InputError(f"{place}: {value} is not a day of the calendar. Write it as year-month-day.") from error


def _record(path: Path, name: str) -> Mapping[str, Any]:
    text = _text(path)
    try:
        content = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{path}: this is not YAML ({' '.join(str(error).split())}). Correct it there.") from error
    if not isinstance(content, Mapping):
        raise InputError(f"{path}: this is not a mapping of file names to records. Begin each record with 'NAME:'.")
    record = content.get(name, {})
    if not isinstance(record, Mapping):
        raise InputError(f"{path}: {name}: this is not a record. Write fields under it, each as 'field: value'.")
    return record


def _cast(entries: Any, place: str) -> tuple[Person, ...]:
    if not isinstance(entries, list):
        raise InputError(f"{place}: this is not a list. Write each person as '- name: ...'.")
    people = []
    for number, entry in enumerate(entries, 1):
        here = f"{place}: person {number}"
        name = _field(entry, "name", here)
        listed = entry.get("titles", [])
        if not isinstance(listed, list):
            raise InputError(f"{here}: titles is not a list. Write each as '- text: ...'.")
        titles = tuple(Title(_field(item, "text", here), _field(item, "known_from", here)) for item in listed)
        people.append(Person(name, titles))
    return tuple(people)


def _field(entry: Any, field: str, place: str) -> str:
    value = entry.get(field) if isinstance(entry, Mapping) else None
    if not value:
        raise InputError(f"{place}: the field '{field}' is missing. Add it.")
    return _line(value, f"{place}: {field}")


def _line(value: Any, place: str) -> str:
    if isinstance(value, (Mapping, list)):
        raise InputError(f"{place}: this is not a line of text. Put it between quotation marks.")
    return str(value).strip()
