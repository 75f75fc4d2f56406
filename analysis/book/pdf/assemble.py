"""The pages of the built web book as one HTML document for print."""

import posixpath
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import yaml
from bs4 import BeautifulSoup, Tag

from analysis.book.citation import Citation, reference, title_parts
from analysis.text.files import InputError

# Elements that are needed on screen and not on paper.
FURNITURE = (
    "script, template, noscript, button, link, input, .headerlink, .toctree-wrapper, .notebook-link, [hidden], "
    "style, .cell_input, .sidebar-title:empty, .sd-summary-state-marker"
)
REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
DRAWING = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL)
LANGUAGE = re.compile(r'<html[^>]*\slang="([\w-]+)"')
LONG_TABLE, WIDE_TABLE, WIDEST_TABLE = 12, 5, 9
LONGEST_PRINTED_ADDRESS = 40


def page_names(toc: Path) -> list[str]:
    """The pages in the table of contents `toc`, in its order, as paths without suffix.

    Raises:
        InputError: The file is missing or names no root.
    """
    if not toc.is_file():
        raise InputError(
            f"{toc}: there is no such file. Write one that names the pages of the book, as Jupyter Book 1 reads it."
        )
    content = yaml.safe_load(toc.read_text("utf-8"))
    if not isinstance(content, Mapping) or "root" not in content:
        raise InputError(f"{toc}: there is no 'root' in it. Name the book's first page there.")
    return [str(content["root"]), *_files(content)]


def assemble(html_dir: Path, names: Iterable[str], citation: Citation, stylesheets: Iterable[str] = ()) -> str:
    """The pages `names` of the web book in `html_dir` as one HTML document, after a title page and a table of contents.

    Each page becomes a section with the name of the page as its id. The ids on it get that name and two hyphens before
    them: `fig-1` on the page `tone` becomes `tone--fig-1`, and links among the pages are changed to match. Links to other
    files of the web book lead to `citation.address`, or are removed if there is none. Folded code is left out; all else
    that is folded is opened.

    Args:
        stylesheets: paths relative to `html_dir`.

    Raises:
        InputError: A page is missing or has no article in it.
    """
    names = list(names)
    sections = {name: _article(html_dir / f"{name}.html") for name in names}
    for name, section in sections.items():
        _strip(section)
        _flatten(section)
        _size_tables(section)
        _prefix_ids(section, _key(name))
        _point_links(section, name, set(names), citation.address)
    links = "".join(f'<link rel="stylesheet" href="{escape(sheet)}">' for sheet in stylesheets)
    return (
        f'<!DOCTYPE html><html lang="{_language(html_dir / f"{names[0]}.html")}"><head><meta charset="utf-8">'
        f"{_metadata(citation)}{links}</head><body>{_title_page(citation)}{_contents(sections.values())}"
        f"{''.join(map(str, sections.values()))}</body></html>"
    )


def _files(node: Any) -> list[str]:
    """The `file:` entries under `node`, depth first: a file before the sections under it."""
    if isinstance(node, list):
        return [name for item in node for name in _files(item)]
    if not isinstance(node, Mapping):
        return []
    file = [str(node["file"])] if "file" in node else []
    return file + [name for field in ("parts", "chapters", "sections") for name in _files(node.get(field))]


def _key(name: str) -> str:
    return name.rpartition("/")[2]


def _language(path: Path) -> str:
    match = LANGUAGE.search(path.read_text("utf-8"))
    return match[1] if match else "en"


def _article(path: Path) -> Tag:
    if not path.is_file():
        raise InputError(f"{path}: there is no such page. Build the web book first.")
    page = BeautifulSoup(DRAWING.sub(_picture, path.read_text("utf-8")), "html.parser")
    article = page.select_one("article.bd-article")
    if article is None:
        raise InputError(f"{path}: there is no article in this page. Build the web book with sphinx-book-theme.")
    article.attrs = {"class": "chapter", "id": ""}
    return article


def _picture(match: re.Match[str]) -> str:
    """An inline drawing as an `img` element with its alternative text, or "" if it is decoration.

    As an image it has a style and a PDF tag of its own, and its identifiers cannot collide with those of the page.
    """
    root = ElementTree.fromstring(match[0])
    if root.get("aria-hidden") == "true":
        return ""
    parts = [part for part in root if part.tag.rpartition("}")[2] in {"title", "desc"}]
    words = root.get("aria-label") or " ".join("".join(part.itertext()).strip() for part in parts)
    content = b64encode(match[0].encode("utf-8")).decode("ascii")
    style = escape(root.get("style", ""))
    return f'<img class="drawing" style="{style}" alt="{escape(words)}" src="data:image/svg+xml;base64,{content}">'


def _strip(section: Tag) -> None:
    for summary in section.select(".cell details > summary"):
        summary.decompose()
    for details in section.select(".cell details"):
        details.unwrap()
    for element in section.select(FURNITURE):
        element.decompose()
    for cell in section.select(".cell"):
        if not cell.get_text(strip=True) and not cell.select_one("img"):
            cell.decompose()
    for wrapper in section.select("section"):
        if "id" in wrapper.attrs and wrapper.parent is section and wrapper.h1:
            wrapper.h1["id"] = wrapper.attrs.pop("id")


def _flatten(section: Tag) -> None:
    for fold in section.select("details"):
        if fold.summary:
            fold.summary.attrs = {"class": "unfolded-title"}
            fold.summary.name = "p"
        _rename(fold, "div", "unfolded")
    for label in section.select(".sd-tab-label"):
        _rename(label, "p", "unfolded-title")
    # WeasyPrint 70 makes each element inside a link a second link, outside the tag of the first.
    for link in section.select("a:has(> *):not(:has(img))"):
        link.string = link.get_text()
    for aside in section.select("aside"):
        aside.name = "div"


def _rename(element: Tag, name: str, kind: str) -> None:
    """Makes `element` a `name` of the class `kind` that keeps its id and no other attribute."""
    identifier = {key: value for key, value in element.attrs.items() if key == "id"}
    element.name, element.attrs = name, {"class": kind, **identifier}


def _size_tables(section: Tag) -> None:
    """Adds the class `wide` or `widest` to tables with many columns, and `long` to the boxes of tables with many rows."""
    for table in section.select("table"):
        columns = max((len(row.find_all(["th", "td"])) for row in table.select("tr")), default=0)
        size = ["widest"] if columns >= WIDEST_TABLE else ["wide"] if columns >= WIDE_TABLE else []
        table["class"] = " ".join([*_words(table.get("class") or ""), *size])
        box = table.find_parent("figure")
        if box and len(table.select("tbody tr")) > LONG_TABLE:
            box["class"] = " ".join([*_words(box.get("class") or ""), "long"])


def _prefix_ids(section: Tag, key: str) -> None:
    for element in section.find_all(True):
        for attribute, value in element.attrs.items():
            if attribute == "id":
                element[attribute] = f"{key}--{value}"
            elif attribute in REFERRING:
                element[attribute] = " ".join(f"{key}--{name}" for name in _words(value))
    section["id"] = key


def _words(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else list(value)


def _point_links(section: Tag, name: str, names: set[str], address: str) -> None:
    folder = posixpath.dirname(name)
    for image in section.select("img[src]"):
        if not urlsplit(str(image["src"])).scheme:
            image["src"] = posixpath.normpath(posixpath.join(folder, urlsplit(str(image["src"])).path))
    for link in section.select("a[href]"):
        target = urlsplit(str(link["href"]))
        path = posixpath.normpath(posixpath.join(folder, target.path)) if target.path else f"{name}.html"
        if target.scheme or target.netloc:
            if len(str(link["href"])) <= LONGEST_PRINTED_ADDRESS:
                link["class"] = " ".join([*_words(link.get("class") or ""), "short-address"])
        elif path.removesuffix(".html") in names:
            key = _key(path.removesuffix(".html"))
            link["href"] = f"#{key}--{target.fragment}" if target.fragment else f"#{key}"
        elif address:
            link["href"] = f"{address.rstrip('/')}/{path}" + (f"#{target.fragment}" if target.fragment else "")
        else:
            link.unwrap()


def _metadata(citation: Citation) -> str:
    fields = [*(("author", author) for author in citation.authors), ("dcterms.created", citation.released)]
    fields += [("description", citation.abstract), ("keywords", ", ".join(citation.keywords))]
    return f"<title>{escape(citation.title)}</title>" + "".join(
        f'<meta name="{name}" content="{escape(value)}">' for name, value in fields if value
    )


def _title_page(citation: Citation) -> str:
    title, subtitle = title_parts(citation.title)
    lines = [
        ("title", title),
        ("subtitle", subtitle),
        ("authors", ", ".join(citation.authors)),
        ("version", f"Version {citation.version}, {citation.released}"),
        ("cite-as", f"Cite as: {reference(citation)}"),
        ("licence", f"Licence: {', '.join(citation.licences)}"),
    ]
    return (
        '<div class="title-page">'
        + "".join(f'<p class="book-{name}">{escape(text)}</p>' for name, text in lines if text)
        + "</div>"
    )


def _contents(sections: Iterable[Tag]) -> str:
    entries = []
    for section in sections:
        chapter = section.h1
        if chapter is None:
            continue
        parts = "".join(_entry(part) for part in section.select("section[id] > h2"))
        entries.append(_entry(chapter, f"<ol>{parts}</ol>" if parts else ""))
    return f'<div class="contents"><h1>Contents</h1><ol>{"".join(entries)}</ol></div>'


def _entry(heading: Tag, below: str = "") -> str:
    target = heading.get("id") or (heading.parent or heading)["id"]
    words = " ".join(heading.get_text(" ", strip=True).split())
    return f'<li><a href="#{escape(str(target))}">{escape(words)}</a>{below}</li>'
