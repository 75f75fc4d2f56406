"""The figures on tone."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.book.figures.axes import address, blank, first_turns, placed, short, voices_on_the_left
from analysis.book.figures.style import INK, NEGATIVE_COLOUR, NEUTRAL_COLOUR, POSITIVE_COLOUR, styled, voice_colours
from analysis.speakers import voices

TONES = (
    ("negative", NEGATIVE_COLOUR, "white"),
    ("neutral", NEUTRAL_COLOUR, INK),
    ("positive", POSITIVE_COLOUR, "white"),
)


def tone_by_voice(table: pd.DataFrame) -> Figure:
    """Bars of statements by tone, negative to the left and positive to the right of the middle of the neutral ones."""
    names = list(table["voice"])
    colours = voice_colours(names)
    with styled():
        figure, axes = blank(0.55 * len(names) + 0.6)
        for place, row in enumerate(table.to_dict("records")):
            left = -float(row["negative"]) - row["neutral"] / 2
            for label, colour, ink in TONES:
                axes.barh(place, row[label], left=left, height=0.62, color=colour, edgecolor="white", linewidth=0.6)
                if row[label]:
                    axes.text(
                        left + row[label] / 2, place, row[label], ha="center", va="center", color=ink, weight="bold"
                    )
                left += row[label]
        voices_on_the_left(axes, names, colours)
        low, high = axes.get_xlim()
        edges = zip((low, 0.0, high), ("left", "center", "right"), TONES, strict=True)
        for edge, side, (label, colour, _) in edges:
            axes.text(edge, -0.85, label, ha=side, color=INK if label == "neutral" else colour, weight="bold")
        axes.set_ylim(len(names) - 0.5, -1.2)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
    return figure


def tone_along(statements: pd.DataFrame) -> Figure:
    """Lollipops of the tone of each statement along the words of the article, in the colours of the voices."""
    colours = voice_colours(voices(statements))
    rows = placed(statements)
    with styled():
        figure, axes = blank(2.9)
        axes.axhline(0, color=INK, linewidth=0.8)
        for row in rows.to_dict("records"):
            middle = row["first"] + row["words"] / 2
            axes.vlines(middle, 0, row["tone"], color=colours[row["voice"]], linewidth=1.6)
            dots = axes.scatter([middle], [row["tone"]], color=colours[row["voice"]], s=30, zorder=3)
            dots.set_urls([address(row["statement"])])
        axes.set_ylim(-1.05, 1.5)
        axes.set_yticks([-1, 0, 1], ["−1\nnegative", "0", "+1\npositive"])
        axes.set_xlim(0, rows["words"].sum())
        axes.set_xlabel("word of the article")
        for number, row in enumerate(first_turns(rows).to_dict("records")):
            place = (row["first"], 1.1 + 0.2 * (number % 2))
            axes.text(*place, short(row["voice"]), color=colours[row["voice"]], fontsize=9, weight="bold")
    return figure
