"""What is drawn is what was counted: numbers are read back from the drawing and compared with a count by hand."""

from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont

from analysis.book.figures import style
from analysis.book.figures.calibration import Calibration
from analysis.book.figures.keyness import Keywords
from analysis.book.figures.speakers import ShareRanges, SpeakerShare, Timeline
from analysis.book.figures.specification import SpecificationCurves
from analysis.book.figures.targets import TargetGrid
from analysis.book.figures.themes import ThemesAlong, ThemesByVoice
from analysis.book.figures.tone import ToneAlong, ToneByVoice
from analysis.book.tables.targets import targets_table
from analysis.text.statements import NARRATOR
from tests.helpers.drawings import Drawn
from tests.helpers.small_article import CODING, NAMES, TRADE, WAR, curve

ANN, NOBODY, BO, CY = (style.voice_colours(NAMES)[name] for name in NAMES)


def test_bars_of_words_are_as_long_as_the_words_and_stand_beside_their_voice() -> None:
    drawn = Drawn(SpeakerShare.of(CODING))
    words, rows = drawn.words, drawn.rows()
    expected = {
        "Ann Lee": [(0, 6, False), (6, 8, True)],
        "narrator": [(0, 6, False)],
        "Bo Ek": [(0, 5, False)],
        "Cy Om": [(0, 1, False)],
    }
    assert list(rows) == list(expected)
    for (voice, parts), colour in zip(expected.items(), (ANN, NOBODY, BO, CY), strict=True):
        bars = [bar for bar in drawn.bars(colour) if abs(bar.middle[1] - rows[voice]) < 1]
        assert {(round(words(bar.left), 2), round(words(bar.right), 2)) for bar in bars} == {part[:2] for part in parts}
        assert {round(words(bar.left), 2) for bar in bars if bar.hatched} == {part[0] for part in parts if part[2]}
    assert [drawn.near(place) for place in rows.values()] == [
        ["6", "2", "40%"],
        ["6", "30%"],
        ["5", "25%"],
        ["1", "5%"],
    ]


def test_the_description_of_the_shares_has_the_numbers_that_are_drawn() -> None:
    assert SpeakerShare.of(CODING).alt() == (
        "Bar chart of words by voice, split by mode: Ann Lee 8 (40%; 6 direct, 2 indirect); narrator 6 (30%); "
        "Bo Ek 5 (25%; 5 direct); Cy Om 1 (5%; 1 direct)."
    )


def test_each_statement_stands_on_its_voice_s_lane_from_its_first_word_to_its_last() -> None:
    figure = Timeline.of(CODING)
    drawn = Drawn(figure)
    words, rows = drawn.words, drawn.rows()
    lane = {round(place): voice for voice, place in rows.items()}
    found = {
        (bar.link.split("#")[1], lane[round(bar.middle[1])], round(words(bar.left), 1), round(words(bar.right), 1))
        for bar in drawn.bars(ANN, NOBODY, BO, CY)
        if bar.link
    }
    assert found == {
        ("s1", "narrator", 0, 4),
        ("s2", "Ann Lee", 4, 10),
        ("s3", "narrator", 10, 12),
        ("s4", "Bo Ek", 12, 17),
        ("s5", "Ann Lee", 17, 19),
        ("s6", "Cy Om", 19, 20),
    }
    assert figure.alt() == (
        "Timeline of 6 turns by the article's word numbers: narrator 1 to 4, Ann Lee 5 to 10, narrator 11 to 12, "
        "Bo Ek 13 to 17, Ann Lee 18 to 19, Cy Om 20 to 20."
    )


def test_ranges_end_where_the_lowest_and_the_highest_share_are() -> None:
    shares = pd.DataFrame({"voice": ["Ann Lee", "Bo Ek"], "share": [0.5, 0.3], "low": [0.25, 0.0], "high": [0.75, 0.4]})
    figure = ShareRanges(shares, ("Ann Lee", "Bo Ek"))
    drawn = Drawn(figure)
    share, rows = drawn.words, drawn.rows()
    blue, orange = (style.voice_colours(["Ann Lee", "Bo Ek"])[name] for name in rows)
    for name, colour, low, value, high in (("Ann Lee", blue, 0.25, 0.5, 0.75), ("Bo Ek", orange, 0.0, 0.3, 0.4)):
        (line,) = (shape for shape in drawn.shapes if shape.line == colour)
        assert (share(line.left), share(line.right)) == pytest.approx((low, high), abs=0.001)
        assert line.middle[1] == pytest.approx(rows[name], abs=0.1)
        (dot,) = (mark for mark in drawn.marks if mark.fill == colour)
        assert share(dot.left) == pytest.approx(value, abs=0.001)
        assert drawn.near(rows[name], 8) == [f"{low:.0%}", f"{high:.0%}"]
    assert (
        figure.alt()
        == "Range plot of each share over all choices: Ann Lee 50%, from 25% to 75%; Bo Ek 30%, from 0% to 40%."
    )


def test_the_ranges_of_an_article_are_those_over_all_choices() -> None:
    rows = ShareRanges.of(CODING).table.set_index("voice")
    # Of the four statements that do not introduce or narrate, and of six words in all, hers are two and eight.
    assert rows.loc["Ann Lee", "share"] == 8 / 20
    # With paraphrase the narrator's she keeps one statement of six; without introductions 8 words of 20 at most.
    assert rows.loc["Ann Lee", ["low", "high"]].tolist() == pytest.approx([1 / 6, 8 / 20])


def test_each_count_of_a_theme_stands_at_its_theme_and_its_voice() -> None:
    figure = ThemesByVoice.of(CODING)
    drawn = Drawn(figure)
    rows, columns = drawn.rows(), drawn.columns()
    assert list(columns) == list(NAMES)
    dots = {(round(mark.left), round(mark.top)): mark.fill for mark in drawn.marks}
    war, trade = (next(label for label in rows if label.removesuffix(" *") == theme.name) for theme in (WAR, TRADE))
    expected = {("Ann Lee", war): ANN, ("narrator", war): NOBODY, ("Ann Lee", trade): ANN, ("Bo Ek", trade): BO}
    assert dots == {(round(columns[who]), round(rows[theme])): colour for (who, theme), colour in expected.items()}
    assert [drawn.near(rows[theme]) for theme in (war, trade)] == [["1", "1", "·", "·"], ["1", "·", "1", "·"]]
    words = {war: f"{war}: Ann Lee 1, narrator 1", trade: f"{trade}: Ann Lee 1, Bo Ek 1"}
    assert figure.alt() == f"Table chart of statements on each theme by voice. {'; '.join(words[row] for row in rows)}."


def test_each_statement_with_a_theme_stands_on_the_theme_s_lane() -> None:
    figure = ThemesAlong.of(CODING)
    drawn = Drawn(figure)
    words, rows = drawn.words, drawn.rows()
    lane = {round(place): name.removesuffix(" *") for name, place in rows.items()}
    found = {
        (
            bar.link.split("#")[1],
            lane[round(bar.middle[1])],
            round(words(bar.left), 1),
            round(words(bar.right), 1),
            bar.fill,
        )
        for bar in drawn.bars(ANN, NOBODY, BO, CY)
        if bar.link
    }
    assert found == {
        ("s1", WAR.name, 0, 4, NOBODY),
        ("s2", WAR.name, 4, 10, ANN),
        ("s2", TRADE.name, 4, 10, ANN),
        ("s4", TRADE.name, 12, 17, BO),
    }
    war, trade = rows
    assert (
        figure.alt()
        == f"Dispersion plot of themes along the article: {war} in statements 1, 2; {trade} in statements 2, 4."
    )


def test_bars_of_tone_are_as_long_as_the_statements_and_stand_on_their_side() -> None:
    figure = ToneByVoice.of(CODING)
    drawn = Drawn(figure)
    rows = drawn.rows()
    colours = {style.NEGATIVE_COLOUR: "negative", style.NEUTRAL_COLOUR: "neutral", style.POSITIVE_COLOUR: "positive"}
    bars = [bar for bar in drawn.bars(*colours) if bar.right - bar.left > 1]
    lane = {round(place): voice for voice, place in rows.items()}
    found = [
        (
            lane[round(bar.middle[1])],
            colours[bar.fill],
            round(drawn.words(bar.left), 2),
            round(drawn.words(bar.right), 2),
        )
        for bar in bars
    ]
    assert found == [
        ("Ann Lee", "positive", 0, 2),
        ("narrator", "negative", -1.5, -0.5),
        ("narrator", "neutral", -0.5, 0.5),
        ("Bo Ek", "negative", -1, 0),
        ("Cy Om", "neutral", -0.5, 0.5),
    ]
    assert [drawn.near(place) for place in rows.values()] == [["2"], ["1", "1"], ["1"], ["1"]]
    assert figure.alt() == (
        "Bar chart of statements by tone and voice: Ann Lee 2 positive, 0 neutral, 0 negative; narrator 0 positive, "
        "1 neutral, 1 negative; Bo Ek 0 positive, 0 neutral, 1 negative; Cy Om 0 positive, 1 neutral, 0 negative."
    )


def test_each_statement_s_tone_stands_at_its_height_in_the_middle_of_its_words() -> None:
    figure = ToneAlong.of(CODING)
    drawn = Drawn(figure)
    words, tone = drawn.words, drawn.upright
    dots = {
        mark.link.split("#")[1]: (round(words(mark.left), 1), round(tone(mark.top), 2), mark.fill)
        for mark in drawn.marks
        if mark.link
    }
    assert dots == {
        "s1": (2, -0.5, NOBODY),
        "s2": (7, 0.25, ANN),
        "s3": (11, 0, NOBODY),
        "s4": (14.5, -0.75, BO),
        "s5": (18, 0.5, ANN),
        "s6": (19.5, 0, CY),
    }
    assert figure.alt().endswith("Lowest: statement 4 by Bo Ek at -0.75; highest: statement 5 by Ann Lee at 0.50.")


def test_each_mark_of_the_targets_stands_at_its_voice_and_target_with_mentions_and_tone() -> None:
    figure = TargetGrid.of(CODING)
    drawn = Drawn(figure)
    rows, columns = drawn.rows(), drawn.columns()
    assert {(mark.link, round(mark.left), round(mark.top)) for mark in drawn.marks if mark.link} == {
        ("tone.html#targets-Ann-Lee-Norland", round(columns["Ann Lee"]), round(rows["Norland"])),
        ("tone.html#targets-Bo-Ek-Norland", round(columns["Bo Ek"]), round(rows["Norland"])),
        ("tone.html#targets-Bo-Ek-the-mill", round(columns["Bo Ek"]), round(rows["the mill"])),
    }
    assert [drawn.near(rows[target]) for target in ("Norland", "the mill")] == [["3", "1"], ["1"]]
    assert [drawn.near(rows[target] + 21, 8) for target in ("Norland", "the mill")] == [["−0.50", "+1.00"], ["0.00"]]
    assert figure.alt() == (
        "Grid of mentions and their mean tone, voices by targets: by the instrument, Ann Lee of Norland 3 at −0.50, "
        "Bo Ek of Norland 1 at +1.00, Bo Ek of the mill 1 at 0.00."
    )
    anchors = {cell.anchor for cell in targets_table(CODING.targets)["Who of whom"]}
    assert anchors == {mark.link.split("#")[1] for mark in drawn.marks if mark.link}


def test_each_word_that_stands_out_has_its_log_ratio_interval_and_count() -> None:
    columns = ["term", "log_ratio", "log_ratio_low", "log_ratio_high", "count"]
    figure = Keywords(pd.DataFrame([("mill", 6.0, 4.0, 8.0, 9), ("bridge", 3.0, 1.0, 5.0, 4)], columns=columns))
    drawn = Drawn(figure)
    ratio, rows = drawn.words, drawn.rows()
    lines = {
        round(shape.middle[1]): (round(ratio(shape.left), 2), round(ratio(shape.right), 2))
        for shape in drawn.shapes
        if shape.line == style.INK and shape.right - shape.left > 9 and shape.top == shape.bottom
    }
    dots = {round(mark.top): round(ratio(mark.left), 2) for mark in drawn.marks}
    assert [(lines[round(rows[term])], dots[round(rows[term])]) for term in rows] == [((4, 8), 6), ((1, 5), 3)]
    assert [drawn.near(rows[term]) for term in ("mill", "bridge")] == [["9×"], ["4×"]]
    assert figure.alt().endswith("interval: mill 6.0 (4.0 to 8.0, 9 times), bridge 3.0 (1.0 to 5.0, 4 times).")


def test_only_points_of_enough_words_are_drawn_and_only_those_are_described(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("attributed", 0.5, 0.25, 100), ("attributed", 0.75, 0.5, 2000), ("unattributed", 0.625, 0.0, 99)]
    record = pd.DataFrame(rows, columns=["kind", "said", "right", "words"])
    monkeypatch.setattr("analysis.book.figures.calibration.records.reliability", lambda: record)
    figure = Calibration.of(CODING)
    drawn = Drawn(figure)
    said, right = drawn.words, drawn.upright
    points = {(round(said(mark.left), 3), round(right(mark.top), 3)) for mark in drawn.marks if mark.left > 100}
    assert {(0.5, 0.25), (0.75, 0.5)} <= points
    assert (0.625, 0.0) not in points
    assert figure.alt().endswith("is right: attributed 50% said, 25% right; attributed 75% said, 50% right.")


def test_each_way_of_counting_stands_at_its_estimate_with_its_choice_below() -> None:
    figure = SpecificationCurves([curve(-0.5, 0.0, 0.25, 0.5)])
    drawn = Drawn(figure)
    dots = sorted((mark for mark in drawn.marks if mark.fill != "none"), key=lambda mark: mark.left)
    assert [round(drawn.upright(mark.top), 2) for mark in dots] == [-0.5, 0, 0.25, 0.5]
    assert "same sign: 2 of 4" in " ".join(text for text, _, _ in drawn.texts)
    colours = [mark.fill for mark in dots]
    assert colours == [style.NEGATIVE_COLOUR, style.INK, style.POSITIVE_COLOUR, style.POSITIVE_COLOUR]
    assert figure.alt() == (
        "Specification curves of 1 headline numbers: Lee − Ek, from -0.50 to +0.50, same sign under 2 of 4."
    )


def luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_every_colour_of_a_voice_reads_on_white_and_no_two_are_alike() -> None:
    colours = [style.NARRATOR_COLOUR, style.OTHERS_COLOUR, *style.VOICE_COLOURS]
    assert all(1.05 / (luminance(colour) + 0.05) >= 4.5 for colour in [*colours, style.INK])
    assert all(
        sum(abs(a - b) for a, b in zip(to_rgb(first), to_rgb(second), strict=True)) > 0.15
        for first, second in combinations(colours, 2)
    )


def test_a_voice_keeps_its_colour_and_the_narrator_is_grey_wherever_it_stands() -> None:
    assert style.voice_colours(["Ann", NARRATOR, "Bo"]) == style.voice_colours([NARRATOR, "Ann", "Bo"])
    assert style.voice_colours(["Ann", NARRATOR])[NARRATOR] == style.NARRATOR_COLOUR
    assert style.voice_colours([NARRATOR, style.OTHERS])[style.OTHERS] == style.OTHERS_COLOUR


def test_the_shipped_type_is_the_one_used() -> None:
    with style.styled():
        path = findfont(FontProperties())
    assert path.endswith("source-sans-3-400-normal.ttf")
    assert Path(path).parent.parent == Path(style.__file__).parent
