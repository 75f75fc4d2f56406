"""Claims on who speaks well or ill of whom, tried on every coding and every way of counting paraphrase."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.robustness.claims import Claim, called
from analysis.sentiment import NEUTRAL
from analysis.sentiment.targets import ILL, PARAPHRASE, WELL, paraphrased, sided, stance, stances
from analysis.text.statements import require


def target_claims(codings: Mapping[str, pd.DataFrame], sides: Mapping[str, str]) -> list[Claim]:
    """The claims that are true of the first of `codings`, each tried on every coding, paraphrase counted in three ways.

    - "returned": how each of two sides that name each other speaks of the other.
    - "praised": the target that most voices speak well of, and the voices that name it and do not.
    - "blamed": each target that is spoken ill of, and by whom.

    A voice on the side of the target counts among those that name it.

    Args:
        codings: tables of mentions by coder.
        sides: the side on which each name stands.
    """
    for table in codings.values():
        require(table, "statement", "voice", "mode", "target", "label")
    mentions = next(iter(codings.values()))
    tables = [paraphrased(table, way) for table in codings.values() for way in PARAPHRASE]
    claims = [*_returned(mentions, tables, sides), *_praised(mentions, tables, sides), *_blamed(mentions, tables)]
    return [claim for claim in claims if claim.may_be_made]


def _returned(mentions: pd.DataFrame, tables: list[pd.DataFrame], sides: Mapping[str, str]) -> list[Claim]:
    shown, ways = sided(mentions, sides), [sided(table, sides) for table in tables]
    pairs = {(mention.voice, mention.target) for mention in shown.itertuples()}
    claims = []
    for pair in sorted(pairs):
        side, other = pair
        if side > other or (other, side) not in pairs:
            continue
        forth, back = stances_shown = stance(shown, side, other), stance(shown, other, side)
        first, second = (f"{name}'s side" if name in sides.values() else called(name) for name in pair)
        if forth == back:
            clause = f"{first} and {second} speak {forth} of each other"
        elif forth:
            clause = f"{first} speaks {forth} of {second}, which does not return it"
        else:
            clause = f"{second} speaks {back} of {first}, which does not return it"
        holds = sum((stance(table, side, other), stance(table, other, side)) == stances_shown for table in ways)
        rows = shown[shown["voice"].isin(pair) & shown["target"].isin(pair)]
        numbers = float(forth != ""), float(back != "")
        claims.append(Claim("returned", pair, clause, numbers, holds, len(ways), _carriers(rows)))
    return claims


def _praised(mentions: pd.DataFrame, tables: list[pd.DataFrame], sides: Mapping[str, str]) -> list[Claim]:
    counts = {
        target: sum(how == WELL for how in stances(mentions, target).values()) for target in mentions["target"].unique()
    }
    most = max(counts.values(), default=0)
    if most < 2:
        return []
    target = next(name for name, count in counts.items() if count == most)
    warm, cool = _warm_and_cool(mentions, target)
    its_side = target in sides and any(sides.get(voice) == sides[target] for voice in warm)
    clause = f"{target} is spoken well of by every voice that names it{', its own side included' if its_side else ''}"
    clause += f", save {_listed(cool)}" if cool else ""
    tried = [_warm_and_cool(table, target) for table in tables]
    holds = sum(len(still_warm) > 1 and still_cool == cool for still_warm, still_cool in tried)
    numbers = float(len(warm)), float(len(cool))
    rows = mentions[mentions["target"] == target]
    return [Claim("praised", (target,), clause, numbers, holds, len(tables), _carriers(rows))]


def _warm_and_cool(mentions: pd.DataFrame, target: str) -> tuple[list[str], list[str]]:
    """The voices that speak well of `target`, and the others that name it."""
    how = stances(mentions, target)
    return sorted(voice for voice in how if how[voice] == WELL), sorted(voice for voice in how if how[voice] != WELL)


def _blamed(mentions: pd.DataFrame, tables: list[pd.DataFrame]) -> list[Claim]:
    claims = []
    for target in mentions["target"].unique():
        blamers = _blamers(mentions, target)
        if not blamers:
            continue
        others = len(stances(mentions, target)) - len(blamers)
        alone = " alone" if len(blamers) == 1 and others else ""
        clause = f"{target} is spoken ill of by {_listed(blamers)}{alone}"
        holds = sum(_blamers(table, target) == blamers for table in tables)
        rows = mentions[mentions["target"] == target]
        numbers = float(len(blamers)), float(others)
        claims.append(Claim("blamed", (target, *blamers), clause, numbers, holds, len(tables), _carriers(rows)))
    return claims


def _blamers(mentions: pd.DataFrame, target: str) -> list[str]:
    return sorted(voice for voice, how in stances(mentions, target).items() if how == ILL)


def _carriers(rows: pd.DataFrame) -> tuple[int, ...]:
    """The numbers of the statements whose mentions in `rows` have a tone."""
    carrying = rows[rows["label"] != NEUTRAL]
    return tuple(int(number) for number in np.unique(carrying["statement"]))


def _listed(names: list[str]) -> str:
    listed = [called(name) for name in names]
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else listed[0]
