"""How much of what each voice says is on each theme, how sure that is, and what may be claimed of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.robustness.bootstrap import Floats, bounds, resampled
from analysis.robustness.choices import FIRM
from analysis.speakers import voices
from analysis.text.statements import NARRATOR, require, spoken

# A claim on fewer statements than this is not made.
LEAST_STATEMENTS = 3


class ThemeFinding(NamedTuple):
    """A claim on themes: its sentence, in which part of the draws it holds (0 to 1), and the statements behind it."""

    claim: str
    holds: float
    statements: tuple[int, ...]

    @property
    def firm(self) -> bool:
        """Whether it holds in at least nine draws in ten."""
        return self.holds >= FIRM


def theme_shares(statements: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """The share of each voice's words that stand in statements on each theme, with an interval.

    Columns: `theme`, `voice`, `statements` and `words` (of the voice on the theme), `share`, `low`, `high` (0 to 1).
    Between low and high lie 95 in 100 of the draws of the voice's statements, with replacement (Efron 1979): it says
    how much hangs on single statements. An article is a census of itself; no other article is inferred to.
    """
    rows = []
    by_voice = _drawn(statements, themes)
    for voice, drawn in by_voice.items():
        own = drawn.statements
        low, high = bounds(drawn.amounts / drawn.words[:, None])
        for column, theme in enumerate(themes):
            part = own[_on(own, theme)]
            share = part["words"].sum() / own["words"].sum()
            rows.append((theme, voice, len(part), int(part["words"].sum()), float(share), low[column], high[column]))
    return pd.DataFrame(rows, columns=["theme", "voice", "statements", "words", "share", "low", "high"])


def theme_findings(statements: pd.DataFrame, names: Mapping[str, str], reliable: Collection[str]) -> list[ThemeFinding]:
    """The claims on the `reliable` themes: which has the most words, in all and of each voice, and whose each is.

    `names` maps the identifiers of all themes to their names. How far a claim holds is the part of the draws of each
    voice's statements (see `theme_shares`) in which nothing else has more words. A claim that would rest on fewer than
    three statements is left out.
    """
    themes = [theme for theme in names if theme in reliable]
    by_voice = _drawn(statements, themes)
    speaking = list(by_voice)
    if not themes or not speaking:
        return []
    rows = spoken(statements)
    drawn = np.stack([one.amounts for one in by_voice.values()])
    real = np.array(
        [[rows.loc[_by(rows, voice) & _on(rows, one), "words"].sum() for one in themes] for voice in speaking]
    )
    made = [_finding("Of the reliable themes, {} has the most words.", real.sum(0), drawn.sum(0), themes, names)]
    where = [rows[_on(rows, themes[int(np.argmax(real.sum(0)))])]]
    for number, voice in enumerate(speaking):
        made.append(
            _finding(
                f"Of the reliable themes, {_called(voice).replace('The ', 'the ')} speaks most of {{}}.",
                real[number],
                drawn[number],
                themes,
                names,
            )
        )
        where.append(rows[_by(rows, voice) & _on(rows, themes[int(np.argmax(real[number]))])])
    for column, theme in enumerate(themes):
        owners = dict(zip(speaking, map(_called, speaking), strict=True))
        claim = f"Of what is said on {_small(names[theme])}, most is {{}}'s."
        made.append(_finding(claim, real[:, column], drawn[:, :, column].T, speaking, owners, small=False))
        where.append(rows[_by(rows, speaking[int(np.argmax(real[:, column]))]) & _on(rows, theme)])
    return [
        ThemeFinding(claim, holds, tuple(int(number) for number in part["statement"]))
        for (claim, holds), part in zip(made, where, strict=True)
        if len(part) >= LEAST_STATEMENTS
    ]


def _finding(
    claim: str,
    real: NDArray[np.int64],
    drawn: NDArray[np.float64],
    keys: Sequence[str],
    names: Mapping[str, str],
    small: bool = True,
) -> tuple[str, float]:
    """`claim` on the greatest of `real`, and the part of the draws (rows) in which it is the greatest."""
    first = int(np.argmax(real))
    name = names[keys[first]]
    filled = claim.format(_small(name) if small else name.replace("The ", "the "))
    return filled[0].upper() + filled[1:], float((drawn[:, first] >= drawn.max(axis=1)).mean())


def _small(name: str) -> str:
    return name[0].lower() + name[1:]


def _called(voice: str) -> str:
    return "The narrator" if voice == NARRATOR else voice


def _by(statements: pd.DataFrame, voice: str) -> pd.Series:
    return statements["voice"] == voice


def _on(statements: pd.DataFrame, theme: str) -> pd.Series:
    return statements["themes"].map(lambda found: theme in found)


class _Drawn(NamedTuple):
    """The statements of a voice; of each draw of them the words on each theme (draws, themes) and in all (draws)."""

    statements: pd.DataFrame
    amounts: Floats
    words: Floats


def _drawn(statements: pd.DataFrame, themes: Sequence[str]) -> dict[str, _Drawn]:
    """What is drawn of each voice, the one with the most words first."""
    require(statements, "themes", made_by="with_themes")
    rows = spoken(statements)
    times = resampled(rows["voice"])
    made = {}
    for voice in voices(statements):
        own = (rows["voice"] == voice).to_numpy()
        words = rows.loc[own, "words"].to_numpy(dtype=float)
        has = np.array([[theme in found for theme in themes] for found in rows.loc[own, "themes"]], dtype=float)
        amounts = times[:, own] @ (words[:, None] * has.reshape(len(words), len(themes)))
        made[voice] = _Drawn(rows[own], amounts, times[:, own] @ words)
    return made
