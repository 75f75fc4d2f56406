"""The PDF of the book: what a reader, a screen reader and a printer find in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, NullObject

from analysis.book.citation import read_citation, reference
from analysis.book.pdf.render import make_pdf
from tests.helpers.webpages import alternative_text, article, chapters, drawings, heading

PAINTING = {b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ", b"'", b'"'}
MOST_PAGES = 80


class Paint(NamedTuple):
    """One painting operation on a page; `mark` is its number in the structure, or None; `tag` is "" if unmarked."""

    operator: bytes
    tag: str
    mark: int | None


@pytest.fixture(scope="module")
def reader(pdf: Path) -> PdfReader:
    return PdfReader(pdf)


@pytest.fixture(scope="module")
def painted(reader: PdfReader) -> list[list[Paint]]:
    """What each page paints."""
    return [list(paints(page, reader)) for page in reader.pages]


def paints(page: Any, reader: PdfReader) -> Iterator[Paint]:
    marks: list[tuple[str, int | None]] = [("", None)]
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BMC", b"BDC"):
            properties = operands[1] if operator == b"BDC" else {}
            marks.append((str(operands[0]), properties.get("/MCID")))
        elif operator == b"EMC":
            marks.pop()
        elif operator in PAINTING:
            yield Paint(operator, *marks[-1])


def tree(reader: PdfReader) -> Iterator[Any]:
    """The elements of the structure tree in reading order."""

    def below(element: Any) -> Iterator[Any]:
        kids = element.get("/K", [])
        for item in kids if isinstance(kids, list) else [kids]:
            kid = item.get_object()
            if isinstance(kid, dict) and kid.get("/Type") == "/StructElem":
                yield kid
                yield from below(kid)

    yield from below(root(reader)["/StructTreeRoot"])


def root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def links(reader: PdfReader) -> Iterator[tuple[int, Any]]:
    """Each link with the number of its page, from 1."""
    for number, page in enumerate(reader.pages, 1):
        for annotation in page.get("/Annots", []):
            if annotation.get_object()["/Subtype"] == "/Link":
                yield number, annotation.get_object()


def text(reader: PdfReader, *numbers: int) -> str:
    """The words of pages, each white space one blank."""
    pages = [reader.pages[number - 1] for number in numbers] if numbers else reader.pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_has_a_title_page_a_contents_and_each_chapter_on_a_page_of_its_own(reader: PdfReader, book: Path) -> None:
    assert len(chapters(book)) + 2 <= len(reader.pages) <= MOST_PAGES


def test_no_page_is_empty(painted: list[list[Paint]]) -> None:
    empty = [number for number, page in enumerate(painted, 1) if not any(paint.mark is not None for paint in page)]
    assert not empty, "a running head alone is an empty page"


def test_it_says_that_it_is_tagged_and_in_which_language(reader: PdfReader, book: Path) -> None:
    catalog = root(reader)
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = catalog["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r'pdfuaid:part="1"|<pdfuaid:part>1<', metadata), "it does not claim PDF/UA-1"
    assert read_citation().title.partition("?")[0] in metadata


def test_its_metadata_are_those_of_the_citation_file(reader: PdfReader) -> None:
    citation = read_citation()
    information = reader.metadata
    assert information is not None
    assert information.title == citation.title
    assert information.author == ", ".join(citation.authors)
    assert (information.subject or "") == citation.abstract
    assert str(information.get("/Keywords", "")) == ", ".join(citation.keywords)


def test_all_that_is_painted_is_tagged_or_set_aside(painted: list[list[Paint]]) -> None:
    bare = {number: page for number, page in enumerate(painted, 1) if any(not paint.tag for paint in page)}
    assert not bare, "PDF/UA-1 7.1: content is tagged, or marked as an artifact"


def test_all_that_is_tagged_is_in_the_structure_tree(reader: PdfReader, painted: list[list[Paint]]) -> None:
    reached = {id(element) for element in tree(reader)}
    owners = root(reader)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_page = {int(key): value.get_object() for key, value in zip(owners[::2], owners[1::2], strict=True)}
    for number, page in enumerate(painted):
        for mark in {paint.mark for paint in page if paint.mark is not None}:
            owner = by_page[number][mark].get_object()
            assert not isinstance(owner, NullObject), f"page {number + 1}, mark {mark} has no tag"
            assert id(owner) in reached, f"page {number + 1}, mark {mark} is outside the tree"


def test_running_heads_and_page_numbers_are_not_read_aloud(reader: PdfReader) -> None:
    last = ContentStream(reader.pages[-1].get_contents(), reader).operations
    aside = [operands[1] for operands, operator in last if operator == b"BDC" and operands[0] == "/Artifact"]
    assert aside.count({"/Type": "/Pagination"}) >= 1


def test_headings_do_not_skip_a_level(reader: PdfReader) -> None:
    levels = [int(element["/S"][2:]) for element in tree(reader) if re.fullmatch(r"/H[1-6]", element["/S"])]
    skipped = [(one, other) for one, other in zip([0, *levels], levels, strict=False) if other > one + 1]
    assert levels and not skipped


def test_every_table_has_header_cells(reader: PdfReader, book: Path) -> None:
    tables = [element for element in tree(reader) if element["/S"] == "/Table"]
    wanted = sum(len(article(page).select("table")) for page in chapters(book))
    assert len(tables) >= wanted
    assert sum(element["/S"] == "/TH" for element in tree(reader)) >= len(tables)


def test_each_link_is_tagged_and_says_where_it_leads(reader: PdfReader) -> None:
    tagged = {
        id(kid["/Obj"].get_object())
        for element in tree(reader)
        if element["/S"] == "/Link"
        for kid in (kid.get_object() for kid in element["/K"])
        if isinstance(kid, dict) and kid.get("/Type") == "/OBJR"
    }
    assert tagged
    for number, link in links(reader):
        assert link.get("/Contents"), f"a link on page {number} has no description"
        assert id(link) in tagged, f"a link on page {number} is outside the structure"


def test_fonts_are_embedded_and_can_be_read_back(reader: PdfReader) -> None:
    resources: Any = reader.pages[0]["/Resources"]
    fonts = {name: font.get_object() for name, font in resources["/Font"].items()}
    assert fonts
    for name, font in fonts.items():
        inner = font["/DescendantFonts"][0].get_object() if font["/Subtype"] == "/Type0" else font
        descriptor = inner["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), f"{name} is not embedded"
        assert "/ToUnicode" in font, f"{name} cannot be copied or read aloud"


def test_bookmarks_are_the_chapters_and_their_sections(reader: PdfReader, book: Path) -> None:
    found: list[tuple[str, list[str]]] = []
    for item in reader.outline:
        if isinstance(item, list):
            found[-1][1].extend(str(below["/Title"]) for below in item if not isinstance(below, list))
        else:
            found.append((str(item["/Title"]), []))
    expected = [
        (
            next(heading(title) for title in article(page).select("h1")),
            [heading(h2) for h2 in article(page).select("h2")],
        )
        for page in chapters(book)
    ]
    assert found == expected


def test_every_figure_of_the_web_book_is_there_with_the_same_words_for_it(reader: PdfReader, book: Path) -> None:
    expected = [" ".join(alternative_text(picture).split()) for page in chapters(book) for picture in drawings(page)]
    found = [" ".join(str(element.get("/Alt", "")).split()) for element in tree(reader) if element["/S"] == "/Figure"]
    assert found == expected
    assert all(found)


def test_figures_are_drawn_and_not_photographed(reader: PdfReader, painted: list[list[Paint]], book: Path) -> None:
    assert not [name for page in reader.pages for name in raster_images(page["/Resources"])]
    strokes: dict[tuple[int, int | None], int] = {}
    for number, page in enumerate(painted):
        for paint in page:
            if paint.tag == "/Figure":
                strokes[number, paint.mark] = strokes.get((number, paint.mark), 0) + 1
    assert len(strokes) == sum(len(drawings(page)) for page in chapters(book))
    assert min(strokes.values()) > 1


def raster_images(resources: Any, depth: int = 4) -> list[str]:
    found = []
    for kind in ("/XObject", "/Pattern"):
        for name, item in resources.get(kind, {}).items():
            item = item.get_object()
            found += [name] if item.get("/Subtype") == "/Image" else []
            if depth and "/Resources" in item:
                found += raster_images(item["/Resources"].get_object(), depth - 1)
    return found


def test_links_within_the_book_lead_somewhere(reader: PdfReader) -> None:
    inner = [(number, str(link["/Dest"])) for number, link in links(reader) if "/Dest" in link]
    lost = [place for place in inner if place[1] not in reader.named_destinations]
    assert inner and not lost


def test_links_out_of_the_book_are_web_addresses(reader: PdfReader) -> None:
    addresses = [str(link["/A"]["/URI"]) for _, link in links(reader) if "/A" in link]
    assert [address for address in addresses if not re.match(r"https?://[\w.-]+", address)] == []


def test_the_web_book_s_links_among_its_pages_are_links_here_too(reader: PdfReader, book: Path) -> None:
    wanted = {
        f"{page.stem}--{identifier['id']}"
        for page in chapters(book)
        for identifier in article(page).select("[id]")
        if any(
            link["href"] == f"{page.name}#{identifier['id']}"
            for other in chapters(book)
            if other != page
            for link in article(other).select("a[href]:not(svg a)")
        )
    }
    found = {str(link["/Dest"]) for _, link in links(reader) if "/Dest" in link}
    assert wanted <= found


def test_the_contents_give_the_page_on_which_each_chapter_and_section_begins(reader: PdfReader, book: Path) -> None:
    end = page_of(reader, reader.outline[0])
    pages = range(2, end)
    printed = [int(number) for number in re.findall(r"[. ]{4,}(\d+)", text(reader, *pages))]
    lines = {
        (number, -round(link["/Rect"][1])): page_of(reader, reader.named_destinations[str(link["/Dest"])])
        for number, link in links(reader)
        if number in pages
    }
    assert printed == [page for _, page in sorted(lines.items())]
    assert len(printed) == sum(len(article(page).select("h1, h2")) for page in chapters(book))


def page_of(reader: PdfReader, destination: Any) -> int:
    """The number, from 1, of the page that a bookmark or link leads to."""
    number = reader.get_destination_page_number(destination)
    assert number is not None
    return number + 1


def test_nothing_is_left_of_folded_code(reader: PdfReader) -> None:
    words = text(reader)
    for stump in ("Show code", "Hide code", "Toggle", "from analysis import"):
        assert stump not in words


def test_what_unfolds_on_screen_is_printed_open(reader: PdfReader, book: Path) -> None:
    words = text(reader).replace("- ", "").replace(" ", "")
    for page in chapters(book):
        for fold in article(page).select("details:not(.cell details) p"):
            assert "".join(fold.get_text().split()) in words


def test_the_title_page_says_what_it_is_and_how_to_cite_it(reader: PdfReader) -> None:
    citation = read_citation()
    words = text(reader, 1)
    assert f"Version {citation.version}" in words
    assert reference(citation) in words
    assert all(licence in words for licence in citation.licences)


def test_the_title_page_cites_the_book_as_the_book_does(book: Path) -> None:
    page = next(page for page in chapters(book) if page.stem == "cite")
    assert reference(read_citation()) in " ".join(article(page).get_text().split())


def test_the_same_pages_give_the_same_bytes(book: Path, pdf: Path, tmp_path: Path) -> None:
    assert make_pdf(book, tmp_path / "again.pdf").read_bytes() == pdf.read_bytes()
