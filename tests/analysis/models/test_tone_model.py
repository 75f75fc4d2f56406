"""The model of tone toward targets: what it says of plain sentences, whom it cannot see, and what made each score."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models import tone as tone_network
from analysis.models import words
from analysis.sentiment.targets import target_words
from analysis.text.segmentation import Span


def of(text: str, target: str) -> tuple[str, Span]:
    first = text.index(target)
    return text, (first, first + len(target))


def said(text: str, target: str) -> str:
    chances = tone_network.probabilities([of(text, target)])[0]
    return tone_network.LABELS[int(chances.argmax())]


def limit(*case: str) -> object:
    """A sentence that the model is known to misread; the book says so."""
    return pytest.param(*case, marks=pytest.mark.xfail(reason="a known limit of the model", strict=True))


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Ann Lee is a brave and honest leader.", "Ann Lee", "positive"),
        ("Ann Lee is a corrupt liar.", "Ann Lee", "negative"),
        ("Ann Lee arrived on Tuesday.", "Ann Lee", "neutral"),
        ("We thank Ann Lee for her wonderful help.", "Ann Lee", "positive"),
        ("We want to cooperate with Norway.", "Norway", "positive"),
    ],
)
def test_praise_blame_and_plain_facts_are_told_apart(text: str, target: str, expected: str) -> None:
    assert said(text, target) == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Ann Lee is not honest.", "Ann Lee", "negative"),
        ("Ann Lee did not help the poor.", "Ann Lee", "negative"),
        ("Ann Lee never kept her promises.", "Ann Lee", "negative"),
        ("Nobody can doubt Ann Lee's courage.", "Ann Lee", "positive"),
        limit("Nobody trusts Ann Lee.", "Ann Lee", "negative"),
        limit("Ann Lee is not a liar.", "Ann Lee", "positive"),
    ],
)
def test_negation_turns_good_into_bad(text: str, target: str, expected: str) -> None:
    assert said(text, target) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee may be a great leader one day.", "positive"),
        ("Perhaps Ann Lee lied about the bridge.", "negative"),
        ("Ann Lee seems to be a liar.", "negative"),
        ("Ann Lee may arrive on Tuesday.", "neutral"),
    ],
)
def test_a_hedge_leaves_praise_praise_and_a_fact_a_fact(text: str, expected: str) -> None:
    assert said(text, "Ann Lee") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If Ann Lee comes, the meeting will begin at noon.", "neutral"),
        ("If Ann Lee wins, the country will be destroyed.", "negative"),
        ("Ann Lee would be a disaster as mayor.", "negative"),
        ("Ann Lee would be an excellent mayor.", "positive"),
    ],
)
def test_a_condition_is_read_by_what_follows_from_it(text: str, expected: str) -> None:
    assert said(text, "Ann Lee") == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Ann Lee is better than Bo Berg.", "Ann Lee", "positive"),
        ("Ann Lee is better than Bo Berg.", "Bo Berg", "negative"),
        ("Bo Berg is worse than Ann Lee.", "Bo Berg", "negative"),
        ("The ability to keep the peace, as Norway does, is an example to others.", "Norway", "positive"),
        limit("Few leaders are as wise as Ann Lee.", "Ann Lee", "positive"),
    ],
)
def test_a_comparison_praises_one_side_and_not_the_other(text: str, target: str, expected: str) -> None:
    assert said(text, target) == expected


@pytest.mark.parametrize(
    "text",
    [
        limit("Bo Berg denied that Ann Lee had lied."),
        limit("The court found no evidence against Ann Lee."),
        limit("Ann Lee was cleared of all charges."),
    ],
)
def test_a_reported_denial_is_no_blame(text: str) -> None:
    assert said(text, "Ann Lee") != "negative"


@pytest.mark.parametrize(
    "text",
    [
        "Bo Berg called Ann Lee a “clown” at a meeting on Tuesday.",
        '"Ann Lee is a disgrace," Bo Berg said on Tuesday.',
        "Speaking to reporters in the north, Bo Berg described Ann Lee as “a crook”.",
    ],
)
def test_an_insult_quoted_in_a_neutral_frame_is_against_its_target(text: str) -> None:
    assert said(text, "Ann Lee") == "negative"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Bo Berg praised Ann Lee.", "Ann Lee", "positive"),
        ("Bo Berg accused Ann Lee of lying about the bridge.", "Ann Lee", "negative"),
        ("The voters praised Ann Lee and blamed Bo Berg for the disaster.", "Bo Berg", "negative"),
        limit("The voters praised Ann Lee and blamed Bo Berg for the disaster.", "Ann Lee", "positive"),
    ],
)
def test_who_does_what_to_whom_decides(text: str, target: str, expected: str) -> None:
    assert said(text, target) == expected


def test_nobody_is_judged_by_name() -> None:
    texts = [
        of(f"{name} met the workers of the harbour and left.", name) for name in ("Ann Lee", "Hitler", "Mother Teresa")
    ]
    chances = tone_network.probabilities(texts)
    assert (chances == chances[0]).all()


def test_probabilities_sum_to_one_and_do_not_depend_on_what_else_is_scored() -> None:
    texts = [of("Ann Lee lied.", "Ann Lee"), of("Everybody admires Bo Berg for his long and patient work.", "Bo Berg")]
    both = tone_network.probabilities(texts)
    assert both.sum(axis=1) == pytest.approx(np.ones(2), abs=1e-5)
    alone = np.concatenate([tone_network.probabilities([one]) for one in texts])
    assert both == pytest.approx(alone, abs=1e-5)


def test_no_target_gives_no_row() -> None:
    assert tone_network.probabilities([]).shape == (0, 3)


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_and_any_place_in_it_will_do(text: str, one: int, other: int) -> None:
    span = min(one, other, len(text)), min(max(one, other), len(text))
    assert tone_network.probabilities([(text, span)]).sum() == pytest.approx(1, abs=1e-4)


def test_the_words_that_made_a_score_are_told_with_what_they_add() -> None:
    text = "Ann Lee is a corrupt politician from the north."
    table = target_words(*of(text, "Ann Lee"))
    assert [text[row.start : row.end] for row in table.itertuples()] == list(table["word"])
    assert table.loc[table["adds"].idxmin(), "word"] == "corrupt"


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in (tone_network.MODEL, words.WORDS)) < 5_000_000
