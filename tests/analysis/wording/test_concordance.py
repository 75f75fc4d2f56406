"""Keyword in context, and collocations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.files import InputError
from analysis.wording.concordance import FUNCTION_WORDS, collocations, keyword_in_context

TEXT = "Grey gulls cry. Small grey gulls sleep; a gull’s nest is small.\n\nGrey Gulls again. Gulls!"


def keywords(term: str, text: str = TEXT, **options: int) -> list[str]:
    return list(keyword_in_context(text, term, **options)["keyword"])


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("gulls", ["gulls", "gulls", "Gulls", "Gulls"]),
        ("GULLS", ["gulls", "gulls", "Gulls", "Gulls"]),
        ("gull*", ["gulls", "gulls", "gull’s", "Gulls", "Gulls"]),
        ("gull's", ["gull’s"]),
        ("grey gulls", ["Grey gulls", "grey gulls", "Grey Gulls"]),
        ("gulls a", []),
        ("gulls cry small", []),
        ("gulls small", []),
        ("sma* gre* gul*", ["Small grey gulls"]),
        ("ull", []),
        ("whale", []),
    ],
)
def test_a_term_is_found_as_whole_words_side_by_side(term: str, expected: list[str]) -> None:
    assert keywords(term) == expected


def test_what_stands_beside_a_word_ends_at_the_width_and_at_the_paragraph() -> None:
    rows = keyword_in_context(TEXT, "gulls", width=6)
    assert rows[["left", "right"]].to_numpy().tolist() == [
        ["Grey ", " cry. "],
        [" grey ", " sleep"],
        ["Grey ", " again"],
        ["gain. ", "!"],
    ]


def test_neither_a_term_nor_its_context_reaches_into_another_paragraph() -> None:
    text = "Small\n\ngrey gulls\n\ncry."
    assert keyword_in_context(text, "small grey").empty
    assert keyword_in_context(text, "gulls", width=50)[["left", "right"]].to_numpy().tolist() == [["grey ", ""]]


def test_lines_can_be_ordered_by_the_words_behind_or_before() -> None:
    assert [right[:6] for right in keyword_in_context(TEXT, "gulls", order="right")["right"]] == [
        "!",
        " again",
        " cry. ",
        " sleep",
    ]
    assert [left[-7:] for left in keyword_in_context(TEXT, "gulls", order="left")["left"]] == [
        "again. ",
        "Grey ",
        "Grey ",
        "l grey ",
    ]


def test_the_order_does_not_depend_on_how_much_is_shown() -> None:
    for order in ("left", "right"):
        narrow, wide = (list(keyword_in_context(TEXT, "gulls", width=width, order=order)["start"]) for width in (0, 80))
        assert narrow == wide


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("position", ["b a x c d", "a x b", "d a x c a"]),
        ("left", ["a x b", "b a x c d", "d a x c a"]),
        ("right", ["a x b", "d a x c a", "b a x c d"]),
    ],
)
def test_lines_are_sorted_by_one_word_after_the_other_from_the_nearest_outward(order: str, expected: list[str]) -> None:
    rows = keyword_in_context("b a x c d\n\na x b\n\nd a x c a", "x", order=order)
    assert list(rows["left"] + rows["keyword"] + rows["right"]) == expected


def test_lines_that_are_alike_keep_the_order_of_the_text() -> None:
    rows = keyword_in_context("a x b\n\nA X B\n\na x b", "x", order="left")
    assert rows["start"].is_monotonic_increasing


def test_words_before_the_start_are_neither_found_nor_shown() -> None:
    rows = keyword_in_context(TEXT, "gulls", start=TEXT.index("Small"))
    assert len(rows) == 3
    assert rows.loc[0, "left"] == "Small grey "


@given(st.text(alphabet='ab .,-’\n"', max_size=80), st.integers(0, 9))
def test_left_keyword_and_right_are_the_text_around_the_place(text: str, width: int) -> None:
    for row in keyword_in_context(text, "a*", width=width).itertuples():
        assert text[row.start - len(row.left) : row.end + len(row.right)] == row.left + row.keyword + row.right
        assert max(len(row.left), len(row.right)) <= width


@pytest.mark.parametrize("term", ["", "  ", "*", "a*b", "gulls *", "**a"])
def test_what_is_no_term_is_refused(term: str) -> None:
    with pytest.raises(InputError, match="is not a term"):
        keyword_in_context(TEXT, term)


def test_a_width_or_an_order_that_cannot_be_is_refused() -> None:
    with pytest.raises(InputError, match="width is -1"):
        keyword_in_context(TEXT, "gulls", width=-1)
    with pytest.raises(InputError, match="there is no order 'colour'"):
        keyword_in_context(TEXT, "gulls", order="colour")


def test_a_collocation_is_a_pair_that_recurs() -> None:
    pairs = collocations(TEXT)
    assert pairs[["first", "second", "count"]].to_numpy().tolist() == [["grey", "gulls", 3]]
    assert pairs.loc[0, "log_likelihood"] > 0


def test_no_collocation_crosses_a_sentence_or_a_paragraph() -> None:
    text = "Here is the dock. Ropes lie there. Here is the dock. Ropes lie there.\nGulls\nGulls\nGulls"
    pairs = {tuple(pair) for pair in collocations(text, without=())[["first", "second"]].to_numpy()}
    assert ("the", "dock") in pairs
    assert not pairs & {("dock", "ropes"), ("there", "here"), ("gulls", "gulls")}


def test_pairs_below_the_least_count_are_left_out() -> None:
    assert collocations(TEXT, least=4).empty
    assert len(collocations(TEXT, least=1)) > len(collocations(TEXT, least=2))
    with pytest.raises(InputError, match="least is 0"):
        collocations(TEXT, least=0)


def test_pairs_with_a_word_of_grammar_are_left_out_unless_asked_for() -> None:
    text = "The dock and the quay. The dock and the quay."
    assert collocations(text).empty
    assert "the" in FUNCTION_WORDS
    assert ["the", "dock"] in collocations(text, without=())[["first", "second"]].to_numpy().tolist()


def test_collocations_begin_at_the_start() -> None:
    assert collocations(TEXT, start=TEXT.index("Small")).loc[0, "count"] == 2


def test_a_text_without_words_has_no_collocation_and_no_context() -> None:
    assert collocations("...").empty
    assert keyword_in_context("...", "gulls").empty
