"""Intervals hold what they are said to hold: of 1,000 simulated articles with known truth, 95 in 100."""

import numpy as np
import pandas as pd
import pytest

from analysis import themes
from analysis.robustness.contrasts import STATEMENT, Headline, interval, terms
from analysis.speakers import share_intervals

ARTICLES = 1000
VOICES = np.array(["narrator", "Ann", "Bo", "Cy"])


def coded(chance: np.random.Generator, statements: int, voices: int) -> pd.DataFrame:
    """An invented article as an instrument codes it, with how sure it is of each statement."""
    owners = np.concatenate([np.arange(voices), chance.integers(voices, size=statements - voices)])
    return pd.DataFrame(
        {
            "voice": VOICES[owners],
            "words": chance.integers(4, 30, size=statements),
            "probability": chance.uniform(0.6, 0.98, size=statements),
        }
    )


def true_shares(table: pd.DataFrame, shared: float, chance: np.random.Generator) -> pd.DataFrame:
    """The shares of the voices in `ARTICLES` articles that are coded as `table`, with its probabilities right.

    A statement is its voice's with its probability; else it is another voice's, the likelier the more words that has.
    The errors of one article share a normal deviate of standard deviation `shared`, in log odds.
    """
    voices = table.groupby("voice")["words"].sum()
    probability = table["probability"].to_numpy()
    # The log odds whose mean probability over the deviates is the one given, found by halving an interval.
    places, weights = np.polynomial.hermite_e.hermegauss(41)
    low, high = np.full(len(table), -40.0), np.full(len(table), 40.0)
    for _ in range(60):
        middle = (low + high) / 2
        mean = (1 / (1 + np.exp(-(middle[:, None] + shared * places)))) @ weights / weights.sum()
        low, high = np.where(mean < probability, middle, low), np.where(mean < probability, high, middle)
    shift = shared * chance.standard_normal((ARTICLES, 2))
    narrated = (table["voice"] == "narrator").to_numpy()
    odds = middle + np.where(narrated, shift[:, :1], shift[:, 1:])
    right = chance.random((ARTICLES, len(table))) < 1 / (1 + np.exp(-odds))
    amounts = pd.DataFrame(0.0, index=range(ARTICLES), columns=voices.index)
    for number, (voice, words) in enumerate(zip(table["voice"], table["words"], strict=True)):
        others = voices.drop(voice)
        taker = chance.choice(others.index.to_numpy(), p=(others / others.sum()).to_numpy(), size=ARTICLES)
        owner = np.where(right[:, number], voice, taker)
        for name in voices.index:
            amounts[name] += words * (owner == name)
    return amounts / voices.sum()


@pytest.mark.parametrize(("statements", "voices", "shared"), [(30, 2, 0.0), (40, 4, 0.0), (60, 3, 1.0), (60, 3, 2.0)])
def test_the_interval_of_a_share_holds_in_95_of_100_articles(statements: int, voices: int, shared: float) -> None:
    chance = np.random.default_rng(5)
    table = coded(chance, statements, voices)
    truth, bounds = true_shares(table, shared, chance), share_intervals(table, shared).set_index("voice")
    held = [truth[voice].between(row["low"], row["high"]).mean() for voice, row in bounds.iterrows()]
    assert 0.93 <= np.mean(held) <= 0.97
    assert min(held) >= 0.92


def test_a_shared_error_moves_the_statements_of_a_voice_together() -> None:
    # Of 400 statements with probability 0.9 and a shared error of 2, log odds of 2.197 * sqrt(1 + 0.346 * 4) = 3.392
    # move down by 1.96 * 2, to a probability of 0.371, and up to one of 0.999; without another voice that is the share.
    table = pd.DataFrame({"voice": "Ann", "words": 5, "probability": [0.9] * 400})
    low, high = share_intervals(table, 2.0)[["low", "high"]].iloc[0]
    assert low == pytest.approx(0.371, abs=0.04)
    assert high == pytest.approx(0.999, abs=0.003)


def test_a_statement_that_is_not_its_voices_is_another_voices_by_their_words() -> None:
    # Ann's statement is surely not hers; Bo has 30 words and Cy 10 to whom it may go, and the narrator none.
    table = pd.DataFrame({"voice": ["Ann", "Bo", "Cy"], "words": [60, 30, 10], "probability": [0.0, 1.0, 1.0]})
    bounds = share_intervals(table, 0.0).set_index("voice")
    assert bounds["share"].to_dict() == {"Ann": 0.6, "Bo": 0.3, "Cy": 0.1}
    assert bounds.loc["Ann", ["low", "high"]].tolist() == [0, 0]
    assert bounds.loc["Bo", ["low", "high"]].tolist() == [0.3, 0.9]
    assert bounds.loc["Cy", ["low", "high"]].tolist() == [0.1, 0.7]
    # Each of Ann's 400 words is Bo's in three draws of four, for he has three times the words of Cy.
    many = pd.DataFrame(
        {"voice": ["Ann"] * 400 + ["Bo", "Cy"], "words": [1] * 400 + [300, 100], "probability": [0.0] * 400 + [1.0] * 2}
    )
    low, high = share_intervals(many, 0.0).set_index("voice").loc["Bo", ["low", "high"]]
    # His own 300 and 300 of hers, give or take 1.96 * sqrt(400 * 0.75 * 0.25).
    assert (800 * low, 800 * high) == (pytest.approx(600 - 17, abs=2), pytest.approx(600 + 17, abs=2))


def test_the_interval_of_a_theme_share_holds_in_95_of_100_articles() -> None:
    chance = np.random.default_rng(6)
    together, statements, share = 20, 45, 0.3
    held = []
    for _ in range(ARTICLES // together):
        # Each voice stands for an article, since voices are drawn independently of each other.
        size = together * statements
        on = chance.random(size) < share
        numbers = np.arange(size)
        table = pd.DataFrame({"voice": np.repeat(np.arange(together).astype(str), statements), "mode": "direct"})
        table = table.assign(
            words=chance.integers(4, 30, size=size), statement=numbers, sentence=numbers, stretch=numbers
        )
        found = themes.shares(table.assign(themes=[("fish",) if one else () for one in on]), ["fish"])
        held += [(found["low"] <= share) & (share <= found["high"])]
    assert 0.93 <= np.mean(held) <= 0.97


def test_the_interval_of_a_contrast_holds_in_95_of_100_articles() -> None:
    chance = np.random.default_rng(7)
    sizes = {"narrator": 50, "Ann": 40, "Bo": 30}
    means = {"narrator": -0.2, "Ann": 0.1, "Bo": 0.3}
    voice = np.repeat(list(sizes), list(sizes.values()))
    mean = np.repeat(list(means.values()), list(sizes.values()))
    numbers = np.arange(len(voice))
    rows = {"voice": voice, "statement": numbers, "sentence": numbers, "words": np.full(len(voice), 9)}
    truth = -0.2 - (40 * 0.1 + 30 * 0.3) / 70
    held = []
    for _ in range(ARTICLES):
        tone = mean + chance.normal(scale=0.3, size=len(voice))
        found = interval(
            terms(Headline("narrator", ("narrator",), of_mentions=False), {**rows, "tone": tone}, {}, STATEMENT), 500
        )
        held.append(found.low <= truth <= found.high)
    assert 0.93 <= np.mean(held) <= 0.97
