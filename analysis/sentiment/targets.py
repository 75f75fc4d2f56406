"""Tone toward targets: how often and how warmly each voice speaks of whom, and what is not returned.

`target_tone` scores the mentions of an article with the trained model. The other functions read a table of mentions, a
row a mention of a target in a statement, with the columns of `analysis.codebook.target_coding.target_coding`; whether a
model or a coding scored it makes no difference.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attribution import mentions as named
from analysis.models import tone as tone_network
from analysis.robustness.choices import is_firm
from analysis.sentiment.tone import LABELS, NEGATIVE, NEUTRAL, POSITIVE
from analysis.text.article import Article
from analysis.text.segmentation import Span
from analysis.text.statements import INDIRECT, NARRATOR

WELL, ILL = "well", "ill"
PARAPHRASE = ("its source's", "the narrator's", "left out")


class Asymmetry(NamedTuple):
    """A claim on who speaks well or ill of whom: its name, whom it is about, its words, and where it holds.

    `words` are those of a claim that holds; `statements` are the numbers of those that carry it; `holds` of `choices`
    tables of mentions bear it out.
    """

    id: str
    names: tuple[str, ...]
    words: str
    statements: tuple[int, ...]
    holds: int
    choices: int

    @property
    def firm(self) -> bool:
        """Whether it may be worded as certain."""
        return is_firm(self.holds, self.choices)


def worded(one: Asymmetry) -> str:
    """What `one` claims, as a sentence: certain where it is firm, else with the reservation that it depends.

    >>> worded(Asymmetry("blamed", ("Ann",), "Ann is spoken ill of by Bo alone.", (), 4, 9))
    'By the codes shown, Ann is spoken ill of by Bo alone, though not under every reasonable choice.'
    """
    if one.firm:
        return one.words
    words = one.words[0].lower() + one.words[1:] if one.words.startswith("The ") else one.words
    return f"By the codes shown, {words.removesuffix('.')}, though not under every reasonable choice."


def target_tone(article: Article, statements: pd.DataFrame) -> pd.DataFrame:
    """The tone of each statement toward each person, country and body that it names, one row a mention.

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
    """The words of `text` that make its tone toward the mention at `target`, one row a word, in the order of the text.

    Columns: `start`, `end` (offsets into `text`), `word`, `adds` (by how much the tone, positive less negative, is
    higher with the word than with an unknown one in its place: leaving out one word at a time).
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

    One row for each pair that occurs, the target with the most mentions first. `statements` holds their numbers, `tone`
    is the mean over mentions (-1 to 1), the last three count mentions by label.
    """
    labels = {name: (mentions["label"] == name).astype(int) for name in LABELS}
    table = (
        mentions.assign(**labels)
        .groupby(["voice", "target"], sort=False)
        .agg(
            mentions=("tone", "size"),
            statements=("statement", lambda numbers: tuple(sorted({int(one) for one in numbers}))),
            tone=("tone", "mean"),
            **{name: (name, "sum") for name in LABELS},
        )
        .reset_index()
    )
    order = mentions.groupby("target").size()
    keys = pd.DataFrame({"often": table["target"].map(order), "target": table["target"], "voice": table["voice"]})
    ranked = keys.sort_values(["often", "target", "voice"], ascending=[False, True, True]).index
    return table.loc[ranked].reset_index(drop=True)


def sided(mentions: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """`mentions` with each voice and each target called by its side; who is on none keeps the name.

    What a side says of itself is left out.
    """
    voice, target = (mentions[name].map(lambda one: sides.get(one, one)) for name in ("voice", "target"))
    return mentions.assign(voice=voice, target=target)[voice != target]


def stance(mentions: pd.DataFrame, voice: str, target: str) -> str:
    """Whether `voice` speaks "well" or "ill" of `target`, by which mentions are more; "" where neither is."""
    rows = mentions[(mentions["voice"] == voice) & (mentions["target"] == target)]
    balance = int((rows["label"] == POSITIVE).sum()) - int((rows["label"] == NEGATIVE).sum())
    return WELL if balance > 0 else ILL if balance < 0 else ""


def stances(mentions: pd.DataFrame, target: str) -> dict[str, str]:
    """The stance toward `target` of each other voice that names it, in the order of the text."""
    voices = mentions.loc[(mentions["target"] == target) & (mentions["voice"] != target), "voice"]
    return {voice: stance(mentions, voice, target) for voice in dict.fromkeys(voices)}


def paraphrased(table: pd.DataFrame, paraphrase: str) -> pd.DataFrame:
    """`table`, of mentions or of statements, with paraphrase as one of `PARAPHRASE` has it."""
    indirect = table["mode"] == INDIRECT
    if paraphrase == PARAPHRASE[1]:
        return table.assign(voice=table["voice"].where(~indirect, NARRATOR))
    return table[~indirect] if paraphrase == PARAPHRASE[2] else table


def matched(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The mentions of `one` that `other` has too: those of the same target whose words overlap.

    Columns: `start`, `target`, `one`, `other` (the labels that the two tables give). Where several of `other` overlap
    with one, the first counts.
    """
    rows = []
    for mention in one.itertuples():
        same = other[
            (other["target"] == mention.target) & (other["start"] < mention.end) & (other["end"] > mention.start)
        ]
        if len(same):
            rows.append((mention.start, mention.target, mention.label, same["label"].iloc[0]))
    return pd.DataFrame(rows, columns=["start", "target", "one", "other"])


def asymmetries(codings: Mapping[str, pd.DataFrame], sides: Mapping[str, str]) -> list[Asymmetry]:
    """What the first of `codings` shows of who speaks how of whom, tried on each, paraphrase counted in three ways.

    The claims: of any two sides that both speak and name each other, whether each speaks well or ill of the other
    ("returned"); which target most voices speak well of, and which voices that name it do not ("praised"); which
    targets are spoken ill of, and by whom ("blamed"). A voice on the target's own side counts among those that name it.
    """
    mentions = next(iter(codings.values()))
    tables = [paraphrased(table, one) for table in codings.values() for one in PARAPHRASE]
    return [*_returned(mentions, tables, sides), *_praised(mentions, tables, sides), *_blamed(mentions, tables)]


def _returned(mentions: pd.DataFrame, tables: list[pd.DataFrame], sides: Mapping[str, str]) -> list[Asymmetry]:
    whole, parts = sided(mentions, sides), [sided(table, sides) for table in tables]
    pairs = {(one.voice, one.target) for one in whole.itertuples()}
    made = []
    for one, two in sorted(pairs):
        if one > two or (two, one) not in pairs:
            continue
        there, back = stance(whole, one, two), stance(whole, two, one)
        if not (there or back):
            continue
        first, second = (f"{name}'s side" if name in sides.values() else _listed([name]) for name in (one, two))
        if there == back:
            words = f"{first} and {second} speak {there} of each other."
        else:
            if not there:
                first, second = second, first
            words = f"{first} speaks {there or back} of {second}, which does not return it."
        words = words[0].upper() + words[1:]
        rows = whole[whole["voice"].isin([one, two]) & whole["target"].isin([one, two])]

        def same(table: pd.DataFrame, one: str = one, two: str = two, both: tuple[str, str] = (there, back)) -> bool:
            return (stance(table, one, two), stance(table, two, one)) == both

        made.append(Asymmetry("returned", (one, two), words, _carriers(rows), _holds(parts, same), len(tables)))
    return made


def _praised(mentions: pd.DataFrame, tables: list[pd.DataFrame], sides: Mapping[str, str]) -> list[Asymmetry]:
    counts = {
        target: sum(how == WELL for how in stances(mentions, target).values()) for target in mentions["target"].unique()
    }
    most = max(counts.values(), default=0)
    if most < 2:
        return []
    target = next(name for name, count in counts.items() if count == most)
    cool = sorted(voice for voice, how in stances(mentions, target).items() if how != WELL)
    warm = [voice for voice, how in stances(mentions, target).items() if how == WELL]
    own = target in sides and any(sides.get(voice) == sides[target] for voice in warm)
    words = f"{target} is spoken well of by every voice that names it{', its own side included' if own else ''}"
    words += f", save {_listed(cool)}." if cool else "."
    rows = mentions[mentions["target"] == target]

    def same(table: pd.DataFrame) -> bool:
        found = stances(table, target)
        return sorted(voice for voice, how in found.items() if how != WELL) == cool

    return [Asymmetry("praised", (target,), words, _carriers(rows), _holds(tables, same), len(tables))]


def _blamed(mentions: pd.DataFrame, tables: list[pd.DataFrame]) -> list[Asymmetry]:
    made = []
    for target in mentions["target"].unique():
        blamers = sorted(voice for voice, how in stances(mentions, target).items() if how == ILL)
        if not blamers:
            continue
        words = f"{target} is spoken ill of by {_listed(blamers)}{' alone' if len(blamers) == 1 else ''}."
        rows = mentions[mentions["target"] == target]

        def same(table: pd.DataFrame, target: str = target, blamers: list[str] = blamers) -> bool:
            return sorted(voice for voice, how in stances(table, target).items() if how == ILL) == blamers

        made.append(Asymmetry("blamed", (target, *blamers), words, _carriers(rows), _holds(tables, same), len(tables)))
    return made


def _holds(tables: list[pd.DataFrame], claim: Callable[[pd.DataFrame], bool]) -> int:
    return sum(claim(table) for table in tables)


def _carriers(rows: pd.DataFrame) -> tuple[int, ...]:
    carrying = rows[rows["label"] != NEUTRAL]
    return tuple(int(number) for number in np.unique(carrying["statement"]))


def _listed(names: list[str]) -> str:
    called = [f"the {name}" if name == NARRATOR else name for name in names]
    return " and ".join([", ".join(called[:-1]), called[-1]]) if len(called) > 1 else called[0]
