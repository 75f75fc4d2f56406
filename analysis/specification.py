"""The specification curve: every headline number on tone, over all reasonable choices.

After Simonsohn, Simmons and Nelson (2020, Nature Human Behaviour): a number is computed in every way that a careful
reader might defend, the results are sorted, and the share of ways under which its sign holds tells how far it depends
on the way. Ways that come to the same terms count once, so that no choice is counted that changes nothing.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import instruments
from analysis.choices import FRAMES, distinct, is_firm
from analysis.coding import INSTRUMENT, READING, Coding
from analysis.contrasts import MENTION, SENTENCE, STATEMENT, WORD, Headline, estimate, headlines, terms
from analysis.statements import NARRATOR, is_frame, spoken
from analysis.target_reading import held
from analysis.toward import PARAPHRASE, paraphrased

READ, MODEL = "reading", "trained model"
SCORERS = {READING: READ, INSTRUMENT: MODEL}
GRADED = "as measured"
STRENGTHS = {GRADED: 0.0, "sign from 0.05": 0.05, "sign from 0.2": 0.2, "sign from 0.4": 0.4}
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


class Tried(NamedTuple):
    """A headline number: its terms and estimate as the book shows it, and what it comes to in every way."""

    headline: Headline
    terms: pd.DataFrame
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
        rows = spoken(coded).assign(frame=is_frame(coded))
        placed = {name: held(table, coded) for name, table in coding.toward.items()}
        scored = instruments.by_statement(rows, {SCORERS[name]: table for name, table in placed.items()})
        facts = rows[["statement", "sentence", "mode", "frame"]]
        for name, part in scored.groupby("instrument", sort=False):
            statements[str(name), coder] = part.merge(facts, on="statement")
        for name, table in placed.items():
            joined = table.drop(columns="mode").merge(facts.assign(words=rows["words"]), on="statement")
            mentions[SCORERS[name], coder] = joined
        found = placed.get(coder, next(iter(placed.values())))
        for name in instruments.LISTS:
            tones = statements[name, coder].set_index("statement")["tone"]
            joined = found.drop(columns="mode").merge(facts.assign(words=rows["words"]), on="statement")
            mentions[name, coder] = joined.assign(tone=joined["statement"].map(tones))
    return Basis(statements, mentions, coding.sides)


def reference(based: Basis) -> tuple[str, str]:
    """The instrument and the coding by which the book shows its headlines: the reading's, where there is one."""
    return next(key for key in ((READ, READING), (MODEL, INSTRUMENT)) if key in based.mentions)


def shown(headline: Headline, based: Basis) -> pd.DataFrame:
    """The terms of `headline` as the book shows it: as measured, a mention or a statement the unit, nothing left out."""
    unit = MENTION if headline.toward else STATEMENT
    return terms(headline, based.rows(headline)[reference(based)], based.sides, unit)


def of_article(based: Basis) -> list[Headline]:
    """The headlines of an article, chosen by the rows that the book shows."""
    key = reference(based)
    return headlines(based.statements[key], based.mentions[key], based.sides)


def curve(headline: Headline, based: Basis) -> pd.DataFrame:
    """Every way and what it comes to: by (the instrument), unit, tone, paraphrase,
    frames, voices (who coded them), estimate; lowest first.

    Ways with the same terms as an earlier one, and those that leave nothing to compare, have no row.
    """
    seen: set[bytes] = set()
    found = []
    for way, rows in _ways(headline, based):
        made = terms(headline, rows, based.sides, way[1])
        key = made[["part", "value", "weight"]].to_numpy(dtype=float).round(9).tobytes()
        value = estimate(made)
        if key in seen or np.isnan(value):
            continue
        seen.add(key)
        found.append((*way, value))
    table = pd.DataFrame(found, columns=[*DIMENSIONS, "estimate"])
    for kind in DIMENSIONS:
        table[kind] = pd.Categorical(table[kind], categories=list(dict.fromkeys(table[kind])))
    return table.sort_values("estimate", kind="stable", ignore_index=True)


def tried(coding: Coding) -> list[Tried]:
    """Every headline number of an article, in every way."""
    based = basis(coding)
    return [Tried(one, shown(one, based), curve(one, based)) for one in of_article(based)]


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


def _ways(headline: Headline, based: Basis) -> Iterator[tuple[tuple[str, ...], pd.DataFrame]]:
    units = (MENTION, STATEMENT, SENTENCE, WORD) if headline.toward else (STATEMENT, SENTENCE, WORD)
    for (instrument, coding), rows in based.rows(headline).items():
        for paraphrase, frames in product(PARAPHRASE, FRAMES):
            kept = paraphrased(rows[~rows["frame"]] if frames == FRAMES[1] else rows, paraphrase)
            for strength, unit in product(STRENGTHS, units):
                strong = _signs(kept, STRENGTHS[strength])
                yield (instrument, unit, strength, paraphrase, frames, coding), strong


def _signs(rows: pd.DataFrame, threshold: float) -> pd.DataFrame:
    if not threshold:
        return rows
    return rows.assign(tone=np.sign(rows["tone"]).where(rows["tone"].abs() >= threshold, 0.0))
