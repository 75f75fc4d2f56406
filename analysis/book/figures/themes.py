"""The figures on themes and words."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.book.figures.axes import address, blank, broken, first_turns, placed, short
from analysis.book.figures.style import FAINT, INK, styled, voice_colours
from analysis.speakers import voices


def themes_by_voice(counts: pd.DataFrame) -> Figure:
    """A grid of dots, themes by voices, each dot as large as its count; `counts` has themes as rows."""
    colours = voice_colours(list(counts.columns))
    most = max(1, int(counts.to_numpy().max()))
    with styled():
        figure, axes = blank(0.36 * len(counts) + 0.7)
        for row, (_, line) in enumerate(counts.iterrows()):
            for column, (voice, count) in enumerate(line.items()):
                if count:
                    axes.scatter(column, row, s=120 + 480 * count / most, color=colours[str(voice)])
                axes.text(
                    column, row, count or "·", ha="center", va="center", color="white" if count else INK, weight="bold",
                )  # fmt: skip
        axes.set_yticks(range(len(counts)), list(counts.index))
        axes.set_xticks(range(len(counts.columns)), [broken(str(voice)) for voice in counts.columns])
        axes.xaxis.tick_top()
        axes.tick_params(axis="x", length=0)
        axes.spines["bottom"].set_visible(False)
        axes.set_ylim(len(counts) - 0.4, -0.6)
        axes.set_xlim(-0.6, len(counts.columns) - 0.4)
        axes.tick_params(axis="x", labelsize=9.5)
        for label, voice in zip(axes.get_xticklabels(), counts.columns, strict=True):
            label.set_color(colours[str(voice)])
            label.set_fontweight("bold")
    return figure


def themes_along(statements: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """A dispersion plot: a lane for each theme along the words of the article, a bar for each statement on it."""
    people = voices(statements)
    colours = voice_colours(people)
    rows = placed(statements)
    with styled():
        figure, axes = blank(0.32 * len(names) + 0.9)
        for lane, theme in enumerate(names):
            axes.axhline(lane, color=FAINT, linewidth=0.8)
            for row in rows[rows["themes"].map(lambda found, theme=theme: theme in found)].to_dict("records"):
                bars = axes.barh(lane, row["words"], left=row["first"], height=0.66, color=colours[row["voice"]])
                bars[0].set_url(address(row["statement"]))
        axes.set_yticks(range(len(names)), list(names.values()))
        axes.set_ylim(len(names) - 0.4, -2.1)
        axes.set_xlim(0, rows["words"].sum())
        axes.set_xlabel("word of the article")
        for number, row in enumerate(first_turns(rows).to_dict("records")):
            place = (row["first"], -0.75 - 0.7 * (number % 2))
            axes.text(*place, short(row["voice"]), color=colours[row["voice"]], fontsize=9, weight="bold")
    return figure


def keyness(table: pd.DataFrame) -> Figure:
    """Dots of log ratio by word, a line over each interval; `table`: rows of `analysis.wording.keyness.keyness` to draw."""
    with styled():
        figure, axes = blank(0.27 * len(table) + 0.5)
        places = range(len(table))
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.hlines(places, table["log_ratio_low"], table["log_ratio_high"], color=INK, linewidth=4, alpha=0.25)
        axes.scatter(table["log_ratio"], places, color=INK, s=34, zorder=3)
        for place, row in enumerate(table.to_dict("records")):
            axes.text(row["log_ratio_high"] + 0.2, place, f"{row['count']}×", va="center", fontsize=9)
        axes.set_yticks(places, list(table["term"]))
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, table["log_ratio_high"].max() * 1.08)
        axes.set_xlabel("log ratio (each step doubles)")
    return figure
