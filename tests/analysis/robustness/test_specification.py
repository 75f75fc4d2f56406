"""Headline numbers as contrasts, over all reasonable choices, resampled, and worded by their firmness."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.book.project import seed_coding
from analysis.robustness import contrasts, specification
from analysis.robustness.contrasts import MENTION, SENTENCE, STATEMENT, WORD, Headline, estimate, headlines, terms
from analysis.robustness.specification import Curve, curve

SIDES = {"Ann": "Ostby", "Ostby": "Ostby", "Bo": "Westby", "Westby": "Westby"}
NARRATOR = Headline("narrator", ("narrator",), of_mentions=False)


def rows(*parts: tuple[str, float], words: int = 5, target: str = "Ostby") -> pd.DataFrame:
    """Statements of (voice, tone), each a sentence."""
    made = pd.DataFrame(parts, columns=["voice", "tone"])
    numbers = range(1, len(made) + 1)
    label = ["negative" if tone < 0 else "positive" if tone > 0 else "neutral" for tone in made["tone"]]
    return made.assign(statement=numbers, sentence=numbers, words=words, target=target, label=label)


DARK = rows(("narrator", -0.5), ("narrator", -0.1), ("Ann", 0.5), ("Bo", 0.3))


def drawn_up(headline: Headline, made: pd.DataFrame, ways: list[float]) -> Curve:
    return curve(headline, terms(headline, made, SIDES, STATEMENT), pd.DataFrame({"estimate": ways}))


def test_the_narrators_tone_is_set_against_that_of_all_who_are_quoted() -> None:
    assert estimate(terms(NARRATOR, DARK, SIDES, STATEMENT)) == pytest.approx(-0.3 - 0.4)


def test_a_unit_decides_what_weighs_the_same() -> None:
    made = DARK.assign(words=[30, 10, 5, 5], sentence=[1, 1, 2, 3], statement=[1, 2, 3, 3])
    means = {unit: estimate(terms(NARRATOR, made, SIDES, unit)) for unit in (MENTION, STATEMENT, SENTENCE, WORD)}
    assert means[MENTION] == means[STATEMENT] == means[SENTENCE] == pytest.approx(-0.7)
    assert means[WORD] == pytest.approx(-0.4 - 0.4)
    twice = pd.concat([DARK, DARK.iloc[[0]]], ignore_index=True)
    assert estimate(terms(NARRATOR, twice, SIDES, STATEMENT)) == pytest.approx(-0.7)
    assert estimate(terms(NARRATOR, twice, SIDES, MENTION)) == pytest.approx(-1.1 / 3 - 0.4)


def test_the_share_of_what_is_negative_is_set_against_that_of_the_next_voice() -> None:
    made = rows(("narrator", -0.6), ("Ann", -0.2), ("Bo", -0.2), ("Bo", 0.9))
    one = Headline("negative", ("narrator",), of_mentions=False)
    assert estimate(terms(one, made, SIDES, STATEMENT)) == pytest.approx(0.6 - 0.2)
    alone = rows(("narrator", -0.6), ("Ann", 0.2))
    assert estimate(terms(one, alone, SIDES, STATEMENT)) == 1
    assert np.isnan(estimate(terms(one, rows(("Ann", 0.2)), SIDES, STATEMENT)))


def test_what_one_side_says_of_the_other_is_set_against_the_reverse() -> None:
    made = pd.concat([rows(("Ann", 1), ("Ann", 0), target="Westby"), rows(("Bo", -1), ("narrator", 1), target="Ann")])
    one = Headline("returned", ("Ostby", "Westby"), of_mentions=True)
    assert estimate(terms(one, made, SIDES, MENTION)) == pytest.approx(0.5 + 1)


def test_a_part_without_a_row_leaves_no_number() -> None:
    assert np.isnan(estimate(terms(NARRATOR, rows(("Ann", 0.2)), SIDES, STATEMENT)))
    assert np.isnan(estimate(terms(NARRATOR, rows(("narrator", 0.2)), SIDES, STATEMENT)))


def test_the_tone_toward_one_target_alone_is_set_against_nothing() -> None:
    one = Headline("blamed", ("Ostby",), of_mentions=True)
    assert estimate(terms(one, DARK, SIDES, MENTION)) == pytest.approx(0.05)
    assert np.isnan(estimate(terms(one, rows(("Ann", 0.1), target="harbour"), SIDES, MENTION)))


def test_headlines_are_chosen_by_the_text_and_those_without_ground_left_out() -> None:
    found = {one.id: one.names for one in headlines(DARK, DARK, SIDES)}
    assert found == {
        "narrator": ("narrator",), "negative": ("narrator",), "quoted": ("Ann", "Bo"), "blamed": ("Ostby",),
    }  # fmt: skip
    assert headlines(rows(("narrator", 0.1)), rows(("narrator", 0.0)), SIDES) == []


def test_the_warmer_of_two_comes_first() -> None:
    made = rows(("Ann", 0.1), ("Ann", 0.1), ("Bo", 0.4))
    assert next(one for one in headlines(made, made, {}) if one.id == "quoted").names == ("Bo", "Ann")


def test_a_finding_under_nine_ways_in_ten_is_certain_and_under_fewer_uncertain() -> None:
    assert drawn_up(NARRATOR, DARK, [-0.1] * 9 + [0.1]).claim.words == (
        "The narrator's tone is darker than that of the people quoted."
    )
    assert drawn_up(NARRATOR, DARK, [-0.1] * 8 + [0.1] * 2).claim.words == (
        "Whether the narrator's tone is darker than that of the people quoted depends on how one counts."
    )


def test_the_wording_turns_with_the_table() -> None:
    bright = DARK.assign(tone=-DARK["tone"])
    assert drawn_up(NARRATOR, bright, [0.1] * 10).claim.words.startswith("The narrator's tone is warmer")


def test_no_difference_is_no_sign_that_holds() -> None:
    assert drawn_up(NARRATOR, DARK, [0.0, -0.1]).claim.holds == 1
    level = drawn_up(NARRATOR, DARK.assign(tone=0.0), [0.0, 0.0]).claim
    assert (level.holds, level.may_be_made) == (0, False)


@pytest.mark.parametrize("name", specification.CLAIMS)
def test_every_headline_has_a_claim_for_either_sign_and_a_title(name: str) -> None:
    one = Headline(name, ("Ann", "Bo"), of_mentions=False)
    for claim in specification.CLAIMS[name]:
        assert "{" not in claim.format(*one.names)
    assert "{" not in specification.title(one)


def test_the_ways_of_an_invented_article_come_to_what_is_worked_out_by_hand() -> None:
    made = rows(("narrator", -0.3), ("Ann", 0.1))
    columns = {name: made[name].to_numpy() for name in ("statement", "sentence", "voice", "words", "tone")}
    by_list = specification.Variant("a list", "its source's", "counted", "coding", columns)
    found = specification.ways(NARRATOR, [by_list, by_list], SIDES)
    # As measured -0.3 - 0.1; by sign from 0.05, -1 - 1; from 0.2, -1 - 0; from 0.4, 0 - 0. All units come to the same.
    assert found["estimate"].tolist() == pytest.approx([-2, -1, -0.4, 0])
    assert found["tone"].tolist() == ["sign from 0.05", "sign from 0.2", "as measured", "sign from 0.4"]
    assert set(found["unit"]) == {STATEMENT}
    claim = curve(NARRATOR, terms(NARRATOR, made, SIDES, STATEMENT), found).claim
    assert (claim.holds, claim.of, claim.numbers) == (3, 4, pytest.approx((-0.4, 0)))
    assert (
        claim.words == "Whether the narrator's tone is darker than that of the people quoted depends on how one counts."
    )


def test_more_of_the_negative_than_nobody_else_has_is_not_claimed() -> None:
    negative = Headline("negative", ("Ann",), of_mentions=False)
    made = rows(("Ann", -0.3), ("Bo", 0.1))
    alone = curve(negative, terms(negative, made, SIDES, STATEMENT), pd.DataFrame({"estimate": [1.0, 1.0]}))
    assert not alone.claim.may_be_made
    beside = curve(negative, terms(negative, made, SIDES, STATEMENT), pd.DataFrame({"estimate": [0.5, 1.0]}))
    assert (beside.claim.may_be_made, beside.claim.words) == (
        True, "Ann carries more of what is negative than any other voice.",
    )  # fmt: skip


CODING = seed_coding()
BASED = specification.basis(CODING)
FOUND = specification.curves(CODING)


def test_the_articles_curves_use_every_instrument_and_both_codings_and_no_way_twice() -> None:
    ways = next(one for one in FOUND if one.headline.id == "narrator").ways
    assert set(ways["by"]) == {name for name, _ in BASED.statements}
    assert set(ways["voices"]) == set(CODING.codings)
    assert not ways.duplicated(list(specification.DIMENSIONS)).any()
    assert ways["estimate"].is_monotonic_increasing


@pytest.mark.parametrize("one", FOUND, ids=lambda one: one.headline.id)
def test_a_headline_as_shown_is_among_its_ways_and_lies_in_its_interval(one: Curve) -> None:
    assert np.isclose(one.ways["estimate"], one.estimate).any()
    drawn = contrasts.interval(one.terms)
    assert drawn.low - 1e-9 <= drawn.estimate <= drawn.high + 1e-9


def test_an_interval_is_the_same_each_time_and_wider_where_statements_differ_more() -> None:
    wide = terms(NARRATOR, rows(("narrator", -1.0), ("narrator", 0.6), ("Ann", 0.5), ("Bo", 0.3)), SIDES, STATEMENT)
    narrow = terms(NARRATOR, rows(("narrator", -0.3), ("narrator", -0.1), ("Ann", 0.5), ("Bo", 0.3)), SIDES, STATEMENT)
    assert contrasts.interval(wide) == contrasts.interval(wide)
    spans = [one.high - one.low for one in map(contrasts.interval, (wide, narrow))]
    assert spans[0] > spans[1] > 0


def test_statements_are_drawn_within_their_voice() -> None:
    one_each = terms(NARRATOR, rows(("narrator", -0.4), ("Ann", 0.5), ("Bo", 0.1)), SIDES, STATEMENT)
    drawn = contrasts.interval(one_each)
    assert (drawn.low, drawn.high) == pytest.approx((drawn.estimate, drawn.estimate))


def test_mentions_of_one_statement_are_drawn_together() -> None:
    made = rows(("narrator", -1.0), ("narrator", 1.0), ("Ann", 0.0)).assign(statement=[1, 1, 2])
    drawn = contrasts.interval(terms(NARRATOR, made, SIDES, MENTION))
    assert (drawn.low, drawn.high) == (0, 0)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["narrator", "Ann", "Bo"]), st.floats(-1, 1)), min_size=1, max_size=9))
def test_leaving_a_statement_out_gives_what_the_others_give(parts: list[tuple[str, float]]) -> None:
    made = rows(*parts)
    found = contrasts.without_each(terms(NARRATOR, made, SIDES, STATEMENT)).set_index("statement")["estimate"]
    for number in made["statement"]:
        rest = terms(NARRATOR, made[made["statement"] != number], SIDES, STATEMENT)
        both = {*rest.part.tolist()} == {1, -1}
        expected = estimate(rest) if both else float("nan")
        assert found[number] == pytest.approx(expected, nan_ok=True, abs=1e-9)


def test_the_statement_that_matters_most_comes_first() -> None:
    made = terms(
        NARRATOR, rows(("narrator", -0.1), ("narrator", -0.9), ("narrator", -0.2), ("Ann", 0.1)), SIDES, STATEMENT
    )
    found = contrasts.without_each(made)
    assert found["statement"].tolist()[:2] == [4, 2]
    assert np.isnan(found["estimate"].iloc[0])
    assert found["change"].iloc[1] == pytest.approx(0.25)
