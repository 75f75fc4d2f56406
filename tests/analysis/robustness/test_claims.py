"""What is claimed of an invented article, every number of it worked out by hand."""

import itertools
import math

import pandas as pd
import pytest

from analysis.robustness.choices import ranges, share_choices, shares_by_choice
from analysis.robustness.claims import CERTAIN, UNCERTAIN, Claim, share_claims, theme_claims


def statements(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Statements of (voice, mode, words, sentence)."""
    table = pd.DataFrame(rows, columns=["voice", "mode", "words", "sentence"])
    numbers = range(1, len(table) + 1)
    ends = table["words"].cumsum()
    return table.assign(statement=numbers, stretch=numbers, start=ends - table["words"], end=ends)


# 33 words: 14 of the narrator (4 of them in reporting clauses), 9 of Ann, 10 of Bo (6 of them in paraphrase).
ARTICLE = statements(
    ("narrator", "narration", 10, 1),
    ("Ann", "direct", 9, 2),
    ("narrator", "narration", 2, 2),
    ("Bo", "indirect", 6, 3),
    ("narrator", "narration", 2, 3),
    ("Bo", "direct", 4, 4),
)
# Of each way of counting, in order: the shares of Ann, Bo and the narrator.
SHARES = [
    (9 / 33, 10 / 33, 14 / 33), (9 / 29, 10 / 29, 10 / 29), (9 / 33, 4 / 33, 20 / 33), (9 / 29, 4 / 29, 16 / 29),
    (1 / 4, 2 / 4, 1 / 4), (1 / 4, 2 / 4, 1 / 4), (1 / 4, 1 / 4, 2 / 4), (1 / 4, 1 / 4, 2 / 4),
    (1 / 6, 2 / 6, 3 / 6), (1 / 4, 2 / 4, 1 / 4), (1 / 6, 1 / 6, 4 / 6), (1 / 4, 1 / 4, 2 / 4),
]  # fmt: skip


def claims(table: pd.DataFrame) -> dict[str, Claim]:
    return {claim.id: claim for claim in share_claims(table, share_choices({"coding": table}))}


def test_shares_are_counted_by_every_unit_with_paraphrase_and_reporting_clauses_both_ways() -> None:
    table = share_choices({"coding": ARTICLE})
    assert [tuple(row) for row in shares_by_choice(table)[["Ann", "Bo", "narrator"]].to_numpy()] == [
        pytest.approx(row) for row in SHARES
    ]
    ways = table.drop_duplicates("choice")[["unit", "paraphrase", "reporting_clauses"]].to_numpy().tolist()
    assert ways[:4] == [
        ["words", "with its source", "counted"],
        ["words", "with its source", "left out"],
        ["words", "with the narrator", "counted"],
        ["words", "with the narrator", "left out"],
    ]
    assert [unit for unit, *_ in ways[::4]] == ["words", "sentences", "statements"]
    span = ranges(table).set_index("voice")
    assert span.loc["Ann"].tolist() == pytest.approx([1 / 6, 9 / 29])
    assert span.loc["Bo"].tolist() == pytest.approx([4 / 33, 1 / 2])
    assert span.loc["narrator"].tolist() == pytest.approx([1 / 4, 4 / 6])


def test_claims_on_shares_are_tried_on_every_choice_that_they_leave_open() -> None:
    found = claims(ARTICLE)
    assert {name: (claim.names, claim.holds, claim.of, claim.verdict) for name, claim in found.items()} == {
        "loudest": (("narrator",), 9, 12, UNCERTAIN),
        "level": (("Ann", "Bo"), 2, 2, CERTAIN),
        "mode": (("Ann", "Bo"), 2, 6, UNCERTAIN),
    }
    assert found["loudest"].numbers == pytest.approx((14 / 33, 10 / 33))
    assert found["level"].numbers == pytest.approx((9 / 33, 10 / 33))
    assert found["mode"].numbers == (9, 4)
    assert found["loudest"].words == "Whether no voice has a larger share than the narrator depends on how one counts."
    assert found["level"].words == ("Ann and Bo have about the same share of words, paraphrase credited to its source.")
    assert found["mode"].words == (
        "Whether Ann has at least half as much again as Bo in direct speech alone depends on how one counts."
    )


@pytest.mark.parametrize(("words", "level"), [(49, True), (50, False), (300, False)])
def test_about_the_same_is_less_than_five_points_apart(words: int, level: bool) -> None:
    table = statements(
        ("narrator", "narration", 900 - words, 1), ("Ann", "direct", 50, 2), ("Bo", "direct", 50 + words, 3)
    )
    assert ("level" in claims(table)) == level


@pytest.mark.parametrize(("words", "more"), [(29, False), (30, True)])
def test_half_as_much_again_is_from_one_and_a_half_on(words: int, more: bool) -> None:
    table = statements(("Ann", "direct", words, 1), ("Bo", "direct", 20, 2), ("Bo", "indirect", 9, 3))
    assert ("mode" in claims(table)) == more


def test_what_compares_one_thing_with_nothing_is_not_claimed() -> None:
    assert claims(statements(("narrator", "narration", 9, 1))) == {}
    one_quoted = claims(statements(("narrator", "narration", 9, 1), ("Ann", "direct", 5, 2)))
    assert list(one_quoted) == ["loudest"]
    no_direct = claims(statements(("Ann", "direct", 9, 1), ("Bo", "indirect", 8, 2)))
    assert "mode" not in no_direct


def test_two_who_have_nothing_under_a_choice_are_not_level_under_it() -> None:
    paraphrased = statements(("narrator", "narration", 50, 1), ("Ann", "indirect", 9, 2), ("Bo", "indirect", 9, 3))
    assert "mode" not in claims(paraphrased)
    assert claims(paraphrased)["level"].of == 2


def test_a_claim_under_nine_ways_in_ten_is_certain_and_under_fewer_uncertain() -> None:
    claim = Claim("x", ("Ann",), "Ann leads, by far", (2, 1), 9, 10)
    assert (claim.verdict, claim.words) == (CERTAIN, "Ann leads, by far.")
    fewer = claim._replace(holds=8)
    assert (fewer.verdict, fewer.words) == (UNCERTAIN, "Whether Ann leads, by far, depends on how one counts.")
    assert fewer._replace(resampled=True).words.endswith("depends on single statements.")


@pytest.mark.parametrize("numbers", [(), (3.0,), (0.0, 0.0)])
def test_a_claim_that_compares_nothing_may_not_be_made(numbers: tuple[float, ...]) -> None:
    claim = Claim("x", ("Ann",), "Ann leads", numbers, 9, 9)
    assert (claim.may_be_made, claim.verdict) == (False, UNCERTAIN)
    assert not Claim("x", ("Ann",), "Ann leads", (2, 1), 0, 0).may_be_made


NAMES = {"fish": "Fish", "alliance": "NATO and peace", "rain": "Rain"}


def told(*rows: tuple[str, tuple[str, ...]]) -> pd.DataFrame:
    """Statements of five words of (voice, themes)."""
    table = statements(*[(voice, "direct", 5, number) for number, (voice, _) in enumerate(rows, 1)])
    return table.assign(themes=[themes for _, themes in rows])


def of_themes(table: pd.DataFrame, *reliable: str) -> dict[str, Claim]:
    return {claim.clause: claim for claim in theme_claims(table, NAMES, reliable or list(NAMES))}


# Ann: fish in three statements of four, the alliance in one. Bo: fish in both of two.
TOLD = told(*[("Ann", ("fish",))] * 3, ("Ann", ("alliance",)), *[("Bo", ("fish",))] * 2)
# The chance that three or four of four draws are fish, where three statements of four are.
OFTEN = 4 * 0.75**3 * 0.25 + 0.75**4


def test_a_theme_claim_holds_in_the_draws_in_which_it_is_true() -> None:
    found = of_themes(TOLD)
    assert set(found) == {
        '"Fish" has more words than any other reliable theme',
        'Ann speaks more of "Fish" than of any other reliable theme',
        'most of what is said on "Fish" is Ann\'s',
    }
    by_ann = found['Ann speaks more of "Fish" than of any other reliable theme']
    assert (by_ann.names, by_ann.numbers, by_ann.statements) == (("fish",), (15, 5), (1, 2, 3))
    assert by_ann.share == pytest.approx(OFTEN, abs=0.02)
    whose = found['most of what is said on "Fish" is Ann\'s']
    assert (whose.names, whose.numbers, whose.statements) == (("Ann",), (15, 10), (1, 2, 3))
    assert whose.share == pytest.approx(OFTEN, abs=0.02)
    # Fish is in Bo's two statements in every draw, and so more often than the alliance unless Ann has three of that.
    in_all = found['"Fish" has more words than any other reliable theme']
    assert in_all.share == pytest.approx(1 - 4 * 0.25**3 * 0.75 - 0.25**4, abs=0.02)
    assert in_all.statements == (1, 2, 3, 5, 6)


def test_most_is_said_of_more_than_half() -> None:
    third = told(*[("Ann", ("fish",))] * 3, *[("Bo", ("fish",))] * 2, *[("Cy", ("fish",))] * 2)
    assert list(of_themes(third)) == ["more of what is said on \"Fish\" is Ann's than any other voice's"]
    half = told(*[("Ann", ("fish",))] * 4, *[("Bo", ("fish",))] * 2, *[("Cy", ("fish",))] * 2)
    assert "more of what is said on \"Fish\" is Ann's than any other voice's" in of_themes(half)


def test_the_names_of_themes_and_voices_stay_as_they_are_written() -> None:
    table = told(
        *[("The Hague", ("alliance",))] * 4,
        ("The Hague", ("fish",)),
        *[("narrator", ("alliance",))] * 3,
        ("narrator", ("fish",)),
    )
    found = of_themes(table)
    assert 'most of what is said on "NATO and peace" is The Hague\'s' in found
    assert 'the narrator speaks more of "NATO and peace" than of any other reliable theme' in found


def test_a_theme_alone_a_tie_and_too_few_statements_make_no_claim() -> None:
    assert of_themes(told(*[("Ann", ("fish",))] * 5)) == {}
    assert of_themes(told(*[("Ann", ("fish",))] * 3, *[("Ann", ("rain",))] * 3)) == {}
    assert of_themes(told(*[("Ann", ("fish",))] * 2, ("Ann", ("rain",)))) == {}
    assert of_themes(told(*[("Ann", ())] * 3)) == {}
    assert theme_claims(TOLD, NAMES, []) == []


def test_an_unreliable_theme_is_in_no_claim() -> None:
    assert not [clause for clause in of_themes(TOLD, "alliance", "rain") if "Fish" in clause]


def test_a_draw_in_which_two_have_as_many_words_does_not_count_as_holding() -> None:
    tie_or_lead = told(*[("Ann", ("fish",))] * 3, ("Ann", ("rain",)), *[("Bo", ("rain",))] * 2)
    found = of_themes(tie_or_lead)
    # In all, three of fish against three of rain: a tie, and no claim.
    assert list(found) == ['Ann speaks more of "Fish" than of any other reliable theme']
    assert found['Ann speaks more of "Fish" than of any other reliable theme'].share == pytest.approx(OFTEN, abs=0.02)


def test_choices_are_numbered_from_one_and_a_voice_that_a_choice_leaves_nothing_has_no_share() -> None:
    table = share_choices({"coding": ARTICLE})
    assert table.columns.tolist() == [
        "choice", "voice", "share", "coding", "unit", "paraphrase", "reporting_clauses",
    ]  # fmt: skip
    assert table["choice"].unique().tolist() == list(range(1, 13))
    assert table.index.tolist() == list(range(len(table)))
    paraphrased = statements(("narrator", "narration", 5, 1), ("Ann", "indirect", 5, 2))
    assert shares_by_choice(share_choices({"coding": paraphrased}))["Ann"].tolist() == [0.5, 0.5, 0, 0] * 3


def test_a_claim_is_uncertain_under_eighty_nine_ways_of_a_hundred_and_may_rest_on_one_way() -> None:
    claim = Claim("x", ("Ann",), "Ann leads", (2, 1), 89, 100)
    assert (claim.verdict, claim._replace(holds=90).verdict) == (UNCERTAIN, CERTAIN)
    assert claim._replace(holds=1, of=1).may_be_made
    assert claim._replace(holds=0, of=0).share == 0


def test_of_three_who_are_quoted_the_two_with_the_most_words_are_compared() -> None:
    table = statements(("Ann", "direct", 50, 1), ("Bo", "direct", 49, 2), ("Cy", "direct", 9, 3))
    assert claims(table)["level"].names == ("Ann", "Bo")


def test_what_a_voice_has_under_some_choices_only_is_compared_and_is_nothing_where_it_has_none() -> None:
    # Ann's paraphrase goes with the narrator, who has no word of his own, in half of the choices.
    found = claims(statements(("Ann", "indirect", 5, 1), ("Ann", "direct", 7, 2)))["loudest"]
    assert (found.names, found.numbers) == (("Ann",), (1, 0))
    # Of two sentences or statements one is the narrator's then, and of twelve words five.
    assert (found.holds, found.of) == (12, 12)
    other = claims(statements(("narrator", "narration", 9, 1), ("Ann", "indirect", 5, 2)))["loudest"]
    assert other.numbers == pytest.approx((9 / 14, 5 / 14))


def test_more_than_any_other_is_tried_on_the_largest_of_the_others_and_most_on_their_sum() -> None:
    sizes = {"fish": 3, "rain": 2, "alliance": 2}
    table = told(*[("Ann", (theme,)) for theme, size in sizes.items() for _ in range(size)])
    claim = of_themes(table)['Ann speaks more of "Fish" than of any other reliable theme']
    # Of seven draws from the seven statements, those in which fish comes more often than either of the others.
    ahead = sum(
        math.factorial(7) / math.prod(map(math.factorial, drawn)) * 3 ** drawn[0] * 2 ** (drawn[1] + drawn[2]) / 7**7
        for drawn in itertools.product(range(8), repeat=3)
        if sum(drawn) == 7 and drawn[0] > max(drawn[1:])
    )
    assert claim.share == pytest.approx(ahead, abs=0.03)
    assert claim.resampled
    assert claim.numbers == (15, 10, 10)
