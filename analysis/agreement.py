"""How far two codings of one article agree, word by word."""

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from analysis.article import Article
from analysis.language import words


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
