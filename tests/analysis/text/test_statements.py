"""The statements tile the text, each with one voice in one mode inside one sentence."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution.coder import code
from analysis.book.project import SEED
from analysis.codebook.voice_coding import voice_coding
from analysis.text.article import Article, read
from analysis.text.segmentation import words
from analysis.text.statements import DIRECT, INDIRECT, MODES, NARRATOR, Attribution, is_reporting_clause, spoken, tile

PIECES = st.sampled_from(
    ["She said ", '"It is good."', "“We will see,”", " said the mayor", ", ", ". ", "According to him, ", "\n\n", "Ann Lee ",
     "stressed that ", "'so'", "«Yes»", "...", "No one knew", '"', "<b>x</b>", " ", "!", "é"]
)  # fmt: skip


def article(text: str, start: int = 0) -> Article:
    return Article(name="text", path=Path("text.txt"), text=text, start=start)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(deadline=None)
def test_statements_of_any_text_are_the_text_and_count_each_word_once(text: str) -> None:
    table = code(article(text)) if text else pd.DataFrame(columns=["text", "words", "mode"])
    assert "".join(table["text"]) == text
    assert table["words"].sum() == len(words(text))
    assert set(table["mode"]) <= set(MODES)


@given(st.text(max_size=120))
@settings(deadline=None)
def test_no_text_at_all_breaks_the_instrument(text: str) -> None:
    assert "".join(code(article(text))["text"]) == text


@pytest.mark.parametrize("coder", [voice_coding, code])
def test_the_seed_is_tiled_with_its_metadata_in_row_zero(coder) -> None:  # type: ignore[no-untyped-def]
    seed = read(SEED)
    table = coder(seed)
    assert "".join(table["text"]) == seed.text
    assert table["end"].tolist()[:-1] == table["start"].tolist()[1:]
    assert table["statement"].tolist() == list(range(len(table)))
    assert (table.iloc[0]["words"], table.iloc[0]["text"]) == (0, " date 2025-02-17 ")
    assert (spoken(table)["words"] > 0).all()
    assert len(spoken(table)) == len(table) - 1


def test_neighbours_in_one_sentence_differ_in_voice_or_mode() -> None:
    table = spoken(code(read(SEED)))
    for (_, one), (_, two) in zip(table.iloc[:-1].iterrows(), table.iloc[1:].iterrows(), strict=True):
        same = (one["voice"], one["mode"]) == (two["voice"], two["mode"])
        assert not same or one["sentence"] != two["sentence"]
        assert same == (one["stretch"] == two["stretch"])


def test_a_credit_cuts_its_sentence_and_leaves_the_rest_to_the_narrator() -> None:
    text = 'Rain fell. "Stay in. Be safe," said Ann. Nobody did.'
    credit = Attribution((11, 30), (36, 39), (31, 35), DIRECT, "by hand", voice="Ann")
    table = tile(article(text), [credit])
    assert table["text"].tolist() == ["Rain fell. ", '"Stay in. ', 'Be safe," ', "said Ann. ", "Nobody did."]
    assert table["voice"].tolist() == [NARRATOR, "Ann", "Ann", NARRATOR, NARRATOR]
    assert table["stretch"].tolist() == [1, 2, 2, 3, 3]
    assert table["sentence"].tolist() == [1, 2, 3, 3, 4]
    assert is_reporting_clause(table).tolist() == [False, False, False, True, False]


def test_the_instrument_gives_97_of_100_words_of_the_seed_to_the_voice_and_mode_of_the_reading() -> None:
    seed = read(SEED)
    sides = []
    for table in (code(seed), voice_coding(seed)):
        ends, rows = table["end"].to_numpy(), list(zip(table["voice"], table["mode"], strict=True))
        sides.append([rows[int(ends.searchsorted(first, side="right"))] for first, _ in words(seed.text, seed.start)])
    right = sum(one == other for one, other in zip(*sides, strict=True))
    assert right >= 0.97 * len(sides[0])


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(deadline=None)
def test_a_probability_is_a_probability(text: str) -> None:
    if text:
        assert code(article(text))["probability"].between(0, 1).all()


def test_all_indirect_stretches_of_the_seed_are_found() -> None:
    table = code(read(SEED))
    found = table[table["mode"] == INDIRECT].groupby("stretch")["voice"].first().tolist()
    assert found == ["Alexander Lukashenko", "Khalifa Haftar", "Khalifa Haftar", "Khalifa Haftar"]
