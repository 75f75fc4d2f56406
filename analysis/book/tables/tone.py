"""The tables on the tone of words."""

from collections.abc import Sequence

import pandas as pd

from analysis import sentiment
from analysis.book.results import signed
from analysis.book.show import links, listing
from analysis.codebook.codebook import Theme


def negative_words_table(statements: pd.DataFrame) -> pd.DataFrame:
    """Every word that lowers the tone of a statement, its voice, and by how much."""
    voices = statements.set_index("statement")["voice"]
    rows = [
        (word.word, voices[word.statement], signed(word.contribution), links([word.statement]))
        for word in sentiment.toned_words(statements).itertuples()
        if word.contribution < 0
    ]
    return listing(rows, ["Word", "Voice", "Adds", "Statement"], "no word of the article pushes the tone down")


def tone_by_theme_table(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """The tone of the statements on each theme, the theme with the most statements first."""
    names = {theme.id: theme.name for theme in themes}
    table = sentiment.tone_by_theme(statements).sort_values("statements", ascending=False, kind="stable")
    rows = [
        (names[row.theme], row.statements, row.positive, row.neutral, row.negative, signed(row.tone))
        for row in table.itertuples()
    ]
    columns = ["Theme", "Statements", "Positive", "Neutral", "Negative", "Mean tone"]
    return listing(rows, columns, "no statement has a theme")
