"""One look for all figures: colours that colour-blind readers can tell apart, one for each voice, and one style.

The colours of voices are those of Okabe and Ito, darkened until white text and thin lines read on white.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

from analysis.book.project import ROOT
from analysis.text.statements import NARRATOR

# The subsets keep the family name of the lightest weight from which they were cut; their weights are 400 and 700.
FONTS = sorted((ROOT / "chapters" / "_static" / "fonts").glob("*.ttf"))
for font in FONTS:
    font_manager.fontManager.addfont(font)

NARRATOR_COLOUR = "#5f6368"
VOICE_COLOURS = ("#0067a5", "#b34700", "#00795c", "#a0437e", "#7a6200", "#226f9c", "#7d3c98", "#8c564b")
NEGATIVE_COLOUR, NEUTRAL_COLOUR, POSITIVE_COLOUR = "#a8480f", "#c9ccd1", "#1f6fa8"
INK, FAINT = "#1f2328", "#d5d8dc"

WIDTH = 6.4

STYLE: Any = {
    "axes.axisbelow": True,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["Source Sans 3 ExtraLight", "DejaVu Sans"],
    "font.size": 10.5,
    "grid.color": FAINT,
    "hatch.linewidth": 1.2,
    "savefig.facecolor": "none",
    "svg.fonttype": "path",
    "svg.hashsalt": "who-speaks",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "ytick.major.size": 0,
}


def voice_colours(voices: Sequence[str]) -> dict[str, str]:
    """The colour of each voice, by name: grey for the narrator, the others by their order in `voices`."""
    others = [voice for voice in voices if voice != NARRATOR]
    chosen = {voice: VOICE_COLOURS[number % len(VOICE_COLOURS)] for number, voice in enumerate(others)}
    return {voice: chosen.get(voice, NARRATOR_COLOUR) for voice in voices}


@contextmanager
def styled() -> Iterator[None]:
    """The style of the book's figures, for as long as the block lasts."""
    with mpl.rc_context(STYLE):
        yield
