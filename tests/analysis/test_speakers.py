"""Speaker share sums to the whole article under every way of counting."""

import pandas as pd
import pytest

from analysis.attribution.coder import code
from analysis.book.project import SEED
from analysis.codebook.voice_coding import voice_coding
from analysis.speakers import named_and_silent, sentence_holders, share, share_by_voice, turns, voices
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
