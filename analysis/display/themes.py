"""The tables on themes and words: statements by theme, hits, key words, words in context, the codebook."""

from collections.abc import Sequence

import pandas as pd

from analysis import concordance, keyness, speakers
from analysis import themes as coding_of_themes
from analysis.article import Article
from analysis.coding import Coding
from analysis.show import links
from analysis.statements import spoken
from analysis.codebook import Theme

KEY_WORDS = 15


def theme_by_voice(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Statements on each theme by voice: themes as rows by name, the most frequent first, voices as columns."""
    long = coding_of_themes.theme_by_voice(statements)
    wide = long.pivot_table(index="theme", columns="voice", values="statements", aggfunc="sum", fill_value=0)
    wide = wide.reindex([theme.id for theme in themes], fill_value=0)
    wide = wide.reindex(columns=speakers.voices(statements), fill_value=0).set_axis([one.name for one in themes])
    return wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def theme_counts(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Statements and words on each theme and on none, with the statements."""
    rows = spoken(statements)
    counts = coding_of_themes.theme_counts(rows, themes)
    whole = rows["words"].sum()
    table = [
        (one["name"], one["statements"], one["words"], f"{one['words'] / whole:.0%}", links(_about(rows, one["theme"])))
        for one in counts.to_dict("records")
    ]
    bare = rows[rows["themes"].map(len) == 0]
    words = int(bare["words"].sum())
    table.append(("(no theme)", len(bare), words, f"{words / whole:.0%}", links(bare["statement"])))
    return pd.DataFrame(table, columns=["Theme", "Statements", "Words", "Share of words", "Which"])


def theme_hits(statements: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """The words that gave each statement its themes, a row a statement and theme."""
    names = {theme.id: theme.name for theme in themes}
    voices = statements.set_index("statement")["voice"]
    hits = coding_of_themes.theme_hits(statements, themes)
    groups = hits.groupby(["statement", "theme"], sort=False)["text"].agg(", ".join)
    rows = [(links([number]), voices[number], names[theme], found) for (number, theme), found in groups.items()]
    return pd.DataFrame(rows, columns=["Statement", "Voice", "Theme", "Words"])


def key_words(article: Article) -> pd.DataFrame:
    """The words of `article` that stand out most against the reference, by log ratio; columns as in `keyness`."""
    table = keyness.keyness(keyness.terms(article.text[article.start :]), keyness.reference())
    judged = table[table["judged"] & (table["log_ratio"] > 0)]
    strongest = judged.nlargest(KEY_WORDS, "log_likelihood")
    return strongest.sort_values("log_ratio", ascending=False, ignore_index=True)


def in_context(coding: Coding, term: str) -> pd.DataFrame:
    """Every place of `term` in its context, with its voice and its statement."""
    found = concordance.keyword_in_context(coding.article.text, term, coding.article.start, width=45)
    owner = coding.statements["start"].searchsorted(found["start"], side="right") - 1
    where = coding.statements.iloc[owner]
    return pd.DataFrame(
        {
            "Statement": [links([number]) for number in where["statement"]],
            "Voice": where["voice"].to_numpy(),
            "Before": found["left"],
            "Word": found["keyword"],
            "After": found["right"],
        }
    )


def collocations(article: Article) -> pd.DataFrame:
    """Pairs of neighbouring words that recur, the strongest first."""
    table = concordance.collocations(article.text, article.start)
    table["pair"] = table["first"] + " " + table["second"]
    table["log_likelihood"] = table["log_likelihood"].map("{:.1f}".format)
    return table[["pair", "count", "log_likelihood"]].set_axis(["Pair", "Times", "Log-likelihood"], axis=1)


def codebook(themes: Sequence[Theme]) -> pd.DataFrame:
    """The codebook in short."""
    rows = [(one.name, one.definition, one.counts, one.does_not_count, one.example) for one in themes]
    return pd.DataFrame(rows, columns=["Theme", "Definition", "What counts", "What does not", "Example"])


def _about(rows: pd.DataFrame, theme: str) -> pd.Series:
    return rows.loc[rows["themes"].map(lambda found: theme in found), "statement"]
