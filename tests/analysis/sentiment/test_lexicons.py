"""Several lexicons give a statement a tone, and each names the words that moved it."""

import pandas as pd
import pytest

from analysis.sentiment import LEXICONS, comparison
from analysis.sentiment.lexicons import AFINN, TEXTBLOB, VADER
from tests.helpers.invented import table

ISLES = table(
    ("narrator", "narration", "The storm destroyed a terrible lot. "),
    ("Ada Quill", "direct", "We are very happy. "),
    ("Ada Quill", "direct", "There is no great danger. "),
    ("narrator", "narration", "The boats lie in the harbour."),
)


def mentions(*rows: tuple[int, str, float, float, float]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["statement", "target", "negative", "neutral", "positive"])
    return made.assign(tone=made["positive"] - made["negative"])


@pytest.mark.parametrize("name", LEXICONS)
def test_praise_is_positive_and_scorn_is_negative_and_plain_words_are_neither(name: str) -> None:
    assert LEXICONS[name].score("The harbour is wonderful.") > 0.05
    assert LEXICONS[name].score("The harbour is awful.") < -0.05
    assert LEXICONS[name].score("The boats lie there.") == 0


@pytest.mark.parametrize("name", LEXICONS)
@pytest.mark.parametrize(
    "text", ["awful awful awful awful awful awful!", "superb superb, outstanding, breathtaking", ""]
)
def test_a_tone_lies_between_minus_one_and_one(name: str, text: str) -> None:
    assert -1 <= LEXICONS[name].score(text) <= 1


@pytest.mark.parametrize("name", LEXICONS)
def test_a_quotation_mark_hides_no_word(name: str) -> None:
    assert LEXICONS[name].score("“Wonderful,” she said") == LEXICONS[name].score("Wonderful she said") > 0


@pytest.mark.parametrize("name", [AFINN, TEXTBLOB])
def test_the_words_that_moved_a_list_recompute_its_tone(name: str) -> None:
    text = "A terrible storm, but the harbour is not bad and the people are very happy."
    moved = LEXICONS[name].words(text)
    assert LEXICONS[name].score(text) == pytest.approx(sum(one.by for one in moved) / len(moved) / LEXICONS[name].scale)


def test_negation_turns_a_word_where_the_instrument_knows_it() -> None:
    assert {name: LEXICONS[name].score("The harbour is not good.") < 0 for name in LEXICONS} == {
        VADER: True,
        AFINN: True,
        TEXTBLOB: True,
    }


def test_a_statement_that_names_nobody_has_no_tone_by_mentions() -> None:
    scored = comparison.by_statement(
        ISLES, {"model": mentions((1, "storm", 0.8, 0.1, 0.1), (1, "Ostby", 0.1, 0.8, 0.1))}
    )
    own = scored[scored["instrument"] == "model"]
    assert own["statement"].tolist() == [1]
    assert own["tone"].tolist() == pytest.approx([-0.35])
    assert set(scored.loc[scored["instrument"] == VADER, "statement"]) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(1, "a", 0, 0, 1), (1, "b", 0, 1, 0)], "positive"),
        ([(1, "a", 1, 0, 0), (1, "b", 0, 1, 0)], "negative"),
        ([(1, "a", 0, 0, 1), (1, "b", 0, 1, 0), (1, "c", 0, 1, 0)], "neutral"),
        ([(1, "a", 1, 0, 0), (1, "b", 0, 0, 1)], "neutral"),
    ],
)
def test_mentions_give_a_statement_the_likeliest_label(
    rows: list[tuple[int, str, float, float, float]], expected: str
) -> None:
    scored = comparison.by_statement(ISLES, {"model": mentions(*rows)})
    assert scored.loc[scored["instrument"] == "model", "label"].tolist() == [expected]


def test_each_voice_has_a_row_for_each_instrument_that_scores_it() -> None:
    scored = comparison.by_statement(ISLES, {"model": mentions((1, "storm", 1, 0, 0))})
    rows = comparison.by_voice(scored).set_index(["voice", "instrument"])
    assert set(rows.index) == {(voice, name) for voice in ("narrator", "Ada Quill") for name in LEXICONS} | {
        ("narrator", "model")
    }
    assert rows.loc[("narrator", VADER), ["statements", "positive", "neutral", "negative"]].tolist() == [2, 0, 1, 1]
    assert rows.loc[("narrator", "model"), "tone"] == -1


def test_a_disagreement_is_one_of_sign() -> None:
    scored = pd.DataFrame(
        {"statement": [1, 1, 2, 2, 3, 3], "instrument": ["a", "b"] * 3,
         "label": ["positive", "negative", "positive", "neutral", "negative", "negative"]}
    )  # fmt: skip
    assert comparison.disagreements(scored)["statement"].tolist() == [1, 1]
