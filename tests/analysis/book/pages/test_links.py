"""Every link of the web book leads somewhere, and no page fetches anything from elsewhere."""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.helpers.webpages import chapters, every_page, parsed

LEADING = ("href", "xlink:href")
LOADED = {"src", "srcset", "poster", "data"}
IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)['\"]?([^'\")\s;]+)")


def targets(page: BeautifulSoup) -> Iterator[str]:
    """Where the links, pictures, scripts and style sheets of `page` point to."""
    for element in page.find_all(True):
        for attribute in (*LEADING, *LOADED):
            if element.has_attr(attribute):
                value = str(element[attribute])
                yield from (part.split()[0] for part in value.split(",")) if attribute == "srcset" else [value]


def loads(page: BeautifulSoup) -> Iterator[str]:
    """What a browser fetches to show `page`: scripts, styles, pictures, frames, and what its styles name."""
    for element in page.find_all(True):
        for attribute in LOADED:
            if element.has_attr(attribute) and element.name != "a":
                yield str(element[attribute])
        fetched = element.name in {"image", "use"}
        if element.name == "link" and {"stylesheet", "icon", "preload", "modulepreload"} & set(
            element.get("rel") or []
        ):
            fetched = True
        if fetched:
            yield from (str(element[attribute]) for attribute in LEADING if element.has_attr(attribute))
        yield from IN_STYLE.findall(str(element.get("style", "")))
        if element.name == "style":
            yield from IN_STYLE.findall(element.get_text())


def faults(path: Path, book: Path) -> list[str]:
    """What is wrong with where the page at `path` points to, one line a fault."""
    found = []
    for target in targets(parsed(path)):
        parts = urlsplit(target)
        if parts.scheme in {"data", "mailto"}:
            continue
        if parts.scheme or parts.netloc:
            if not re.fullmatch(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?", target):
                found.append(f"{target} is no web address")
            continue
        place = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        place = place / "index.html" if place.is_dir() else place
        if not place.is_file() or not place.is_relative_to(book.resolve()):
            found.append(f"{target} is no file of the book")
        elif parts.fragment and place.suffix == ".html" and unquote(parts.fragment) not in identifiers(place):
            found.append(f"{target} leads to no such place on the page")
    return found


@functools.cache
def identifiers(path: Path) -> frozenset[str]:
    return frozenset(str(element[name]) for name in ("id", "name") for element in parsed(path).select(f"[{name}]"))


def is_remote(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def test_every_chapter_is_a_page(book: Path) -> None:
    assert [path for path in chapters(book) if not path.is_file()] == []
    assert (book / "index.html").is_file()


def test_every_link_leads_to_a_file_and_a_place_on_it(book: Path) -> None:
    found = {str(path.relative_to(book)): wrong for path in every_page(book) if (wrong := faults(path, book))}
    assert found == {}


def test_no_identifier_stands_twice_on_a_page(book: Path) -> None:
    twice = {}
    for path in every_page(book):
        counts = Counter(str(element["id"]) for element in parsed(path).select("[id]"))
        if repeated := sorted(name for name, count in counts.items() if count > 1):
            twice[str(path.relative_to(book))] = repeated
    assert twice == {}


def test_what_a_drawing_refers_to_is_on_its_page(book: Path) -> None:
    lost = {}
    for path in every_page(book):
        wanted = {
            name
            for part in parsed(path).select("svg, svg *")
            for value in part.attrs.values()
            for name in re.findall(r"url\(['\"]?#([^'\")]+)", str(value))
        }
        if missing := sorted(wanted - identifiers(path)):
            lost[str(path.relative_to(book))] = missing
    assert lost == {}


def test_no_page_loads_anything_from_elsewhere(book: Path) -> None:
    remote = {
        str(path.relative_to(book)): addresses
        for path in every_page(book)
        if (addresses := [address for address in loads(parsed(path)) if is_remote(address)])
    }
    assert remote == {}


def test_no_style_sheet_loads_anything_from_elsewhere(book: Path) -> None:
    remote = {
        str(path.relative_to(book)): addresses
        for path in book.rglob("*.css")
        if (addresses := [address for address in IN_STYLE.findall(path.read_text("utf-8")) if is_remote(address)])
    }
    assert remote == {}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="gone.html">', "gone.html is no file of the book"),
        ('<a href="#gone">', "#gone leads to no such place on the page"),
        ('<svg><a xlink:href="page.html#gone"></a></svg>', "page.html#gone leads to no such place on the page"),
        ('<img src="../../outside.svg">', "../../outside.svg is no file of the book"),
        ('<a href="ftp://example.org">', "ftp://example.org is no web address"),
        ('<a href="https://exa mple">', "https://exa mple is no web address"),
        ('<a href="javascript:alert()">', "javascript:alert() is no web address"),
    ],
)
def test_a_wrong_link_is_found(tmp_path: Path, body: str, fault: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<p id='here'>{body}</p>", "utf-8")
    assert faults(page, tmp_path) == [fault]


def test_a_right_link_is_no_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<p id="h"><a href="#h"></a><a href="page.html#h"></a><a href="?q=1"></a><a href="https://example.org/a"></a></p>'
    )
    assert faults(page, tmp_path) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://example.org/a.js"></script>',
        '<link rel="stylesheet" href="//example.org/a.css">',
        "<style>@import 'https://example.org/a.css';</style>",
        '<p style="background: url(https://example.org/a.png)"></p>',
        '<svg><image href="https://example.org/a.png"></image></svg>',
    ],
)
def test_a_remote_resource_is_found(markup: str) -> None:
    assert any(is_remote(address) for address in loads(BeautifulSoup(markup, "html.parser")))


def test_a_link_to_elsewhere_is_no_remote_resource() -> None:
    page = BeautifulSoup('<a href="https://example.org">there</a>', "html.parser")
    assert not any(is_remote(address) for address in loads(page))
