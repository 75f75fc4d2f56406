"""The figures on themes: how often each voice speaks of which, and where in the text."""

import pandas as pd
from matplotlib.figure import Figure

from analysis import themes
from analysis.book.figures.chart import Chart, address, blank, drawn_as, label_places, room_beside
from analysis.book.figures.labels import clipped, voices_above, voices_on_top
from analysis.book.figures.style import FAINT, INK
from analysis.book.tables.themes import names_of_occurring
from analysis.coding import Coding

NO_THEME = "no statement has a theme"
THEME_WIDTH = 190


class ThemesByVoice(Chart):
    """Dots sized by the number of statements; the table has themes as rows, the most frequent first, voices as columns."""

    nothing = NO_THEME

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        counts = themes.theme_by_voice(rows)
        wide = counts.pivot_table(index="theme", columns="voice", values="statements", aggfunc="sum", fill_value=0)
        wide = wide.reindex(columns=list(dict.fromkeys(drawn_as(coding.statements).values())), fill_value=0)
        wide = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]
        return wide.rename(index=names_of_occurring(coding))

    def _drawing(self) -> Figure:
        figure, axes = blank(0.36 * len(self.table) + 0.7)
        names = [clipped(name, THEME_WIDTH, weight="normal") for name in self.table.index]
        most = self.table.to_numpy().max()
        for row, counts in enumerate(self.table.to_numpy().tolist()):
            for column, (count, colour) in enumerate(zip(counts, self.colours.values(), strict=True)):
                if count:
                    axes.scatter(column, row, s=120 + 480 * count / most, color=colour)
                ink = "white" if count else INK
                axes.text(column, row, count or "·", ha="center", va="center", color=ink, weight="bold")
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
        voices_on_top(axes, self.colours, room_beside(names))
        return figure

    def _description(self) -> str:
        parts = [
            f"{theme}: {', '.join(f'{voice} {count}' for voice, count in counts.items() if count)}"
            for theme, counts in self.table.iterrows()
        ]
        return f"Table chart of statements on each theme by voice. {'; '.join(parts)}."


class ThemesAlong(Chart):
    """A dispersion plot: a lane for each theme along the words of the article, a bar for each statement on it.

    The table has a row for each pair of statement and theme, with the name of the theme in the column `theme`.
    """

    nothing = NO_THEME

    @staticmethod
    def _counted(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
        names = names_of_occurring(coding)
        long = rows.assign(last=rows["words"].sum()).explode("themes").dropna(subset="themes")
        long["theme"] = long["themes"].map(names)
        order = {name: place for place, name in enumerate(names.values())}
        return long.sort_values("theme", key=lambda column: column.map(order), kind="stable")

    def _drawing(self) -> Figure:
        lanes = list(self.table["theme"].unique())
        names = [clipped(name, THEME_WIDTH, weight="normal") for name in lanes]
        figure, axes = blank(0.32 * len(lanes) + 0.55)
        for row in self.table.to_dict("records"):
            lane, colour = lanes.index(row["theme"]), self.colours[row["voice"]]
            bars = axes.barh(lane, row["words"], left=row["first"], height=0.66, color=colour)
            bars[0].set_url(address(row["statement"]))
        for lane in range(len(lanes)):
            axes.axhline(lane, color=FAINT, linewidth=0.8, zorder=0.5)
        axes.set_yticks(range(len(lanes)), names)
        axes.set_ylim(len(lanes) - 0.4, -0.6)
        axes.set_xlim(0, self.table["last"].iloc[0])
        axes.set_xlabel("word of the article")
        rows = self.table.drop_duplicates("statement").sort_values("statement")
        levels = voices_above(axes, label_places(rows), self.colours, room_beside(names), -0.75, -0.75)
        figure.set_figheight(figure.get_figheight() + 0.24 * levels)
        return figure

    def _description(self) -> str:
        parts = [
            f"{theme} in statements {', '.join(map(str, rows['statement']))}"
            for theme, rows in self.table.groupby("theme", sort=False)
        ]
        return f"Dispersion plot of themes along the article: {'; '.join(parts)}."
