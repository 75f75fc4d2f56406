"""One bootstrap: each voice's statements are drawn anew for themselves, and intervals hold what they say they hold."""

import numpy as np
import pandas as pd
import pytest

from analysis.robustness.bootstrap import bounds, resampled
from analysis.robustness.claims import theme_claims


def told(*statements: tuple[str, int, tuple[str, ...]]) -> pd.DataFrame:
    """Statements of (voice, words, themes), each a sentence."""
    table = pd.DataFrame(statements, columns=["voice", "words", "themes"])
    return table.assign(statement=range(1, len(table) + 1), sentence=range(1, len(table) + 1),
                        stretch=range(1, len(table) + 1), mode="direct", text="words")  # fmt: skip


def test_voices_are_drawn_independently_of_each_other() -> None:
    lengths = (2, 4, 8, 16, 32)
    table = told(
        *[("Ann", size + (size == 2), ("fish",)) for size in lengths], *[("Bo", size, ("fish",)) for size in lengths]
    )
    claim = next(claim for claim in theme_claims(table, {"fish": "Fish"}, ["fish"]) if claim.names == ("Ann",))
    assert claim.share == pytest.approx(0.5, abs=0.06)


def test_a_voice_has_as_many_statements_in_each_draw_as_in_the_article_and_they_are_its_own() -> None:
    voices = ["Ann", "Bo", "Ann", "Ann", "Bo"]
    times = resampled(voices, draws=3000)
    assert times.shape == (3000, 5)
    ann = np.array([voice == "Ann" for voice in voices])
    assert (times[:, ann].sum(axis=1) == 3).all()
    assert (times[:, ~ann].sum(axis=1) == 2).all()
    assert times.mean(axis=0) == pytest.approx(1, abs=0.05)
    # A statement of three is in a draw no time with a chance of (2/3)^3.
    assert (times[:, 0] == 0).mean() == pytest.approx(8 / 27, abs=0.03)
    assert abs(np.corrcoef(times[:, 0], times[:, 1])[0, 1]) < 0.05
    assert np.array_equal(times, resampled(voices, draws=3000))


def test_bounds_are_the_ends_of_the_middle_95_of_100_draws() -> None:
    low, high = bounds(np.column_stack([np.arange(1001), np.r_[np.nan, np.arange(1000)]]))
    assert low.tolist() == pytest.approx([25, 24.975])
    assert high.tolist() == pytest.approx([975, 974.025])


def test_each_of_three_voices_is_drawn_from_its_own_statements() -> None:
    times = resampled(["Ann", "Bo", "Cy", "Bo"])
    assert times.shape == (4000, 4)
    assert (times[:, [0, 2]] == 1).all()
    assert (times[:, [1, 3]].sum(axis=1) == 2).all()
    assert set(times[:, 1]) == {0, 1, 2}
