"""Every table and every figure of the book works on small and odd articles, and its labels can be read."""

import re
import warnings
from itertools import combinations

import matplotlib as mpl
import pytest
from bs4 import BeautifulSoup
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.book import show
from analysis.book.figures import labels, style
from analysis.book.figures.chart import MOST_DRAWN, drawn_as
from analysis.text.statements import NARRATOR
from tests.helpers.odd_articles import ARTICLES, RENAMED, all_charts, all_tables, article, called

TABLES, CHARTS = all_tables(), all_charts()
SMALLEST_TYPE = 8
# The empty part of a line of text, in pixels of a hundredth of an inch.
LEADING = 4


def svg(chart: str, name: str) -> str:
    figure = called(CHARTS[chart].of, name)
    return show.drawing(figure.draw(), "fig-x", figure.alt())


def texts(figure: Figure) -> list[tuple[Text, Bbox]]:
    """The texts of `figure` and the boxes that they are drawn in; of ticks those inside the limits of their axis."""
    with style.styled(), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        found: list[Text] = []
        for axes in (axes for axes in figure.axes if axes.axison or axes.texts):
            found += [*axes.texts, *(axes.get_legend().get_texts() if axes.get_legend() else [])]
            for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
                found += [axes.title, axes._left_title, axis.label]  # type: ignore[attr-defined]
                for tick in axis._update_ticks():  # type: ignore[attr-defined]
                    found += [label for label in (tick.label1, tick.label2) if label.get_visible()]
        shown = {id(text): text for text in found if text.get_text().strip()}
        return [(text, text.get_window_extent(canvas.get_renderer())) for text in shown.values()]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", ARTICLES)
def test_every_table_has_rows_or_says_why_it_has_none(name: str, table: str) -> None:
    frame = called(TABLES[table], name)
    assert len(set(frame.columns)) == len(frame.columns) > 1
    soup = BeautifulSoup(show.markup(frame, label="A table."), "html.parser")
    assert not soup.select("b, script")
    cells = [cell.text for cell in soup.select("tbody tr > *")]
    if frame.empty:
        assert re.fullmatch(r"There is nothing to list: .+\.", cells[0])
    else:
        assert len(cells) == frame.size
    assert "nan" not in cells


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("name", ARTICLES)
def test_every_figure_is_drawn_and_described_or_says_why_it_is_empty(name: str, chart: str) -> None:
    figure = called(CHARTS[chart].of, name)
    before = dict(mpl.rcParams)
    drawing = show.drawing(figure.draw(), "fig-x", figure.alt())
    assert drawing == show.drawing(figure.draw(), "fig-x", figure.alt())
    assert dict(mpl.rcParams) == before
    if len(figure.table):
        assert re.search(r"\d", figure.alt())
        assert not re.search(r"\b(nan|inf)\b", drawing + figure.alt())
        assert len(texts(figure.draw())) > 2
    else:
        assert re.fullmatch(r"There is nothing to draw: .+\.", figure.alt())
        assert figure.alt() in drawing.replace("\n", " ")


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("name", ["three voices", "six voices", "fifteen voices", "eight words", *RENAMED])
def test_no_label_overlaps_another_is_cut_off_or_is_too_small_to_read(name: str, chart: str) -> None:
    figure = called(CHARTS[chart].of, name).draw()
    drawn = texts(figure)
    assert all(text.get_fontsize() >= SMALLEST_TYPE for text, _ in drawn)
    for (one, box), (two, other) in combinations(drawn, 2):
        shared = Bbox.intersection(box, other)
        assert shared is None or min(shared.width, shared.height) < LEADING, (one.get_text(), two.get_text())
    edge = figure.bbox
    assert all(box.x0 > edge.x0 - 1 and box.x1 < edge.x1 + 1 for _, box in drawn), chart


@pytest.mark.parametrize("name", ["fifteen voices", "six voices", "three voices"])
def test_of_many_voices_the_small_ones_are_drawn_together_and_named_in_the_table(name: str) -> None:
    statements = article(name).statements
    names = drawn_as(statements)
    labels = list(dict.fromkeys(names.values()))
    assert len(labels) == min(MOST_DRAWN, len(names))
    assert NARRATOR in labels
    assert (style.OTHERS in labels) == (len(names) > MOST_DRAWN)
    assert len(set(style.voice_colours(labels).values())) == len(labels)
    assert set(called(TABLES["share_table"], name)["Voice"]) == set(names) == set(statements["voice"])
    assert CHARTS["SpeakerShare"].of(article(name)).voices == tuple(labels)  # type: ignore[attr-defined]


def test_what_no_font_of_the_figures_has_is_written_as_text_and_all_else_is_outlined() -> None:
    chinese, latin = svg("Timeline", "other letters"), svg("Timeline", "eight words")
    assert "習近平" in [text.text for text in BeautifulSoup(chinese, "html.parser").select("text")]
    assert "sans-serif" in chinese
    assert "<text" not in latin
    assert "<text" not in svg("Timeline", "signs")
    cyrillic = Figure()
    cyrillic.text(0, 0, "Łucja Černá-Ķ Анна Ли")
    assert labels.is_outlined(cyrillic)


def test_a_dollar_sign_is_no_mathematics_and_a_bracket_no_markup() -> None:
    drawing = svg("SpeakerShare", "signs")
    assert "$Ann_Lee$" in drawing
    assert not BeautifulSoup(drawing, "html.parser").select("b")


def test_names_are_cut_where_they_do_not_fit() -> None:
    long = "The Ministry of Roads and Bridges of the Northern Isles and of all that lies between them"
    lines = labels.broken(long).split("\n")
    assert len(lines) == 2
    assert all(labels.width(line) <= labels.NAME_WIDTH for line in lines)
    assert lines[1].endswith("…")
