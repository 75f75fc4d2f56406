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
from analysis.text.files import InputError
from analysis.text.segmentation import words
from analysis.text.statements import (
    COLUMNS,
    DIRECT,
    INDIRECT,
    MODES,
    NARRATOR,
    Attribution,
    is_reporting_clause,
    of_one_article,
    require,
    spoken,
    tile,
)

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


def test_the_instrument_gives_97_of_100_words_of_the_seed_to_the_voice_and_mode_of_the_coding() -> None:
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


# "March 1 " is metadata; then three sentences in two paragraphs.
DATED = "March 1 “No,” said Ann. Rain fell, she said.\n\nBo left."
SAID = Attribution((8, 13), (19, 22), (14, 18), DIRECT, "a rule", 0.9, "Ann")
PARAPHRASED = Attribution((24, 33), (35, 38), (39, 43), INDIRECT, "the model", 0.7, "Ann")


def test_every_column_of_the_table_is_what_is_counted_by_hand() -> None:
    table = tile(article(DATED, start=8), [PARAPHRASED, SAID])
    rows = [
        # statement, stretch, paragraph, sentence, start, end, words, voice, mode, cue, source, basis, probability
        (0, 0, 0, 0, 0, 8, 0, NARRATOR, "narration", None, None, "metadata", 1.0),
        (1, 1, 1, 1, 8, 14, 1, "Ann", DIRECT, (14, 18), (19, 22), "a rule", 0.9),
        (2, 2, 1, 1, 14, 24, 2, NARRATOR, "narration", None, None, "no attribution", 1.0),
        (3, 3, 1, 2, 24, 35, 2, "Ann", INDIRECT, (39, 43), (35, 38), "the model", 0.7),
        (4, 4, 1, 2, 35, 46, 2, NARRATOR, "narration", None, None, "no attribution", 1.0),
        (5, 4, 2, 3, 46, 54, 2, NARRATOR, "narration", None, None, "no attribution", 1.0),
    ]
    names = "statement stretch paragraph sentence start end words voice mode cue source basis probability".split()
    assert table[names].astype(object).where(table[names].notna(), None).to_numpy().tolist() == [
        list(row) for row in rows
    ]
    assert table.columns.tolist() == list(COLUMNS)
    assert table["article"].unique().tolist() == ["text"]
    assert table["text"].tolist() == [DATED[first:last] for *_, first, last in (row[:6] for row in rows)]


def test_without_metadata_statements_are_numbered_from_one_and_the_first_has_its_stretch() -> None:
    table = tile(article("Rain fell. Bo left."), [])
    assert table[["statement", "stretch", "paragraph", "sentence", "start", "end", "words"]].to_numpy().tolist() == [
        [1, 1, 1, 1, 0, 11, 2],
        [2, 1, 1, 2, 11, 19, 2],
    ]
    assert table["basis"].tolist() == ["no attribution"] * 2


def test_a_content_that_begins_in_the_metadata_is_cut_at_its_end() -> None:
    table = tile(article(DATED, start=8), [SAID._replace(content=(2, 13))])
    assert table[["start", "end", "voice"]].to_numpy().tolist()[:3] == [
        [0, 8, NARRATOR],
        [8, 14, "Ann"],
        [14, 24, NARRATOR],
    ]


def test_marks_without_a_word_go_with_the_statement_before_and_at_the_start_with_the_one_after() -> None:
    # Between the two contents stand a full stop, a space and a dash; before the first one a dash.
    text = "– “Rain fell.” – “Bo left”."
    first, second = ((text.index(words), text.index(words) + len(words)) for words in ("“Rain fell.”", "“Bo left”"))
    credits = [SAID._replace(content=first), SAID._replace(content=second, voice="Cy", probability=0.6)]
    table = tile(article(text), credits)
    assert table[["text", "voice", "words", "probability"]].to_numpy().tolist() == [
        ["– “Rain fell.” – ", "Ann", 2, 0.9],
        ["“Bo left”.", "Cy", 2, 0.6],
    ]
    assert table["sentence"].tolist() == [1, 2]


def test_two_contents_of_one_voice_in_one_sentence_are_one_statement_and_in_two_modes_two() -> None:
    text = "“Rain fell,” “and fast”."
    credits = [SAID._replace(content=(0, 12)), SAID._replace(content=(13, 23))]
    assert tile(article(text), credits)["text"].tolist() == [text]
    assert tile(article(text), credits)["words"].tolist() == [4]
    paraphrase = credits[1]._replace(mode=INDIRECT)
    assert tile(article(text), [credits[0], paraphrase])["mode"].tolist() == [DIRECT, INDIRECT]


def test_an_error_says_which_column_is_missing_and_how_to_get_it() -> None:
    table = pd.DataFrame({"words": [1], "voice": ["Ann"]})
    with pytest.raises(InputError, match=r"no column 'tone', 'mode'\. It has: words, voice\.$"):
        require(table, "words", "tone", "mode")
    with pytest.raises(InputError, match=r"no column 'tone'\. Call with_tone on it first\.$"):
        require(table, "tone", made_by="with_tone")
    with pytest.raises(InputError, match=r"no column 'tone'\. Call with_tone on it first\.$"):
        of_one_article(table, "tone", made_by="with_tone")


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ("ab", r"2 articles in it \(a, b\)"),
        ("cab", r"3 articles in it \(c, a, b\)"),
        ("abcd", r"4 .* \(a, b, c, \.\.\.\)"),
    ],
)
def test_several_articles_in_one_table_are_listed_three_at_most(names: str, listed: str) -> None:
    with pytest.raises(InputError, match=listed):
        of_one_article(pd.DataFrame({"article": list(names), "words": 1}))


def test_an_attribution_is_certain_and_nobodys_until_it_is_said_to_be_otherwise() -> None:
    assert Attribution((0, 3), None, None, DIRECT, "a rule")[-2:] == (1.0, "")
