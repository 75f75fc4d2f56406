"""An article is read as it is, and input that is none is refused with the file, the cause and the remedy."""

from datetime import date
from pathlib import Path

import pytest

from analysis.book.project import SEED
from analysis.text.article import read
from analysis.text.files import InputError


def written(folder: Path, content: bytes, name: str = "text.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_seed_is_kept_byte_for_byte_and_its_date_line_is_no_part_of_its_words() -> None:
    article = read(SEED)
    assert article.text.encode() == SEED.read_bytes()
    assert article.date == date(2025, 2, 17)
    assert article.text[article.start :].startswith("At the Palace")


def test_sources_give_outlet_and_cast_with_where_each_title_is_known_from() -> None:
    article = read(SEED)
    assert article.outlet == "news.by"
    assert {person.name for person in article.cast} == {"Alexander Lukashenko", "Khalifa Haftar", "Maxim Ryzhenkov"}
    assert all(title.known_from for person in article.cast for title in person.titles)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"123 -- 456\n", "not a single letter"),
        ("Grüße".encode("latin-1"), "byte 2 is not UTF-8"),
        (b" date 2025-02-17 ", "nothing follows the date"),
        (b" date 2025-02-31 Text.", "2025-02-31 is not a day"),
    ],
)
def test_a_file_that_is_no_article_is_refused_by_name_and_cause(tmp_path: Path, content: bytes, cause: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError, match=cause) as refused:
        read(path)
    assert str(path) in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="not a file"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ("text: [", "not YAML"),
        ("- one", "not a mapping"),
        ("text: one", "line 1: text: this is not a mapping"),
        ("text:\n  date: 2025-02-31", "2025-02-31 is not a day"),
        ("text:\n  date: 2025-02-17 10:00:00", "line 2: text: date: .* as year-month-day"),
        ("text:\n  titel: A storm", "line 2: text: no field is called 'titel'. Write 'title'"),
        ("text:\n  title: A\nother: {}\ntext: {}", "line 4: .*'text' comes twice"),
        ("text:\n  date: soon", "'soon' is not well formed. Write the day alone"),
        ("text:\n  cast: Ann", "not a list"),
        ("text:\n  cast:\n    - titles: []", "line 3: text: cast 1: the field 'name' is missing"),
        ("text:\n  cast:\n    - name: Ann\n      titles:\n        - text: the mayor", "'known_from' is missing"),
        ("text:\n  outlet: [a]", "not a line of text"),
    ],
)
def test_a_record_that_is_not_well_formed_names_its_file_and_place(tmp_path: Path, record: str, cause: str) -> None:
    path = written(tmp_path, b"A text.")
    written(tmp_path, record.encode(), "sources.yml")
    with pytest.raises(InputError, match=cause) as refused:
        read(path)
    assert "sources.yml" in str(refused.value)


def test_an_article_without_a_record_has_its_text_and_nothing_else(tmp_path: Path) -> None:
    article = read(written(tmp_path, b"\xef\xbb\xbfOne line.\r\nAnother."))
    assert article.text == "\ufeffOne line.\r\nAnother."
    assert (article.start, article.date, article.cast) == (0, None, ())


def test_a_name_of_digits_and_a_title_of_digits_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = written(tmp_path, b"A text.", "0125.txt")
    written(tmp_path, b"0125:\n  title: 1984\n  outlet: no\n  date: 2025-02-17\n", "sources.yml")
    article = read(path)
    assert (article.title, article.outlet, article.date) == ("1984", "no", date(2025, 2, 17))
