"""Figures read back from their SVG."""

import re
from typing import NamedTuple

import numpy as np
from bs4 import BeautifulSoup, Comment, Tag

from analysis.book import show
from analysis.book.figures.chart import Chart


class Shape(NamedTuple):
    """A shape of the drawing, in pixels from the top left: its box, its fill and line, where it leads, if it is hatched."""

    left: float
    right: float
    top: float
    bottom: float
    fill: str
    line: str
    link: str
    hatched: bool

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Drawn:
    """A drawing read back: its shapes, its texts with their places, and the scale and the labels of its axes."""

    def __init__(self, chart: Chart) -> None:
        figure = chart.draw()
        self.soup = BeautifulSoup(show.drawing(figure, "x", chart.alt()), "html.parser")
        self.axes, self.points = figure.axes[0], 72 / figure.dpi
        self.height = figure.bbox.height * self.points
        paths = [path for path in self.soup.select("path") if not path.find_parent("defs")]
        self.shapes = [_shape(path) for path in paths]
        self.marks = [_mark(use) for use in self.soup.select("use") if not use.find_parent(id=re.compile("tick|text"))]
        # Those of ticks stand in `rows` and `columns`.
        self.texts = [
            (comment.strip(), *_place(group))
            for comment in self.soup.find_all(string=lambda text: isinstance(text, Comment))
            if isinstance(group := comment.find_next_sibling("g"), Tag)
            and not comment.find_parent(id=re.compile("tick_"))
        ]

    def bars(self, *colours: str) -> list[Shape]:
        """The filled or hatched bars in one of `colours`, from the top and the left."""
        return sorted(
            (
                shape
                for shape in self.shapes
                if shape.bottom - shape.top > 5 and {shape.fill, shape.line} & set(colours)
            ),
            key=lambda shape: (round(shape.top), shape.left),
        )

    def words(self, pixel: float) -> float:
        """The number that stands on the level axis at `pixel`."""
        return float(self.axes.transData.inverted().transform((pixel / self.points, 0))[0])

    def upright(self, pixel: float) -> float:
        """The number that stands on the upright axis at `pixel`."""
        return float(self.axes.transData.inverted().transform((0, (self.height - pixel) / self.points))[1])

    def rows(self) -> dict[str, float]:
        """Where each label of the upright axis stands, by its text on one line."""
        labels = [" ".join(label.get_text().split()) for label in self.axes.get_yticklabels()]
        places = [self.height - self.axes.transData.transform((0, y))[1] * self.points for y in self.axes.get_yticks()]
        return dict(zip(labels, places, strict=True))

    def columns(self) -> dict[str, float]:
        """Where each label of the level axis stands, by its text on one line."""
        labels = [" ".join(label.get_text().split()) for label in self.axes.get_xticklabels()]
        places = [self.axes.transData.transform((x, 0))[0] * self.points for x in self.axes.get_xticks()]
        return dict(zip(labels, places, strict=True))

    def near(self, place: float, off: float = 12) -> list[str]:
        """The texts whose foot stands within `off` pixels of the height `place`, from the left."""
        close = [(x, text) for text, x, y in self.texts if abs(y - place) < off]
        return [text for _, text in sorted(close)]


def _style(tag: Tag, name: str) -> str:
    match = re.search(rf"(?:^|; ?){name}: ([^;]+)", str(tag.get("style", "")))
    return match[1] if match else ""


def _link(tag: Tag) -> str:
    anchor = tag.find_parent("a")
    return str(anchor["xlink:href"]) if anchor else ""


def _shape(path: Tag) -> Shape:
    numbers = np.array(re.findall(r"-?[\d.]+", str(path["d"])), dtype=float)
    x, y = numbers[::2], numbers[1::2]
    fill = _style(path, "fill")
    hatched = fill.startswith("url")
    return Shape(x.min(), x.max(), y.min(), y.max(), fill, _style(path, "stroke"), _link(path), hatched)


def _mark(use: Tag) -> Shape:
    x, y = float(str(use["x"])), float(str(use["y"]))
    return Shape(x, x, y, y, _style(use, "fill"), _style(use, "stroke"), _link(use), False)


def _place(group: Tag) -> tuple[float, float]:
    found = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", str(group["transform"]))
    assert found
    return float(found[1]), float(found[2])
