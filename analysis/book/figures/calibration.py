"""The figure on the calibration of the instrument: whether its probabilities hold."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.book.figures.chart import Chart, blank
from analysis.book.figures.style import FAINT, INK, POSITIVE_COLOUR
from analysis.codebook import records
from analysis.coding import Coding

# A point for fewer words would be noise.
FEWEST_WORDS_DRAWN = 100
LOOKS = {"attributed": ("somebody's words", POSITIVE_COLOUR, "o"), "unattributed": ("narrator's", INK, "s")}


class Calibration(Chart):
    """Dots of the share of words that are right by the probability given; the table has kind, said, right and words."""

    nothing = "no probability was given to enough words"

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        # Measured on a corpus, and the same for every article.
        return records.reliability()[lambda table: table["words"] >= FEWEST_WORDS_DRAWN]

    def _drawing(self) -> Figure:
        figure, axes = blank(3.6)
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1)
        for kind, (label, colour, marker) in LOOKS.items():
            rows = self.table[self.table["kind"] == kind]
            axes.plot(rows["said"], rows["right"], color=colour, marker=marker, linewidth=1, label=label)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xlabel("probability given")
        axes.set_ylabel("share of words right")
        axes.legend(loc="upper left", frameon=False)
        return figure

    def _description(self) -> str:
        parts = [
            f"{row['kind']} {row['said']:.0%} said, {row['right']:.0%} right" for row in self.table.to_dict("records")
        ]
        return f"Dot plot of probabilities against the share of words that is right: {'; '.join(parts)}."
