"""Tone of statements by VADER: its label, its mean by voice, theme or any other column, and the words that make it."""

from collections.abc import Sequence

import pandas as pd

from analysis.sentiment import vader
from analysis.text.files import InputError
from analysis.text.statements import require, spoken

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
LABELS = (POSITIVE, NEUTRAL, NEGATIVE)

# The threshold that the authors of VADER recommend.
THRESHOLD = 0.05

SCORES = {"compound": "tone", "pos": "positive", "neu": "neutral", "neg": "negative"}


def label(tone: float, threshold: float = THRESHOLD) -> str:
    """The label of a tone between -1 and 1: "positive" from `threshold` on, "negative" from minus `threshold` down."""
    return POSITIVE if tone >= threshold else NEGATIVE if tone <= -threshold else NEUTRAL


def with_tone(statements: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """`statements` with five columns added: tone, positive, neutral, negative, tone_label.

    `tone` is VADER's compound score, -1 (all negative) to 1 (all positive). `positive`, `neutral` and `negative` are
    the parts of a statement's words in each class, 0 to 1. `tone_label` is what `label` gives. A row without words has
    tone 0, is "neutral" and is not counted by any function of this package.

    Raises:
        InputError: `threshold` is not above 0 and at most 1, or `statements` lacks `text` or `words`.
    """
    if not 0 < threshold <= 1:
        raise InputError(f"threshold of tone: {threshold} is not above 0 and at most 1. Give a number such as 0.05.")
    require(statements, "text", "words")
    texts = [text if words else "" for text, words in zip(statements["text"], statements["words"], strict=True)]
    scores = pd.DataFrame([vader.score(text) for text in texts], statements.index, columns=list(SCORES))
    toned = statements.assign(**{column: scores[name] for name, column in SCORES.items()})
    return toned.assign(tone_label=[label(tone, threshold) for tone in toned["tone"]])


def toned_words(statements: pd.DataFrame) -> pd.DataFrame:
    """Every word of `statements` that VADER's lexicon rates, one row each, in the order of the text.

    Columns: `statement`, then those of `analysis.sentiment.vader.RatedWord`, with `start` and `end` as offsets into the
    file. The contribution says whether a word moves the tone up or down: "no" or "not" can reverse it.

    Raises:
        InputError: `statements` lacks `statement`, `start`, `text` or `words`.
    """
    require(statements, "statement", "start", "text", "words")
    counted = spoken(statements)
    rows = [
        (number, *word._replace(start=first + word.start, end=first + word.end))
        for number, first, text in zip(counted["statement"], counted["start"], counted["text"], strict=True)
        for word in vader.rated_words(text)
    ]
    return pd.DataFrame(rows, columns=["statement", *vader.RatedWord._fields])


def tone_by(statements: pd.DataFrame, column: str | Sequence[str]) -> pd.DataFrame:
    """Tone of each value of `column`, a name of a column of `statements` or a list of names.

    Columns: the value; `statements`, `words` (how many); `tone` (mean over statements, weighted by their words, -1 to
    1); `tone_unweighted` (mean in which each statement weighs the same); `positive`, `neutral`, `negative` (how many
    statements have that label). The value with the most words comes first.

    Raises:
        InputError: a column is missing; `with_tone` was not called on `statements`.
    """
    columns = [column] if isinstance(column, str) else list(column)
    require(statements, *columns, "words")
    require(statements, "tone", "tone_label", made_by="with_tone")
    counted = spoken(statements)
    labels = {name: (counted["tone_label"] == name).astype(int) for name in LABELS}
    groups = counted.assign(weighted=counted["tone"] * counted["words"], **labels).groupby(columns, sort=False)
    table = groups.agg(
        statements=("words", "size"),
        words=("words", "sum"),
        tone=("weighted", "sum"),
        tone_unweighted=("tone", "mean"),
        **{name: (name, "sum") for name in LABELS},
    ).reset_index()
    table["tone"] = table["tone"] / table["words"]
    return table.sort_values(["words", *columns], ascending=[False, *[True] * len(columns)], ignore_index=True)


def tone_by_theme(statements: pd.DataFrame) -> pd.DataFrame:
    """Tone of each theme, with the columns of `tone_by`; a statement with several themes counts in each of them.

    Raises:
        InputError: a column is missing; `with_tone` or `themes.with_themes` was not called on `statements`.
    """
    require(statements, "themes", made_by="themes.with_themes")
    long = statements.explode("themes").rename(columns={"themes": "theme"})
    return tone_by(long[long["theme"].notna()], "theme")
