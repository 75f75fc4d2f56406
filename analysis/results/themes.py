"""The numbers on themes and words."""

from collections.abc import Iterable

from analysis import keyness, speakers
from analysis.coding import Coding
from analysis.results.record import Result, called, count, other, percent, slug
from analysis.statements import is_frame, spoken
from analysis.codebook import codebook


def results(coding: Coding) -> Iterable[Result]:
    """The results on each theme, on each voice's statements on it, and on keyness."""
    rows = spoken(coding.statements)
    whole, function = rows["words"].sum(), "analysis.themes.with_themes"
    themes = codebook()
    yield other("themes.number", len(themes), str(len(themes)), "analysis.themes.codebook", "Themes coded.")
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
    frames = bare[is_frame(rows).loc[bare.index]]
    meaning = "Statements that no theme covers and that only introduce."
    yield count("theme.none.frames.statements", len(frames), "statements", frames, function, meaning)
    covered = rows.drop(bare.index)
    yield percent("theme.covered.percent", covered, whole, function, "Share of words in statements with a theme.")
    key = keyness.keyness(keyness.statement_terms(rows), keyness.reference())
    rare = int((~key["judged"]).sum())
    meaning = "Times that a word must stand in the article to be judged."
    yield other("keyness.minimum", keyness.LEAST_JUDGED, str(keyness.LEAST_JUDGED), "analysis.keyness.keyness", meaning)
    yield other("keyness.rare", rare, f"{rare:,}", "analysis.keyness.keyness", "Different words too rare to judge.")
