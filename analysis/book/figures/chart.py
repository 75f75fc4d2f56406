"""What all figures of the book share: their class, and the voices and statements that they draw."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.book.figures.labels import width
from analysis.book.figures.style import OTHERS, WIDTH, styled, voice_colours
from analysis.coding import Coding
from analysis.speakers import voices
from analysis.text.statements import NARRATOR, spoken

# An article with more voices than this has its small ones drawn together.
MOST_DRAWN = 6


@dataclass(frozen=True)
class Chart(ABC):
    """A figure of the book. Its drawing and its description are made from one table, so they cannot disagree.

    Args:
        table: the numbers that are drawn.
        voices: the names of the voices drawn, in their order.
        nothing: the reason why the table may be empty.
    """

    table: pd.DataFrame
    voices: tuple[str, ...] = ()
    nothing: ClassVar[str]

    @classmethod
    def of(cls, coding: Coding) -> Self:
        """The figure of an article."""
        rows, voices = drawn(coding.statements)
        return cls(cls._counted(rows, coding), voices)

    def draw(self) -> Figure:
        """The drawing, or a line that says why there is nothing to draw."""
        with styled():
            if len(self.table):
                return self._drawing()
            figure, axes = blank(0.4)
            axes.set_axis_off()
            axes.text(0, 0.5, self._why_empty(), va="center")
            return figure

    def alt(self) -> str:
        """The figure in words, with the numbers that are drawn, for readers who do not see it."""
        return self._description() if len(self.table) else self._why_empty()

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each voice, by name."""
        return voice_colours(self.voices)

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        """The table of the figure; `rows` are the statements as `drawn` gives them."""
        return rows

    @abstractmethod
    def _drawing(self) -> Figure: ...

    @abstractmethod
    def _description(self) -> str: ...

    def _why_empty(self) -> str:
        return f"There is nothing to draw: {self.nothing}."


def blank(height: float, across: float = WIDTH) -> tuple[Figure, Axes]:
    """An empty figure, `height` by `across` inches, and its axes."""
    figure = Figure(figsize=(across, height))
    return figure, figure.subplots()


def room_beside(labels: Sequence[str], across: float = WIDTH, weight: str = "normal") -> float:
    """The width in points that a figure `across` inches wide leaves for its axes beside `labels`."""
    return 72 * across - max(width(line, weight=weight) for label in labels for line in label.split("\n")) - 24


def drawn_as(statements: pd.DataFrame) -> dict[str, str]:
    """The name under which each voice of an article is drawn: its name, or "others".

    Up to `MOST_DRAWN` voices are drawn by name. Of more voices, the narrator and the four others with the most words are;
    the rest are drawn together. Voices stand in the order in which they are drawn: most words first, "others" last.
    """
    names = voices(statements)
    narrator_first = sorted(names, key=lambda name: name != NARRATOR)
    by_name = names if len(names) <= MOST_DRAWN else narrator_first[: MOST_DRAWN - 1]
    return {name: name if name in by_name else OTHERS for name in sorted(names, key=lambda name: name not in by_name)}


def drawn(statements: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The statements with words, with voices named as they are drawn, and these names in the order of drawing.

    The column `first` is added: the number of words before each statement.
    """
    rows, names = spoken(statements), drawn_as(statements)
    first = rows["words"].cumsum() - rows["words"]
    return rows.assign(voice=rows["voice"].map(names), first=first), tuple(dict.fromkeys(names.values()))


def label_places(rows: pd.DataFrame) -> list[tuple[str, float]]:
    """Each voice in `rows` with the first word of its longest stretch, in the order of these words."""
    stretches = rows.groupby("stretch").agg(voice=("voice", "first"), first=("first", "first"), words=("words", "sum"))
    longest = stretches.loc[stretches.groupby("voice")["words"].idxmax()].sort_values("first")
    return list(longest[["voice", "first"]].itertuples(index=False, name=None))


def address(statement: int) -> str:
    """The address of a statement in the book."""
    return f"article.html#s{statement}"


def segments(
    axes: Axes, place: float, left: float, parts: Sequence[tuple[float, dict[str, Any], str]], points: float
) -> float:
    """The end of a row of bars drawn end to end, each with its number inside if there is room.

    Args:
        place: the row.
        left: where the first bar begins.
        parts: of each bar the length, the options of `Axes.barh`, and the colour of its number.
        points: the width in points of a unit of length.
    """
    for length, look, ink in parts:
        axes.barh(place, length, left=left, height=0.62, **look)
        if length and width(f"{length}") + 4 <= length * points:
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if look.get("hatch") else None
            axes.text(
                left + length / 2, place, f"{length}", ha="center", va="center", color=ink, bbox=box, weight="bold"
            )
        left += length
    return left
