"""Tone toward targets: how often and how warmly each voice speaks of whom, and what is not returned.

`target_tone` scores the mentions of an article with the trained model. The other functions read a table of mentions, a
row a mention of a target in a statement, with the columns of `analysis.codebook.target_coding.target_coding`; whether a
model or a coding scored it makes no difference.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.attribution import mentions as named
from analysis.models import tone as tone_network
from analysis.sentiment.tone import LABELS, NEGATIVE, POSITIVE
from analysis.text.article import Article
from analysis.text.segmentation import Span
from analysis.text.statements import INDIRECT, NARRATOR, require

WELL, ILL = "well", "ill"
PARAPHRASE = ("its source's", "the narrator's", "left out")


def target_tone(article: Article, statements: pd.DataFrame) -> pd.DataFrame:
    """The tone of each statement toward each person, country and body that it names, one row per mention.

    The columns are those of `analysis.attribution.mentions.mentions`, then `negative`, `neutral`, `positive`
    (probabilities, which sum to 1), `tone` (positive less negative, -1 to 1) and `label`, the likeliest of the three. The
    model sees the statement with a blank for the mention, so that nobody is judged by name.
    """
    table = named.mentions(article, statements)
    rows = statements.set_index("statement").loc[table["statement"]]
    spans = zip(table["start"] - rows["start"].to_numpy(), table["end"] - rows["start"].to_numpy(), strict=True)
    probabilities = tone_network.probabilities(zip(rows["text"], spans, strict=True))
    for column, name in enumerate(tone_network.LABELS):
        table[name] = probabilities[:, column].astype(float)
    table["tone"] = table[POSITIVE] - table[NEGATIVE]
    table["label"] = [tone_network.LABELS[column] for column in probabilities.argmax(axis=1)]
    return table


def target_words(text: str, target: Span) -> pd.DataFrame:
    """How much each word of `text` adds to its tone toward the mention at `target`, in the order of the text.

    Columns: `start`, `end` (offsets into `text`), `word`, `adds`: the tone, positive less negative, minus the tone with
    an unknown word in its place.
    """
    encoded = tone_network.encoded(text, target)
    probabilities = tone_network.classified([encoded, *tone_network.without_each(encoded)], tone_network.weights())
    tones = probabilities[:, 2] - probabilities[:, 0]
    rows = [
        (*span, text[slice(*span)], float(tones[0] - tone))
        for span, tone in zip(encoded.spans, tones[1:], strict=True)
        if text[span[0]].isalnum()
    ]
    return pd.DataFrame(rows, columns=["start", "end", "word", "adds"])


def matrix(mentions: pd.DataFrame) -> pd.DataFrame:
    """How each voice speaks of each target: voice, target, mentions, statements, tone, positive, neutral, negative.

    One row for each pair that occurs, the target with the most mentions first. `statements` are their numbers, `tone` is
    the mean over mentions (-1 to 1), and the last three columns count mentions by label.
    """
    require(mentions, "statement", "voice", "target", "tone", "label")
    labels = {name: (mentions["label"] == name).astype(int) for name in LABELS}
    table = (
        mentions.assign(**labels)
        .groupby(["voice", "target"], sort=False)
        .agg(
            mentions=("tone", "size"),
            statements=("statement", lambda numbers: tuple(sorted({int(number) for number in numbers}))),
            tone=("tone", "mean"),
            **{name: (name, "sum") for name in LABELS},
        )
        .reset_index()
    )
    ranked = table.assign(rank=-table["target"].map(mentions["target"].value_counts()))
    return ranked.sort_values(["rank", "target", "voice"], ignore_index=True).drop(columns="rank")


def sided(mentions: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """`mentions` with each voice and each target replaced by its side, if it has one; without those of a side by itself."""
    require(mentions, "voice", "target")
    voice, target = (mentions[column].map(lambda name: sides.get(name, name)) for column in ("voice", "target"))
    return mentions.assign(voice=voice, target=target)[voice != target]


def stance(mentions: pd.DataFrame, voice: str, target: str) -> str:
    """ "well" if `voice` has more positive than negative mentions of `target`, "ill" if fewer, "" if as many."""
    require(mentions, "voice", "target", "label")
    rows = mentions[(mentions["voice"] == voice) & (mentions["target"] == target)]
    balance = int((rows["label"] == POSITIVE).sum()) - int((rows["label"] == NEGATIVE).sum())
    return WELL if balance > 0 else ILL if balance < 0 else ""


def stances(mentions: pd.DataFrame, target: str) -> dict[str, str]:
    """The stance toward `target` of each other voice that names it, in the order of the text."""
    require(mentions, "voice", "target", "label")
    voices = mentions.loc[(mentions["target"] == target) & (mentions["voice"] != target), "voice"]
    return {voice: stance(mentions, voice, target) for voice in dict.fromkeys(voices)}


def paraphrased(table: pd.DataFrame, paraphrase: str) -> pd.DataFrame:
    """`table`, of mentions or of statements, with paraphrase counted as `paraphrase` says: one of `PARAPHRASE`."""
    require(table, "mode", "voice")
    indirect = table["mode"] == INDIRECT
    if paraphrase == PARAPHRASE[1]:
        return table.assign(voice=table["voice"].where(~indirect, NARRATOR))
    return table[~indirect] if paraphrase == PARAPHRASE[2] else table


def matched(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The mentions that both tables have: those of the same target whose words overlap.

    Columns: `start`, `target`, `one`, `other` (the labels that the two tables give). If several mentions of `other`
    overlap a mention of `one`, the first counts.
    """
    for table in (one, other):
        require(table, "start", "end", "target", "label")
    rows = []
    for mention in one.itertuples():
        same = other[
            (other["target"] == mention.target) & (other["start"] < mention.end) & (other["end"] > mention.start)
        ]
        if len(same):
            rows.append((mention.start, mention.target, mention.label, same["label"].iloc[0]))
    return pd.DataFrame(rows, columns=["start", "target", "one", "other"])
