"""The tables on who speaks: shares, the names behind each voice, and who is named and never speaks."""

from collections.abc import Mapping

import pandas as pd

from analysis import speakers
from analysis.book.show import links
from analysis.speakers import in_words, share_intervals
from analysis.text.article import Article
from analysis.text.statements import MODES, spoken


def credits(statements: pd.DataFrame, article: Article) -> pd.DataFrame:
    """The words that stand for each voice as a source, with the statements credited by them and the declared cast."""
    rows = []
    credited = spoken(statements)[lambda table: table["source"].notna()]
    words_of = credited["source"].map(lambda span: article.text[span[0] : span[1]])
    declared = {(person.name, title.text): title.known_from for person in article.cast for title in person.titles}
    for (voice, called), part in credited.groupby(["voice", words_of], sort=False):
        known = declared.get((voice, called)) or declared.get((voice, called.removeprefix("the "))) or "the article"
        rows.append((voice, called, links(part["statement"]), known))
    return pd.DataFrame(rows, columns=["Voice", "Called", "Statements", "Known from"])


def share(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice has, by four ways of counting, and in which mode."""
    table = speakers.share_by_voice(statements)
    intervals = share_intervals(statements).set_index("voice")
    table["share"] = [in_words(*intervals.loc[voice, ["share", "low", "high"]]) for voice in table["voice"]]
    columns = {unit: unit.capitalize() for unit in (*speakers.UNITS, *MODES[:2])}
    columns |= {"direct": "Direct", "indirect": "Indirect"}
    return table.rename(columns={"voice": "Voice", "share": "Share", **columns})[
        ["Voice", "Words", "Share", "Direct", "Indirect", "Sentences", "Statements", "Stretches"]
    ]


def share_by_instrument(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each voice's share of words by every coding, with the interval that the coding's own doubt gives it."""
    columns = {}
    for coder, statements in codings.items():
        rows = share_intervals(statements).to_dict("records")
        columns[f"By the {coder}"] = {one["voice"]: in_words(one["share"], one["low"], one["high"]) for one in rows}
    return pd.DataFrame(columns).fillna("0%").rename_axis("Voice").reset_index()


def silent(statements: pd.DataFrame) -> pd.DataFrame:
    """Names that are no voice's, how often each stands, and where."""
    table = speakers.named_and_silent(statements)
    table["statements"] = [links(numbers) for numbers in table["statements"]]
    return table.set_axis(["Name", "Times named", "Statements"], axis=1)


def ranges(share_by_voice: pd.DataFrame, span: pd.DataFrame) -> pd.DataFrame:
    """Each voice's share of words with the lowest and highest under any choice: name, value, low, high (0 to 1)."""
    table = share_by_voice[["voice", "share"]].merge(span, on="voice")
    return table.set_axis(["name", "value", "low", "high"], axis=1)
