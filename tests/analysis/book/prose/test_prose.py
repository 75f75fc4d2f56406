"""No number in the prose is typed: each is computed, quoted, or on a short list with its reason."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from analysis.book.project import ROOT, SEED
from tests.helpers.webpages import article, chapters

# Parts of a page whose digits nobody typed as a claim of the book, and why.
NOT_PROSE = {
    "a.result": "computed, and linked to what it counts",
    ".annotated-article": "the article that the book is about, quoted whole, and the numbers of its statements",
    "table, svg": "computed",
    ".cell_input, .cell_output pre": "code, and what it printed",
    "code, pre": "code, identifiers and records to copy",
    "blockquote, q": "words of others",
    ".bibtex-citation, .citation, .citation-list": "the bibliography, and what refers to it",
    ".std-numref, .caption-number, .section-number": "numbers that Sphinx gives",
    ".headerlink, .notebook-link": "made by the build",
    "a.reference.download": "names of files",
}
SEED_TEXT = SEED.read_text("utf-8")
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ALLOWED = {
    r"\bF1\b": "a measure's name",
    rf"\bfrom \d{{1,2}} to \d{{1,2}} {MONTH} \d{{4}}\b": "days of the event, from a cited source",
    rf"\b(?:\d{{1,2}} )?{MONTH} \d{{4}}\b": "days of publication and of the event, from cited sources",
    r"\bsince 2015\b|\bof 2019 and 2020\b": "years of the event's background, from a cited source",
    r"\bFrom −1 to 1\b": "the ends of the scale of tone, by definition",
    r"\bThe Who Speaks authors \(\d{4}\)": "the year in the line to cite, tested against CITATION.cff",
    r"\bVersion \d+\.\d+\.\d+\b": "the version, tested against CITATION.cff",
    r"\bCC BY 4\.0\b": "the name of a licence",
    r"\bUTF-8\b": "the name of an encoding",
    r"\bhttps?://\S+": "addresses",
}
BLOCKS = ["p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "summary"]


def stray_digits(part: Tag) -> list[str]:
    """The digits in the prose of `part` that are neither computed nor allowed, each with the words around it."""
    # A copy, to be taken apart.
    copy = BeautifulSoup(re.sub(r"\s+", " ", str(part)), "html.parser")
    for selector in NOT_PROSE:
        for element in copy.select(selector):
            element.replace_with("\N{OBJECT REPLACEMENT CHARACTER}")
    # What no block holds is prose too: blocks are read apart only so that no quotation runs from one into the next.
    for block in copy.find_all(BLOCKS):
        block.insert_before("\n")
        block.append("\n")
    found = []
    for line in copy.get_text().split("\n"):
        words = re.sub(r'"([^"]*)"', lambda quoted: " " if quoted[1].strip(" .,…") in SEED_TEXT else quoted[0], line)
        for pattern in ALLOWED:
            words = re.sub(pattern, " ", words)
        found += [match[0].strip() for match in re.finditer(r".{0,30}\d[\d.,]*.{0,30}", words)]
    return found


def test_no_number_in_the_prose_is_typed(book: Path) -> None:
    strays = {page.stem: found for page in chapters(book) if (found := stray_digits(article(page)))}
    assert strays == {}, "compute it with {result}, quote it, or put it on the list with a reason"


def test_a_claim_is_printed_in_the_words_that_its_firmness_allows(built: Path, book: Path) -> None:
    records = {one["name"]: one["text"] for one in json.loads((built / "results.json").read_text("utf-8"))}
    for page in chapters(book):
        named = re.findall(r"\{claim\}`([^`]+)`", (ROOT / "chapters" / f"{page.stem}.md").read_text("utf-8"))
        text = " ".join(article(page).get_text().split())
        assert [name for name in named if records[name] not in text] == []


def prose(markup: str) -> list[str]:
    return stray_digits(BeautifulSoup(f"<div>{markup}</div>", "html.parser"))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>He has 12 words.</p>",
        "<p>It is 3.5 times as much.</p>",
        "<h2>The 3 voices</h2>",
        "<li>1 of them</li>",
        "<figure><figcaption><span class='caption-number'>Fig. 1</span> All 9 voices.</figcaption></figure>",
        "Outside of any paragraph, 7.",
        "<div class='cell_output'><div>4 words</div></div>",
        '<p>A quotation "opens and</p><p>never closes, 5</p><p>until here."</p>',
        '<p>It says "what nobody did in 2011".</p>',
        "<p>Since 2016 it has been so.</p>",
        "<p><a href='x'>12</a></p>",
        "<p>The <em>2</em> men.</p>",
    ],
)
def test_a_typed_number_is_found(markup: str) -> None:
    assert len(prose(markup)) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<p>He has <a class="result" href="data.html#result-x">12</a> words.</p>',
        "<p>See <span class='std std-numref'>Fig. 1</span>.</p>",
        '<p>It says "what NATO did to this country in 2011" and no more.</p>',
        "<p>On 17 February 2025, and in October 2025.</p>",
        "<p>Call <code>python3</code>.</p>",
        "<table><tr><td>12</td></tr></table><svg><text>3</text></svg>",
        "<p>No number at all.</p>",
        '<p>It says "what NATO did to\nthis country in 2011".</p>',
    ],
)
def test_a_computed_or_quoted_number_is_no_fault(markup: str) -> None:
    assert prose(markup) == []


def test_each_entry_of_the_list_is_needed(book: Path) -> None:
    text = " ".join(article(page).get_text(" ", strip=True) for page in chapters(book))
    unused = [pattern for pattern in ALLOWED if not re.search(pattern, " ".join(text.split()))]
    assert unused == []
