"""The tables on tone."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis import sentiment
from analysis.codebook import Theme
from analysis.results import signed
from analysis.show import links
from analysis.statements import spoken


def negative_words(statements: pd.DataFrame) -> pd.DataFrame:
    """Every word that pushes the tone down, by whom, and by how much."""
    found = sentiment.toned_words(statements)
    found = found[found["contribution"] < 0]
    voices = statements.set_index("statement")["voice"]
    return pd.DataFrame(
        {
            "Word": found["word"],
            "Voice": found["statement"].map(voices),
            "Adds": found["contribution"].map(signed),
            "Statement": [links([number]) for number in found["statement"]],
        }
    )


def negative_choices(table: pd.DataFrame) -> pd.DataFrame:
    """Each voice's share of what is negative, a row a way of counting."""
    wide = table.pivot_table(
        index=["choice", "measure", "frames", "coding"], columns="voice", values="share", aggfunc="sum", fill_value=0
    )
    wide = wide[wide.sum().sort_values(ascending=False).index].map("{:.0%}".format)
    wide = wide.rename(columns=lambda voice: str(voice).split()[-1]).rename_axis(None, axis=1).reset_index()
    names = {"measure": "What is counted", "frames": "Introductions", "coding": "Coded by"}
    kept = wide.drop(columns=["choice", *(["coding"] if wide["coding"].nunique() == 1 else [])])
    return kept.rename(columns=names)


def tone_by_theme(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Tone of the statements on each theme, the most statements first."""
    table = sentiment.tone_by_theme(statements).sort_values("statements", ascending=False, kind="stable")
    table["theme"] = table["theme"].map({theme.id: theme.name for theme in themes})
    table["tone"] = table["tone"].map(signed)
    names = ["theme", "statements", "positive", "neutral", "negative", "tone"]
    return table[names].set_axis(["Theme", "Statements", "Positive", "Neutral", "Negative", "Mean tone"], axis=1)


def tone_words(statements: pd.DataFrame, quoted: Iterable[str]) -> pd.DataFrame:
    """The rated words of the statements in which one of `quoted` stands, and what each adds to the tone."""
    chosen = pd.concat(
        [spoken(statements)[spoken(statements)["text"].str.contains(one, regex=False)] for one in quoted]
    )
    found = sentiment.toned_words(chosen).merge(chosen[["statement", "voice", "tone"]], on="statement")
    return pd.DataFrame(
        {
            "Statement": [links([number]) for number in found["statement"]],
            "Voice": found["voice"],
            "Tone of the statement": found["tone"].map(signed),
            "Word": found["word"],
            "Adds": found["contribution"].map(signed),
        }
    )
