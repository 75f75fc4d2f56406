"""What chapters show says the same to eye and ear, and text is never markup."""

import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure

from analysis.attribution.coder import code
from analysis.book import show
from analysis.book.figures.chart import Chart, blank
from analysis.book.project import SEED
from analysis.codebook.voice_coding import voice_coding
from analysis.text.article import Article, read


class Bar(Chart):
    """One bar that leads to the first statement."""

    nothing = "there is no bar"

    def _drawing(self) -> Figure:
        figure, axes = blank(2)
        axes.barh([0], self.table["words"])[0].set_url("article.html#s1")
        return figure

    def _description(self) -> str:
        return 'Bars of "words" & <b>more</b>.'


BAR = Bar(pd.DataFrame({"words": [1]}))


def plot() -> Figure:
    return BAR.draw()


def shown(function, *arguments, **options) -> dict[str, str]:  # type: ignore[no-untyped-def]
    bundles: list[dict[str, str]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(show, "display", lambda bundle, raw: bundles.append(bundle))
        function(*arguments, **options)
    (bundle,) = bundles
    return bundle


def test_a_figure_is_one_vector_picture_with_its_description_and_its_link() -> None:
    data = shown(show.figure, BAR, name="fig-x", caption="A caption.")
    svg = BeautifulSoup(data["text/html"], "html.parser").svg
    assert svg is not None
    assert svg["role"] == "img"
    description = svg.find(id=svg["aria-labelledby"])
    assert description is not None
    assert description.text == 'Bars of "words" & <b>more</b>.'
    assert not svg.find("image")
    assert svg.find("a", attrs={"xlink:href": "article.html#s1"})
    assert "A caption." in data["text/markdown"]


def test_the_same_figure_gives_the_same_bytes_and_no_identifier_of_another() -> None:
    assert show.drawing(plot(), "fig-x", "A bar.") == show.drawing(plot(), "fig-x", "A bar.")
    one, two = (set(re.findall(r'\bid="([^"]+)"', show.drawing(plot(), name, "A bar."))) for name in ("one", "two"))
    assert one
    assert not one & two


FRAME = pd.DataFrame(
    {
        "Word": ["<script>alert(1)</script>", "**bold** {result}`x`"],
        "Times": [1, 20],
        "Where": [show.links([3, 1, 2]), show.links([])],
    }
)


def test_a_table_has_heads_for_columns_and_rows_and_a_box_that_scrolls() -> None:
    soup = BeautifulSoup(show.markup(FRAME, label="Words."), "html.parser")
    assert [head.text for head in soup.select('thead th[scope="col"]')] == ["Word", "Times", "Where"]
    assert len(soup.select('tbody th[scope="row"]')) == 2
    box = soup.select_one("div.table-box")
    assert box is not None
    assert (box["role"], box["tabindex"], box["aria-label"]) == ("region", "0", "Words.")


def test_a_cells_text_stays_text() -> None:
    soup = BeautifulSoup(show.markup(FRAME, label="Words."), "html.parser")
    assert soup.find("script") is None
    assert [head.text for head in soup.select("tbody th")] == FRAME["Word"].tolist()


def test_links_to_neighbours_are_one_link_in_order_and_none_is_a_dash() -> None:
    soup = BeautifulSoup(show.markup(FRAME, label="Words."), "html.parser")
    cells = soup.select("tbody td:last-child")
    assert [(link.text, link["href"]) for link in cells[0].select("a")] == [("1–3", "article.html#s1")]
    assert cells[1].text == "–"


def test_a_target_is_the_anchor_of_its_row() -> None:
    soup = BeautifulSoup(show.markup(pd.DataFrame({"Name": [show.Target("result-x", "x")]}), label="."), "html.parser")
    assert soup.select_one("tr#result-x th") is not None


def test_a_table_and_a_figure_with_nothing_in_them_say_why() -> None:
    empty = show.listing([], ["Word", "Times"], "nobody <b>said</b> a word")
    soup = BeautifulSoup(show.markup(empty, label="."), "html.parser")
    assert [cell.text for cell in soup.select("td")] == ["There is nothing to list: nobody <b>said</b> a word."]
    data = shown(show.figure, Bar(pd.DataFrame({"words": []})), name="fig-x", caption="A caption.")
    assert data["text/plain"] == "A caption.\nThere is nothing to draw: there is no bar."


def annotated(table: pd.DataFrame) -> BeautifulSoup:
    return BeautifulSoup(shown(show.article, table)["text/html"], "html.parser")


def test_the_annotated_article_holds_every_word_and_an_anchor_for_each_statement() -> None:
    seed = read(SEED)
    table = voice_coding(seed)
    soup = annotated(table)
    for extra in soup.select(".voice-key, .mode-key, p > .voice-label, .statement-number, .visually-hidden"):
        extra.decompose()
    assert soup.get_text().split() == seed.text[seed.start :].split()
    assert [one["id"] for one in soup.select(".statement[id]")] == [f"s{number}" for number in table["statement"][1:]]


def test_a_mode_is_told_to_the_ear_as_well_as_to_the_eye() -> None:
    soup = annotated(voice_coding(read(SEED)))
    for mode, label in (("direct", "direct speech"), ("indirect", "indirect speech")):
        assert all(label in one.text for one in soup.select(f"p .statement.{mode}"))


@pytest.mark.parametrize(
    "text",
    [
        '<script>alert("x")</script> said Ann.',
        "**Not bold**, said <b>Ann</b>. {result}`x`",
        '"<img src=x onerror=y>," said Bo & Co.',
    ],
)
def test_html_and_markdown_in_an_article_are_shown_as_text(text: str) -> None:
    soup = annotated(code(Article("text", Path("text.txt"), text)))
    assert not soup.select("script, b, img, strong")
    body = "".join(paragraph.get_text() for paragraph in soup.select("p"))
    assert all(word in body for word in text.split())
