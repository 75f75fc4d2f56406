"""The specification curve: every headline number on tone, over all reasonable choices.

After Simonsohn, Simmons and Nelson (2020, Nature Human Behaviour): a number is computed in every way that a careful
reader might defend, and the results are sorted. The share of ways in which the number keeps its sign says how much it
depends on choices. Ways with the same terms count once, because a choice that changes nothing is no choice.
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
from analysis.robustness.choices import LEFT_OUT, REPORTING_CLAUSES, distinct
from analysis.robustness.claims import Claim, called
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
from analysis.text.statements import is_reporting_clause, spoken

MODEL = "trained model"
# The name of each coder as an instrument that scores mentions.
SCORERS = {CODING: CODING, INSTRUMENT: MODEL}
GRADED = "as measured"
STRENGTHS = {GRADED: 0.0, "sign from 0.05": 0.05, "sign from 0.2": 0.2, "sign from 0.4": 0.4}
COLUMNS = ("statement", "sentence", "voice", "words", "tone", "target")
DIMENSIONS = ("by", "unit", "tone", "paraphrase", "reporting clauses", "voices")

# The clause of a headline above 0 and below 0; {0} and {1} are the names that it is about.
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

# The difference in few words; {0} and {1} as above.
TITLES = {
    "narrator": "Narrator − quoted",
    "negative": "Ill: {0} − next",
    "quoted": "{0} − {1}",
    "returned": "{0} to {1} − back",
    "named": "To {0} − to {1}",
    "blamed": "To {0}",
}


class Basis(NamedTuple):
    """The rows that the ways choose from: tables of statements and of mentions with tone, by (instrument, coding).

    `reference` is the pair by which the book shows its headlines: the coding's, where there is one.
    """

    statements: dict[tuple[str, str], pd.DataFrame]
    mentions: dict[tuple[str, str], pd.DataFrame]
    sides: Mapping[str, str]
    reference: tuple[str, str]


class Variant(NamedTuple):
    """The columns of rows scored by an instrument on a coding, paraphrase and reporting clauses counted in one way."""

    by: str
    paraphrase: str
    reporting_clauses: str
    voices: str
    columns: dict[str, NDArray[Any]]


class Curve(NamedTuple):
    """A headline number: its terms as the book shows it, its value in every way, and its claim."""

    headline: Headline
    terms: Terms
    ways: pd.DataFrame
    claim: Claim

    @property
    def estimate(self) -> float:
        """The number as the book shows it."""
        return estimate(self.terms)


def basis(coding: Coding) -> Basis:
    """The scored rows of an article, by every instrument on every coding of its voices.

    An instrument that scores nothing has tables without rows, as the trained model has where nobody is named.
    """
    statements, mentions = {}, {}
    coders = distinct(coding.codings)
    for coder, coded in coders.items():
        rows = spoken(coded).assign(reporting_clause=is_reporting_clause(coded))
        placed = {SCORERS[name]: held(table, coded) for name, table in coding.targets.items()}
        scored = sentiment.by_statement(rows, placed)
        facts = rows[["statement", "sentence", "mode", "reporting_clause"]]
        for name in (*sentiment.LEXICONS, *placed):
            statements[name, coder] = scored[scored["instrument"] == name].merge(facts, on="statement")
        for name, table in placed.items():
            mentions[name, coder] = table.drop(columns="mode").merge(facts.assign(words=rows["words"]), on="statement")
        marked = mentions[_scorer(coding, coder), coder]
        for name in sentiment.LEXICONS:
            tones = statements[name, coder].set_index("statement")["tone"]
            mentions[name, coder] = marked.assign(tone=marked["statement"].map(tones))
    return Basis(statements, mentions, coding.sides, (_scorer(coding), next(iter(coders))))


def _scorer(coding: Coding, coder: str = CODING) -> str:
    """Who marked the mentions that go with the voices of `coder`: `coder`, or the first coder where it marked none."""
    return SCORERS[coder if coder in coding.targets else next(iter(coding.targets))]


def ways(headline: Headline, variants: Sequence[Variant], sides: Mapping[str, str]) -> pd.DataFrame:
    """Every way with its estimate, the lowest first: a column for each of `DIMENSIONS`, and `estimate`.

    `by` is the instrument, `voices` the coder of the voices. A way has no row if its terms are those of an earlier way, or
    if it leaves nothing to compare.
    """
    units = (MENTION, STATEMENT, SENTENCE, WORD) if headline.of_mentions else (STATEMENT, SENTENCE, WORD)
    seen: set[bytes] = set()
    rows = []
    for variant, (strength, threshold), unit in product(variants, STRENGTHS.items(), units):
        columns = {**variant.columns, "tone": _signs(variant.columns["tone"], threshold)}
        counted = terms(headline, columns, sides, unit)
        key, value = _key(counted), estimate(counted)
        if key not in seen and not np.isnan(value):
            chosen = (variant.by, unit, strength, variant.paraphrase, variant.reporting_clauses, variant.voices)
            rows.append((*chosen, value))
        seen.add(key)
    table = pd.DataFrame(rows, columns=[*DIMENSIONS, "estimate"])
    for kind in DIMENSIONS:
        table[kind] = pd.Categorical(table[kind], categories=list(dict.fromkeys(table[kind])))
    return table.sort_values("estimate", kind="stable", ignore_index=True)


def variants(scored: Mapping[tuple[str, str], pd.DataFrame]) -> list[Variant]:
    """The tables in `scored` with paraphrase and reporting clauses counted in every way."""
    counted = []
    for ((by, voices), rows), paraphrase, clauses in product(scored.items(), PARAPHRASE, REPORTING_CLAUSES):
        kept = paraphrased(rows[~rows["reporting_clause"]] if clauses == LEFT_OUT else rows, paraphrase)
        columns = {name: kept[name].to_numpy() for name in COLUMNS if name in kept}
        counted.append(Variant(by, paraphrase, clauses, voices, columns))
    return counted


def curves(coding: Coding) -> list[Curve]:
    """The specification curve of each headline number of an article.

    The number shown is as measured, with a mention or a statement as the unit and nothing left out. A number that compares
    something with nothing has no curve.
    """
    statements, mentions, sides, reference = basis(coding)
    shown = statements[reference], mentions[reference]
    counted = variants(statements), variants(mentions)
    drawn = []
    for headline in headlines(*shown, sides):
        unit = MENTION if headline.of_mentions else STATEMENT
        as_shown = terms(headline, shown[headline.of_mentions], sides, unit)
        drawn.append(curve(headline, as_shown, ways(headline, counted[headline.of_mentions], sides)))
    return [curve for curve in drawn if curve.claim.may_be_made]


def curve(headline: Headline, terms: Terms, ways: pd.DataFrame) -> Curve:
    """The curve of `headline` with its claim, which holds in the ways that have the sign of the number shown.

    Where the number shown is 0 there is no sign, and no claim.
    """
    difference = estimate(terms)
    above, below = CLAIMS[headline.id]
    clause = (below if difference < 0 else above).format(*map(called, headline.names))
    holds = int((np.sign(ways["estimate"]) * np.sign(difference) > 0).sum())
    # If no other voice is negative in any way, the share of the first is compared with nothing.
    nothing = headline.id == "negative" and bool((ways["estimate"] == 1).all())
    numbers = (difference,) if nothing else (difference, 0.0)
    return Curve(headline, terms, ways, Claim(headline.id, headline.names, clause, numbers, holds, len(ways)))


def title(headline: Headline) -> str:
    """The difference that `headline` takes, in few words: "Lee − Ek"."""
    return TITLES[headline.id].format(*(name.rsplit(" ", 1)[-1] for name in headline.names))


def _key(counted: Terms) -> bytes:
    """The terms in a form that is equal for ways with equal estimates: weights are scaled to sum to 1 in each part."""
    first = counted.part == 1
    weight = counted.weight.astype(float)
    for part in (first, ~first):
        weight[part] /= weight[part].sum() or 1.0
    return np.concatenate([counted.part, counted.value, weight]).round(9).tobytes()


def _signs(tone: NDArray[Any], threshold: float) -> NDArray[Any]:
    return np.where(np.abs(tone) >= threshold, np.sign(tone), 0.0) if threshold else tone
