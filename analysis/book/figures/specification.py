"""The figure of specification curves (Simonsohn, Simmons and Nelson 2020): a number under every reasonable choice."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.book.figures.chart import Chart
from analysis.book.figures.labels import clipped
from analysis.book.figures.style import INK, NARROW, NEGATIVE_COLOUR, POSITIVE_COLOUR
from analysis.coding import Coding
from analysis.robustness.specification import Curve, curves, title

SECOND_INK = "#7a8088"
PANELS_ACROSS = 2
CURVE_HEIGHT, CHOICE_HEIGHT, TITLE_HEIGHT = 1.0, 0.145, 0.55
TITLE_SIZE, TITLE_WIDTH, TICK_SIZE = 8.5, 115, 8

Option = tuple[str, str]


class SpecificationCurves(Chart):
    """A panel for each headline number: its estimates in order above, and below each estimate a mark for its choices.

    The table is the list that `analysis.robustness.specification.curves` gives.
    """

    table: Sequence[Curve]
    nothing = "the article gives no ground for a headline number on tone"

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> list[Curve]:
        return curves(coding)

    def _drawing(self) -> Figure:
        rows = [self.table[first : first + PANELS_ACROSS] for first in range(0, len(self.table), PANELS_ACROSS)]
        order = _options(self.table)
        options = [sorted(_options(row), key=order.index) for row in rows]
        heights = [height for listed in options for height in (CURVE_HEIGHT, CHOICE_HEIGHT * max(1, len(listed)))]
        figure = Figure(figsize=(NARROW, sum(heights) + TITLE_HEIGHT * len(rows)))
        grid = figure.subplots(len(heights), PANELS_ACROSS, height_ratios=heights, squeeze=False)
        for axes in grid.flat:
            axes.set_axis_off()
        for down, (row, listed) in enumerate(zip(rows, options, strict=True)):
            for across, curve in enumerate(row):
                upper, lower = grid[2 * down, across], grid[2 * down + 1, across]
                upper.set_axis_on()
                lower.set_axis_on()
                _draw_estimates(upper, curve.ways["estimate"].to_numpy(dtype=float), curve.estimate)
                name = clipped(title(curve.headline), TITLE_WIDTH, TITLE_SIZE, "normal")
                words = f"{name}\nsame sign: {curve.claim.holds} of {curve.claim.of}"
                upper.set_title(words, fontsize=TITLE_SIZE, loc="left")
                _draw_choices(lower, curve.ways, listed, labelled=across == 0)
        return figure

    def _description(self) -> str:
        parts = [
            f"{title(curve.headline)}, from {curve.ways['estimate'].min():+.2f} to "
            f"{curve.ways['estimate'].max():+.2f}, same sign under {curve.claim.holds} of {curve.claim.of}"
            for curve in self.table
        ]
        return f"Specification curves of {len(self.table)} headline numbers: {'; '.join(parts)}."


def _options(listed: Sequence[Curve]) -> list[Option]:
    """Every (kind of choice, choice) in which the ways of `listed` differ, ordered by kind."""
    options: dict[str, dict[str, None]] = {}
    for curve in listed:
        for kind in curve.ways.columns.drop("estimate"):
            options.setdefault(kind, {}).update(dict.fromkeys(curve.ways[kind].cat.categories))
    return [(kind, option) for kind, listed in options.items() if len(listed) > 1 for option in listed]


def _draw_estimates(axes: Axes, values: np.ndarray, shown: float) -> None:
    places = np.arange(len(values))
    axes.axhline(0, color=INK, linewidth=0.8)
    for sign, colour in ((-1, NEGATIVE_COLOUR), (0, INK), (1, POSITIVE_COLOUR)):
        chosen = np.sign(values) == sign
        axes.scatter(places[chosen], values[chosen], s=3, color=colour)
    axes.axhline(shown, color=INK, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.set_ylim(-1.1, 1.1)
    axes.set_yticks([-1, 0, 1], ["−1", "0", "+1"])
    _leave_margins(axes, len(values))


def _draw_choices(axes: Axes, ways: pd.DataFrame, options: Sequence[Option], labelled: bool) -> None:
    kinds = list(dict.fromkeys(kind for kind, _ in options))
    for down, (kind, option) in enumerate(options):
        places = np.flatnonzero(ways[kind] == option)
        colour = INK if kinds.index(kind) % 2 == 0 else SECOND_INK
        axes.vlines(places, down - 0.36, down + 0.36, color=colour, linewidth=max(0.5, 60 / len(ways)))
    axes.set_yticks(range(len(options)), [f"{kind}: {option}" for kind, option in options] if labelled else [])
    axes.set_ylim(len(options) - 0.4, -0.6)
    _leave_margins(axes, len(ways))


def _leave_margins(axes: Axes, size: int) -> None:
    axes.tick_params(labelsize=TICK_SIZE)
    axes.set_xlim(-1 - size / 40, size + size / 40)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
