"""The tables on who speaks: shares, the names that stand for each voice, and who is named and never speaks."""

from collections.abc import Mapping

import pandas as pd

from analysis import speakers
from analysis.book.show import links, listing
from analysis.speakers import in_words, share_intervals
from analysis.text.article import Article
from analysis.text.statements import spoken


def credits_table(statements: pd.DataFrame, article: Article) -> pd.DataFrame:
    """The words that name each voice as a source, the statements credited by them, and where they are known from."""
    credited = spoken(statements)[lambda table: table["source"].notna()]
    words_of = [article.text[start:end] for start, end in credited["source"]]
    declared = {
        (person.name, _bare(title.text)): title.known_from for person in article.cast for title in person.titles
    }
    rows = [
        (voice, words, links(part["statement"]), declared.get((voice, _bare(words)), "the article"))
        for (voice, words), part in credited.groupby(["voice", words_of], sort=False)
    ]
    return listing(rows, ["Voice", "Called", "Statements", "Known from"], "no words are credited to anybody")


def _bare(title: str) -> str:
    """A title in lower case without "the", for it may open a sentence, or be declared without its article."""
    return title.casefold().removeprefix("the ")


def share_table(statements: pd.DataFrame) -> pd.DataFrame:
    """How much each voice has in four units, and in each mode."""
    table = speakers.share_by_voice(statements)
    intervals = share_intervals(statements).set_index("voice")
    table["share"] = [in_words(*intervals.loc[voice, ["share", "low", "high"]]) for voice in table["voice"]]
    columns = ["voice", "words", "share", "direct", "indirect", "sentences", "statements", "stretches"]
    return table[columns].rename(columns=str.capitalize)


def share_by_coder_table(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The share of words of each voice by every coder, with the interval that comes from the coder's probabilities."""
    columns = {}
    for coder, statements in codings.items():
        rows = share_intervals(statements).itertuples()
        columns[f"By the {coder}"] = {row.voice: in_words(row.share, row.low, row.high) for row in rows}
    return pd.DataFrame(columns).fillna("0%").rename_axis("Voice").reset_index()


def silent_table(statements: pd.DataFrame) -> pd.DataFrame:
    """Who is named and never speaks, how often, and in which statements."""
    rows = [
        (name, mentions, links(numbers))
        for name, mentions, numbers in speakers.named_and_silent(statements).itertuples(index=False)
    ]
    return listing(rows, ["Name", "Times named", "Statements"], "nobody is named who does not speak")
