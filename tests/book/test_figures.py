"""Figures draw the tables they are given, in one style, and leave nothing behind."""

from collections.abc import Callable
from itertools import combinations

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont

from analysis import sentiment, speakers
from analysis.book import descriptions, figures, show
from analysis.book import tables as display
from analysis.book.figures import style
from analysis.book.project import seed_coding
from analysis.codebook.codebook import codebook
from analysis.robustness import choices, specification
from analysis.text.statements import NARRATOR

CODING = seed_coding()
ROWS = CODING.statements
BY_VOICE = speakers.share_by_voice(ROWS)
THEMES = {theme.id: theme.name for theme in codebook()}
RANGES = display.ranges(BY_VOICE, choices.ranges(choices.share_choices(CODING.codings)))
CELLS = display.cells(CODING.toward)
TRIED = specification.curves(CODING)
FIGURES: dict[str, tuple[Callable[[], Figure], str]] = {
    "speaker_share": (lambda: figures.speaker_share(speakers.share(ROWS)), descriptions.speaker_share(BY_VOICE)),
    "who_speaks_when": (lambda: figures.who_speaks_when(ROWS), descriptions.who_speaks_when(speakers.turns(ROWS))),
    "themes_by_voice": (
        lambda: figures.themes_by_voice(display.theme_by_voice(CODING)),
        descriptions.themes_by_voice(display.theme_by_voice(CODING)),
    ),
    "themes_along": (lambda: figures.themes_along(ROWS, THEMES), descriptions.themes_along(ROWS, THEMES)),
    "keyness": (
        lambda: figures.keyness(display.key_words(CODING.article)),
        descriptions.keyness(display.key_words(CODING.article)),
    ),
    "tone_by_voice": (
        lambda: figures.tone_by_voice(sentiment.tone_by(ROWS, "voice")),
        descriptions.tone_by_voice(sentiment.tone_by(ROWS, "voice")),
    ),
    "tone_along": (lambda: figures.tone_along(ROWS), descriptions.tone_along(ROWS)),
    "toward": (lambda: figures.toward(CELLS, speakers.voices(ROWS), "tone.html"), descriptions.toward(CELLS)),
    "specification": (lambda: figures.specification(TRIED), descriptions.specification(TRIED)),
    "choices": (lambda: figures.choices(RANGES), descriptions.choices(RANGES)),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_touches_no_global_setting_and_is_drawn_the_same_each_time(name: str) -> None:
    before = dict(mpl.rcParams)
    make, alt = FIGURES[name]
    assert show.drawing(make(), "fig-x", alt) == show.drawing(make(), "fig-x", alt)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", FIGURES)
def test_a_description_names_what_is_drawn_with_its_numbers(name: str) -> None:
    alt = FIGURES[name][1]
    assert any(character.isdigit() for character in alt)
    if name not in ("keyness", "themes_along", "tone_along", "specification"):
        assert all(voice in alt for voice in speakers.voices(ROWS))


@pytest.mark.parametrize("name", ["who_speaks_when", "themes_along", "tone_along"])
def test_a_mark_that_is_a_statement_leads_to_it(name: str) -> None:
    svg = show.drawing(FIGURES[name][0](), "fig-x", "A figure.")
    assert 'href="article.html#s12"' in svg
    assert 'href="article.html#s0"' not in svg


def test_a_mark_of_the_matrix_leads_to_its_row_of_the_table() -> None:
    svg = show.drawing(FIGURES["toward"][0](), "fig-x", "A figure.")
    anchors = {one.anchor for one in display.matrix(CELLS)["Who of whom"]}
    assert set(CELLS["anchor"]) == anchors
    assert all(f'href="tone.html#{anchor}"' in svg for anchor in anchors)


def luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_every_colour_of_a_voice_reads_on_white_and_no_two_are_alike() -> None:
    colours = [style.NARRATOR_COLOUR, *style.VOICE_COLOURS]
    assert all(1.05 / (luminance(colour) + 0.05) >= 4.5 for colour in [*colours, style.INK])
    assert all(
        sum(abs(a - b) for a, b in zip(to_rgb(one), to_rgb(two), strict=True)) > 0.15
        for one, two in combinations(colours, 2)
    )


def test_a_voice_keeps_its_colour_and_the_narrator_is_grey_wherever_it_stands() -> None:
    assert style.voice_colours(["Ann", NARRATOR, "Bo"]) == style.voice_colours([NARRATOR, "Ann", "Bo"])
    assert style.voice_colours(["Ann", NARRATOR])[NARRATOR] == style.NARRATOR_COLOUR


def test_the_shipped_type_is_the_one_used() -> None:
    with style.styled():
        path = findfont(FontProperties())
    assert path.endswith("source-sans-3-400-normal.ttf")
