"""Several instruments, one question: the tone of a statement by four published ways, each with the words that move it.

VADER (Hutto and Gilbert 2014) sums rated words and brings the sum into -1 to 1. AFINN (Nielsen 2011) is a list of words
rated from -5 to 5; its tone here is their mean, in fifths. TextBlob takes the mean polarity of the words and phrases
that it rates, negation and intensifiers reckoned in. A model of tone toward targets gives a statement the mean over the
mentions in it, and none where the statement names nobody.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
from afinn import Afinn
from textblob import TextBlob

from analysis.sentiment import NEGATIVE, NEUTRAL, POSITIVE, THRESHOLD, explain, label, readable, score
from analysis.text.files import InputError
from analysis.text.statements import require, spoken

VADER, AFINN, TEXTBLOB = "VADER", "AFINN", "TextBlob"
LISTS = (VADER, AFINN, TEXTBLOB)
HIGHEST_RATING = 5


class Moved(NamedTuple):
    """A word or phrase that moved an instrument, and by how much, in the instrument's own measure."""

    words: str
    by: float


@cache
def _afinn() -> Any:
    return Afinn()


def tone(instrument: str, text: str) -> float:
    """The tone of `text`, -1 to 1, by one of `LISTS`; 0 where the instrument rates none of its words.

    >>> [tone(one, "They are happy.") for one in LISTS]
    [0.5719, 0.6, 0.8]
    """
    if instrument == VADER:
        return score(text)["compound"]
    amounts = [moved.by for moved in words(instrument, text)]
    return sum(amounts) / len(amounts) / _scale(instrument) if amounts else 0.0


def words(instrument: str, text: str) -> list[Moved]:
    """The words of `text` that `instrument`, one of `LISTS`, rates, in their order; those rated 0 count in its mean.

    >>> words(AFINN, "They are not good, they are awful.")
    [Moved(words='not good', by=-2.0), Moved(words='awful', by=-3.0)]

    Raises `InputError` where there is no such instrument.
    """
    plain = readable(text)
    if instrument == VADER:
        rows = explain(text)
        return [
            Moved(word, by)
            for word, by, valence in zip(rows["word"], rows["contribution"], rows["valence"], strict=True)
            if valence
        ]
    if instrument == AFINN:
        found = zip(_afinn().find_all(plain), _afinn().scores_with_pattern(plain), strict=True)
        return [Moved(word, float(by)) for word, by in found]
    if instrument == TEXTBLOB:
        # Full stops and commas apart, since the analyzer would take "bad." for no word of its list.
        return [Moved(" ".join(one), float(by)) for one, by, *_ in TextBlob(plain).sentiment_assessments.assessments]
    raise InputError(f"instrument: there is none called '{instrument}'. Name one of {', '.join(LISTS)}.")


def by_statement(statements: pd.DataFrame, toward: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The tone of each statement by each instrument: statement, voice, words, instrument, tone, label.

    `toward` maps the names of further instruments to their tables of mentions. A statement that names nobody has no row
    for them. A label by mentions is the likeliest of the three by their mean probabilities, of two as likely the one that is
    not neutral, and neutral where well and ill are as likely; by a list it is that of the tone, from VADER's threshold on.
    """
    require(statements, "statement", "voice", "text", "words")
    rows = spoken(statements)[["statement", "voice", "words", "text"]]
    tables = []
    for name in LISTS:
        tones = [tone(name, text) for text in rows["text"]]
        tables.append(rows.assign(instrument=name, tone=tones, label=[label(one, THRESHOLD) for one in tones]))
    for name, mentions in toward.items():
        means = mentions.groupby("statement")[[POSITIVE, NEGATIVE, NEUTRAL, "tone"]].mean()
        labels = means[[POSITIVE, NEGATIVE, NEUTRAL]].idxmax(axis=1).where(means["tone"] != 0, NEUTRAL).rename("label")
        joined = rows.merge(means[["tone"]].join(labels), on="statement")
        tables.append(joined.assign(instrument=name))
    return pd.concat(tables, ignore_index=True).drop(columns="text")


def by_voice(scored: pd.DataFrame) -> pd.DataFrame:
    """The tone of each voice by each instrument: voice, instrument, statements, tone, positive, neutral, negative.

    `scored` is what `by_statement` gives. `tone` is the mean over the statements that the instrument scores, each
    weighing the same; the last three count them by label. The voice with the most words comes first.
    """
    order = scored.drop_duplicates("statement").groupby("voice")["words"].sum().sort_values(ascending=False)
    counted = scored.assign(**{name: scored["label"] == name for name in (POSITIVE, NEUTRAL, NEGATIVE)})
    table = counted.groupby(["voice", "instrument"], sort=False).agg(
        statements=("statement", "size"),
        tone=("tone", "mean"),
        positive=(POSITIVE, "sum"),
        neutral=(NEUTRAL, "sum"),
        negative=(NEGATIVE, "sum"),
    )
    wanted = pd.MultiIndex.from_product([order.index, scored["instrument"].unique()], names=["voice", "instrument"])
    return table.reindex(wanted).dropna(subset="statements").astype({"statements": int}).reset_index()


def disagreements(scored: pd.DataFrame) -> pd.DataFrame:
    """The rows of `scored` of each statement that one instrument calls positive and another negative."""
    signs = scored.groupby("statement")["label"].agg(set)
    torn = signs.index[signs.map(lambda found: {POSITIVE, NEGATIVE} <= found)]
    return scored[scored["statement"].isin(torn)].sort_values("statement", kind="stable", ignore_index=True)


def _scale(instrument: str) -> int:
    return HIGHEST_RATING if instrument == AFINN else 1
