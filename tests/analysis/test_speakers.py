"""Speaker share sums to the whole article under every way of counting."""

import numpy as np
import pandas as pd
import pytest

from analysis import speakers
from analysis.attribution.coder import code
from analysis.book.project import SEED
from analysis.codebook.voice_coding import voice_coding
from analysis.speakers import in_words, named_and_silent, sentence_holders, share, share_by_voice, turns, voices
from analysis.text.article import read
from analysis.text.statements import spoken

SEEDS = [voice_coding(read(SEED)), code(read(SEED))]


@pytest.mark.parametrize("table", SEEDS)
def test_shares_sum_to_the_article_in_every_unit(table) -> None:  # type: ignore[no-untyped-def]
    counted = spoken(table)
    sums = share(table).sum(numeric_only=True)
    assert sums["words"] == counted["words"].sum() == 638
    assert sums["statements"] == len(counted)
    assert sums["sentences"] == counted["sentence"].nunique() == len(sentence_holders(table))
    assert sums["stretches"] == counted["stretch"].nunique()
    by_voice = share_by_voice(table)
    assert by_voice["share"].sum() == pytest.approx(1)
    assert (by_voice[["direct", "indirect", "narration"]].sum(axis=1) == by_voice["words"]).all()


def test_the_two_principals_have_about_the_same_words_but_not_in_the_same_mode() -> None:
    table = share_by_voice(SEEDS[0]).set_index("voice")
    host, guest = table.loc["Alexander Lukashenko"], table.loc["Khalifa Haftar"]
    assert abs(host["share"] - guest["share"]) < 0.02
    assert host["direct"] > 1.5 * guest["direct"]
    assert guest["indirect"] > guest["direct"]


def test_the_narrator_comes_first_by_words() -> None:
    assert voices(SEEDS[0])[0] == "narrator"


def test_turns_cover_every_word_once_in_order() -> None:
    table = turns(SEEDS[0])
    assert table["first_word"].iloc[0] == 1
    assert table["last_word"].iloc[-1] == 638
    assert (table["first_word"].iloc[1:].to_numpy() == table["last_word"].iloc[:-1].to_numpy() + 1).all()


def test_nato_is_named_and_never_speaks_and_no_speaker_is_silent() -> None:
    table = named_and_silent(SEEDS[0]).set_index("name")
    assert "NATO" in table.index
    assert table.loc["NATO", "statements"] == (12,)
    assert not {"Lukashenko", "Khalifa Haftar", "Mr", "We", "However", "Libyan"} & set(table.index)


def test_the_modes_of_two_voices_with_as_many_words_stand_together() -> None:
    rows = [("Bo", "direct", 5, 1), ("Ann", "direct", 4, 2), ("Bo", "indirect", 2, 3), ("Ann", "indirect", 3, 4)]
    table = pd.DataFrame(rows, columns=["voice", "mode", "words", "sentence"])
    table = table.assign(statement=[1, 2, 3, 4], stretch=[1, 2, 3, 4])
    assert share(table)["voice"].tolist() == ["Ann", "Ann", "Bo", "Bo"]
    assert voices(table) == ["Ann", "Bo"]


def test_a_sentence_is_held_by_the_voice_with_most_of_its_words_and_of_two_by_the_first() -> None:
    rows = [("Ann", "direct", 3, 1), ("narrator", "narration", 2, 1), ("Bo", "direct", 1, 1)]
    rows += [("narrator", "narration", 4, 2), ("Ann", "indirect", 4, 2)]
    table = pd.DataFrame(rows, columns=["voice", "mode", "words", "sentence"])
    table = table.assign(statement=[1, 2, 3, 4, 5], stretch=[1, 2, 3, 4, 5])
    assert sentence_holders(table).to_numpy().tolist() == [
        [1, "Ann", "direct", 1, 3],
        [2, "narrator", "narration", 4, 4],
    ]
    assert share(table).to_numpy().tolist() == [
        ["Ann", "indirect", 4, 0, 1, 1],
        ["Ann", "direct", 3, 1, 1, 1],
        ["narrator", "narration", 6, 1, 2, 2],
        ["Bo", "direct", 1, 0, 1, 1],
    ]
    assert share_by_voice(table).to_numpy().tolist() == [
        ["Ann", 0.5, 7, 1, 2, 2, 3, 4, 0],
        ["narrator", 6 / 14, 6, 1, 2, 2, 0, 0, 6],
        ["Bo", 1 / 14, 1, 0, 1, 1, 1, 0, 0],
    ]
    assert turns(table)[["voice", "first_word", "last_word"]].to_numpy().tolist() == [
        ["Ann", 1, 3],
        ["narrator", 4, 5],
        ["Bo", 6, 6],
        ["narrator", 7, 10],
        ["Ann", 11, 14],
    ]


def counted(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Statements of (voice, mode, words, sentence), each a stretch."""
    table = pd.DataFrame(rows, columns=["voice", "mode", "words", "sentence"])
    return table.assign(statement=range(1, len(table) + 1), stretch=range(1, len(table) + 1))


def test_two_modes_of_a_voice_with_as_many_words_come_in_the_order_of_the_text() -> None:
    table = share(counted(("Ann", "indirect", 3, 1), ("Ann", "direct", 3, 2)))
    assert table["mode"].tolist() == ["indirect", "direct"]
    assert table.index.tolist() == [0, 1]


def test_the_statement_of_a_sentence_is_the_first_by_the_voice_that_holds_it() -> None:
    rows = counted(("Ann", "direct", 2, 1), ("narrator", "narration", 3, 1), ("Ann", "direct", 2, 1))
    assert sentence_holders(rows).to_numpy().tolist() == [[1, "Ann", "direct", 1, 4]]


def test_a_mode_that_nobody_speaks_in_has_no_words() -> None:
    table = share_by_voice(counted(("Ann", "direct", 3, 1)))
    assert table[["direct", "indirect", "narration"]].to_numpy().tolist() == [[3, 0, 0]]


def test_a_stretch_of_several_statements_is_one_turn() -> None:
    rows = counted(("Ann", "direct", 3, 1), ("Ann", "direct", 4, 2), ("Bo", "direct", 2, 2)).assign(stretch=[1, 1, 2])
    assert turns(rows).to_numpy().tolist() == [
        [1, "Ann", "direct", 1, 7, 7, (1, 2)],
        [2, "Bo", "direct", 8, 9, 2, (3,)],
    ]


@pytest.mark.parametrize(
    ("share", "low", "high", "words"),
    [(0.5, 0.1, 0.9, "50% (10 to 90)"), (0.254, 0.246, 0.2549, "25%"), (0.25, 0.24, 0.25, "25% (24 to 25)")],
)
def test_an_interval_is_said_where_it_is_wider_than_the_rounding(
    share: float, low: float, high: float, words: str
) -> None:
    assert in_words(share, low, high) == words


def test_who_is_named_and_silent_is_known_by_full_and_last_names_and_counted_by_statement() -> None:
    texts = [
        ("narrator", "On Monday Ann Lee met Cy Om and Bo Ek in Norway. "),
        ("Ann Lee", "“Cy Om and Cy Om’s men came from Norway.” "),
        ("Ek", "“No.” "),
        ("officials", "“No.” "),
        *[("narrator", "No. ")] * 8,
        ("narrator", "Peru "),
        ("narrator", "is far from all, and Lee left."),
    ]
    rows = pd.DataFrame(texts, columns=["voice", "text"])
    rows = rows.assign(statement=range(3, 3 + len(rows)), words=rows["text"].str.split().str.len())
    assert named_and_silent(rows).to_numpy().tolist() == [
        ["Cy Om", 3, (3, 4)],
        ["Norway", 2, (3, 4)],
        ["Peru", 1, (15,)],
    ]


class Fixed:
    """A generator of random numbers that gives those it is told to: normal deviates, and numbers from 0 to 1."""

    def __init__(self, normal: tuple[float, float], uniform: list[float]) -> None:
        self.normal, self.uniform = normal, uniform

    def standard_normal(self, size: tuple[int, int]) -> np.ndarray:
        return np.tile(self.normal, (size[0], 1))

    def random(self, size: int | tuple[int, int]) -> np.ndarray:
        return np.array(self.uniform) if isinstance(size, int) else np.tile(self.uniform, (size[0], 1))


@pytest.mark.parametrize(
    ("shared", "normal", "right"),
    [
        # The log odds of 0.9 are 2.1972, and with the factor sqrt(1 + 0.346 * 9) = 2.0283 they are 4.4566.
        (3.0, (0.0, 0.0), (0.98853, 0.98853)),
        # With sqrt(1 + 0.346) = 1.1602 they are 2.5492, up one for the narrator, down one for all others.
        (1.0, (1.0, -1.0), (0.97205, 0.82479)),
        (0.0, (1.0, -1.0), (0.9, 0.9)),
    ],
)
def test_a_statement_keeps_its_voice_with_its_probability_moved_by_the_shared_error(
    shared: float, normal: tuple[float, float], right: tuple[float, float]
) -> None:
    probability, narrated = np.array([0.9, 0.9]), np.array([True, False])
    below, above = ([value + side for value in right] for side in (-0.0001, 0.0001))
    for uniform, kept in ((below, True), (above, False)):
        found = speakers._kept(probability, narrated, shared, Fixed(normal, uniform))  # type: ignore[arg-type]
        assert found.shape == (4000, 2)
        assert (found == kept).all()


def test_what_is_certain_is_kept_in_every_draw_and_what_is_surely_wrong_in_one_of_ten_thousand() -> None:
    probability, narrated = np.array([1.0, 0.0, 0.0]), np.zeros(3, dtype=bool)
    chance = Fixed((0.0, 0.0), [0.99999, 0.00009, 0.00011])
    found = speakers._kept(probability, narrated, 0.0, chance)  # type: ignore[arg-type]
    assert found[0].tolist() == [True, True, False]


def test_words_that_are_not_a_voices_go_to_another_by_the_words_that_each_has() -> None:
    # Without the second's ten words the line is 64 long, and the first ends at 32, in the middle.
    amounts, owners = np.array([32, 10, 32]), np.array([1, 1, 1, 1, 0, 2])
    chance = Fixed((0.0, 0.0), [0.0, 31.5 / 64, 0.5, 0.99, 0.1, 0.8])
    assert speakers._others(amounts, owners, chance).tolist() == [0, 0, 2, 2, 1, 1]  # type: ignore[arg-type]


def test_intervals_come_with_the_largest_share_first_and_of_two_as_large_the_first_in_the_text() -> None:
    rows = counted(("Cy", "direct", 2, 1), ("Bo", "direct", 2, 2), ("Ann", "direct", 5, 3)).assign(probability=1.0)
    table = speakers.share_intervals(rows, 0.0)
    assert table["voice"].tolist() == ["Ann", "Cy", "Bo"]
    assert table["share"].tolist() == [5 / 9, 2 / 9, 2 / 9]
