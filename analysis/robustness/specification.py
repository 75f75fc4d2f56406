"""The specification curve: every headline number on tone, over all reasonable choices.

After Simonsohn, Simmons and Nelson (2020, Nature Human Behaviour): a number is computed in every way that a careful
reader might defend, the results are sorted, and the share of ways under which its sign holds tells how far it depends
on the way. Ways that come to the same terms count once, so that no choice is counted that changes nothing.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import sentiment
from analysis.codebook.target_coding import held
from analysis.coding import CODING, INSTRUMENT, Coding
from analysis.robustness.choices import FRAMES, distinct, is_firm
from analysis.robustness.contrasts import (
    MENTION,
    SENTENCE,
    STATEMENT,
    WORD,
    Headline,
    Terms,
    estimate,
    headlines,
    terms,
)
from analysis.sentiment.targets import PARAPHRASE, paraphrased
from analysis.text.statements import NARRATOR, is_reporting_clause, spoken

READ, MODEL = "coding", "trained model"
SCORERS = {CODING: READ, INSTRUMENT: MODEL}
GRADED = "as measured"
STRENGTHS = {GRADED: 0.0, "sign from 0.05": 0.05, "sign from 0.2": 0.2, "sign from 0.4": 0.4}
COLUMNS = ("statement", "sentence", "voice", "words", "tone", "target")
DIMENSIONS = ("by", "unit", "tone", "paraphrase", "frames", "voices")

# What a headline says where it is above 0 and where it is below; {0} and {1} are whom it is about.
CLAIMS = {
    "narrator": (
        "the narrator's tone is warmer than that of the people quoted",
        "the narrator's tone is darker than that of the people quoted",
    ),
    "negative": (
        "{0} carries more of what is negative than any other voice",
        "{0} carries less of what is negative than another voice",
    ),
    "quoted": ("{0} speaks more warmly than {1}", "{1} speaks more warmly than {0}"),
    "returned": (
        "{0}'s side speaks more warmly of {1}'s than {1}'s side does of {0}'s",
        "{1}'s side speaks more warmly of {0}'s than {0}'s side does of {1}'s",
    ),
    "named": ("{0} is spoken of more warmly than {1}", "{1} is spoken of more warmly than {0}"),
    "blamed": ("{0} is spoken well of", "{0} is spoken ill of"),
}

# What is taken less what, in few words; {0} and {1} as above.
TITLES = {
    "narrator": "Narrator − quoted",
    "negative": "Ill: {0} − next",
    "quoted": "{0} − {1}",
    "returned": "{0} to {1} − back",
    "named": "To {0} − to {1}",
    "blamed": "To {0}",
}


class Basis(NamedTuple):
    """What the ways choose from: rows with tone by (instrument, coding), of statements and of mentions."""

    statements: dict[tuple[str, str], pd.DataFrame]
    mentions: dict[tuple[str, str], pd.DataFrame]
    sides: Mapping[str, str]

    def rows(self, headline: Headline) -> dict[tuple[str, str], pd.DataFrame]:
        """The rows that `headline` reads."""
        return self.mentions if headline.toward else self.statements


class Variant(NamedTuple):
    """Rows by one instrument and one coding, with paraphrase and frames counted one way, in columns."""

    by: str
    paraphrase: str
    frames: str
    voices: str
    columns: dict[str, NDArray[Any]]


class Tried(NamedTuple):
    """A headline number: its terms and estimate as the book shows it, and what it comes to in every way."""

    headline: Headline
    terms: Terms
    ways: pd.DataFrame

    @property
    def estimate(self) -> float:
        """The number as the book shows it."""
        return estimate(self.terms)

    @property
    def choices(self) -> int:
        """How many ways there are."""
        return len(self.ways)

    @property
    def holds(self) -> int:
        """Under how many ways the sign is that of the number shown."""
        return int((np.sign(self.ways["estimate"]) == np.sign(self.estimate)).sum())

    @property
    def firm(self) -> bool:
        """Whether it may be worded as certain: its sign holds under at least nine ways in ten."""
        return is_firm(self.holds, self.choices)


def basis(coding: Coding) -> Basis:
    """The scored rows of an article, by every instrument on every coding of its voices."""
    statements, mentions = {}, {}
    for coder, coded in distinct(coding.codings).items():
        rows = spoken(coded).assign(frame=is_reporting_clause(coded))
        placed = {name: held(table, coded) for name, table in coding.toward.items()}
        scored = sentiment.by_statement(rows, {SCORERS[name]: table for name, table in placed.items()})
        facts = rows[["statement", "sentence", "mode", "frame"]]
        for name, part in scored.groupby("instrument", sort=False):
            statements[str(name), coder] = part.merge(facts, on="statement")
        for name, table in placed.items():
            joined = table.drop(columns="mode").merge(facts.assign(words=rows["words"]), on="statement")
            mentions[SCORERS[name], coder] = joined
        found = placed.get(coder, next(iter(placed.values())))
        for name in sentiment.LEXICONS:
            tones = statements[name, coder].set_index("statement")["tone"]
            joined = found.drop(columns="mode").merge(facts.assign(words=rows["words"]), on="statement")
            mentions[name, coder] = joined.assign(tone=joined["statement"].map(tones))
    return Basis(statements, mentions, coding.sides)


def reference(based: Basis) -> tuple[str, str]:
    """The instrument and the coding by which the book shows its headlines: the coding's, where there is one."""
    return next(key for key in ((READ, CODING), (MODEL, INSTRUMENT)) if key in based.mentions)


def shown(headline: Headline, based: Basis) -> Terms:
    """The terms of `headline` as the book shows it: as measured, a mention or a statement the unit, nothing left out."""
    unit = MENTION if headline.toward else STATEMENT
    return terms(headline, based.rows(headline)[reference(based)], based.sides, unit)


def of_article(based: Basis) -> list[Headline]:
    """The headlines of an article, chosen by the rows that the book shows."""
    key = reference(based)
    return headlines(based.statements[key], based.mentions[key], based.sides)


def curve(headline: Headline, variants: Sequence[Variant], sides: Mapping[str, str]) -> pd.DataFrame:
    """Every way and what it comes to: by (the instrument), unit, tone, paraphrase, frames, voices (who coded them),
    estimate; lowest first.

    Ways with the same terms as an earlier one, and those that leave nothing to compare, have no row.
    """
    units = (MENTION, STATEMENT, SENTENCE, WORD) if headline.toward else (STATEMENT, SENTENCE, WORD)
    seen: set[bytes] = set()
    found = []
    for one, (strength, threshold), unit in product(variants, STRENGTHS.items(), units):
        made = terms(headline, {**one.columns, "tone": _signs(one.columns["tone"], threshold)}, sides, unit)
        key = np.concatenate([made.part, made.value, made.weight]).round(9).tobytes()
        value = estimate(made)
        if key not in seen and not np.isnan(value):
            found.append((one.by, unit, strength, one.paraphrase, one.frames, one.voices, value))
        seen.add(key)
    table = pd.DataFrame(found, columns=[*DIMENSIONS, "estimate"])
    for kind in DIMENSIONS:
        table[kind] = pd.Categorical(table[kind], categories=list(dict.fromkeys(table[kind])))
    return table.sort_values("estimate", kind="stable", ignore_index=True)


def variants(scored: Mapping[tuple[str, str], pd.DataFrame]) -> list[Variant]:
    """The rows `scored` by each instrument on each coding, with paraphrase and frames counted in every way."""
    made = []
    for ((by, voices), rows), paraphrase, frames in product(scored.items(), PARAPHRASE, FRAMES):
        kept = paraphrased(rows[~rows["frame"]] if frames == FRAMES[1] else rows, paraphrase)
        columns = {name: kept[name].to_numpy() for name in COLUMNS if name in kept}
        made.append(Variant(by, paraphrase, frames, voices, columns))
    return made


def tried(coding: Coding) -> list[Tried]:
    """Every headline number of an article, in every way."""
    based = basis(coding)
    mentions, statements = variants(based.mentions), variants(based.statements)
    return [
        Tried(one, shown(one, based), curve(one, mentions if one.toward else statements, based.sides))
        for one in of_article(based)
    ]


def worded(one: Tried) -> str:
    """What `one` claims, as a sentence: certain where it is firm, with its dependence said where it is not."""
    above, below = CLAIMS[one.headline.id]
    called = [f"the {name}" if name == NARRATOR else name for name in one.headline.names]
    claim = (below if one.estimate < 0 else above).format(*called)
    if not one.firm:
        return f"Whether {claim} depends on how one counts."
    return f"{claim[0].upper()}{claim[1:]}."


def title(headline: Headline) -> str:
    """What `headline` takes less what, in few words."""
    return TITLES[headline.id].format(*(name.rsplit(" ", 1)[-1] for name in headline.names))


def _signs(tone: NDArray[Any], threshold: float) -> NDArray[Any]:
    return np.where(np.abs(tone) >= threshold, np.sign(tone), 0.0) if threshold else tone
