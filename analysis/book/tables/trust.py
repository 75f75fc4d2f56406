"""The tables on how far to trust the answers: what is undecided, the evidence, the claims under other choices."""

import pandas as pd

from analysis.attribution.voices import UNATTRIBUTED
from analysis.book.show import links, listing
from analysis.coding import INSTRUMENT, Coding
from analysis.robustness.choices import share_choices
from analysis.robustness.claims import share_claims
from analysis.robustness.specification import curves
from analysis.text.statements import NARRATOR, is_reporting_clause, spoken


def undecided_table(coding: Coding) -> pd.DataFrame:
    """The statements that the instrument credits to no name, and those without a theme that are no reporting clause."""
    shown = spoken(coding.statements)
    alone = _as_shown(spoken(coding.codings[INSTRUMENT]), shown)
    nameless = alone[alone["voice"] == UNATTRIBUTED]
    bare = shown[(shown["themes"].map(len) == 0) & ~is_reporting_clause(shown)]
    rows = [("no named source", row.voice, links([row.shown]), row.text.strip()) for row in nameless.itertuples()]
    rows += [("no theme", row.voice, links([row.statement]), row.text.strip()) for row in bare.itertuples()]
    return listing(rows, ["What", "Voice", "Statement", "Text"], "every statement has a named source and a theme")


def claims_table(coding: Coding) -> pd.DataFrame:
    """The claims of the front page, and under how many ways of counting each holds."""
    claims = share_claims(coding.statements, share_choices(coding.codings))
    claims += [curve.claim for curve in curves(coding) if curve.headline.id == "negative"]
    rows = [(claim.sentence, claim.holds, claim.of, claim.verdict) for claim in claims]
    columns = ["Finding", "Holds under", "Ways of counting", "Worded as"]
    return listing(rows, columns, "the article has too few voices for a claim that compares them")


def evidence_table(coding: Coding) -> pd.DataFrame:
    """The evidence for each credit by the instrument: voice, cue, source, basis, probability, and statements as shown."""
    rows = []
    article = coding.article
    credited = _as_shown(spoken(coding.codings[INSTRUMENT]), coding.statements)[
        lambda table: table["voice"] != NARRATOR
    ]
    evidence = [
        tuple(article.text[slice(*span)] if isinstance(span, tuple) else "" for span in pair)
        for pair in zip(credited["cue"], credited["source"], strict=True)
    ]
    for (voice, basis), part in credited.assign(evidence=evidence).groupby(["voice", "basis"], sort=False):
        for (cue, source), same in part.groupby("evidence", sort=False):
            low, high = (f"{edge:.2f}" for edge in (same["probability"].min(), same["probability"].max()))
            chance = low if low == high else f"{low} to {high}"
            rows.append((voice, cue, source, basis, chance, links(sorted(set(same["shown"])))))
    heads = ["Voice", "Cue", "Source", "Basis", "Probability", "Statements"]
    return listing(rows, heads, "the instrument credits no words to anybody")


def _as_shown(statements: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """`statements` with a column `shown`: the number of the statement of the table `shown` in which each begins."""
    rows = spoken(shown)
    place = rows["start"].searchsorted(statements["start"], side="right") - 1
    return statements.assign(shown=rows["statement"].to_numpy()[place])
