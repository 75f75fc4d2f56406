"""Keyness against the shipped counts."""

import gzip
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.files import InputError
from analysis.wording.keyness import (
    FALSE_DISCOVERIES,
    Reference,
    adjusted,
    keyness,
    log_likelihood,
    log_ratio_interval,
    p_value,
    reference,
    statement_terms,
    terms,
)
from tests.helpers.invented import table

SEA = Reference({"the": 60, "sea": 10}, words=1000, documents=3, least=3)


@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 9))
def test_log_likelihood_is_zero_where_rates_agree(count: int, rest: int, times: int) -> None:
    size = count + rest
    assert log_likelihood(count, size, count * times, size * times) == pytest.approx(0, abs=1e-9)


@given(st.integers(1, 50), st.integers(0, 50))
def test_log_likelihood_is_never_negative_and_the_same_from_either_side(count: int, other: int) -> None:
    value = log_likelihood(count, 100, other, 900)
    assert value >= -1e-9
    assert value == pytest.approx(log_likelihood(other, 900, count, 100))


def test_log_likelihood_is_the_sum_over_observed_and_expected() -> None:
    expected = 2 * (30 * math.log(30 / (100 * 40 / 300)) + 10 * math.log(10 / (200 * 40 / 300)))
    assert log_likelihood(30, 100, 10, 200) == pytest.approx(expected)


def test_words_are_compared_in_small_letters_with_plain_apostrophes() -> None:
    assert terms("The gulls’ SEA isn’t grey.") == ["the", "gulls", "sea", "isn't", "grey"]


def test_a_word_twice_as_frequent_has_a_log_ratio_of_one() -> None:
    own = ["sea"] * 2 + ["x"] * 98
    assert keyness(own, SEA).set_index("term").loc["sea", "log_ratio"] == pytest.approx(1)


def test_a_rarer_word_has_a_negative_log_ratio_and_a_positive_log_likelihood() -> None:
    row = keyness(["the", *["x"] * 99], SEA).set_index("term").loc["the"]
    assert row["log_ratio"] < 0 < row["log_likelihood"]


def test_a_word_the_list_leaves_out_is_given_the_greatest_count_that_it_can_hide() -> None:
    rows = keyness(["quay"] * 4, SEA).set_index("term")
    assert rows.loc["quay", "reference_count"] == 2
    assert rows.loc["quay", "log_ratio"] == pytest.approx(math.log2(1 / (2 / 1000)))


def test_where_nothing_is_hidden_an_unseen_word_is_compared_with_one_half() -> None:
    rows = keyness(["quay"] * 4, SEA._replace(least=1)).set_index("term")
    assert rows.loc["quay", "reference_count"] == 0
    assert rows.loc["quay", "log_ratio"] == pytest.approx(math.log2(1 / (0.5 / 1000)))


def test_words_too_rare_to_judge_are_shown_and_marked() -> None:
    rows = keyness(["quay"] * 3 + ["gull"] * 2, SEA, least=3).set_index("term")
    assert rows["judged"].to_dict() == {"quay": True, "gull": False}


@given(st.lists(st.sampled_from(["the", "sea", "quay", "gull"]), min_size=1))
def test_counts_sum_to_the_words_and_the_strongest_comes_first(own: list[str]) -> None:
    rows = keyness(own, SEA)
    assert dict(zip(rows["term"], rows["count"], strict=True)) == Counter(own)
    assert rows["per_thousand"].sum() == pytest.approx(1000)
    assert rows["log_likelihood"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("evidence", "probability"), [(0, 1), (2.705543, 0.1), (6.634897, 0.01), (10.827566, 0.001), (-1e-12, 1)]
)
def test_p_values_are_those_of_chi_squared_with_one_degree_of_freedom(evidence: float, probability: float) -> None:
    assert p_value(evidence) == pytest.approx(probability, rel=1e-5)


# The example of Benjamini and Hochberg 1995: at 0.05 the first four of fifteen tests are discoveries.
FIFTEEN = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1,
]


def test_adjusted_p_values_are_those_of_the_method_s_own_example() -> None:
    found = adjusted(np.array(FIFTEEN), 15)
    assert (found <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert found[:8].tolist() == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.447 / 7, 0.447 / 7, 0.0645])


@given(st.lists(st.floats(0, 1), max_size=12), st.integers(0, 30))
def test_an_adjusted_p_value_keeps_the_order_and_is_never_smaller(p_values: list[float], untried: int) -> None:
    found = adjusted(np.array(p_values), len(p_values) + untried)
    assert all(small <= large + 1e-12 <= 1 + 1e-9 for small, large in zip(p_values, found, strict=True))
    ranked = found[np.argsort(p_values, kind="stable")]
    assert (np.diff(ranked) >= -1e-12).all()
    bonferroni = np.minimum(np.array(p_values) * (len(p_values) + untried), 1)
    assert (found <= bonferroni + 1e-12).all()


def test_the_interval_of_a_ratio_is_that_of_two_proportions() -> None:
    # The example in the documentation of scipy.stats' relative_risk: 10 of 75 against 12 of 225.
    ratio, low, high = (2**bound for bound in log_ratio_interval(10, 75, 12, 225))
    assert (ratio, low, high) == pytest.approx((2.5, 1.1261564, 5.5498508))


def test_the_correction_is_for_every_different_word_of_both_lists() -> None:
    own = ["sea"] * 9 + [f"rare{number}" for number in range(40)]
    longer = SEA._replace(counts=SEA.counts | {f"listed{number}": 3 for number in range(58)})
    for against, different in ((SEA, 42), (longer, 100)):
        row = keyness(own, against).set_index("term").loc["sea"]
        assert row["adjusted_p_value"] == pytest.approx(different * row["p_value"])


def test_a_word_too_rare_to_judge_does_not_stand_out_however_strong_its_evidence() -> None:
    rows = keyness(["quay"] * 2 + ["the"] * 8, SEA._replace(words=10**9), least=3).set_index("term")
    assert rows.loc["quay", "p_value"] < 1e-9
    assert math.isnan(rows.loc["quay", "adjusted_p_value"])
    assert not rows.loc["quay", "stands_out"]


def test_what_stands_out_is_judged_and_passes_the_corrected_test_in_either_direction() -> None:
    own = ["sea"] * 20 + ["the"] * 3 + [f"x{number}" for number in range(300)]
    rows = keyness(own, SEA).set_index("term")
    assert rows.loc["sea", "stands_out"]
    assert rows.loc["sea", "log_ratio_low"] > 0
    assert rows.loc["the", "stands_out"]
    assert rows.loc["the", "log_ratio_high"] < 0
    passed = rows["judged"] & (rows["adjusted_p_value"] <= FALSE_DISCOVERIES)
    assert rows["stands_out"].tolist() == passed.tolist()


def test_drawn_from_the_reference_hardly_a_word_stands_out() -> None:
    # The model under which the correction holds: 100 texts of 600 words, each word drawn alone.
    counts = {f"w{rank}": max(1, 30_000 // rank) for rank in range(1, 2000)}
    names, whole = list(counts), sum(counts.values())
    generator = np.random.default_rng(1)
    chances = np.array(list(counts.values())) / whole
    against = Reference(counts, whole, documents=1, least=1)
    texts = [generator.choice(names, size=600, p=chances).tolist() for _ in range(100)]
    false_alarms = sum(bool(keyness(text, against)["stands_out"].any()) for text in texts)
    assert false_alarms <= 100 * 2 * FALSE_DISCOVERIES


def test_no_words_have_no_keyness() -> None:
    assert keyness([], SEA).empty


@pytest.mark.parametrize(("other", "least"), [(SEA._replace(words=0), 3), (SEA, 0)])
def test_a_comparison_that_cannot_be_made_is_refused(other: Reference, least: int) -> None:
    with pytest.raises(InputError, match="keyness: "):
        keyness(["sea"], other, least)


def test_the_words_of_statements_are_those_that_are_spoken() -> None:
    statements = table(("Ada", "direct", "Sea, sea, sea. "), ("Bo", "direct", "The sea and the dock. "))
    assert statement_terms(statements) == ["sea", "sea", "sea", "the", "sea", "and", "the", "dock"]


@pytest.mark.parametrize("content", [b"", b"text", gzip.compress(b"the\tmany\n"), gzip.compress(b"the\t3\n")])
def test_a_file_that_is_no_list_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "counts.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"counts\.gz: this is no list of reference counts"):
        reference(path)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        reference(tmp_path / "none.gz")
