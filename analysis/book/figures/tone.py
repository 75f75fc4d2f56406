"""The figures on the tone of statements."""

import pandas as pd
from matplotlib.figure import Figure

from analysis import sentiment
from analysis.book.figures.chart import Chart, address, blank, drawn_as, label_places, room_beside, segments
from analysis.book.figures.labels import broken, voices_above, voices_on_the_left
from analysis.book.figures.speakers import NO_WORDS
from analysis.book.figures.style import INK, NEGATIVE_COLOUR, NEUTRAL_COLOUR, POSITIVE_COLOUR
from analysis.coding import Coding

TONES = (
    ("negative", NEGATIVE_COLOUR, "white"),
    ("neutral", NEUTRAL_COLOUR, INK),
    ("positive", POSITIVE_COLOUR, "white"),
)
TONE_TICKS = ["−1\nnegative", "0", "+1\npositive"]


class ToneByVoice(Chart):
    """Bars of statements by tone, centred on the neutral statements, negative to the left, positive to the right.

    The table is that of `analysis.sentiment.tone_by` on voice.
    """

    nothing = NO_WORDS

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        names = list(dict.fromkeys(drawn_as(coding.statements).values()))
        return sentiment.tone_by(rows, "voice").set_index("voice").loc[names].reset_index()

    def _drawing(self) -> Figure:
        figure, axes = blank(0.55 * len(self.voices) + 0.6)
        # Both sides reach as far, so that 0 stands in the middle of the figure.
        reach = 1.05 * (self.table[["negative", "positive"]].max(axis=1) + self.table["neutral"] / 2).max()
        points = room_beside([broken(name) for name in self.voices], weight="bold") / (2 * reach)
        for place, row in enumerate(self.table.to_dict("records")):
            parts = [
                (row[label], {"color": colour, "edgecolor": "white", "linewidth": 0.6}, ink)
                for label, colour, ink in TONES
            ]
            segments(axes, place, -row["negative"] - row["neutral"] / 2, parts, points)
        voices_on_the_left(axes, self.colours)
        for edge, side, (label, colour, _) in zip((-reach, 0, reach), ("left", "center", "right"), TONES, strict=True):
            ink = INK if label == "neutral" else colour
            axes.text(edge, -0.85, label, ha=side, va="center", color=ink, weight="bold")
        axes.set_xlim(-reach, reach)
        axes.set_ylim(len(self.voices) - 0.5, -1.2)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        return figure

    def _description(self) -> str:
        parts = [
            f"{row['voice']} {row['positive']} positive, {row['neutral']} neutral, {row['negative']} negative"
            for row in self.table.to_dict("records")
        ]
        return f"Bar chart of statements by tone and voice: {'; '.join(parts)}."


class ToneAlong(Chart):
    """Lollipops of the tone of each statement along the words of the article, in the colours of the voices."""

    nothing = NO_WORDS

    def _drawing(self) -> Figure:
        figure, axes = blank(2.6)
        axes.axhline(0, color=INK, linewidth=0.8)
        for row in self.table.to_dict("records"):
            middle, colour = row["first"] + row["words"] / 2, self.colours[row["voice"]]
            axes.vlines(middle, 0, row["tone"], color=colour, linewidth=1.6)
            dots = axes.scatter([middle], [row["tone"]], color=colour, s=30, zorder=3)
            dots.set_urls([address(row["statement"])])
        axes.set_ylim(-1.1, 1.5)
        axes.set_yticks([-1, 0, 1], TONE_TICKS)
        axes.set_xlim(0, self.table["words"].sum())
        axes.set_xlabel("word of the article")
        levels = voices_above(axes, label_places(self.table), self.colours, room_beside(TONE_TICKS), 1.15, 0.22)
        figure.set_figheight(figure.get_figheight() + 0.19 * levels)
        return figure

    def _description(self) -> str:
        low, high = (self.table.loc[place] for place in (self.table["tone"].idxmin(), self.table["tone"].idxmax()))
        return (
            f"Lollipop chart of the tone of {len(self.table)} statements in the order of the text. Lowest: statement "
            f"{low['statement']} by {low['voice']} at {low['tone']:.2f}; highest: statement {high['statement']} by "
            f"{high['voice']} at {high['tone']:.2f}."
        )
