"""The numbers on themes."""

from collections.abc import Iterable
from typing import Any

from analysis import speakers
from analysis.book.results.record import Result, count, integer, measure, percent, share, slug
from analysis.codebook import agreement, records
from analysis.codebook.agreement import LEAST_ALPHA, LEAST_CASES, macro_f1, micro_f1
from analysis.codebook.codebook import codebook_for, coding_guide
from analysis.coding import INSTRUMENT, Coding
from analysis.models import themes as theme_network
from analysis.robustness.claims import CERTAIN, called, theme_claims
from analysis.text.statements import is_reporting_clause, spoken
from analysis.themes import with_themes

AIMS = {"micro": agreement.MICRO_AIM, "macro": agreement.MACRO_AIM}


def results(coding: Coding) -> Iterable[Result]:
    """The results on each theme, on each voice's statements on it, and on how far to trust them."""
    yield from _codebook(coding)
    yield from _themes(coding)
    yield from _covered(coding)
    yield from _claims(coding)
    yield from _on_article(coding)
    yield from _on_corpus(coding)


def _codebook(coding: Coding) -> Iterable[Result]:
    guide = coding_guide()
    domains = len({theme.domain for theme in coding.themes})
    yield integer("themes.number", len(coding.themes), codebook_for, "Themes coded.")
    yield integer("themes.domains", domains, codebook_for, "Domains of the codebook.")
    yield integer("themes.schemes", len(guide["schemes"]), coding_guide, "Published schemes that themes are placed in.")
    meaning = "The probability from which the instrument gives a statement a theme."
    yield measure("themes.threshold", float(theme_network.weights()["threshold"]), theme_network.weights, meaning)
    meaning = "Statements coded for the theme model to learn from or to be chosen on."
    yield integer("themes.lessons", records.theme_lessons(), records.theme_lessons, meaning)


def _themes(coding: Coding) -> Iterable[Result]:
    rows = spoken(coding.statements)
    for theme in coding.themes:
        part = rows[rows["themes"].map(lambda codes, theme=theme: theme.id in codes)]
        key, meaning = f"theme.{theme.id}", f"Statements on {theme.name}."
        yield count(f"{key}.statements", "statements", part, with_themes, meaning)
        meaning = f"Share of words in statements on {theme.name}."
        yield percent(f"{key}.percent", part, rows["words"].sum(), with_themes, meaning)
        for voice in speakers.voices(rows):
            by_voice = part[part["voice"] == voice]
            meaning = f"Statements of {called(voice)} on {theme.name}."
            yield count(f"{key}.{slug(voice)}.statements", "statements", by_voice, with_themes, meaning)


def _covered(coding: Coding) -> Iterable[Result]:
    rows, alone = spoken(coding.statements), spoken(coding.codings[INSTRUMENT])
    has_theme = rows["themes"].map(len) > 0
    bare, covered = rows[~has_theme], rows[has_theme]
    yield count("theme.none.statements", "statements", bare, with_themes, "Statements that no theme covers.")
    clauses = bare[is_reporting_clause(rows).loc[bare.index]]
    meaning = "Statements that no theme covers and that only introduce somebody's words."
    yield count("theme.none.introductions", "statements", clauses, with_themes, meaning)
    meaning = "Share of words in statements with a theme."
    yield percent("theme.covered.percent", covered, rows["words"].sum(), with_themes, meaning)
    meaning = "Share of statements with a theme."
    yield share("theme.covered.statements.percent", len(covered), len(rows), with_themes, meaning)
    by_instrument = alone.loc[alone["themes"].map(len) > 0, "words"].sum()
    meaning = "Share of words in statements in which the instrument alone finds a theme."
    yield share("theme.covered.instrument.percent", by_instrument, alone["words"].sum(), with_themes, meaning)


def _claims(coding: Coding) -> Iterable[Result]:
    names = {theme.id: theme.name for theme in coding.themes}
    claims = theme_claims(coding.statements, names, agreement.reliable(coding.agreement()))
    firm = sum(claim.verdict == CERTAIN for claim in claims)
    yield integer("themes.findings", len(claims), theme_claims, "Claims made of reliable themes.")
    yield integer("themes.findings.firm", firm, theme_claims, "Of these, how many are firm.", len(claims))


def _on_article(coding: Coding) -> Iterable[Result]:
    table = coding.agreement()
    trusted = agreement.reliable(table)
    meaning = "The least alpha at which a theme is reliable."
    yield measure("themes.alpha.least", LEAST_ALPHA, agreement.reliable, meaning)
    meaning = "The least statements on a theme at which it is reliable."
    yield integer("themes.cases.least", LEAST_CASES, agreement.reliable, meaning)
    yield integer("themes.reliable", len(trusted), agreement.reliable, "Themes that claims are made of.", len(table))
    for theme in trusted:
        meaning = f"Alpha of the instrument on {theme}, which makes it reliable."
        yield measure(f"themes.reliable.{theme}", float(table.loc[theme, "alpha"]), agreement.reliable, meaning)
    if coding.theme_coding is None:
        return
    occurring = int((table["statements"] > 0).sum())
    yield integer("themes.occurring", occurring, agreement.on_article, "Themes that occur in the article.", len(table))
    for name, function in (("micro", micro_f1), ("macro", macro_f1)):
        meaning = f"{name.capitalize()} F1 of the instrument's themes against the decided codes of the article."
        yield measure(f"themes.article.{name}", function(table), function, meaning)


def _on_corpus(coding: Coding) -> Iterable[Result]:
    held: dict[str, Any] = records.corpus_record(records.THEMES)["halves"][records.HELD_BACK]
    instrument, coders = held[agreement.INSTRUMENT], held[records.CODERS]
    function = records.corpus_record
    for key, scores in (("instrument", instrument), ("coders", coders)):
        for average in AIMS:
            meaning = f"{average.capitalize()} F1 of the {key} on the statements held back."
            yield measure(f"themes.corpus.{key}.{average}", scores[f"{average}_f1"], function, meaning, places=3)
    reached = sum(instrument[f"{average}_f1"] >= aim for average, aim in AIMS.items())
    meaning = "How many of its aims, in micro and macro F1, the instrument reaches on the statements held back."
    yield integer("themes.corpus.aims.reached", reached, function, meaning, len(AIMS))
    yield integer("themes.corpus.aims", len(AIMS), function, "Aims set before the instrument was measured.")
    for average, aim in AIMS.items():
        meaning = f"{average.capitalize()} F1 that the instrument was to reach on the statements held back."
        yield measure(f"themes.corpus.aim.{average}", aim, function, meaning)
    number = instrument["statements"]
    yield integer("themes.corpus.statements", number, function, "Statements held back.")
    yield integer("themes.corpus.articles", held["articles"], function, "Articles that they are from.")
    meaning = "Of them, how many the two coders gave the same themes."
    yield integer("themes.corpus.same", coders["same_set"], function, meaning, number)
    trusted = agreement.reliable(agreement.on_corpus(coding.themes))
    meaning = "Themes that are reliable on the statements held back."
    yield integer("themes.corpus.reliable", len(trusted), agreement.on_corpus, meaning, len(coding.themes))
