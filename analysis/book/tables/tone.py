"""The tables on tone."""

from collections.abc import Sequence

import pandas as pd

from analysis import sentiment
from analysis.book.results import signed
from analysis.book.show import links
from analysis.codebook.codebook import Theme


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


def tone_by_theme(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Tone of the statements on each theme, the most statements first."""
    table = sentiment.tone_by_theme(statements).sort_values("statements", ascending=False, kind="stable")
    table["theme"] = table["theme"].map({theme.id: theme.name for theme in themes})
    table["tone"] = table["tone"].map(signed)
    names = ["theme", "statements", "positive", "neutral", "negative", "tone"]
    return table[names].set_axis(["Theme", "Statements", "Positive", "Neutral", "Negative", "Mean tone"], axis=1)
