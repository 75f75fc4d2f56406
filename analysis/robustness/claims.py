"""What the book claims of an article, and under how many ways of counting each claim holds."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from analysis.robustness.choices import holds, is_firm
from analysis.speakers import voices
from analysis.text.statements import NARRATOR

# Two shares closer than this, in parts of the whole, are "about the same".
CLOSE = 0.05

# One amount is "much more" than another from this ratio on.
MUCH_MORE = 1.5


class Finding(NamedTuple):
    """A claim: its name, the voices that it is about, and under how many of how many choices it holds."""

    id: str
    voices: tuple[str, ...]
    holds: int
    choices: int

    @property
    def firm(self) -> bool:
        """Whether it may be worded as certain: it holds under at least nine choices in ten."""
        return is_firm(self.holds, self.choices)


def findings(statements: pd.DataFrame, shares: pd.DataFrame, negatives: pd.DataFrame) -> list[Finding]:
    """The claims on `statements`, each tried on every choice that it does not itself fix.

    `shares` and `negatives` are what `share_choices` and `negative_choices` give. The claims: no voice has a larger
    share than the one with the most words ("loudest"); the two people quoted most have about the same share of words,
    with paraphrase credited to its source ("level"); in direct speech alone the first of them has much more ("mode");
    one voice carries more of what is negative than any other ("negative"). A claim about two people is left out where
    fewer are quoted, and the last where nothing is negative.
    """
    ranking = voices(statements)
    quoted = [voice for voice in ranking if voice != NARRATOR]
    made = [_tried("loudest", (ranking[0],), shares, lambda row: row.max() <= _of(row, ranking[0]))]
    if len(quoted) > 1:
        one, two = _by_direct(statements, quoted[0], quoted[1])
        credited = shares[(shares["paraphrase"] == "with its source") & (shares["unit"] == "words")]
        direct = shares[shares["paraphrase"] == "with the narrator"]
        made.append(_tried("level", (one, two), credited, lambda row: abs(_of(row, one) - _of(row, two)) < CLOSE))
        made.append(_tried("mode", (one, two), direct, lambda row: _of(row, one) >= MUCH_MORE * _of(row, two)))
    if len(negatives):
        first = negatives[negatives["choice"] == negatives["choice"].min()]
        carrier = str(first.loc[first["share"].idxmax(), "voice"])
        made.append(_tried("negative", (carrier,), negatives, lambda row: _leads(row, carrier)))
    return made


def claim(finding: Finding) -> str:
    """The sentence that `finding` claims."""
    one, *others = finding.voices
    match finding.id:
        case "loudest":
            return f"No voice has a larger share than {_called(one)}."
        case "level":
            return f"{one} and {others[0]} have about the same share of words, paraphrase credited to its source."
        case "mode":
            return f"In direct speech alone, {one} has at least half as much again as {others[0]}."
        case _:
            return (
                f"{_called(one).capitalize() if one == NARRATOR else one} carries more of the negative than any other."
            )


def _called(voice: str) -> str:
    return "the narrator" if voice == NARRATOR else voice


def _tried(name: str, about: tuple[str, ...], choices: pd.DataFrame, claim: Callable[[pd.Series], bool]) -> Finding:
    return Finding(name, about, *holds(choices, claim))


def _by_direct(statements: pd.DataFrame, one: str, two: str) -> tuple[str, str]:
    direct = statements[statements["mode"] == "direct"].groupby("voice")["words"].sum()
    return (one, two) if direct.get(one, 0) >= direct.get(two, 0) else (two, one)


def _of(row: pd.Series, voice: str) -> float:
    return float(row.get(voice, 0.0))


def _leads(row: pd.Series, voice: str) -> bool:
    return all(_of(row, voice) > share for other, share in row.items() if other != voice)
