"""The built web book as the tests of it read it."""

import functools
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from analysis.book.pdf.assemble import page_names
from analysis.book.project import ROOT


def chapters(book: Path) -> list[Path]:
    """The files of the pages that `_toc.yml` names, in its order."""
    return [book / f"{name}.html" for name in page_names(ROOT / "_toc.yml")]


def every_page(book: Path) -> list[Path]:
    """All HTML files of the web book, the search page and the index among them."""
    return sorted(path for path in book.rglob("*.html") if "_static" not in path.relative_to(book).parts)


@functools.cache
def parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def article(path: Path) -> Tag:
    """The part of a page that a chapter wrote, without what the theme puts around it."""
    part = parsed(path).select_one("article.bd-article")
    assert part is not None, f"{path} has no article"
    return part


def drawings(path: Path) -> list[Tag]:
    """The pictures in the article of a page: `img` elements and outermost `svg` elements that are no decoration."""
    return [
        picture
        for picture in article(path).select("img, svg")
        if not picture.find_parent("svg") and picture.get("aria-hidden") != "true"
    ]


def alternative_text(picture: Tag) -> str:
    """What a screen reader says of a picture: its `alt`, its label, or its own title and description."""
    if picture.name == "img":
        return str(picture.get("alt", ""))
    named = [
        part.get_text(" ", strip=True)
        for identifier in f"{picture.get('aria-labelledby', '')} {picture.get('aria-describedby', '')}".split()
        for part in picture.select(f'[id="{identifier}"]')
    ]
    own = [part.get_text(" ", strip=True) for part in picture.find_all(["title", "desc"], recursive=False)]
    return str(picture.get("aria-label", "")) or " ".join(named) or " ".join(own)


def heading(element: Tag) -> str:
    """The words of a heading, without the sign that links to it."""
    return " ".join(text for text in element.find_all(string=True) if not text.find_parent(class_="headerlink")).strip()
