"""The figures of the book: each takes a table that a measure gave and draws it. None computes."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.speakers import voices
from analysis.statements import INDIRECT, spoken
from analysis.style import (
    FAINT,
    INK,
    NEGATIVE_COLOUR,
    NEUTRAL_COLOUR,
    POSITIVE_COLOUR,
    WIDTH,
    styled,
    voice_colours,
)

TONES = (
    ("negative", NEGATIVE_COLOUR, "white"),
    ("neutral", NEUTRAL_COLOUR, INK),
    ("positive", POSITIVE_COLOUR, "white"),
)


# A point made of fewer words would be noise.
FEWEST_WORDS_DRAWN = 100


def speaker_share(share: pd.DataFrame) -> Figure:
    """Bars of words by voice, split by mode; `share` is the table of `analysis.speakers.share`."""
    names = list(dict.fromkeys(share["voice"]))
    colours = voice_colours(names)
    whole = share["words"].sum()
    with styled():
        figure, axes = _blank(0.55 * len(names) + 0.35)
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
        _voices_on_the_left(axes, names, colours)
        axes.set_xlim(0, share.groupby("voice")["words"].sum().max() * 1.12)
        axes.set_xlabel("words")
    return figure


def who_speaks_when(statements: pd.DataFrame) -> Figure:
    """A lane for each voice along the words of the article, a bar for each statement."""
    names = voices(statements)
    colours = voice_colours(names)
    with styled():
        figure, axes = _blank(0.5 * len(names) + 0.45)
        for row in _placed(statements).to_dict("records"):
            plain = row["mode"] != INDIRECT
            bars = axes.barh(
                names.index(row["voice"]), row["words"], left=row["first"], height=0.6,
                color=colours[row["voice"]] if plain else "white",
                edgecolor="white" if plain else colours[row["voice"]],
                linewidth=0.6, hatch="" if plain else "/////",
            )  # fmt: skip
            bars[0].set_url(_address(row["statement"]))
        _voices_on_the_left(axes, names, colours)
        axes.set_xlim(0, spoken(statements)["words"].sum())
        axes.set_xlabel("word of the article")
    return figure


def themes_by_voice(counts: pd.DataFrame) -> Figure:
    """A grid of dots, themes by voices, each dot as large as its count; `counts` has themes as rows."""
    colours = voice_colours(list(counts.columns))
    most = max(1, int(counts.to_numpy().max()))
    with styled():
        figure, axes = _blank(0.36 * len(counts) + 0.7)
        for row, (_, line) in enumerate(counts.iterrows()):
            for column, (voice, count) in enumerate(line.items()):
                if count:
                    axes.scatter(column, row, s=120 + 480 * count / most, color=colours[str(voice)])
                axes.text(
                    column, row, count or "·", ha="center", va="center", color="white" if count else INK, weight="bold",
                )  # fmt: skip
        axes.set_yticks(range(len(counts)), list(counts.index))
        axes.set_xticks(range(len(counts.columns)), [_broken(str(voice)) for voice in counts.columns])
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
    placed = _placed(statements)
    with styled():
        figure, axes = _blank(0.32 * len(names) + 0.9)
        for lane, theme in enumerate(names):
            axes.axhline(lane, color=FAINT, linewidth=0.8)
            for row in placed[placed["themes"].map(lambda found, theme=theme: theme in found)].to_dict("records"):
                bars = axes.barh(lane, row["words"], left=row["first"], height=0.66, color=colours[row["voice"]])
                bars[0].set_url(_address(row["statement"]))
        axes.set_yticks(range(len(names)), list(names.values()))
        axes.set_ylim(len(names) - 0.4, -2.1)
        axes.set_xlim(0, placed["words"].sum())
        axes.set_xlabel("word of the article")
        for number, row in enumerate(_first_turns(placed).to_dict("records")):
            place = (row["first"], -0.75 - 0.7 * (number % 2))
            axes.text(*place, _short(row["voice"]), color=colours[row["voice"]], fontsize=9, weight="bold")
    return figure


def keyness(table: pd.DataFrame) -> Figure:
    """Dots of log ratio by word; `table` is of `analysis.keyness.keyness`, the words to draw only."""
    with styled():
        figure, axes = _blank(0.27 * len(table) + 0.5)
        places = range(len(table))
        axes.hlines(places, 0, table["log_ratio"], color=FAINT, linewidth=1.4)
        axes.scatter(table["log_ratio"], places, color=INK, s=34, zorder=3)
        for place, row in enumerate(table.to_dict("records")):
            axes.text(row["log_ratio"] + 0.2, place, f"{row['count']}×", va="center", fontsize=9)
        axes.set_yticks(places, list(table["term"]))
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, table["log_ratio"].max() * 1.1)
        axes.set_xlabel("log ratio (each step doubles)")
    return figure


def tone_by_voice(table: pd.DataFrame) -> Figure:
    """Bars of statements by tone, negative to the left and positive to the right of the middle of the neutral ones."""
    names = list(table["voice"])
    colours = voice_colours(names)
    with styled():
        figure, axes = _blank(0.55 * len(names) + 0.6)
        for place, row in enumerate(table.to_dict("records")):
            left = -float(row["negative"]) - row["neutral"] / 2
            for label, colour, ink in TONES:
                axes.barh(place, row[label], left=left, height=0.62, color=colour, edgecolor="white", linewidth=0.6)
                if row[label]:
                    axes.text(
                        left + row[label] / 2, place, row[label], ha="center", va="center", color=ink, weight="bold"
                    )
                left += row[label]
        _voices_on_the_left(axes, names, colours)
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
    placed = _placed(statements)
    with styled():
        figure, axes = _blank(2.9)
        axes.axhline(0, color=INK, linewidth=0.8)
        for row in placed.to_dict("records"):
            middle = row["first"] + row["words"] / 2
            axes.vlines(middle, 0, row["tone"], color=colours[row["voice"]], linewidth=1.6)
            dots = axes.scatter([middle], [row["tone"]], color=colours[row["voice"]], s=30, zorder=3)
            dots.set_urls([_address(row["statement"])])
        axes.set_ylim(-1.05, 1.5)
        axes.set_yticks([-1, 0, 1], ["−1\nnegative", "0", "+1\npositive"])
        axes.set_xlim(0, placed["words"].sum())
        axes.set_xlabel("word of the article")
        for number, row in enumerate(_first_turns(placed).to_dict("records")):
            place = (row["first"], 1.1 + 0.2 * (number % 2))
            axes.text(*place, _short(row["voice"]), color=colours[row["voice"]], fontsize=9, weight="bold")
    return figure


def choices(table: pd.DataFrame) -> Figure:
    """A dot for each value and a line over its range; `table` has name, value, low and high, from 0 to 1."""
    colours = voice_colours(list(table["name"]))
    with styled():
        figure, axes = _blank(0.48 * len(table) + 0.55)
        for place, row in enumerate(table.to_dict("records")):
            colour = colours[row["name"]]
            axes.hlines(place, row["low"], row["high"], color=colour, linewidth=5, alpha=0.35)
            axes.scatter(row["value"], place, color=colour, s=60, zorder=3)
            axes.text(row["low"] - 0.008, place, f"{row['low']:.0%}", ha="right", va="center", fontsize=9)
            axes.text(row["high"] + 0.008, place, f"{row['high']:.0%}", ha="left", va="center", fontsize=9)
            axes.text(
                row["value"], place - 0.27, f"{row['value']:.0%}", ha="center", va="bottom", weight="bold", color=colour
            )
        _voices_on_the_left(axes, list(table["name"]), colours)
        axes.set_ylim(len(table) - 0.5, -0.75)
        axes.set_xlim(0, float(table["high"].max()) * 1.12)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        axes.set_xlabel("share")
    return figure


def reliability(table: pd.DataFrame) -> Figure:
    """The share of words that is right by the probability given to them; rows of kind, said, right and words."""
    with styled():
        figure, axes = _blank(3.6)
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


def _blank(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height))
    return figure, figure.subplots()


def _voices_on_the_left(axes: Axes, names: list[str], colours: Mapping[str, str]) -> None:
    axes.set_yticks(range(len(names)), [_broken(name) for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    for label, name in zip(axes.get_yticklabels(), names, strict=True):
        label.set_color(colours[name])
        label.set_fontweight("bold")


def _broken(name: str) -> str:
    """A name over two lines, its last word on the second."""
    return "\n".join(name.rsplit(" ", 1))


def _short(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _placed(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with `first`, the number of words before each."""
    rows = spoken(statements)
    return rows.assign(first=np.concatenate([[0], rows["words"].cumsum().to_numpy()[:-1]]))


def _first_turns(placed: pd.DataFrame) -> pd.DataFrame:
    """The first statement of the longest stretch of each voice: where its label fits."""
    lengths = placed.groupby("stretch").agg(voice=("voice", "first"), first=("first", "first"), words=("words", "sum"))
    return lengths.loc[lengths.groupby("voice")["words"].idxmax()].sort_values("first")


def _address(statement: int) -> str:
    return f"article.html#s{statement}"
