"""The numbers on themes."""

from collections.abc import Iterable

from analysis import speakers
from analysis.book.results.record import Result, called, count, other, percent, slug
from analysis.codebook import agreement
from analysis.codebook import records as validation
from analysis.codebook.agreement import LEAST_ALPHA, LEAST_CASES, macro_f1, micro_f1
from analysis.coding import INSTRUMENT, Coding
from analysis.models import themes as theme_network
from analysis.robustness.claims import CERTAIN, theme_claims
from analysis.text.statements import is_reporting_clause, spoken


def results(coding: Coding) -> Iterable[Result]:
    """The results on each theme, on each voice's statements on it."""
    rows = spoken(coding.statements)
    whole, function = rows["words"].sum(), "analysis.themes.with_themes"
    themes = coding.themes
    yield other("themes.number", len(themes), str(len(themes)), "analysis.codebook.codebook.codebook", "Themes coded.")
    for theme in themes:
        has = rows["themes"].map(lambda themes, theme=theme: theme.id in themes)
        part = rows[has]
        key = f"theme.{theme.id}"
        yield count(f"{key}.statements", len(part), "statements", part, function, f"Statements on {theme.name}.")
        yield percent(f"{key}.percent", part, whole, function, f"Share of words in statements on {theme.name}.")
        for voice in speakers.voices(rows):
            own = part[part["voice"] == voice]
            meaning = f"Statements of {called(voice)} on {theme.name}."
            yield count(f"{key}.{slug(voice)}.statements", len(own), "statements", own, function, meaning)
    bare = rows[rows["themes"].map(len) == 0]
    yield count("theme.none.statements", len(bare), "statements", bare, function, "Statements that no theme covers.")
    frames = bare[is_reporting_clause(rows).loc[bare.index]]
    meaning = "Statements that no theme covers and that only introduce."
    yield count("theme.none.frames.statements", len(frames), "statements", frames, function, meaning)
    covered = rows.drop(bare.index)
    yield percent("theme.covered.percent", covered, whole, function, "Share of words in statements with a theme.")
    share = 100 * len(covered) / max(1, len(rows))
    meaning = "Share of statements with a theme."
    yield other("theme.covered.statements.percent", share, f"{share:.0f}%", function, meaning, 100)
    alone = spoken(coding.codings[INSTRUMENT])
    found = alone[alone["themes"].map(len) > 0]
    share = 100 * float(found["words"].sum()) / float(alone["words"].sum())
    meaning = "Share of words in statements in which the instrument alone finds a theme."
    yield other("theme.covered.instrument.percent", share, f"{share:.0f}%", function, meaning, 100)
    chance = float(theme_network.weights()["threshold"])
    meaning = "The probability from which the instrument gives a statement a theme."
    yield other("themes.threshold", chance, f"{chance:.2f}", "analysis.models.themes.weights", meaning, 1)
    lessons = validation.theme_lessons()
    meaning = "Statements coded for the theme model to learn from or to be chosen on."
    yield other("themes.lessons", lessons, f"{lessons:,}", "analysis.codebook.records.theme_lessons", meaning)
    yield from _agreement(coding)


def _agreement(coding: Coding) -> Iterable[Result]:
    names = [theme.id for theme in coding.themes]
    table = coding.agreement()
    kept = agreement.reliable(table)
    function = "analysis.codebook.agreement.reliable"
    yield other("themes.reliable", len(kept), str(len(kept)), function, "Themes that are reliable on the article.")
    there = int((table["statements"] > 0).sum())
    yield other(
        "themes.occurring", there, str(there), "analysis.codebook.agreement.on_article", "Themes that occur in it."
    )
    least = f"{LEAST_ALPHA:.2f}"
    meaning = "The least alpha at which a theme is reliable."
    yield other("themes.alpha.least", LEAST_ALPHA, least, function, meaning, 1)
    meaning = "The least statements on a theme at which it is reliable."
    yield other("themes.cases.least", LEAST_CASES, str(LEAST_CASES), function, meaning)
    claims = theme_claims(coding.statements, {one.id: one.name for one in coding.themes}, kept)
    firm = sum(one.verdict == CERTAIN for one in claims)
    function = "analysis.robustness.claims.theme_claims"
    yield other("themes.findings", len(claims), str(len(claims)), function, "Claims made of reliable themes.")
    yield other("themes.findings.firm", firm, str(firm), function, "Of these, how many are firm.", len(claims))
    if coding.theme_coding is not None:
        for name, measure in (("micro", micro_f1), ("macro", macro_f1)):
            value = measure(table)
            meaning = f"{name.capitalize()} F1 of the instrument's themes against the decided codes of the article."
            yield other(
                f"themes.article.{name}", value, f"{value:.2f}", f"analysis.codebook.agreement.{name}_f1", meaning, 1
            )
    held = validation.corpus_record(validation.THEMES)["halves"][validation.HELD_BACK]
    function = "analysis.codebook.records.corpus_record"
    for key, who in (("instrument", agreement.INSTRUMENT), ("coders", validation.CODERS)):
        for average in ("micro", "macro"):
            value = float(held[who][f"{average}_f1"])
            meaning = f"{average.capitalize()} F1, {who}, on the statements held back."
            yield other(f"themes.corpus.{key}.{average}", value, f"{value:.3f}", function, meaning, 1)
    aims = {"micro": agreement.MICRO_AIM, "macro": agreement.MACRO_AIM}
    reached = sum(held[agreement.INSTRUMENT][f"{average}_f1"] >= aim for average, aim in aims.items())
    meaning = "How many of its aims, in micro and macro F1, the instrument reaches on the statements held back."
    yield other("themes.corpus.aims.reached", reached, str(reached), function, meaning, len(aims))
    for average, aim in aims.items():
        meaning = f"{average.capitalize()} F1 that the instrument was to reach on the statements held back."
        yield other(f"themes.corpus.aim.{average}", aim, f"{aim:.2f}", "analysis.codebook.agreement", meaning, 1)
    number = held[agreement.INSTRUMENT]["statements"]
    yield other("themes.corpus.statements", number, str(number), function, "Statements held back.")
    yield other("themes.corpus.articles", held["articles"], str(held["articles"]), function, "Articles they are from.")
    same = held[validation.CODERS]["same_set"]
    meaning = "Of them, how many the two coders gave the same themes."
    yield other("themes.corpus.same", same, str(same), function, meaning, number)
    trusted = agreement.reliable(agreement.on_corpus(coding.themes))
    meaning = "Themes that are reliable on the statements held back."
    yield other("themes.corpus.reliable", len(trusted), str(len(trusted)), function, meaning, len(names))
