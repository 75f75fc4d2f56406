"""How far two codings agree: of one article word by word, of statements theme by theme."""

from collections.abc import Collection, Sequence

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from analysis.text.article import Article
from analysis.text.segmentation import words

# The least alpha of which Krippendorff (2004, chapter 11) allows tentative conclusions.
LEAST_ALPHA = 0.67


def by_word(article: Article, one: pd.DataFrame, other: pd.DataFrame, column: str) -> pd.DataFrame:
    """What two codings say of each word: `word` (from 1), `start`, `end`, `text`, `one`, `other`, `statement`.

    `one` and `other` are tables of statements of `article`; `column` is "voice" or "mode". `statement` is the number
    of the word's statement in `one`.
    """
    spans = words(article.text, article.start)
    rows = pd.DataFrame(spans, columns=["start", "end"])
    rows.insert(0, "word", range(1, len(rows) + 1))
    rows["text"] = [article.text[start:end] for start, end in spans]
    for name, statements in (("one", one), ("other", other)):
        owner = statements["start"].searchsorted(rows["start"], side="right") - 1
        rows[name] = statements[column].to_numpy()[owner]
        if name == "one":
            rows["statement"] = statements["statement"].to_numpy()[owner]
    return rows


def share_of_words(coded: pd.DataFrame) -> float:
    """The share of words of which both codings say the same, from 0 to 1; `coded` is what `by_word` gives."""
    return float((coded["one"] == coded["other"]).mean())


def krippendorff_alpha(coded: pd.DataFrame) -> float:
    """Krippendorff's alpha of two codings for nominal data: 1 is full agreement, 0 what chance would give.

    `coded` has a row a unit and the columns `one` and `other`. Where both codings use one and the same value
    throughout there is nothing to agree on and alpha is undefined: the result is then not a number.
    Source: Krippendorff, Content Analysis (2004), chapter 11; computed by NLTK.
    """
    if pd.unique(pd.concat([coded["one"], coded["other"]])).size < 2:
        return float("nan")
    data = [(coder, unit, label) for coder in ("one", "other") for unit, label in enumerate(coded[coder])]
    return float(AnnotationTask(data=data).alpha())


def by_theme(
    decided: Sequence[Collection[str]], other: Sequence[Collection[str]], themes: Sequence[str]
) -> pd.DataFrame:
    """How far `other` agrees with `decided` on each of `themes`, a row each, with the theme as index.

    Both give the themes of the same statements in the same order. Columns: `statements` and `found` (how many have the
    theme in `decided`, in `other`), `both`, `precision` and `recall` (0 to 1, not a number where nothing is found or
    nothing is there), `f1` (0 to 1, not a number where the theme is in neither) and `alpha` (Krippendorff's, on having
    the theme or not).
    """
    rows = []
    for theme in themes:
        coded = pd.DataFrame({"one": [theme in own for own in decided], "other": [theme in own for own in other]})
        there, found, both = coded["one"].sum(), coded["other"].sum(), (coded["one"] & coded["other"]).sum()
        rows.append(
            {
                "statements": int(there),
                "found": int(found),
                "both": int(both),
                "precision": _part(both, found),
                "recall": _part(both, there),
                "f1": _part(2 * both, there + found),
                "alpha": krippendorff_alpha(coded),
            }
        )
    return pd.DataFrame(rows, index=pd.Index(themes, name="theme"))


def micro_f1(table: pd.DataFrame) -> float:
    """The F1 over all codes together, 0 to 1; `table` is what `by_theme` gives."""
    return _part(2 * table["both"].sum(), table["statements"].sum() + table["found"].sum())


def macro_f1(table: pd.DataFrame) -> float:
    """The mean F1 over the themes that occur in the decided codes, 0 to 1; `table` is what `by_theme` gives."""
    return float(table.loc[table["statements"] > 0, "f1"].mean())


def _part(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else float("nan")
