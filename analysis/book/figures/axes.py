"""What the figures share: a blank drawing, voices as labels, statements placed along the text."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.book.figures.style import WIDTH
from analysis.text.statements import spoken


def blank(height: float) -> tuple[Figure, Axes]:
    """A figure of the page's width and `height` inches, and its axes."""
    figure = Figure(figsize=(WIDTH, height))
    return figure, figure.subplots()


def voices_on_the_left(axes: Axes, names: list[str], colours: Mapping[str, str]) -> None:
    """Labels the rows of `axes` with `names`, each in its colour."""
    axes.set_yticks(range(len(names)), [broken(name) for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    for label, name in zip(axes.get_yticklabels(), names, strict=True):
        label.set_color(colours[name])
        label.set_fontweight("bold")


def broken(name: str) -> str:
    """A name over two lines, its last word on the second."""
    return "\n".join(name.rsplit(" ", 1))


def short(name: str) -> str:
    """The last part of a name."""
    return name.rsplit(" ", 1)[-1]


def placed(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with `first`, the number of words before each."""
    rows = spoken(statements)
    return rows.assign(first=np.concatenate([[0], rows["words"].cumsum().to_numpy()[:-1]]))


def first_turns(placed: pd.DataFrame) -> pd.DataFrame:
    """The first statement of the longest stretch of each voice: where its label fits."""
    lengths = placed.groupby("stretch").agg(voice=("voice", "first"), first=("first", "first"), words=("words", "sum"))
    return lengths.loc[lengths.groupby("voice")["words"].idxmax()].sort_values("first")


def address(statement: int) -> str:
    """Where a statement stands in the book."""
    return f"article.html#s{statement}"
