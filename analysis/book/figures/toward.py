"""The figures on tone toward targets: who speaks how of whom, and the specification curve."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from analysis.book.figures.axes import broken
from analysis.book.figures.style import (
    FAINT,
    INK,
    NEGATIVE_COLOUR,
    NEUTRAL_COLOUR,
    POSITIVE_COLOUR,
    styled,
    voice_colours,
)
from analysis.book.results.record import signed
from analysis.robustness.specification import Curve, title

WARMTH = LinearSegmentedColormap.from_list("tone", [NEGATIVE_COLOUR, NEUTRAL_COLOUR, POSITIVE_COLOUR])
MARKERS = ("o", "D")
SMALLEST, LARGEST = 110, 420
# Narrower than the page, so that a phone shows it large enough to read.
NARROW = 4.8
PANELS_ACROSS = 2
CURVE_HEIGHT, CHOICE_HEIGHT, TITLE_HEIGHT = 1.0, 0.145, 0.55


def toward(cells: pd.DataFrame, voices: Sequence[str], address: str) -> Figure:
    """A grid of marks, targets by voices: each as large as its mentions and as warm as their tone.

    `cells` has coder, voice, target, mentions, tone and anchor; the marks of the first coder are discs and stand on the
    left, those of the second are diamonds. Each leads to `address` with its anchor.
    """
    coders, targets = list(dict.fromkeys(cells["coder"])), list(dict.fromkeys(cells["target"]))
    colours = voice_colours(voices)
    most = cells["mentions"].max()
    with styled():
        figure = Figure(figsize=(NARROW, 0.58 * len(targets) + 0.8))
        axes = figure.subplots()
        for row in cells.to_dict("records"):
            number = coders.index(row["coder"])
            across = voices.index(row["voice"]) + (0.48 * number - 0.24 if len(coders) > 1 else 0)
            down = targets.index(row["target"])
            size = SMALLEST + (LARGEST - SMALLEST) * row["mentions"] / most
            mark = axes.scatter(
                across, down, s=size * (0.72 if number else 1), marker=MARKERS[number], color=WARMTH(row["tone"] / 2 + 0.5)
            )  # fmt: skip
            mark.set_urls([f"{address}#{row['anchor']}"])
            dark = abs(row["tone"]) > 0.5
            axes.text(
                across, down, row["mentions"], ha="center", va="center_baseline", fontsize=9, weight="bold",
                color="white" if dark else INK,
            )  # fmt: skip
            axes.text(across, down + 0.45, signed(row["tone"]), ha="center", va="center", fontsize=8)
        axes.set_yticks(range(len(targets)), [broken(name) for name in targets])
        axes.set_ylim(len(targets) - 0.35, -0.6)
        axes.set_xticks(range(len(voices)), [broken(name) for name in voices])
        axes.xaxis.tick_top()
        axes.tick_params(axis="x", length=0, labelsize=9.5)
        axes.set_xlim(-0.6, len(voices) - 0.4)
        axes.spines["bottom"].set_visible(False)
        axes.hlines(np.arange(len(targets) - 1) + 0.66, -0.6, len(voices) - 0.4, color=FAINT, linewidth=0.8)
        for label, voice in zip(axes.get_xticklabels(), voices, strict=True):
            label.set_color(colours[voice])
            label.set_fontweight("bold")
    return figure


def specification(found: Sequence[Curve]) -> Figure:
    """Specification curves side by side: estimates sorted above, the choices behind each marked below."""
    rows = [found[first : first + PANELS_ACROSS] for first in range(0, len(found), PANELS_ACROSS)]
    order = _options(found)
    options = [sorted(_options(row), key=order.index) for row in rows]
    heights = [height for listed in options for height in (CURVE_HEIGHT, CHOICE_HEIGHT * len(listed))]
    with styled():
        figure = Figure(figsize=(NARROW, sum(heights) + TITLE_HEIGHT * len(rows)))
        grid = figure.subplots(len(heights), PANELS_ACROSS, height_ratios=heights, squeeze=False)
        for down, (row, listed) in enumerate(zip(rows, options, strict=True)):
            for across in range(PANELS_ACROSS):
                upper, lower = grid[2 * down, across], grid[2 * down + 1, across]
                if across >= len(row):
                    upper.set_axis_off()
                    lower.set_axis_off()
                    continue
                one = row[across]
                _estimates(upper, one.ways["estimate"].to_numpy(dtype=float), one.estimate)
                words = f"{title(one.headline)}\nsame sign: {one.claim.holds} of {one.claim.of}"
                upper.set_title(words, fontsize=8.5, loc="left")
                _choices(lower, one.ways, listed, labelled=across == 0)
    return figure


def _options(found: Sequence[Curve]) -> list[tuple[str, str]]:
    """Every (kind of choice, choice) that the ways of `found` differ in, kinds together."""
    options: dict[str, dict[str, None]] = {}
    for one in found:
        for kind in one.ways.columns.drop("estimate"):
            options.setdefault(kind, {}).update(dict.fromkeys(one.ways[kind].cat.categories))
    return [(kind, option) for kind, listed in options.items() if len(listed) > 1 for option in listed]


def _estimates(axes: Axes, values: np.ndarray, shown: float) -> None:
    places = np.arange(len(values))
    axes.axhline(0, color=INK, linewidth=0.8)
    for sign, colour in ((-1, NEGATIVE_COLOUR), (0, INK), (1, POSITIVE_COLOUR)):
        chosen = np.sign(values) == sign
        axes.scatter(places[chosen], values[chosen], s=3, color=colour)
    axes.axhline(shown, color=INK, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.set_ylim(-1.1, 1.1)
    axes.set_yticks([-1, 0, 1], ["−1", "0", "+1"])
    axes.tick_params(labelsize=8)
    _margins(axes, len(values))


def _choices(axes: Axes, table: pd.DataFrame, options: Sequence[tuple[str, str]], labelled: bool) -> None:
    kinds = list(dict.fromkeys(kind for kind, _ in options))
    for down, (kind, option) in enumerate(options):
        places = np.flatnonzero(table[kind] == option)
        colour = INK if kinds.index(kind) % 2 == 0 else "#7a8088"
        axes.vlines(places, down - 0.36, down + 0.36, color=colour, linewidth=max(0.5, 60 / len(table)))
    axes.set_yticks(range(len(options)), [f"{kind}: {option}" for kind, option in options] if labelled else [])
    axes.set_ylim(len(options) - 0.4, -0.6)
    axes.tick_params(labelsize=8)
    _margins(axes, len(table))


def _margins(axes: Axes, size: int) -> None:
    axes.set_xlim(-1 - size / 40, size + size / 40)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
