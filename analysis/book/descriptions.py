"""What each figure shows, in words, for those who do not see it.

Each function takes the table that a figure draws and gives back its alternative text: the kind of chart, what is
counted, and what there is to see, with its numbers.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.robustness.specification import Curve, title
from analysis.text.statements import DIRECT, INDIRECT, spoken


def speaker_share(share_by_voice: pd.DataFrame) -> str:
    """What `analysis.book.figures.speaker_share` shows; takes the table of `analysis.speakers.share_by_voice`."""
    parts = []
    for row in share_by_voice.to_dict("records"):
        modes = f" ({row[DIRECT]} direct, {row[INDIRECT]} indirect)" if row[DIRECT] + row[INDIRECT] else ""
        parts.append(f"{row['voice']} {row['words']}{modes}")
    return f"Bar chart of words by voice, split by mode: {'; '.join(parts)}."


def who_speaks_when(turns: pd.DataFrame) -> str:
    """What `analysis.book.figures.who_speaks_when` shows; takes the table of `analysis.speakers.turns`."""
    parts = [f"{row['voice']} {row['first_word']} to {row['last_word']}" for row in turns.to_dict("records")]
    return f"Timeline of {len(turns)} turns by the article's word numbers: {', '.join(parts)}."


def themes_by_voice(counts: pd.DataFrame) -> str:
    """What `analysis.book.figures.themes_by_voice` shows; takes statements by theme (rows) and voice (columns)."""
    parts = []
    for theme, row in counts.iterrows():
        by = ", ".join(f"{voice} {count}" for voice, count in row.items() if count)
        parts.append(f"{theme}: {by or 'none'}")
    return f"Table chart of statements on each theme by voice. {'; '.join(parts)}."


def themes_along(statements: pd.DataFrame, names: dict[str, str]) -> str:
    """What `analysis.book.figures.themes_along` shows; takes statements with themes and the themes' names by identifier."""
    rows = spoken(statements)
    parts = []
    for theme, name in names.items():
        found = [str(row.statement) for row in rows.itertuples() if theme in row.themes]
        if found:
            parts.append(f"{name} in statements {', '.join(found)}")
    return f"Dispersion plot of themes along the article: {'; '.join(parts)}."


def tone_by_voice(tone: pd.DataFrame) -> str:
    """What `analysis.book.figures.tone_by_voice` shows; takes the table of `analysis.sentiment.tone_by` on voice."""
    parts = [
        f"{row['voice']} {row['positive']} positive, {row['neutral']} neutral, {row['negative']} negative"
        for row in tone.to_dict("records")
    ]
    return f"Bar chart of statements by tone and voice: {'; '.join(parts)}."


def tone_along(statements: pd.DataFrame) -> str:
    """What `analysis.book.figures.tone_along` shows; takes statements with tone."""
    rows = spoken(statements)
    low, high = rows.loc[rows["tone"].idxmin()], rows.loc[rows["tone"].idxmax()]
    return (
        f"Lollipop chart of the tone of {len(rows)} statements in the order of the text. Lowest: statement "
        f"{low['statement']} by {low['voice']} at {low['tone']:.2f}; highest: statement {high['statement']} by "
        f"{high['voice']} at {high['tone']:.2f}."
    )


def toward(cells: pd.DataFrame) -> str:
    """What `analysis.book.figures.toward` shows; takes its cells."""
    parts = []
    for coder, rows in cells.groupby("coder", sort=False):
        listed = [
            f"{row['voice']} of {row['target']} {row['mentions']} at {row['tone']:+.2f}"
            for row in rows.to_dict("records")
        ]
        parts.append(f"by the {coder}, {', '.join(listed)}")
    return f"Grid of mentions and their mean tone, voices by targets: {'; '.join(parts)}."


def specification(found: Sequence[Curve]) -> str:
    """What `analysis.book.figures.specification` shows; takes the headlines tried."""
    parts = [
        f"{title(one.headline)}, from {one.ways['estimate'].min():+.2f} to {one.ways['estimate'].max():+.2f}, "
        f"same sign under {one.claim.holds} of {one.claim.of}"
        for one in found
    ]
    return f"Specification curves of {len(found)} headline numbers: {'; '.join(parts)}."


def keyness(words: pd.DataFrame) -> str:
    """What `analysis.book.figures.keyness` shows; takes the words drawn, rows of `analysis.wording.keyness.keyness`."""
    parts = [
        f"{row['term']} {row['log_ratio']:.1f} ({row['log_ratio_low']:.1f} to {row['log_ratio_high']:.1f}, {row['count']} times)"
        for row in words.to_dict("records")
    ]
    return (
        f"Dot plot of the {len(words)} words that stand out against the reference list, by log ratio with its "
        f"interval: {', '.join(parts)}."
    )


def choices(table: pd.DataFrame) -> str:
    """What `analysis.book.figures.choices` shows; takes rows of name, value, low and high, all from 0 to 1."""
    parts = [
        f"{row['name']} {row['value']:.0%}, from {row['low']:.0%} to {row['high']:.0%}"
        for row in table.to_dict("records")
    ]
    return f"Range plot of each share over all choices: {'; '.join(parts)}."


def reliability(table: pd.DataFrame) -> str:
    """What `analysis.book.figures.reliability` shows; takes rows of kind, said, right (0 to 1) and words."""
    parts = [f"{row['kind']} {row['said']:.0%} said, {row['right']:.0%} right" for row in table.to_dict("records")]
    return f"Dot plot of probabilities against the share of words that is right: {'; '.join(parts)}."
