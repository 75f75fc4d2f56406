"""Pages of a web book put together for print."""

from base64 import b64decode
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analysis.book.citation import Citation
from analysis.book.pdf.assemble import assemble, page_names
from analysis.text.files import InputError

CITATION = Citation("Words & Voices: A <Book>", ("Ada Lovelace",), "1.2.3", "2025-03-01", ("MIT",), "", (), "")

ONE = """<section id="one"><h1>One<a class="headerlink" href="#one">#</a></h1>
<p><a href="two.html#s1">there</a> <a href="#one">here</a> <a href="../data/table.csv">table</a>
<a href="https://example.org/x">out</a> <img src="../_images/a.svg?v=1" alt="A"></p>
<section id="more"><h2>More<a class="headerlink" href="#more">#</a></h2><p>Text</p></section></section>"""
TWO = """<section id="two"><h1>Two</h1><p id="s1">Said.</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" role="img" aria-labelledby="t d" style="max-width:9pt">
<title id="t">Bars.</title><desc id="d">Two of them.</desc><path id="s1"></path><text>Ünit</text>
</svg></section>"""


@pytest.fixture
def html_dir(tmp_path: Path) -> Path:
    return with_pages(tmp_path, one=ONE, two=TWO)


def with_pages(folder: Path, **bodies: str) -> Path:
    (folder / "chapters").mkdir()
    for name, body in bodies.items():
        page = f'<html lang="en"><body><nav>aside</nav><article class="bd-article">{body}</article></body></html>'
        (folder / "chapters" / f"{name}.html").write_text(page, "utf-8")
    return folder


def assembled(html_dir: Path, *names: str, citation: Citation = CITATION) -> BeautifulSoup:
    return BeautifulSoup(assemble(html_dir, [f"chapters/{name}" for name in names], citation), "html.parser")


def only(tmp_path: Path, body: str) -> BeautifulSoup:
    return assembled(with_pages(tmp_path, one=f"<h1 id='h'>One</h1>{body}"), "one")


def test_pages_come_in_the_order_asked_for_and_without_their_surroundings(html_dir: Path) -> None:
    document = assembled(html_dir, "two", "one")
    assert [chapter["id"] for chapter in document.select(".chapter")] == ["two", "one"]
    assert "aside" not in document.get_text()


def test_links_among_pages_lead_within_the_document(html_dir: Path) -> None:
    document = assembled(html_dir, "one", "two")
    assert [link["href"] for link in document.select(".chapter a")] == [
        "#two--s1",
        "#one--one",
        "https://example.org/x",
    ]
    identifiers = {element["id"] for element in document.select("[id]")}
    assert {link["href"][1:] for link in document.select('a[href^="#"]')} <= identifiers


def test_same_identifiers_on_two_pages_do_not_collide(tmp_path: Path) -> None:
    document = assembled(with_pages(tmp_path, one="<h1 id='a'>1</h1>", two="<h1 id='a'>2</h1>"), "one", "two")
    identifiers = [element["id"] for element in document.select("[id]")]
    assert len(set(identifiers)) == len(identifiers)


def test_a_drawing_is_a_picture_with_its_markup_as_it_was(html_dir: Path) -> None:
    picture = assembled(html_dir, "two").img
    assert picture is not None
    kind, _, content = str(picture["src"]).partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert b64decode(content).decode("utf-8") == TWO[TWO.index("<svg") : TWO.index("</section>")]
    assert picture["style"] == "max-width:9pt"


def test_a_drawing_keeps_its_alternative_text(html_dir: Path) -> None:
    picture = assembled(html_dir, "two").img
    assert picture is not None
    assert picture["alt"] == "Bars. Two of them."


def test_a_decoration_is_left_out(tmp_path: Path) -> None:
    assert not only(tmp_path, '<p><svg aria-hidden="true"><path></path></svg>Text</p>').select("img, svg")


def test_a_long_table_may_split_and_a_wide_one_is_set_smaller(tmp_path: Path) -> None:
    def table(rows: int, columns: int) -> str:
        return (
            "<figure><table><tbody>" + ("<tr>" + "<td>a</td>" * columns + "</tr>") * rows + "</tbody></table></figure>"
        )

    document = only(tmp_path, table(2, 2) + table(40, 5) + table(2, 9))
    assert [box.get("class") for box in document.select("figure")] == [None, ["long"], None]
    assert [one.get("class") for one in document.select("table")] == [[], ["wide"], ["widest"]]


def test_a_link_to_a_file_that_is_no_page_goes_to_the_address_of_the_book_or_is_no_link(html_dir: Path) -> None:
    assert not assembled(html_dir, "one", "two").find("a", string="table")
    elsewhere = assembled(html_dir, "one", "two", citation=CITATION._replace(address="https://example.org/book/"))
    link = elsewhere.find("a", string="table")
    assert link is not None and link["href"] == "https://example.org/book/data/table.csv"


def test_pictures_are_looked_for_from_the_root_of_the_book(html_dir: Path) -> None:
    picture = assembled(html_dir, "one", "two").img
    assert picture is not None and picture["src"] == "_images/a.svg"


def test_code_is_left_out_with_the_stump_of_its_fold(tmp_path: Path) -> None:
    code = '<div class="cell_input"><pre>import this</pre></div>'
    output = '<div class="cell_output"><p>Result</p></div>'
    fold = '<details class="hide"><summary>Show code cell {}</summary>{}</details>'
    document = only(
        tmp_path,
        f'<div class="cell a">{fold.format("source", code)}{output}</div>'
        f'<div class="cell b">{code}{fold.format("output", output)}</div>'
        f'<div class="cell c">{fold.format("content", code)}</div>',
    )
    assert [cell.get_text(" ", strip=True) for cell in document.select(".cell")] == ["Result", "Result"]
    assert not document.select("details, summary")


def test_what_unfolds_on_screen_is_open_on_paper(tmp_path: Path) -> None:
    document = only(
        tmp_path,
        "<details><summary>More</summary><p>Folded.</p></details>"
        '<div class="sd-tab-set"><input type="radio"><label class="sd-tab-label">Tab</label><div>Second.</div></div>',
    )
    assert [part.text for part in document.select(".unfolded-title")] == ["More", "Tab"]
    assert "Folded." in document.text and "Second." in document.text
    assert not document.select("details, summary, input, label")


def test_the_contents_list_chapters_and_their_sections(html_dir: Path) -> None:
    contents = assembled(html_dir, "one", "two").select(".contents a")
    assert [(link.text, link["href"]) for link in contents] == [
        ("One", "#one--one"),
        ("More", "#one--more"),
        ("Two", "#two--two"),
    ]


def test_the_title_page_shows_the_citation_and_escapes_it(html_dir: Path) -> None:
    title_page = assembled(html_dir, "one").select_one(".title-page")
    assert title_page is not None
    assert [line.text for line in title_page.select("p")] == [
        "Words & Voices",
        "A <Book>",
        "Ada Lovelace",
        "Version 1.2.3, 2025-03-01",
        "Cite as: Ada Lovelace (2025). Words & Voices: A <Book>. Version 1.2.3.",
        "Licence: MIT",
    ]


def test_only_a_short_address_is_printed(tmp_path: Path) -> None:
    long = "https://example.org/" + "x" * 60
    document = only(tmp_path, f'<a href="https://example.org">short</a><a href="{long}">long</a>')
    assert [link.text for link in document.select("a.short-address")] == ["short"]


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"one\.html: there is no such page"):
        assembled(tmp_path, "one")


def test_a_page_without_an_article_is_named(tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.html").write_text("<p>Nothing</p>", "utf-8")
    with pytest.raises(InputError, match=r"one\.html: there is no article"):
        assembled(tmp_path, "one")


def test_the_order_of_pages_is_that_of_the_table_of_contents_with_parts_and_sections(tmp_path: Path) -> None:
    toc = tmp_path / "_toc.yml"
    toc.write_text(
        "root: a\nparts:\n- chapters:\n  - file: b\n    sections:\n    - file: c\n- chapters:\n  - file: d\n", "utf-8"
    )
    assert page_names(toc) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("content", ["", "chapters: []", "- a"])
def test_a_table_of_contents_without_a_root_is_refused(tmp_path: Path, content: str) -> None:
    toc = tmp_path / "_toc.yml"
    toc.write_text(content, "utf-8")
    with pytest.raises(InputError, match="no 'root'"):
        page_names(toc)
