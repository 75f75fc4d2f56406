"""The numbers on tone toward targets, and the claims on them."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from analysis.book.results.record import Result, count, integer, measure, other, signed, slug
from analysis.codebook.agreement import krippendorff_alpha
from analysis.codebook.target_coding import CODERS, coded_mentions, coder_agreement, target_coding
from analysis.coding import CODING, INSTRUMENT, Coding
from analysis.robustness import contrasts, specification
from analysis.robustness.claims import Claim, called
from analysis.robustness.target_claims import target_claims
from analysis.sentiment import NEGATIVE, POSITIVE
from analysis.sentiment.targets import matched, matrix
from analysis.text.statements import spoken


def results(coding: Coding) -> Iterable[Result]:
    """The results on who speaks well and ill of whom, on how far that holds, and on the two coders."""
    yield from _cells(coding)
    for claim in target_claims(tables(coding), coding.sides):
        yield from _on_targets(claim, coding)
    yield from _headlines(coding)
    if CODING in coding.targets:
        yield from _coders(coding)
        yield from _agreement(coding.targets[CODING], coding.targets[INSTRUMENT])


def tables(coding: Coding) -> dict[str, pd.DataFrame]:
    """The tables of mentions on which claims are tried: those of `coding`, and those of each coder of its targets."""
    if CODING not in coding.targets:
        return coding.targets
    coders = {name: target_coding(coding.article, coding.statements, coder=name) for name in CODERS[1:]}
    return {**coding.targets, **coders}


def firmness(name: str, claim: Claim, function: Callable[..., Any]) -> Iterable[Result]:
    """The words of a claim, certain or not, and in how many of how many ways it holds."""
    meaning = "The claim in words, certain or not; the value is the share of ways under which it holds."
    yield other(f"{name}.words", claim.share, claim.words.removesuffix("."), function, meaning, 1)
    holds, meaning = f"{claim.holds} of {claim.of}", "Ways under which it holds."
    yield other(f"{name}.holds", claim.holds, holds, function, meaning, claim.of)


def _cells(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    mentions = next(iter(coding.targets.values()))
    for cell in matrix(mentions).to_dict("records"):
        key, whose = f"targets.{slug(cell['voice'])}.{slug(cell['target'])}", called(cell["voice"])
        named = mentions[(mentions["voice"] == cell["voice"]) & (mentions["target"] == cell["target"])]
        for label, how in (("mentions", ""), (POSITIVE, " that speak well of it"), (NEGATIVE, " that speak ill of it")):
            part = named if label == "mentions" else named[named["label"] == label]
            where = rows[rows["statement"].isin(part["statement"])]
            meaning = f"Mentions of {called(cell['target'])} by {whose}{how}."
            if len(part):
                yield count(f"{key}.{label}", "mentions of targets", where, matrix, meaning, len(part))


def _on_targets(claim: Claim, coding: Coding) -> Iterable[Result]:
    name = f"targets.{claim.id}.{'.'.join(map(slug, claim.names[: 2 if claim.id == 'returned' else 1]))}"
    yield from firmness(name, claim, target_claims)
    rows = spoken(coding.statements)
    where = rows[rows["statement"].isin(claim.statements)]
    meaning = "Statements that speak well or ill of those the claim is about."
    yield count(f"{name}.statements", "statements", where, target_claims, meaning)


def _headlines(coding: Coding) -> Iterable[Result]:
    for curve in specification.curves(coding):
        name, title = f"headline.{curve.headline.id}", specification.title(curve.headline)
        drawn = contrasts.interval(curve.terms)
        yield other(name, curve.estimate, signed(curve.estimate), contrasts.estimate, f"{title}, as shown.")
        for bound, value in (("low", drawn.low), ("high", drawn.high)):
            meaning = f"{title}: the {bound} end of its interval."
            yield other(f"{name}.{bound}", value, signed(value), contrasts.interval, meaning)
        yield from firmness(name, curve.claim, specification.curves)


def _coders(coding: Coding) -> Iterable[Result]:
    rows = coded_mentions(coding.article)
    decided, between = int((rows["tone"] != "").sum()), coder_agreement(rows)
    yield integer("coders.runs", len(CODERS[1:]), coded_mentions, "Runs of a language model that coded the targets.")
    for name, value, total, meaning in (
        ("decided", decided, between.either, "Mentions in the coding of targets."),
        ("either", between.either, between.either, "Mentions of a target that either run marked."),
        ("both", between.both, between.either, "Mentions of a target that both runs marked."),
        ("same", between.same, between.both, "Of these, mentions to which both runs gave the same tone."),
    ):
        yield integer(f"coders.{name}", value, coder_agreement, meaning, total)
    meaning = "Krippendorff's alpha of the runs on tone, over the mentions that both marked."
    yield measure("coders.alpha", between.alpha, coder_agreement, meaning)


def _agreement(coding: pd.DataFrame, instrument: pd.DataFrame) -> Iterable[Result]:
    compared = matched(coding, instrument)
    same, extra = int((compared["one"] == compared["other"]).sum()), len(instrument) - len(matched(instrument, coding))
    for name, value, total, meaning in (
        (
            "found",
            len(compared),
            len(coding),
            "Mentions of the coding that the instrument finds, with the same target.",
        ),
        ("extra", extra, len(instrument), "Mentions that the instrument finds and the coding does not have."),
        ("same", same, len(compared), "Of the mentions that both have, those with the same tone."),
    ):
        yield integer(f"agreement.targets.{name}", value, matched, meaning, total)
    meaning = "Krippendorff's alpha of coding and instrument on tone, over the mentions that both have."
    yield measure("agreement.targets.alpha", krippendorff_alpha(compared), krippendorff_alpha, meaning)
