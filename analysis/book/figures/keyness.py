"""The figure on the words that stand out."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.book.figures.chart import Chart, blank
from analysis.book.figures.labels import clipped
from analysis.book.figures.style import INK, SMALL_SIZE
from analysis.coding import Coding
from analysis.wording import keyness

MOST_WORDS = 20


class Keywords(Chart):
    """Dots of the log ratio of each word, with its interval; the table has rows of `analysis.wording.keyness.keyness`."""

    nothing = "no word of the article stands out against the reference list"

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        table = keyness.keyness(keyness.statement_terms(rows), keyness.reference())
        more = table[table["stands_out"] & (table["log_ratio"] > 0)].nlargest(MOST_WORDS, "log_likelihood")
        return more.sort_values("log_ratio", ascending=False, ignore_index=True)

    def _drawing(self) -> Figure:
        figure, axes = blank(0.27 * len(self.table) + 0.6)
        places = range(len(self.table))
        axes.axvline(0, color=INK, linewidth=0.8)
        low, high = self.table["log_ratio_low"], self.table["log_ratio_high"]
        axes.hlines(places, low, high, color=INK, linewidth=4, alpha=0.25)
        axes.scatter(self.table["log_ratio"], places, color=INK, s=34, zorder=3)
        for place, end, count in zip(places, high, self.table["count"], strict=True):
            axes.text(end + 0.2, place, f"{count}×", va="center", fontsize=SMALL_SIZE)
        axes.set_yticks(places, [clipped(term, 150, weight="normal") for term in self.table["term"]])
        axes.set_ylim(len(self.table) - 0.4, -0.6)
        axes.set_xlim(min(0.0, low.min()), high.max() * 1.08)
        axes.set_xlabel("log ratio (each step doubles)")
        return figure

    def _description(self) -> str:
        parts = [
            f"{row['term']} {row['log_ratio']:.1f} ({row['log_ratio_low']:.1f} to {row['log_ratio_high']:.1f}, "
            f"{row['count']} times)"
            for row in self.table.to_dict("records")
        ]
        return (
            f"Dot plot of the {len(self.table)} words that stand out against the reference list, by log ratio with its "
            f"interval: {', '.join(parts)}."
        )
