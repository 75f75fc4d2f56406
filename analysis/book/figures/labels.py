"""Labels that fit: text is measured before it is drawn, set in two lines, and cut where there is no room."""

from collections import Counter
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from analysis.book.figures.style import FAMILIES, FONTS, SIZE, SMALL_SIZE, styled

ELLIPSIS = "…"
NAME_WIDTH = 120


def width(text: str, size: float = SIZE, weight: str = "bold") -> float:
    """The width of `text` in points, in the fonts of the figures."""
    look = FontProperties(family=FAMILIES, size=size, weight=weight)
    with styled():
        return float(text_to_path.get_text_width_height_descent(text, look, ismath=False)[0])


def is_outlined(figure: Figure) -> bool:
    """Whether the fonts of the figures have every character of `figure`."""
    known = {code for font in FONTS for code in get_font(font).get_charmap()}
    return all(
        ord(character) in known for text in figure.findobj(Text) for character in text.get_text() if character > " "
    )


def clipped(text: str, room: float, size: float = SIZE, weight: str = "bold") -> str:
    """`text`, cut and ended with an ellipsis if it is wider than `room` points."""
    if width(text, size, weight) <= room:
        return text
    while text and width(text + ELLIPSIS, size, weight) > room:
        text = text[:-1].rstrip()
    return text + ELLIPSIS


def broken(name: str, room: float = NAME_WIDTH, size: float = SIZE) -> str:
    """A name in two lines of widths as equal as possible, each cut if it is wider than `room` points.

    >>> broken("Ann Lee")
    'Ann\\nLee'
    """
    words = name.split()
    ways = [[" ".join(words[:place]), " ".join(words[place:])] for place in range(1, len(words))] or [[name]]
    lines = min(ways, key=lambda way: max(width(line, size) for line in way))
    return "\n".join(clipped(line, room, size) for line in lines)


def short_names(names: Sequence[str]) -> dict[str, str]:
    """The last word of each name, or all of the name if another ends in that word or some word has no capital.

    >>> short_names(["Ann Lee", "Bo Lee", "Cy Ek", "Ministry of Health"])
    {'Ann Lee': 'Ann Lee', 'Bo Lee': 'Bo Lee', 'Cy Ek': 'Ek', 'Ministry of Health': 'Ministry of Health'}
    """
    last = Counter(name.split()[-1] for name in names)
    return {
        name: name.split()[-1]
        if last[name.split()[-1]] == 1 and all(part[0].isupper() for part in name.split())
        else name
        for name in names
    }


def voices_on_the_left(axes: Axes, colours: Mapping[str, str]) -> None:
    """Labels the rows of `axes` with the names in `colours`, each in its colour."""
    axes.set_yticks(range(len(colours)), [broken(name) for name in colours])
    axes.set_ylim(len(colours) - 0.5, -0.5)
    _coloured(axes.get_yticklabels(), colours)


def voices_on_top(axes: Axes, colours: Mapping[str, str], room: float) -> None:
    """Labels the columns of `axes` with the names in `colours`, each in its colour.

    If a name is wider than its column, names stand on two levels in turn.

    Args:
        room: the width of `axes` in points.
    """
    size = SIZE - 1
    column = room / len(colours) - 6
    wide = any(width(line, size) > column for name in colours for line in broken(name, NAME_WIDTH, size).split("\n"))
    limit = min(NAME_WIDTH, (2 if wide else 1) * column)
    axes.set_xticks(range(len(colours)), [broken(name, limit, size) for name in colours])
    axes.set_xlim(-0.6, len(colours) - 0.4)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, labelsize=size)
    axes.spines["bottom"].set_visible(False)
    if wide:
        for tick in axes.xaxis.get_major_ticks()[1::2]:
            tick.set_pad(3.2 * size)
    _coloured(axes.get_xticklabels(), colours)


def voices_above(
    axes: Axes, places: Sequence[tuple[str, float]], colours: Mapping[str, str], room: float, base: float, step: float
) -> int:
    """The number of levels on which short names of voices are written above the text without overlap.

    Args:
        places: each name with the word of the article at which it begins, from left to right.
        room: the width of `axes` in points.
        base: the height of the lowest level, in the units of the axis.
        step: the distance between levels, in the same units.
    """
    last = axes.get_xlim()[1]
    short = short_names([name for name, _ in places])
    ends: list[float] = []
    for name, place in places:
        text = clipped(short[name], NAME_WIDTH, SMALL_SIZE)
        length = (width(text, SMALL_SIZE) + 6) * last / room
        first = max(0.0, min(place, last - length))
        level = next((number for number, end in enumerate(ends) if end <= first), len(ends))
        ends[level : level + 1] = [first + length]
        axes.text(first, base + level * step, text, color=colours[name], fontsize=SMALL_SIZE, weight="bold")
    axes.set_ylim(axes.get_ylim()[0], base + len(ends) * step)
    return len(ends)


def _coloured(labels: Sequence[Text], colours: Mapping[str, str]) -> None:
    for label, colour in zip(labels, colours.values(), strict=True):
        label.set_color(colour)
        label.set_fontweight("bold")
