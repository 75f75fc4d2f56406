"""Claims on an article, and how far each holds: under how many ways of counting, or in how many draws.

A claim is made if it is true of the article as shown and compares two things. It is worded as certain if it holds in a
large enough share of ways or draws.
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

# From this ratio on an amount is "at least half as much again" as another.
MUCH_MORE = 1.5

# A claim on themes is made only if it rests on this many statements.
LEAST_STATEMENTS = 3


class Claim(NamedTuple):
    """A sentence on an article, the amounts that it compares, and how far it holds.

    Args:
        id: the kind of claim, such as "loudest".
        names: the voices, sides, targets or themes that it is about.
        clause: the sentence without capital and full stop.
        numbers: the amounts compared, in the article as shown: first that of `names[0]`, then the others by size. An
            amount that is 0 under every way is left out.
        holds: the number of ways of counting, or of draws, in which the clause is true.
        of: the number of ways or draws.
        statements: the numbers of the statements that it rests on.
        resampled: True if it was tried on draws of statements, False if on ways of counting.
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
        """Whether it compares two amounts of which one is not 0, and was tried at least once."""
        return self.of > 0 and len(self.numbers) > 1 and any(self.numbers)

    @property
    def verdict(self) -> str:
        """Whether it is "certain", because it holds in at least the share `FIRM` of ways or draws, or "uncertain"."""
        return CERTAIN if self.may_be_made and self.share >= FIRM else UNCERTAIN

    @property
    def sentence(self) -> str:
        """The clause as a sentence.

        >>> Claim("loudest", ("narrator",), "the narrator leads", (3, 2), 4, 9).sentence
        'The narrator leads.'
        """
        return f"{self.clause[0].upper()}{self.clause[1:]}."

    @property
    def words(self) -> str:
        """The words in which a page may print it: the sentence if it is certain, else what it depends on.

        >>> Claim("loudest", ("narrator",), "the narrator leads", (3, 2), 4, 9).words
        'Whether the narrator leads depends on how one counts.'
        """
        if self.verdict == CERTAIN:
            return self.sentence
        comma = "," if "," in self.clause else ""
        return f"Whether {self.clause}{comma} depends on {'single statements' if self.resampled else 'how one counts'}."


def called(voice: str) -> str:
    """`voice` as it stands inside a sentence: "the narrator", or the name."""
    return f"the {voice}" if voice == NARRATOR else voice


def share_claims(statements: pd.DataFrame, shares: pd.DataFrame) -> list[Claim]:
    """The claims on who speaks how much, each tried under every choice that its wording leaves open.

    - "loudest": no voice has a larger share than the voice with the most words.
    - "level": the two people quoted most have about the same share of words, paraphrase credited to its source.
    - "mode": in direct speech alone one of these two has at least half as much again as the other.

    A claim that is not true of `statements` is left out.

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
    claims = []
    if others:
        claims.append(_tried("loudest", (loudest, others[0]), table["share"], every, _loudest))
    if len(quoted) == 2:
        pair = tuple(sorted(quoted, key=lambda voice: -int(table.loc[voice, DIRECT])))
        credited = shares_by_choice(shares[(shares["paraphrase"] == WITH_SOURCE) & (shares["unit"] == "words")])
        direct = shares_by_choice(shares[shares["paraphrase"] == WITH_NARRATOR])
        claims.append(_tried("level", pair, table["share"], credited, _level))
        claims.append(_tried("mode", pair, table[DIRECT], direct, _much_more))
    return [claim for claim in claims if claim and claim.may_be_made]


def _tried(
    name: str,
    about: tuple[str, ...],
    shown: pd.Series,
    wide: pd.DataFrame,
    holds: Callable[[pd.Series, str, str], bool],
) -> Claim | None:
    """The claim `name` on two voices, tried on each row of `wide`; None if it is not true of the amounts `shown`."""
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
    pair = amounts.get(first, 0.0), amounts.get(second, 0.0)
    return bool(min(pair) > 0 and round(max(pair) - min(pair), 9) < CLOSE)


def _much_more(amounts: pd.Series, first: str, second: str) -> bool:
    more, less = amounts.get(first, 0.0), amounts.get(second, 0.0)
    return bool(more > 0 and round(more - MUCH_MORE * less, 9) >= 0)


def theme_claims(statements: pd.DataFrame, names: Mapping[str, str], reliable: Collection[str]) -> list[Claim]:
    """The claims on reliable themes: which has the most words, of all voices and of each, and which voice has the most on it.

    Each is tried on the draws of `analysis.themes.drawn_words`. Where two have as many words, neither has more. A claim
    that rests on fewer than `LEAST_STATEMENTS` statements is left out.

    Args:
        names: the names of all themes by identifier.
        reliable: the identifiers of the reliable themes.
    """
    themes = [theme for theme in names if theme in reliable]
    rows = of_one_article(statements, "statement")
    drawn = drawn_words(statements, themes)
    on = {theme: rows["themes"].map(lambda codes, theme=theme: theme in codes).astype(bool) for theme in themes}
    by = {voice: rows["voice"] == voice for voice in drawn.voices}
    titles = {theme: f'"{names[theme]}"' for theme in themes}
    claims = _most(
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
        claims += _most(drawn.words[number], drawn.draws[:, number], options)
    for column, theme in enumerate(themes):
        words = drawn.words[:, column]
        half = 2 * words.max(initial=0) > words.sum()
        said = (
            f"most of what is said on {titles[theme]} is {{}}'s" if half
            else f"more of what is said on {titles[theme]} is {{}}'s than any other voice's"
        )  # fmt: skip
        options = [(voice, said.format(called(voice)), rows[by[voice] & on[theme]]) for voice in drawn.voices]
        claims += _most(words, drawn.draws[:, :, column], options, half)
    return [claim for claim in claims if len(claim.statements) >= LEAST_STATEMENTS]


def _most(
    shown: Floats, draws: Floats, options: list[tuple[str, str, pd.DataFrame]], half: bool = False
) -> list[Claim]:
    """The claim that one of several has more than any other, or with `half` more than all others together; or none.

    Args:
        shown: the words of each in the article.
        draws: the words of each in each draw, shape (draws, len(options)).
        options: for each its name, the claim that it has the most, and the statements on which that rests.
    """
    order = [int(place) for place in np.argsort(-shown, kind="stable") if shown[place] > 0]
    if len(order) < 2 or shown[order[0]] == shown[order[1]]:
        return []
    name, clause, rows = options[order[0]]
    others = np.delete(draws, order[0], axis=1)
    holds = draws[:, order[0]] > (others.sum(axis=1) if half else others.max(axis=1))
    numbers, statements = tuple(float(shown[place]) for place in order), tuple(map(int, rows["statement"]))
    return [Claim("theme", (name,), clause, numbers, int(holds.sum()), len(draws), statements, resampled=True)]
