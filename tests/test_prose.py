"""No number in the prose is typed: every digit is computed, quoted, or on a short list with its reason."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString

from analysis.article import ROOT, SEED
from analysis.book.assemble import page_names

# Where digits may stand: what is computed, drawn, quoted or generated, and code.
ELSEWHERE = (
    "a.result, .table-box, svg, .annotated-article, pre, code, .caption-number, .std-numref, .bibtex-citation, "
    ".footnote-reference, .citation, dl.citation, .headerlink, .notebook-link, script, style, .cell_input, .cell_output pre"
)

# What the authors typed, and why it is no count of theirs.
ALLOWED = (
    (r"\b\d{1,2}(?: to \d{1,2})? (?:January|February|October|November) \d{4}\b", "the date of a report"),
    (r"\bFebruary 2025\b|\bOctober 2025\b", "the month of a report"),
    (r"\b(?:since 2015|of 2019 and 2020)\b", "years in what a named source reported"),
    (r"\bUTF-8\b", "the name of an encoding"),
    (r"[−-]1 to 1\b", "the ends of a scale"),
    (r"\b1\.0\.0\b|\(2026\)", "the version and the year of the book, which a test compares with the citation file"),
    (r"\bCC BY 4\.0\b", "the name of a licence"),
)
SEED_TEXT = SEED.read_text(encoding="utf-8")


def typed_digits(html: str) -> list[str]:
    """Pieces of prose in the article part of a page that hold a digit nobody computed, with some words around it."""
    soup = BeautifulSoup(html, "html.parser")
    part = soup.select_one("article.bd-article") or soup
    for element in part.select(ELSEWHERE):
        element.replace_with(NavigableString("·"))
    text = " ".join(part.get_text(" ").split())
    for pattern, _ in ALLOWED:
        text = re.sub(pattern, "·", text)
    text = re.sub(r'"([^"]{1,300})"', lambda match: "·" if match[1].strip(" .,…") in SEED_TEXT else match[0], text)
    return [text[max(0, match.start() - 40) : match.end() + 40] for match in re.finditer(r"\d[\d.,%]*", text)]


@pytest.mark.parametrize("page", [name for name in page_names(ROOT / "_toc.yml") if "bibliography" not in name])
def test_no_digit_in_the_prose_of_a_page_is_typed(book: Path, page: str) -> None:
    assert typed_digits((book / f"{page}.html").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>It has 237 words.</p>", 1),
        ('<p>It has <a class="result">237</a> words.</p>', 0),
        ("<p>On 17 February 2025 it had 12% more.</p>", 1),
        ('<p>"what NATO did to this country in 2011"</p>', 0),
        ('<p>"what nobody did in 2011"</p>', 1),
        ("<figure><svg><text>5</text></svg><figcaption>Of 5 words.</figcaption></figure>", 1),
        ('<div class="table-box"><table><tr><td>5</td></tr></table></div>', 0),
    ],
)
def test_a_typed_digit_is_found_and_a_computed_or_quoted_one_is_not(html: str, found: int) -> None:
    assert len(typed_digits(html)) == found
