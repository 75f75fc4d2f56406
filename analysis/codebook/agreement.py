"""How far two codings agree, code by code, and which codes may be relied on.

A code is reliable if Krippendorff's alpha is at least `LEAST_ALPHA` and the deciding coding gives it at least
`LEAST_CASES` times, for themes and for wording features alike. The deciding codes are the article's where it has theme
codes, and otherwise those of the statements of PolNeAR that were held back.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from analysis.codebook.codebook import Theme, is_shipped
from analysis.codebook.records import CODERS, HELD_BACK, THEMES, corpus_record
from analysis.text.article import Article
from analysis.text.files import InputError
from analysis.text.segmentation import words
from analysis.text.statements import require
from analysis.wording.features import CODES, FEATURES, has

# The least alpha of which Krippendorff (2004, chapter 11) allows tentative conclusions.
LEAST_ALPHA = 0.67

# With fewer cases of a code, one of them moves recall by more than a tenth.
LEAST_CASES = 10

# What the instrument was to reach on the statements held back, set before it was measured.
MICRO_AIM, MACRO_AIM = 0.75, 0.65
INSTRUMENT = "the instrument"

WORDING_COLUMNS = ("feature", "code", "statements", "one", "other", "both", "alpha", "precision", "recall", "reliable")


class Scores(NamedTuple):
    """Precision, recall and F1, 0 to 1, or not a number if there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


def scores(both: float, given: float, right: float) -> Scores:
    """Precision, recall and F1 of `given` cases, of which `both` are among the `right` ones.

    >>> scores(both=3, given=4, right=6)
    Scores(precision=0.75, recall=0.5, f1=0.6)
    """
    ratios = ((both, given), (both, right), (2 * both, given + right))
    return Scores(*(float(part) / float(total) if total else float("nan") for part, total in ratios))


def macro(f1: Iterable[float], right: Iterable[float]) -> float:
    """The mean F1 over the labels that occur in the right coding, 0 to 1.

    A label that occurs only in the given coding is left out: its cases already cost the other labels recall.

    Args:
        f1: the F1 of each label.
        right: how often each label is right, in the same order.
    """
    occurring = [value for value, cases in zip(f1, right, strict=True) if cases]
    return sum(occurring) / len(occurring) if occurring else float("nan")


def by_word(article: Article, one: pd.DataFrame, other: pd.DataFrame, column: str) -> pd.DataFrame:
    """What two codings say of each word: `word` (from 1), `start`, `end`, `text`, `one`, `statement`, `other`.

    `one` and `other` are tables of statements of `article`; `column` is "voice" or "mode". `statement` is the number
    of the word's statement in `one`.

    Raises:
        InputError: one of the tables lacks `statement`, `start` or `column`.
    """
    rows = pd.DataFrame(words(article.text, article.start), columns=["start", "end"])
    rows.insert(0, "word", range(1, len(rows) + 1))
    rows["text"] = [article.text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)]
    for name, coding, value in (("one", one, column), ("statement", one, "statement"), ("other", other, column)):
        require(coding, "statement", "start", column)
        rows[name] = coding[value].to_numpy()[coding["start"].searchsorted(rows["start"], side="right") - 1]
    return rows


def krippendorff_alpha(coded: pd.DataFrame) -> float:
    """Krippendorff's alpha of two codings for nominal data: 1 is full agreement, 0 what chance would give.

    `coded` has a row for each unit and the columns `one` and `other`. If both codings use a single value throughout,
    there is nothing to agree on and the result is not a number.
    Source: Krippendorff, Content Analysis (2004), chapter 11; computed by NLTK.

    Raises:
        InputError: `coded` lacks `one` or `other`.
    """
    require(coded, "one", "other")
    if pd.unique(pd.concat([coded["one"], coded["other"]])).size < 2:
        return float("nan")
    data = [(coder, unit, label) for coder in ("one", "other") for unit, label in enumerate(coded[coder])]
    return float(AnnotationTask(data=data).alpha())


class Compared(NamedTuple):
    """How far two codings agree on one code.

    `decided`, `given` and `both` count the cases that have the code in the decided coding, in the other, and in both.
    `precision`, `recall` and `f1` are those of the other coding (see `scores`); `alpha` is Krippendorff's.
    """

    decided: int
    given: int
    both: int
    precision: float
    recall: float
    f1: float
    alpha: float


def compared(decided: Sequence[bool], given: Sequence[bool]) -> Compared:
    """How far two codings agree on a code that each gives, or does not give, to the same units in one order."""
    table = pd.DataFrame({"one": decided, "other": given}, dtype=bool)
    counts = int(table["one"].sum()), int(table["other"].sum()), int(table.all(axis=1).sum())
    return Compared(*counts, *scores(counts[2], counts[1], counts[0]), krippendorff_alpha(table))


def by_theme(
    decided: Sequence[Collection[str]], given: Sequence[Collection[str]], themes: Sequence[str]
) -> pd.DataFrame:
    """How far two codings agree on each of `themes`, a row each, with the theme as index.

    Both give the themes of the same statements in the same order. Columns: `statements` (how many have the theme in
    `decided`), then those of `Compared` from `given` on.
    """
    rows = [compared([theme in codes for codes in decided], [theme in codes for codes in given]) for theme in themes]
    columns = ["statements", *Compared._fields[1:]]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(themes, name="theme"))


def micro_f1(table: pd.DataFrame) -> float:
    """The F1 over all codes together, 0 to 1; `table` is what `by_theme` gives."""
    require(table, "statements", "given", "both", made_by="by_theme")
    return scores(table["both"].sum(), table["given"].sum(), table["statements"].sum()).f1


def macro_f1(table: pd.DataFrame) -> float:
    """The mean F1 over the themes that occur in the decided codes, 0 to 1; `table` is what `by_theme` gives."""
    require(table, "statements", "f1", made_by="by_theme")
    return macro(table["f1"], table["statements"])


def on_corpus(themes: Sequence[Theme], who: str = INSTRUMENT) -> pd.DataFrame:
    """The agreement on each of `themes` on the statements held back, as `by_theme` gives it.

    A theme of an article or of another codebook, which was not coded there, has no figures.

    Args:
        who: "the instrument" (with what was decided) or "coder one with coder two".
    """
    names, coded = [theme.id for theme in themes], [theme.id for theme in themes if is_shipped(theme)]
    table = pd.DataFrame.from_dict(corpus_record(THEMES)["halves"][HELD_BACK][who]["themes"], orient="index")
    return table.reindex(coded).reindex(names).astype(float).rename_axis("theme")


def on_article(
    codes: pd.DataFrame, instrument: pd.DataFrame, themes: Sequence[str], known: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """The agreement on each of `themes` in an article: "the instrument" with what was decided, and the two coders.

    Args:
        codes: what `theme_coding` gives.
        instrument: the same statements with the instrument's `themes`.
        known: the themes for which the statements were coded; the others have no figures.

    Raises:
        InputError: one of the tables lacks a column.
    """
    require(codes, "statement", "themes", "coder_one", "coder_two")
    require(instrument, "statement", "themes", made_by="analysis.themes.with_themes")
    given = instrument.set_index("statement").loc[codes["statement"], "themes"]
    pairs = {INSTRUMENT: (codes["themes"], given), CODERS: (codes["coder_one"], codes["coder_two"])}
    return {name: by_theme(list(one), list(other), known).reindex(themes) for name, (one, other) in pairs.items()}


def is_reliable(alpha: float, cases: float) -> bool:
    """Whether a code with this `alpha`, which the deciding coding gives to this many `cases`, may be relied on."""
    return bool(alpha >= LEAST_ALPHA and cases >= LEAST_CASES)


def reliable(agreement: pd.DataFrame) -> list[str]:
    """The themes of `agreement`, a table of `by_theme`, that may be relied on."""
    require(agreement, "statements", "alpha", made_by="by_theme")
    pairs = zip(agreement["alpha"], agreement["statements"], strict=True)
    return [str(theme) for theme, pair in zip(agreement.index, pairs, strict=True) if is_reliable(*pair)]


def by_wording(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """How far `other` agrees with `one`, the deciding coding of the same statements: a row for each wording code.

    Both have a column `statement` and one per feature, as `analysis.wording.features.with_features` gives them.
    Columns: `feature`, `code`; `statements` (coded by both), `one`, `other`, `both` (how many have the code in the one
    coding, the other, both); `alpha` (Krippendorff's, for whether the code is given), `precision`, `recall` (see
    `scores`); `reliable`.

    Raises:
        InputError: a column is missing, or the two code different statements.
    """
    for coding in (one, other):
        require(coding, "statement", *FEATURES, made_by="analysis.wording.features.with_features")
    if sorted(one["statement"]) != sorted(other["statement"]):
        raise InputError("agreement: the two codings are of different statements. Code the same statements twice.")
    other = other.set_index("statement").loc[one["statement"]]
    rows = []
    for feature, code in ((feature, code) for feature, codes in CODES.items() for code in codes):
        pair = compared(has(one[feature], code).tolist(), has(other[feature], code).tolist())
        counts = (len(one), pair.decided, pair.given, pair.both)
        reliable = is_reliable(pair.alpha, pair.decided)
        rows.append((feature, code, *counts, pair.alpha, pair.precision, pair.recall, reliable))
    return pd.DataFrame(rows, columns=list(WORDING_COLUMNS))
