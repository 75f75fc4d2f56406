"""The figures on who speaks."""

import pandas as pd
from matplotlib.figure import Figure

from analysis import speakers
from analysis.book.figures.chart import Chart, address, blank, drawn_as, room_beside, segments
from analysis.book.figures.labels import broken, voices_on_the_left
from analysis.book.figures.style import SMALL_SIZE
from analysis.coding import Coding
from analysis.robustness import choices
from analysis.text.statements import DIRECT, INDIRECT

NO_WORDS = "the article has no words"


class SpeakerShare(Chart):
    """Bars of words by voice, split by mode; the table is that of `analysis.speakers.share`."""

    nothing = NO_WORDS

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        return speakers.share(rows)

    def _drawing(self) -> Figure:
        total, most = self.table["words"].sum(), self.table.groupby("voice")["words"].sum().max()
        figure, axes = blank(0.55 * len(self.voices) + 0.35)
        points = room_beside([broken(name) for name in self.voices], weight="bold") / (1.12 * most)
        for place, (voice, colour) in enumerate(self.colours.items()):
            hatched = ({"color": "white", "edgecolor": colour, "hatch": "////"}, colour)
            solid = ({"color": colour, "edgecolor": colour}, "white")
            parts = [(words, *(hatched if mode == INDIRECT else solid)) for mode, words in self._modes(voice).items()]
            end = segments(axes, place, 0, parts, points)
            axes.text(end + total / 120, place, f"{end / total:.0%}", va="center")
        voices_on_the_left(axes, self.colours)
        axes.set_xlim(0, 1.12 * most)
        axes.set_xlabel("words")
        return figure

    def _description(self) -> str:
        total, parts = self.table["words"].sum(), []
        for voice in self.voices:
            modes = self._modes(voice)
            words = sum(modes.values())
            split = ", ".join(f"{modes[mode]} {mode}" for mode in (DIRECT, INDIRECT) if mode in modes)
            parts.append(f"{voice} {words} ({words / total:.0%}{'; ' if split else ''}{split})")
        return f"Bar chart of words by voice, split by mode: {'; '.join(parts)}."

    def _modes(self, voice: str) -> dict[str, int]:
        """The words of `voice` in each mode that it speaks in."""
        rows = self.table[self.table["voice"] == voice].sort_values("mode")
        return dict(zip(rows["mode"], rows["words"], strict=True))


class Timeline(Chart):
    """A lane for each voice along the words of the article, a bar for each statement; the table is of statements."""

    nothing = NO_WORDS

    def _drawing(self) -> Figure:
        figure, axes = blank(0.53 * len(self.voices) + 0.45)
        for row in self.table.to_dict("records"):
            colour, solid = self.colours[row["voice"]], row["mode"] != INDIRECT
            bars = axes.barh(
                self.voices.index(row["voice"]), row["words"], left=row["first"], height=0.6,
                color=colour if solid else "white", edgecolor="white" if solid else colour,
                linewidth=0.6, hatch="" if solid else "/////",
            )  # fmt: skip
            bars[0].set_url(address(row["statement"]))
        voices_on_the_left(axes, self.colours)
        axes.set_xlim(0, self.table["words"].sum())
        axes.set_xlabel("word of the article")
        return figure

    def _description(self) -> str:
        turns = speakers.turns(self.table)
        parts = [f"{row['voice']} {row['first_word']} to {row['last_word']}" for row in turns.to_dict("records")]
        return f"Timeline of {len(turns)} turns by the article's word numbers: {', '.join(parts)}."


class ShareRanges(Chart):
    """A dot for the share of words of each voice, on a line over its range; the table has voice, share, low, high (0 to 1)."""

    nothing = NO_WORDS

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        names = drawn_as(coding.statements)
        codings = {coder: table.replace({"voice": names}) for coder, table in coding.codings.items()}
        shares = speakers.share_by_voice(rows)[["voice", "share"]]
        table = shares.merge(choices.ranges(choices.share_choices(codings)), on="voice")
        return table.set_index("voice").loc[list(dict.fromkeys(names.values()))].reset_index()

    def _drawing(self) -> Figure:
        figure, axes = blank(0.55 * len(self.table) + 0.55)
        most = float(self.table["high"].max())
        for place, row in enumerate(self.table.to_dict("records")):
            colour, share = self.colours[row["voice"]], row["share"]
            axes.hlines(place, row["low"], row["high"], color=colour, linewidth=5, alpha=0.35)
            axes.scatter(share, place, color=colour, s=60, zorder=3)
            for end, side, gap in ((row["low"], "right", -0.02), (row["high"], "left", 0.02)):
                axes.text(end + gap * most, place, f"{end:.0%}", ha=side, va="center", fontsize=SMALL_SIZE)
            axes.text(share, place - 0.27, f"{share:.0%}", ha="center", va="bottom", weight="bold", color=colour)
        voices_on_the_left(axes, self.colours)
        axes.set_ylim(len(self.table) - 0.5, -0.75)
        # The number of a range that begins at 0 stands to the left of 0.
        axes.set_xlim(min(0.0, float(self.table["low"].min()) - 0.09 * most), 1.12 * most)
        axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 1.12 * most])
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        axes.set_xlabel("share")
        return figure

    def _description(self) -> str:
        parts = [
            f"{row['voice']} {row['share']:.0%}, from {row['low']:.0%} to {row['high']:.0%}"
            for row in self.table.to_dict("records")
        ]
        return f"Range plot of each share over all choices: {'; '.join(parts)}."
