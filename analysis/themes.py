"""Themes: what statements are about by the codebook, which words show it, and the shares of each voice.

`analysis/codebook/codebook.yml` defines the themes; `analysis.models.theme_hits` finds them in a statement, and is loaded
when it is first called.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.codebook.codebook import Theme, codebook
from analysis.robustness.bootstrap import Floats, bounds, resampled
from analysis.speakers import voices
from analysis.text.statements import of_one_article, require

if TYPE_CHECKING:
    from analysis.models.theme_hits import Hit, Parts

HIT_COLUMNS = ("statement", "theme", "start", "end", "text", "term", "chance")


def surroundings(statements: pd.DataFrame) -> "list[Parts]":
    """For each statement the text before it, its text, and the text after it.

    The text before begins with the sentence before the statement's; the text after ends with the sentence after it.
    `statements` are all of one article, in its order.
    """
    of_one_article(statements, "sentence", "text")
    texts, numbers = statements["text"].tolist(), statements["sentence"].tolist()
    parts = []
    for place, (text, number) in enumerate(zip(texts, numbers, strict=True)):
        first, last = place, place
        while first > 0 and numbers[first - 1] >= number - 1:
            first -= 1
        while last + 1 < len(texts) and numbers[last + 1] <= number + 1:
            last += 1
        parts.append(("".join(texts[first:place]), text, "".join(texts[place + 1 : last + 1])))
    return parts


def theme_hits(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """The words that give statements their themes, one row per hit, in the order of the statements.

    Columns: `statement`, `theme` (its identifier), `start`, `end` (offsets into the file), `text` (the words), `term`
    (the codebook's term that they are; empty where they are none), `chance` (the probability of the theme from these
    words, 0 to 1). Rows without words have no hits. `statements` are all of one article, in its order.
    """
    rows = [
        (number, hit.theme, start + hit.start, start + hit.end, text[hit.start : hit.end], hit.term, hit.chance)
        for number, (start, text, row_hits) in _coded(statements, themes).items()
        for hit in row_hits
    ]
    return pd.DataFrame(rows, columns=list(HIT_COLUMNS))


def with_themes(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """`statements` with the column `themes` added: a tuple of the identifiers of each statement's themes.

    Identifiers stand in the order of the codebook; a statement without a theme has the empty tuple. `statements` are all
    of one article, in its order.
    """
    themes = codebook() if themes is None else themes
    coded = _coded(statements, themes)
    present = [
        {hit.theme for hit in coded[number][2]} if number in coded else set() for number in statements["statement"]
    ]
    return statements.assign(themes=[tuple(theme.id for theme in themes if theme.id in names) for names in present])


def _coded(statements: pd.DataFrame, themes: Sequence[Theme] | None) -> "dict[int, tuple[int, str, list[Hit]]]":
    """The start, the text and the hits of each statement with words, by its number."""
    # Imported here, so that counting what is coded already loads no network.
    from analysis.models.theme_hits import hits

    rows = of_one_article(statements, "statement", "sentence", "start", "text")
    parts = dict(zip(statements["statement"], surroundings(statements), strict=True))
    hits_by_row = hits([parts[number] for number in rows["statement"]], themes)
    columns = zip(rows["statement"], rows["start"], rows["text"], hits_by_row, strict=True)
    return {int(number): (int(start), text, row_hits) for number, start, text, row_hits in columns}


def theme_counts(statements: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """How many statements, and words in them, each theme has: theme, name, statements, words.

    One row for each theme of the codebook, the theme with the most words first; a theme that does not occur has zeros. A
    statement with several themes counts in each, so the columns may sum to more than the article. `statements` come from
    `with_themes`.
    """
    themes = codebook() if themes is None else themes
    sums = _long(statements).groupby("theme")["words"].agg(["size", "sum"])
    sums = sums.reindex([theme.id for theme in themes], fill_value=0)
    table = pd.DataFrame(
        {
            "theme": [theme.id for theme in themes],
            "name": [theme.name for theme in themes],
            "statements": sums["size"].to_numpy(),
            "words": sums["sum"].to_numpy(),
        }
    )
    return table.sort_values(["words", "statements"], ascending=False, kind="stable", ignore_index=True)


def theme_by_voice(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice says on each theme in each mode: theme, voice, mode, statements, words.

    A statement with several themes counts in each. `statements` come from `with_themes`.
    """
    require(statements, "voice", "mode")
    groups = _long(statements).groupby(["theme", "voice", "mode"], sort=True)["words"]
    return groups.agg(statements="size", words="sum").reset_index()


def coverage(statements: pd.DataFrame) -> pd.DataFrame:
    """How much of an article has a theme: covered (True, False), statements, words. `statements` come from `with_themes`."""
    counted = of_one_article(statements, "themes", made_by="with_themes")
    groups = counted.groupby(counted["themes"].map(len) > 0)["words"]
    table = groups.agg(statements="size", words="sum").reindex([True, False], fill_value=0)
    return table.rename_axis("covered").reset_index()


class Drawn(NamedTuple):
    """How many words each voice says on each theme, in the article and in each draw of its statements.

    Args:
        voices: the names of the voices, the one with the most words first.
        words: words in the article, shape (voices, themes).
        draws: words in each draw, shape (draws, voices, themes).
        totals: all words of each voice in each draw, with a theme or without, shape (draws, voices).
    """

    voices: list[str]
    words: Floats
    draws: Floats
    totals: Floats


def drawn_words(statements: pd.DataFrame, themes: Sequence[str]) -> Drawn:
    """The words of each voice on each of `themes`, resampled (see `analysis.robustness.bootstrap.resampled`).

    A statement with several themes counts in each. `statements` come from `with_themes`.
    """
    require(statements, "themes", made_by="with_themes")
    rows = of_one_article(statements, "voice")
    names = voices(rows)
    times, words = resampled(rows["voice"]), rows["words"].to_numpy(dtype=float)
    on = np.zeros((len(rows), len(themes)))
    for column, theme in enumerate(themes):
        on[:, column] = words * [theme in coded for coded in rows["themes"]]
    in_article, totals = np.zeros((len(names), len(themes))), np.zeros((len(times), len(names)))
    draws = np.zeros((len(times), len(names), len(themes)))
    for number, voice in enumerate(names):
        by_voice = (rows["voice"] == voice).to_numpy()
        in_article[number] = on[by_voice].sum(axis=0)
        draws[:, number] = times[:, by_voice] @ on[by_voice]
        totals[:, number] = times[:, by_voice] @ words[by_voice]
    return Drawn(names, in_article, draws, totals)


def shares(statements: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """The share of each voice's words that stand in statements on each theme, with an interval.

    Columns: `theme`, `voice`, `statements` and `words` (of the voice on the theme), `share`, `low`, `high` (0 to 1).
    Low and high enclose 95% of the draws of the voice's statements with replacement (Efron 1979). They show how much the
    share depends on single statements; they say nothing of other articles.
    """
    drawn = drawn_words(statements, themes)
    counts = _long(statements).groupby(["voice", "theme"]).size()
    totals = of_one_article(statements).groupby("voice")["words"].sum().reindex(drawn.voices).to_numpy()
    low, high = bounds(drawn.draws / drawn.totals[:, :, None])
    pairs = pd.MultiIndex.from_product([drawn.voices, themes], names=["voice", "theme"])
    columns = {
        "statements": counts.reindex(pairs, fill_value=0).to_numpy(),
        "words": drawn.words.astype(int).ravel(),
        "share": (drawn.words / totals[:, None]).ravel(),
        "low": low.ravel(),
        "high": high.ravel(),
    }
    return pd.DataFrame(columns, index=pairs).reset_index()[["theme", "voice", *columns]]


def _long(statements: pd.DataFrame) -> pd.DataFrame:
    long = (
        of_one_article(statements, "themes", made_by="with_themes")
        .explode("themes")
        .rename(columns={"themes": "theme"})
    )
    return long[long["theme"].notna()]
