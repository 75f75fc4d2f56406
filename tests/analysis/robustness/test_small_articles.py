"""Every measure of robustness works on ordinary small articles, and refuses tables that it would count wrongly."""

from pathlib import Path

import pytest

from analysis import themes
from analysis.coding import CODING, INSTRUMENT, Coding, coded
from analysis.robustness import choices, specification
from analysis.robustness.claims import share_claims, theme_claims
from analysis.robustness.target_claims import target_claims
from analysis.speakers import share_intervals

NOBODY = (
    "It rained hard in the night and the river rose. The old bridge was closed in the morning. "
    '"It is not safe to cross it any more," an engineer said.\n'
)
NAMES = "Ann Bo Cy Di Ed Fay Gus Hal Ida Jo Kit Lou Max Ned".split()
ARTICLES = {
    "names nobody": NOBODY,
    "no speech": "It rained hard in the night and the river rose. The old bridge was closed in the morning.\n",
    "three words": "Rain fell hard.\n",
    "one voice": '"We will mend the bridge in Ostby," said Ann Lee.\n',
    "fifteen voices": "".join(f'"The bridge is number {n}," said {name} Lee{name.lower()}. ' for n, name in enumerate(NAMES)),
    "a voice of eight words": 'The old bridge was closed. "We will mend the bridge before the winter," said Ann Lee.\n',
}  # fmt: skip


def article(folder: Path, text: str) -> Path:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return path


def measured(coding: Coding) -> None:
    """Calls everything that reads a coded article."""
    choices.ranges(choices.share_choices(coding.codings))
    claims = share_claims(coding.statements, choices.share_choices(coding.codings))
    claims += target_claims(coding.targets, coding.sides)
    claims += [curve.claim for curve in specification.curves(coding)]
    names = {theme.id: theme.name for theme in coding.themes}
    claims += theme_claims(coding.statements, names, list(names))
    assert all(claim.may_be_made and claim.words for claim in claims)
    assert themes.shares(coding.statements, list(names))["share"].between(0, 1).all()
    assert share_intervals(coding.statements)["share"].sum() == pytest.approx(1)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_ordinary_small_article_has_its_numbers(name: str, tmp_path: Path) -> None:
    measured(coded(article(tmp_path, ARTICLES[name])))


def test_a_coding_that_equals_the_instruments_has_its_numbers(tmp_path: Path) -> None:
    alone = coded(article(tmp_path, '"We will mend the bridge in Ostby," said Ann Lee. Bo Ek praised Ostby.\n'))
    both = alone._replace(codings={CODING: alone.statements.copy(), INSTRUMENT: alone.statements})
    assert len(choices.distinct(both.codings)) == 1
    measured(both)
    assert specification.curves(both)
