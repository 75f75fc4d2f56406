"""One bootstrap: each voice's statements are drawn anew for themselves, and intervals hold what they say they hold."""

import pandas as pd
import pytest

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
