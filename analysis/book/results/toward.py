"""The numbers on tone toward targets, and the claims on them in the words that their firmness allows."""

from collections.abc import Iterable

import pandas as pd

from analysis.book.results.record import Result, called, numbers, other, signed, slug
from analysis.codebook import agreement
from analysis.codebook.target_coding import CODERS, coded_mentions, coder_agreement, target_coding
from analysis.coding import CODING, INSTRUMENT, Coding
from analysis.robustness import contrasts, specification
from analysis.robustness.claims import Claim
from analysis.robustness.target_claims import target_claims
from analysis.sentiment import NEGATIVE, POSITIVE
from analysis.sentiment.targets import matched, matrix
from analysis.text.statements import spoken

MENTIONS = "mentions of targets"


def results(coding: Coding) -> Iterable[Result]:
    """The results on who speaks well and ill of whom, on how firm that is, and on the two coders."""
    yield from _cells(coding)
    for claim in target_claims(tables(coding), coding.sides):
        yield from _on_targets(claim, coding)
    yield from _headlines(coding)
    if CODING in coding.toward:
        yield from _coders(coding)
        yield from _agreement(coding.toward[CODING], coding.toward[INSTRUMENT])


def tables(coding: Coding) -> dict[str, pd.DataFrame]:
    """The tables of mentions on which a claim is tried: those of `coding`, and what each coder of its coding found."""
    if CODING not in coding.toward:
        return coding.toward
    coders = {name: target_coding(coding.article, coding.statements, coder=name) for name in CODERS[1:]}
    return {**coding.toward, **coders}


def firmness(name: str, claim: Claim, function: str) -> Iterable[Result]:
    """A claim's words, certain or not, and under how many of how many ways it holds."""
    meaning = "The claim in the words that its firmness allows; the value is the share of ways under which it holds."
    yield other(f"{name}.words", claim.share, claim.words.removesuffix("."), function, meaning, 1)
    yield other(
        f"{name}.holds", claim.holds, f"{claim.holds} of {claim.of}", function, "Ways under which it holds.", claim.of
    )


def _cells(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    mentions = next(iter(coding.toward.values()))
    for one in matrix(mentions).to_dict("records"):
        key = f"toward.{slug(one['voice'])}.{slug(one['target'])}"
        there = mentions[(mentions["voice"] == one["voice"]) & (mentions["target"] == one["target"])]
        for label in (None, POSITIVE, NEGATIVE):
            part = there if label is None else there[there["label"] == label]
            if not len(part):
                continue
            how = "" if label is None else f" that speak {'well' if label == POSITIVE else 'ill'} of it"
            whose = called(one["voice"])
            where = numbers(rows[rows["statement"].isin(part["statement"])])
            yield Result(
                f"{key}.{label or 'mentions'}", len(part), f"{len(part)}", None, MENTIONS, where,
                "analysis.sentiment.targets.matrix", f"Mentions of {called(one['target'])} by {whose}{how}.",
            )  # fmt: skip


def _on_targets(claim: Claim, coding: Coding) -> Iterable[Result]:
    name = f"toward.{claim.id}.{'.'.join(map(slug, claim.names[: 2 if claim.id == 'returned' else 1]))}"
    function = "analysis.robustness.target_claims.target_claims"
    yield from firmness(name, claim, function)
    rows = spoken(coding.statements)
    where = rows[rows["statement"].isin(claim.statements)]
    meaning = "Statements that speak well or ill of those the claim is about."
    yield Result(
        f"{name}.statements", len(where), f"{len(where)}", None, "statements", numbers(where), function, meaning
    )


def _headlines(coding: Coding) -> Iterable[Result]:
    for found in specification.curves(coding):
        name, title = f"headline.{found.headline.id}", specification.title(found.headline)
        drawn = contrasts.interval(found.terms)
        yield other(
            name,
            found.estimate,
            signed(found.estimate),
            "analysis.robustness.contrasts.estimate",
            f"{title}, as shown.",
        )
        for bound in ("low", "high"):
            edge = getattr(drawn, bound)
            meaning = f"{title}: the {bound} end of its interval."
            yield other(f"{name}.{bound}", edge, signed(edge), "analysis.robustness.contrasts.interval", meaning)
        yield from firmness(name, found.claim, "analysis.robustness.specification.curves")


def _coders(coding: Coding) -> Iterable[Result]:
    rows = coded_mentions(coding.article)
    decided, between = int((rows["tone"] != "").sum()), coder_agreement(rows)
    function = "analysis.codebook.target_coding.coder_agreement"
    counts = (
        ("decided", decided, between.either, "Mentions in the coding of targets."),
        ("either", between.either, between.either, "Mentions of a target that either run marked."),
        ("both", between.both, between.either, "Mentions of a target that both runs marked."),
        ("same", between.same, between.both, "Of these, mentions to which both runs gave the same tone."),
    )
    for name, value, total, meaning in counts:
        yield other(f"coders.{name}", value, f"{value}", function, meaning, total)
    meaning = "Krippendorff's alpha of the two runs on tone, over the mentions that both marked."
    yield other("coders.alpha", between.alpha, f"{between.alpha:.2f}", function, meaning, 1)


def _agreement(coding: pd.DataFrame, instrument: pd.DataFrame) -> Iterable[Result]:
    compared = matched(coding, instrument)
    found, same = len(compared), int((compared["one"] == compared["other"]).sum())
    function = "analysis.sentiment.targets.matched"
    meaning = "Mentions of the coding that the instrument finds, with the same target."
    yield other("agreement.targets.found", found, f"{found}", function, meaning, len(coding))
    extra = len(instrument) - len(matched(instrument, coding))
    meaning = "Mentions that the instrument finds and the coding does not have."
    yield other("agreement.targets.extra", extra, f"{extra}", function, meaning, len(instrument))
    meaning = "Of the mentions that both have, those with the same tone."
    yield other("agreement.targets.same", same, f"{same}", function, meaning, found)
    alpha = agreement.krippendorff_alpha(compared)
    meaning = "Krippendorff's alpha of coding and instrument on tone, over the mentions that both have."
    yield other(
        "agreement.targets.alpha", alpha, f"{alpha:.2f}", "analysis.codebook.agreement.krippendorff_alpha", meaning, 1
    )
