"""The figures on how far to trust the answers."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.book.figures.axes import blank
from analysis.book.figures.style import FAINT, INK, POSITIVE_COLOUR, styled

# A point made of fewer words would be noise.
FEWEST_WORDS_DRAWN = 100


def reliability(table: pd.DataFrame) -> Figure:
    """The share of words that is right by the probability given to them; rows of kind, said, right and words."""
    with styled():
        figure, axes = blank(3.6)
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1)
        looks = (("attributed", "somebody's words", POSITIVE_COLOUR, "o"), ("unattributed", "narrator's", INK, "s"))
        for kind, label, colour, marker in looks:
            rows = table[(table["kind"] == kind) & (table["words"] >= FEWEST_WORDS_DRAWN)]
            axes.plot(rows["said"], rows["right"], color=colour, marker=marker, linewidth=1, label=label)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xlabel("probability given")
        axes.set_ylabel("share of words right")
        axes.legend(loc="upper left", frameon=False)
    return figure
