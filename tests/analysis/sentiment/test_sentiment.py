"""Tone by VADER, and the words that make it."""

import math
import time

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.attribution.coder import code
from analysis.book.project import SEED
from analysis.sentiment import label, tone_by, tone_by_theme, toned_words, with_tone
from analysis.sentiment.vader import rated_words, readable, score
from analysis.text.article import read
from analysis.text.files import InputError
from tests.helpers.invented import table, whole

ISLES = table(
    ("narrator", "narration", "The storm destroyed a terrible lot. "),
    ("Ada Quill", "direct", "“We are very happy and glad”, "),
    ("narrator", "narration", "said Ada Quill. "),
    ("Ada Quill", "indirect", "The harbour is not good."),
)

# words with which each of VADER's rules comes into play
RULES = (
    "good bad GOOD Bad great not never isn't without despite no so this very VERY slightly kind sort of least at but BUT "
    "the bomb shit yeah right hand to mouth kiss death x dock ! !!!! ? ??? ?!? good. bad, 'good' -bad- (good) :) good! "
    "“good” don’t good—bad"
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(RULES.split())).map(" ".join))


PACKAGE = SentimentIntensityAnalyzer()


def tone_of(contributions: float) -> float:
    """The tone that a sum of contributions is, by the formula of Hutto and Gilbert's package."""
    return round(contributions / math.sqrt(contributions**2 + 15), 4)


@given(TEXTS)
@settings(max_examples=500)
@example("good not good but good")
@example("kind of good, no good idea at all, the least GOOD of them, but the bomb")
def test_scores_are_those_of_the_authors_package_with_quotation_marks_read_as_spaces(text: str) -> None:
    assert score(text) == PACKAGE.polarity_scores(readable(text))


@given(TEXTS)
def test_reading_marks_as_spaces_moves_no_character(text: str) -> None:
    assert len(readable(text)) == len(text)
    assert [new for old, new in zip(text, readable(text), strict=True) if old.isalnum() and old != new] == []


@given(TEXTS)
@settings(max_examples=500)
def test_contributions_of_the_words_recompute_the_tone(text: str) -> None:
    calm = text.replace("!", "").replace("?", "")
    contributions = sum(word.contribution for word in rated_words(calm))
    assert math.isclose(tone_of(contributions), score(calm)["compound"], abs_tol=1e-4)


@given(TEXTS)
def test_rated_words_lie_in_the_text_in_order(text: str) -> None:
    words, plain = rated_words(text), readable(text)
    assert [plain[word.start : word.end] for word in words] == [word.word for word in words]
    assert [word.start for word in words] == sorted(word.start for word in words)


@given(TEXTS)
def test_a_word_that_nothing_changes_contributes_its_valence(text: str) -> None:
    for word in rated_words(text):
        if not word.changed_by and not word.word.isupper() and word.word.lower() != "kind":
            assert word.contribution == word.valence


@pytest.mark.parametrize(
    ("text", "word", "valence", "contribution", "changed_by"),
    [
        ("They are glad.", "glad", 2.0, 2.0, ()),
        ("They are not glad.", "glad", 2.0, 2.0 * -0.74, ("not",)),
        ("They are very glad.", "glad", 2.0, 2.293, ("very",)),
        ("They are glad but here.", "glad", 2.0, 1.0, ("but",)),
        ("The dock is “glad”.", "glad", 2.0, 2.0, ()),
        ("We don’t feel glad.", "glad", 2.0, 2.0 * -0.74, ("don't",)),
    ],
)
def test_a_word_is_explained_by_what_changes_it(
    text: str, word: str, valence: float, contribution: float, changed_by: tuple[str, ...]
) -> None:
    row = next(rated for rated in rated_words(text) if rated.word == word)
    assert (row.valence, row.changed_by) == (valence, changed_by)
    assert row.contribution == pytest.approx(contribution)


@pytest.mark.parametrize(
    "text", ["“glad”", "‘glad’", "«glad»", "glad—here", "here–glad", '"glad,"', "'glad,'", "‘glad,’"]
)
def test_a_quotation_mark_or_a_dash_hides_no_word_from_the_lexicon(text: str) -> None:
    assert score(text)["compound"] == score("glad")["compound"]


def test_an_emoji_moves_no_word_from_its_place() -> None:
    assert [(word.start, word.word) for word in rated_words("A 😀 good 🚢day")] == [(4, "good")]


@pytest.mark.parametrize(
    ("tone", "threshold", "expected"),
    [(0.05, 0.05, "positive"), (0.04, 0.05, "neutral"), (-0.05, 0.05, "negative"), (0.2, 0.5, "neutral")],
)
def test_a_label_begins_at_its_threshold(tone: float, threshold: float, expected: str) -> None:
    assert label(tone, threshold) == expected


def test_a_tone_is_added_to_each_statement_and_its_table_is_left_alone() -> None:
    before = ISLES.copy(deep=True)
    toned = with_tone(ISLES)
    pd.testing.assert_frame_equal(ISLES, before)
    assert list(toned["tone_label"]) == ["neutral", "negative", "positive", "neutral", "negative"]
    assert toned["tone"].between(-1, 1).all()
    parts = toned.loc[toned["words"] > 0, ["positive", "neutral", "negative"]].sum(axis=1)
    assert parts.between(0.99, 1.01).all()


def test_the_line_of_metadata_has_no_tone_whatever_it_says() -> None:
    happy = ISLES.assign(text=ISLES["text"].where(ISLES["statement"] > 0, " date happy "))
    first = with_tone(happy).iloc[0]
    assert (first["tone"], first["tone_label"]) == (0.0, "neutral")
    assert tone_by(with_tone(happy), "mode")["statements"].sum() == 4
    assert 0 not in set(toned_words(happy)["statement"])


def test_a_higher_threshold_leaves_more_statements_neutral() -> None:
    assert (with_tone(ISLES, threshold=1)["tone_label"] == "neutral").all()


@pytest.mark.parametrize("threshold", [0, -0.05, 1.5, float("nan")])
def test_a_threshold_that_cannot_be_is_refused(threshold: float) -> None:
    with pytest.raises(InputError, match="threshold"):
        with_tone(ISLES, threshold=threshold)


def test_the_mean_tone_of_a_voice_weighs_each_statement_by_its_words() -> None:
    toned = with_tone(ISLES)
    rows = tone_by(toned, "voice").set_index("voice")
    own = toned[toned["voice"] == "Ada Quill"]
    assert list(rows.index) == ["Ada Quill", "narrator"]
    assert rows.loc["Ada Quill", "tone"] == pytest.approx((own["tone"] * own["words"]).sum() / own["words"].sum())
    assert rows.loc["Ada Quill", "tone_unweighted"] == pytest.approx(own["tone"].mean())
    assert rows.loc["Ada Quill", ["statements", "words", "positive", "neutral", "negative"]].tolist() == [
        2,
        11,
        1,
        0,
        1,
    ]


def test_tone_can_be_taken_by_voice_and_mode_at_once() -> None:
    rows = tone_by(with_tone(ISLES), ["voice", "mode"])
    assert rows[["voice", "mode", "statements"]].to_numpy().tolist() == [
        ["narrator", "narration", 2],
        ["Ada Quill", "direct", 1],
        ["Ada Quill", "indirect", 1],
    ]


def test_a_statement_with_two_themes_gives_its_tone_to_both() -> None:
    themed = with_tone(ISLES).assign(themes=[(), ("storm", "loss"), ("joy",), (), ("storm",)])
    rows = tone_by_theme(themed).set_index("theme")
    assert rows["statements"].to_dict() == {"storm": 2, "loss": 1, "joy": 1}
    assert rows.loc["loss", "tone"] == themed.loc[1, "tone"]


def test_each_rated_word_is_listed_with_its_place_in_the_file() -> None:
    words = toned_words(ISLES)
    text = whole(ISLES)
    assert [text[start:end] for start, end in zip(words["start"], words["end"], strict=True)] == list(words["word"])
    assert words[["statement", "word"]].to_numpy().tolist() == [
        [1, "destroyed"],
        [1, "terrible"],
        [2, "happy"],
        [2, "glad"],
        [4, "good"],
    ]


def test_no_rated_word_at_all_gives_an_empty_list() -> None:
    assert toned_words(table(("Bo", "direct", "The dock."))).empty


def test_a_table_without_tone_says_what_to_call_first() -> None:
    with pytest.raises(InputError, match="Call with_tone on it first"):
        tone_by(ISLES, "voice")
    with pytest.raises(InputError, match=r"Call themes\.with_themes on it first"):
        tone_by_theme(with_tone(ISLES))
    with pytest.raises(InputError, match="no column 'colour'"):
        tone_by(with_tone(ISLES), "colour")


def test_the_seed_has_each_tone_made_by_the_words_listed() -> None:
    statements = with_tone(code(read(SEED)))
    sums = toned_words(statements).groupby("statement")["contribution"].sum()
    for row in statements.itertuples():
        assert tone_of(sums.get(row.statement, 0.0)) == pytest.approx(row.tone, abs=1e-4)


def test_a_long_statement_takes_time_in_proportion() -> None:
    def seconds(size: int) -> float:
        text = " ".join(f"word{number} good" for number in range(size))
        begun = time.process_time()
        score(text)
        return time.process_time() - begun

    assert seconds(40_000) < 40 * seconds(4_000) + 0.5
