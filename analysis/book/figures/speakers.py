"""The figures on who speaks."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.book.figures.axes import address, blank, placed, voices_on_the_left
from analysis.book.figures.style import styled, voice_colours
from analysis.speakers import voices
from analysis.text.statements import INDIRECT, spoken


def speaker_share(share: pd.DataFrame) -> Figure:
    """Bars of words by voice, split by mode; `share` is the table of `analysis.speakers.share`."""
    names = list(dict.fromkeys(share["voice"]))
    colours = voice_colours(names)
    whole = share["words"].sum()
    with styled():
        figure, axes = blank(0.55 * len(names) + 0.35)
        for place, voice in enumerate(names):
            left = 0.0
            for row in share[share["voice"] == voice].sort_values("mode").to_dict("records"):
                plain = row["mode"] != INDIRECT
                axes.barh(
                    place, row["words"], left=left, height=0.62, color=colours[voice] if plain else "white",
                    edgecolor=colours[voice], hatch="" if plain else "////",
                )  # fmt: skip
                if row["words"] > whole / 25:
                    box = None if plain else {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
                    axes.text(
                        left + row["words"] / 2, place, row["words"], ha="center", va="center",
                        color="white" if plain else colours[voice], bbox=box, weight="bold",
                    )  # fmt: skip
                left += row["words"]
            axes.text(left + whole / 120, place, f"{left / whole:.0%}", va="center")
        voices_on_the_left(axes, names, colours)
        axes.set_xlim(0, share.groupby("voice")["words"].sum().max() * 1.12)
        axes.set_xlabel("words")
    return figure


def who_speaks_when(statements: pd.DataFrame) -> Figure:
    """A lane for each voice along the words of the article, a bar for each statement."""
    names = voices(statements)
    colours = voice_colours(names)
    with styled():
        figure, axes = blank(0.5 * len(names) + 0.45)
        for row in placed(statements).to_dict("records"):
            plain = row["mode"] != INDIRECT
            bars = axes.barh(
                names.index(row["voice"]), row["words"], left=row["first"], height=0.6,
                color=colours[row["voice"]] if plain else "white",
                edgecolor="white" if plain else colours[row["voice"]],
                linewidth=0.6, hatch="" if plain else "/////",
            )  # fmt: skip
            bars[0].set_url(address(row["statement"]))
        voices_on_the_left(axes, names, colours)
        axes.set_xlim(0, spoken(statements)["words"].sum())
        axes.set_xlabel("word of the article")
    return figure


def choices(table: pd.DataFrame) -> Figure:
    """A dot for each value and a line over its range; `table` has name, value, low and high, from 0 to 1."""
    colours = voice_colours(list(table["name"]))
    with styled():
        figure, axes = blank(0.48 * len(table) + 0.55)
        for place, row in enumerate(table.to_dict("records")):
            colour = colours[row["name"]]
            axes.hlines(place, row["low"], row["high"], color=colour, linewidth=5, alpha=0.35)
            axes.scatter(row["value"], place, color=colour, s=60, zorder=3)
            axes.text(row["low"] - 0.008, place, f"{row['low']:.0%}", ha="right", va="center", fontsize=9)
            axes.text(row["high"] + 0.008, place, f"{row['high']:.0%}", ha="left", va="center", fontsize=9)
            axes.text(
                row["value"], place - 0.27, f"{row['value']:.0%}", ha="center", va="bottom", weight="bold", color=colour
            )
        voices_on_the_left(axes, list(table["name"]), colours)
        axes.set_ylim(len(table) - 0.5, -0.75)
        axes.set_xlim(0, float(table["high"].max()) * 1.12)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        axes.set_xlabel("share")
    return figure
