"""The style of all figures: fonts, sizes, and a colour for each voice that colour-blind readers can tell apart.

The colours of voices are those of Okabe and Ito (2008), darkened so that white text reads on them and thin lines on white.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

from analysis.text.statements import NARRATOR

# The shipped subsets, of weights 400 and 700, keep the family name of the lightest weight of the font.
OWN_FONTS = sorted((Path(__file__).parent / "fonts").glob("*.ttf"))
for font in OWN_FONTS:
    font_manager.fontManager.addfont(font)

# The second family ships with Matplotlib, and has the letters of more scripts.
FAMILIES = ["Source Sans 3 ExtraLight", "DejaVu Sans"]
FONTS = [*map(str, OWN_FONTS), font_manager.findfont(FAMILIES[1])]

# The name under which the small voices of an article with many are drawn together.
OTHERS = "others"
NARRATOR_COLOUR, OTHERS_COLOUR = "#5f6368", "#8c564b"
VOICE_COLOURS = ("#0067a5", "#b34700", "#00795c", "#a0437e", "#7a6200")
NEGATIVE_COLOUR, NEUTRAL_COLOUR, POSITIVE_COLOUR = "#a8480f", "#c9ccd1", "#1f6fa8"
INK, FAINT = "#1f2328", "#d5d8dc"

WIDTH = 6.4
# The width of figures whose type should be large enough on a phone.
NARROW = 4.8
SIZE, SMALL_SIZE = 10.5, 9

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
    "font.family": FAMILIES,
    "font.size": SIZE,
    "grid.color": FAINT,
    "hatch.linewidth": 1.2,
    "savefig.facecolor": "none",
    "svg.fonttype": "path",
    "svg.hashsalt": "who-speaks",
    "text.color": INK,
    # A name may contain a dollar sign.
    "text.parse_math": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "ytick.major.size": 0,
}


def voice_colours(voices: Sequence[str]) -> dict[str, str]:
    """The colour of each voice, by name: grey for the narrator, the others by their order in `voices`.

    When the colours are used up, further voices have the colour of "others".
    """
    people = [voice for voice in voices if voice not in (NARRATOR, OTHERS)]
    chosen = {NARRATOR: NARRATOR_COLOUR, **dict(zip(people, VOICE_COLOURS, strict=False))}
    return {voice: chosen.get(voice, OTHERS_COLOUR) for voice in voices}


@contextmanager
def styled() -> Iterator[None]:
    """Sets the style of the figures for a `with` block, without warnings of characters that no font has."""
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        yield
