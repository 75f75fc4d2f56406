"""The figure on who speaks how of whom: tone toward targets."""

from typing import Self

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from analysis.book.figures.chart import Chart, blank, drawn_as, room_beside
from analysis.book.figures.labels import broken, voices_on_top
from analysis.book.figures.style import (
    FAINT,
    INK,
    NARROW,
    NEGATIVE_COLOUR,
    NEUTRAL_COLOUR,
    OTHERS,
    POSITIVE_COLOUR,
    SMALL_SIZE,
    WIDTH,
)
from analysis.book.results.record import signed
from analysis.book.tables.targets import cells
from analysis.coding import Coding

# The page with the table of targets.
PAGE = "tone.html"
WARMTH = LinearSegmentedColormap.from_list("tone", [NEGATIVE_COLOUR, NEUTRAL_COLOUR, POSITIVE_COLOUR])
MARKERS = ("o", "D")
SMALLEST, LARGEST = 110, 420
# More voices than this need the width of the page.
MOST_IN_NARROW = 4


class TargetGrid(Chart):
    """A grid of marks, targets by voices: the size shows the number of mentions, the colour their mean tone.

    The table is that of `analysis.book.tables.targets.cells`. The marks of the first coder are discs, on the left; those of
    the second are diamonds. Each links to its row of the table of targets.
    """

    nothing = "no statement names a person, a country or a body"

    @classmethod
    def of(cls, coding: Coding) -> Self:
        """The figure of an article, by each coder; a voice that is not among the statements shown is drawn as "others"."""
        names = drawn_as(coding.statements)
        mentions = {
            coder: table.assign(voice=[names.get(voice, OTHERS) for voice in table["voice"]])
            for coder, table in coding.targets.items()
        }
        table = cells(mentions)
        return cls(table, tuple(dict.fromkeys([*names.values(), *sorted(set(table["voice"]) - set(names.values()))])))

    def _drawing(self) -> Figure:
        coders, targets = list(self.table["coder"].unique()), list(self.table["target"].unique())
        names = [broken(target) for target in targets]
        across = NARROW if len(self.voices) <= MOST_IN_NARROW else WIDTH
        figure, axes = blank(0.58 * len(targets) + 0.8, across)
        for row in self.table.to_dict("records"):
            number, down = coders.index(row["coder"]), targets.index(row["target"])
            column = self.voices.index(row["voice"]) + (0.48 * number - 0.24 if len(coders) > 1 else 0)
            size = SMALLEST + (LARGEST - SMALLEST) * row["mentions"] / self.table["mentions"].max()
            size, colour = size * (0.72 if number else 1), WARMTH(row["tone"] / 2 + 0.5)
            mark = axes.scatter(column, down, s=size, marker=MARKERS[number], color=colour)
            if row["voice"] != OTHERS:
                mark.set_urls([f"{PAGE}#{row['anchor']}"])
            axes.text(
                column, down, row["mentions"], ha="center", va="center_baseline", fontsize=SMALL_SIZE, weight="bold",
                color="white" if abs(row["tone"]) > 0.5 else INK,
            )  # fmt: skip
            axes.text(column, down + 0.45, signed(row["tone"]), ha="center", va="center", fontsize=SMALL_SIZE - 1)
        axes.set_yticks(range(len(targets)), names)
        axes.set_ylim(len(targets) - 0.35, -0.6)
        axes.hlines(np.arange(len(targets) - 1) + 0.66, -0.6, len(self.voices) - 0.4, color=FAINT, linewidth=0.8)
        voices_on_top(axes, self.colours, room_beside(names, across))
        return figure

    def _description(self) -> str:
        parts = []
        for coder, rows in self.table.groupby("coder", sort=False):
            listed = [
                f"{row['voice']} of {row['target']} {row['mentions']} at {signed(row['tone'])}"
                for row in rows.to_dict("records")
            ]
            parts.append(f"by the {coder}, {', '.join(listed)}")
        return f"Grid of mentions and their mean tone, voices by targets: {'; '.join(parts)}."
