"""What is claimed of an article, and how far each claim holds: under how many ways of counting, or in how many draws.

A claim is made where it is true of the article as shown, and where it compares one thing with another. Whether it is
worded as certain depends on the share of ways or draws in which it holds.
"""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.robustness.bootstrap import Floats
from analysis.robustness.choices import WITH_NARRATOR, WITH_SOURCE, shares_by_choice
from analysis.speakers import share_by_voice
from analysis.text.statements import DIRECT, NARRATOR, of_one_article, require
from analysis.themes import drawn_words

# A claim is certain if it holds under at least this share of the ways or draws.
FIRM = 0.9
CERTAIN, UNCERTAIN = "certain", "uncertain"

# Two shares closer than this, in parts of all words, are "about the same".
CLOSE = 0.05

# One amount is "half as much again" as another from this ratio on.
MUCH_MORE = 1.5

# A claim on themes is made only if it rests on this many statements.
LEAST_STATEMENTS = 3


class Claim(NamedTuple):
    """A sentence on an article, what it compares, and how far it holds.

    Args:
        id: the kind of claim, such as "loudest".
        names: whom it is about.
        clause: the sentence without its capital and its full stop.
        numbers: what it compares, as the article shown has it: first that of `names[0]`, then the others in order of
            size. What is nothing under every way is not among them.
        holds: under how many ways of counting, or in how many draws, the clause is true.
        of: how many ways or draws there are.
        statements: the numbers of the statements that it rests on.
        resampled: whether it was tried on draws of statements, and not on ways of counting.
    """

    id: str
    names: tuple[str, ...]
    clause: str
    numbers: tuple[float, ...]
    holds: int
    of: int
    statements: tuple[int, ...] = ()
    resampled: bool = False

    @property
    def share(self) -> float:
        """The share of ways or draws under which it holds, 0 to 1."""
        return self.holds / self.of if self.of else 0.0

    @property
    def may_be_made(self) -> bool:
        """Whether it compares one thing with another; one thing alone, and nothing with nothing, compare nothing."""
        return self.of > 0 and len(self.numbers) > 1 and any(self.numbers)

    @property
    def verdict(self) -> str:
        """Whether it is "certain", because it holds under at least nine ways in ten, or "uncertain"."""
        return CERTAIN if self.may_be_made and self.share >= FIRM else UNCERTAIN

    @property
    def sentence(self) -> str:
        """What it claims.

        >>> Claim("loudest", ("narrator",), "the narrator leads", (3, 2), 4, 9).sentence
        'The narrator leads.'
        """
        return f"{self.clause[0].upper()}{self.clause[1:]}."

    @property
    def words(self) -> str:
        """What may be said: the sentence where it is certain, else that it depends, and on what.

        >>> Claim("loudest", ("narrator",), "the narrator leads", (3, 2), 4, 9).words
        'Whether the narrator leads depends on how one counts.'
        """
        if self.verdict == CERTAIN:
            return self.sentence
        comma = "," if "," in self.clause else ""
        return f"Whether {self.clause}{comma} depends on {'single statements' if self.resampled else 'how one counts'}."


def called(voice: str) -> str:
    """How `voice` is called inside a sentence."""
    return f"the {voice}" if voice == NARRATOR else voice


def share_claims(statements: pd.DataFrame, shares: pd.DataFrame) -> list[Claim]:
    """The claims on who speaks how much, each tried on every choice that it does not itself fix.

    "loudest": no voice has a larger share than the one with the most words. "level": the two people quoted most have
    about the same share of words, with paraphrase credited to its source. "mode": in direct speech alone one of the two
    has much more. A claim that is not true of `statements` as they are is left out.

    Args:
        shares: what `analysis.robustness.choices.share_choices` gives.
    """
    require(shares, "unit", "paraphrase")
    table = share_by_voice(statements).set_index("voice")
    if table.empty:
        return []
    every = shares_by_choice(shares)
    loudest, *others = dict.fromkeys([*table.index, *every.columns])
    quoted = [voice for voice in table.index if voice != NARRATOR][:2]
    made = []
    if others:
        made.append(_tried("loudest", (loudest, others[0]), table["share"], every, _loudest))
    if len(quoted) == 2:
        pair = tuple(sorted(quoted, key=lambda voice: -int(table.loc[voice, DIRECT])))
        credited = shares_by_choice(shares[(shares["paraphrase"] == WITH_SOURCE) & (shares["unit"] == "words")])
        direct = shares_by_choice(shares[shares["paraphrase"] == WITH_NARRATOR])
        made.append(_tried("level", pair, table["share"], credited, _level))
        made.append(_tried("mode", pair, table[DIRECT], direct, _much_more))
    return [claim for claim in made if claim and claim.may_be_made]


def _tried(
    name: str,
    about: tuple[str, ...],
    shown: pd.Series,
    wide: pd.DataFrame,
    holds: Callable[[pd.Series, str, str], bool],
) -> Claim | None:
    """The claim `name` on two voices, tried on each row of `wide`; None where it is not true of the amounts `shown`."""
    first, second = about
    if not holds(shown, first, second):
        return None
    clause = {
        "loudest": f"no voice has a larger share than {called(first)}",
        "level": f"{first} and {second} have about the same share of words, paraphrase credited to its source",
        "mode": f"{first} has at least half as much again as {second} in direct speech alone",
    }[name]
    compared = [voice for voice in dict.fromkeys(about) if voice in wide and (wide[voice] > 0).any()]
    numbers = tuple(float(shown.get(voice, 0.0)) for voice in compared)
    names = about[:1] if name == "loudest" else about
    return Claim(name, names, clause, numbers, sum(holds(row, first, second) for _, row in wide.iterrows()), len(wide))


def _loudest(amounts: pd.Series, first: str, _: str) -> bool:
    return bool(amounts.get(first, 0.0) >= amounts.max())


def _level(amounts: pd.Series, first: str, second: str) -> bool:
    one, other = amounts.get(first, 0.0), amounts.get(second, 0.0)
    return bool(min(one, other) > 0 and round(abs(one - other), 9) < CLOSE)


def _much_more(amounts: pd.Series, first: str, second: str) -> bool:
    one, other = amounts.get(first, 0.0), amounts.get(second, 0.0)
    return bool(one > 0 and round(one - MUCH_MORE * other, 9) >= 0)


def theme_claims(statements: pd.DataFrame, names: Mapping[str, str], reliable: Collection[str]) -> list[Claim]:
    """The claims on the `reliable` themes: which has the most words, in all and of each voice, and whose each is.

    A claim holds in a draw of each voice's statements (`analysis.themes.drawn_words`) in which it is true; where two
    have as many words, neither has more. A claim that would rest on fewer than three statements is left out.

    Args:
        names: the names of all themes by their identifiers.
    """
    themes = [theme for theme in names if theme in reliable]
    rows = of_one_article(statements, "statement")
    drawn = drawn_words(statements, themes)
    on = {theme: rows["themes"].map(lambda found, theme=theme: theme in found).astype(bool) for theme in themes}
    by = {voice: rows["voice"] == voice for voice in drawn.voices}
    titles = {theme: f'"{names[theme]}"' for theme in themes}
    made = _most(
        drawn.words.sum(axis=0),
        drawn.draws.sum(axis=1),
        [(theme, f"{titles[theme]} has more words than any other reliable theme", rows[on[theme]]) for theme in themes],
    )
    for number, voice in enumerate(drawn.voices):
        options = [
            (
                theme,
                f"{called(voice)} speaks more of {title} than of any other reliable theme",
                rows[by[voice] & on[theme]],
            )
            for theme, title in titles.items()
        ]
        made += _most(drawn.words[number], drawn.draws[:, number], options)
    for column, theme in enumerate(themes):
        words = drawn.words[:, column]
        half = 2 * words.max(initial=0) > words.sum()
        said = (
            f"most of what is said on {titles[theme]} is {{}}'s" if half
            else f"more of what is said on {titles[theme]} is {{}}'s than any other voice's"
        )  # fmt: skip
        options = [(voice, said.format(called(voice)), rows[by[voice] & on[theme]]) for voice in drawn.voices]
        made += _most(words, drawn.draws[:, :, column], options, half)
    return [claim for claim in made if len(claim.statements) >= LEAST_STATEMENTS]


def _most(
    shown: Floats, draws: Floats, options: list[tuple[str, str, pd.DataFrame]], half: bool = False
) -> list[Claim]:
    """The claim that one thing has more than any other, or with `half` more than all others together, if it is true.

    Args:
        shown: how much each thing has in the article.
        draws: how much it has in each draw, shape (draws, things).
        options: of each thing its name, the claim that it has most, and the statements on which that rests.
    """
    order = [int(place) for place in np.argsort(-shown, kind="stable") if shown[place] > 0]
    if len(order) < 2 or shown[order[0]] == shown[order[1]]:
        return []
    name, clause, rows = options[order[0]]
    others = np.delete(draws, order[0], axis=1)
    holds = draws[:, order[0]] > (others.sum(axis=1) if half else others.max(axis=1))
    numbers, statements = tuple(float(shown[place]) for place in order), tuple(map(int, rows["statement"]))
    return [Claim("theme", (name,), clause, numbers, int(holds.sum()), len(draws), statements, resampled=True)]
