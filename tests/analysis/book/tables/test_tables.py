"""The tables' cells are those of a count by hand: of the small article of `test_figures`, whose numbers stand there."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.book.show import Links
from analysis.book.tables import speakers as speakers_tables
from analysis.book.tables import targets as targets_tables
from analysis.book.tables.speakers import credits_table, share_by_coder_table, share_table
from analysis.book.tables.targets import headlines_table, targets_table
from analysis.book.tables.themes import theme_counts_table, theme_shares_table
from analysis.book.tables.tone import tone_by_theme_table
from analysis.book.tables.words import context_table
from analysis.text.article import Article, Person, Title
from tests.helpers.small_article import CODING, TRADE, WAR, curve

ROWS = CODING.statements


def cells(frame: pd.DataFrame) -> dict[str, list[object]]:
    """The cells of each row, by the first; without the star of a theme that is not reliable."""
    return {str(first).removesuffix(" *"): rest for first, *rest in frame.to_numpy().tolist()}


def test_the_share_table_counts_words_modes_sentences_statements_and_stretches() -> None:
    assert share_table(ROWS).columns.tolist() == [
        "Voice", "Words", "Share", "Direct", "Indirect", "Sentences", "Statements", "Stretches",
    ]  # fmt: skip
    assert cells(share_table(ROWS)) == {
        "Ann Lee": [8, "40%", 6, 2, 2, 2, 2],
        "narrator": [6, "30%", 0, 0, 2, 2, 2],
        "Bo Ek": [5, "25%", 5, 0, 1, 1, 1],
        "Cy Om": [1, "5%", 1, 0, 1, 1, 1],
    }


def test_the_share_tables_have_the_ends_of_the_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    intervals = pd.DataFrame({"voice": ["Ann Lee", "narrator", "Bo Ek", "Cy Om"]}).assign(
        share=[0.4, 0.3, 0.25, 0.05], low=[0.2, 0.3, 0.24, 0.0], high=[0.7, 0.3, 0.5, 0.1]
    )
    monkeypatch.setattr(speakers_tables, "share_intervals", lambda _: intervals)
    expected = ["40% (20 to 70)", "30%", "25% (24 to 50)", "5% (0 to 10)"]
    assert share_table(ROWS)["Share"].tolist() == expected
    assert share_by_coder_table(CODING.codings)["By the instrument"].tolist() == expected


def test_the_theme_table_counts_statements_and_words_on_each_theme_and_on_none() -> None:
    assert cells(theme_counts_table(CODING)) == {
        WAR.name: [2, 10, "50%", "50%", Links((1, 2))],
        TRADE.name: [2, 11, "55%", "55%", Links((2, 4))],
        "(no theme)": [3, 5, "25%", "25%", Links((3, 5, 6))],
    }


def test_the_theme_table_sets_the_instrument_alone_beside_the_coding() -> None:
    alone = ROWS.assign(themes=[(), (), (WAR.id,), (), (), (), ()])
    rows = cells(theme_counts_table(CODING._replace(codings={"coding": ROWS, "instrument": alone})))
    assert {name: row[2:4] for name, row in rows.items()} == {
        WAR.name: ["50%", "30%"],
        TRADE.name: ["55%", "0%"],
        "(no theme)": ["25%", "70%"],
    }


def test_the_table_of_theme_shares_has_each_voice_s_part() -> None:
    rows = cells(theme_shares_table(CODING))
    assert list(rows) == [TRADE.name, WAR.name]
    # Of Ann Lee's eight words six are on both, of the narrator's six four on war, all of Bo Ek's on trade.
    assert [str(cell).split(" ")[0] for cell in rows[TRADE.name]] == ["75%", "–", "100%", "–"]
    assert [str(cell).split(" ")[0] for cell in rows[WAR.name]] == ["75%", "67%", "–", "–"]


def test_the_table_of_targets_counts_mentions_and_how_many_are_good_and_ill() -> None:
    table = targets_table(CODING.targets)
    assert table.columns.tolist() == [
        "Who of whom", "Mentions, instrument", "Tone (well, ill), instrument", "Statements, instrument",
    ]  # fmt: skip
    assert {cell.text: rest for cell, *rest in table.to_numpy().tolist()} == {
        "Ann Lee of Norland": [3, "−0.50 (1, 2)", Links((2, 5))],
        "Bo Ek of Norland": [1, "+1.00 (1, 0)", Links((4,))],
        "Bo Ek of the mill": [1, "0.00 (0, 0)", Links((4,))],
    }


def test_a_pair_that_a_coder_does_not_have_is_a_dash() -> None:
    mentions = CODING.targets["instrument"]
    table = targets_table({"coding": mentions.iloc[:3], "instrument": mentions.iloc[3:]})
    assert table.iloc[0].tolist()[1:] == [3, "−0.50 (1, 2)", Links((2, 5)), 0, "–", Links(())]


def test_tone_by_theme_counts_the_statements_of_each_label() -> None:
    # On war: 4 words at −0.5 and 6 at 0.25; on trade: 6 words at 0.25 and 5 at −0.75.
    assert cells(tone_by_theme_table(ROWS, CODING.themes)) == {
        WAR.name: [2, 1, 0, 1, "−0.05"],
        TRADE.name: [2, 1, 0, 1, "−0.20"],
    }


def test_a_headline_is_shown_with_the_ways_of_its_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets_tables, "curves", lambda _: [curve(-0.5, 0.0, 0.25, 0.5)])
    assert headlines_table(CODING).iloc[0, :4].tolist() == [
        "Lee − Ek", "+0.50", "+0.50 to +0.50", "2 of 4",
    ]  # fmt: skip


def test_a_word_stands_in_its_context_with_its_voice_and_statement() -> None:
    rows = context_table(CODING, "mill")
    assert rows["Voice"].tolist() == ["Ann Lee", "Bo Ek"]
    assert rows["Statement"].tolist() == [Links((2,)), Links((4,))]
    assert rows["Word"].tolist() == ["mill", "mill"]


@pytest.mark.parametrize(
    ("words", "title", "known"),
    [
        ("The mayor", "the mayor", "the city’s list"),
        ("the mayor", "mayor", "the city’s list"),
        ("Mayor", "the mayor", "the city’s list"),
        ("The mayors", "the mayor", "the article"),
    ],
)
def test_a_declared_title_is_known_from_where_it_was_declared_at_the_head_of_a_sentence_too(
    words: str, title: str, known: str
) -> None:
    text = f"{words} said no."
    rows = pd.DataFrame({"statement": [1], "words": [1], "voice": ["Ann Lee"], "source": [(0, len(words))]})
    cast = (Person("Ann Lee", (Title(title, "the city’s list"),)),)
    assert credits_table(rows, Article("a", Path("a.txt"), text, cast=cast))["Known from"].tolist() == [known]
