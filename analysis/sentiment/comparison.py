"""One question, several instruments: the tone of each statement by every lexicon and by tone toward targets."""

from collections.abc import Mapping

import pandas as pd

from analysis.sentiment.lexicons import LEXICONS
from analysis.sentiment.tone import LABELS, NEGATIVE, NEUTRAL, POSITIVE, label
from analysis.text.statements import require, spoken


def by_statement(statements: pd.DataFrame, mentions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The tone of each statement by each instrument: statement, voice, words, instrument, tone, label.

    The instruments are those of `LEXICONS`, then those of `mentions`, which maps names to tables of mentions with tone
    toward targets. Their tone of a statement is the mean over its mentions; a statement that names nobody has no row.
    Their label is the one with the highest mean probability: a tie goes to the label that is not neutral, and a tie of
    positive and negative is neutral.

    Raises:
        InputError: `statements` lacks `statement`, `voice`, `text` or `words`, or a table of mentions what it needs.
    """
    require(statements, "statement", "voice", "text", "words")
    rows = spoken(statements)[["statement", "voice", "words", "text"]]
    tables = []
    for name, lexicon in LEXICONS.items():
        tones = [lexicon.score(text) for text in rows["text"]]
        tables.append(
            rows.assign(instrument=name, tone=tones, label=[label(tone, lexicon.threshold) for tone in tones])
        )
    for name, table in mentions.items():
        require(table, "statement", "tone", *LABELS)
        means = table.groupby("statement")[[POSITIVE, NEGATIVE, NEUTRAL, "tone"]].mean()
        labels = means[[POSITIVE, NEGATIVE, NEUTRAL]].idxmax(axis=1).where(means["tone"] != 0, NEUTRAL).rename("label")
        tables.append(rows.merge(means[["tone"]].join(labels), on="statement").assign(instrument=name))
    return pd.concat(tables, ignore_index=True).drop(columns="text")


def by_voice(scored: pd.DataFrame) -> pd.DataFrame:
    """The tone of each voice by each instrument: voice, instrument, statements, tone, positive, neutral, negative.

    `scored` is what `by_statement` gives. `tone` is the mean over the statements that the instrument scores, each
    weighing the same; the last three count them by label. The voice with the most words comes first.
    """
    require(scored, "statement", "voice", "words", "instrument", "tone", "label", made_by="by_statement")
    order = scored.drop_duplicates("statement").groupby("voice")["words"].sum().sort_values(ascending=False)
    counted = scored.assign(**{name: scored["label"] == name for name in LABELS})
    table = counted.groupby(["voice", "instrument"], sort=False).agg(
        statements=("statement", "size"), tone=("tone", "mean"), **{name: (name, "sum") for name in LABELS}
    )
    pairs = pd.MultiIndex.from_product([order.index, scored["instrument"].unique()], names=["voice", "instrument"])
    return (
        table.reindex(pairs)
        .dropna(subset="statements")
        .astype(dict.fromkeys(("statements", *LABELS), int))
        .reset_index()
    )


def disagreements(scored: pd.DataFrame) -> pd.DataFrame:
    """The rows of `scored` of each statement that one instrument calls positive and another negative."""
    require(scored, "statement", "label", made_by="by_statement")
    labels = scored.groupby("statement")["label"].agg(set)
    torn = labels.index[labels.map(lambda given: {POSITIVE, NEGATIVE} <= given)]
    return scored[scored["statement"].isin(torn)].sort_values("statement", kind="stable", ignore_index=True)
