"""No measure of robustness counts a table wrongly in silence: two articles are refused, and a missing column is named."""

from collections.abc import Callable

import pandas as pd
import pytest

from analysis import speakers, themes
from analysis.robustness import choices, claims, contrasts
from analysis.robustness.target_claims import target_claims
from analysis.text.files import InputError
from analysis.text.statements import COLUMNS, is_reporting_clause

NAMES = {"fish": "Fish"}
TABLE = pd.DataFrame(
    [
        (1, "isles", 1, 1, 1, 0, 9, "Rain fell. ", 2, "narrator", "narration", None, None, "no attribution", 1.0, ()),
        (2, "isles", 2, 1, 2, 9, 20, "“No fish.” ", 2, "Ann", "direct", None, None, "rule", 0.9, ("fish",)),
        (3, "isles", 3, 1, 2, 20, 29, "said Ann. ", 2, "narrator", "narration", None, None, "no attribution", 1.0, ()),
    ],
    columns=[*COLUMNS, "themes"],
)  # fmt: skip

# Each measure, and the columns without which it cannot count.
MEASURES: dict[str, tuple[Callable[[pd.DataFrame], object], str]] = {
    "share": (speakers.share, "words voice mode sentence statement stretch"),
    "sentence_holders": (speakers.sentence_holders, "words voice mode sentence statement"),
    "voices": (speakers.voices, "words voice mode sentence statement stretch"),
    "share_by_voice": (speakers.share_by_voice, "words voice mode sentence statement stretch"),
    "turns": (speakers.turns, "words voice mode stretch statement"),
    "share_intervals": (speakers.share_intervals, "words voice probability"),
    "theme_hits": (themes.theme_hits, "statement sentence start text words"),
    "with_themes": (themes.with_themes, "statement sentence start text words"),
    "theme_counts": (themes.theme_counts, "themes words"),
    "theme_by_voice": (themes.theme_by_voice, "themes words voice mode"),
    "coverage": (themes.coverage, "themes words"),
    "drawn_words": (lambda table: themes.drawn_words(table, ["fish"]), "themes words voice"),
    "shares": (lambda table: themes.shares(table, ["fish"]), "themes words voice"),
    "share_choices": (
        lambda table: choices.share_choices({"coding": table}), "words voice mode sentence statement start end",
    ),
    "distinct": (lambda table: choices.distinct({"coding": table}), "start end voice mode"),
    "share_claims": (
        lambda table: claims.share_claims(table, choices.share_choices({"coding": TABLE})),
        "words voice mode sentence statement stretch",
    ),
    "theme_claims": (lambda table: claims.theme_claims(table, NAMES, ["fish"]), "words voice statement themes"),
}  # fmt: skip


@pytest.mark.parametrize("name", MEASURES)
def test_a_table_of_one_article_is_counted_and_one_of_two_is_refused(name: str) -> None:
    measure, _ = MEASURES[name]
    measure(TABLE)
    two = pd.concat([TABLE, TABLE.assign(article="shore")], ignore_index=True)
    with pytest.raises(InputError, match=r"2 articles.*isles, shore"):
        measure(two)


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, (_, columns) in MEASURES.items() for column in columns.split()]
)
def test_a_missing_column_is_an_error_that_names_it(name: str, column: str) -> None:
    measure, _ = MEASURES[name]
    with pytest.raises(InputError, match=f"no column .*'{column}'"):
        measure(TABLE.drop(columns=column))


@pytest.mark.parametrize("name", MEASURES)
def test_a_table_without_rows_has_no_numbers_and_no_error(name: str) -> None:
    measure, _ = MEASURES[name]
    measure(TABLE.iloc[:0])


def test_statements_of_two_articles_have_no_surroundings_and_introduce_nobody() -> None:
    two = pd.concat([TABLE, TABLE.assign(article="shore")], ignore_index=True)
    for measure in (themes.surroundings, is_reporting_clause):
        measure(TABLE)
        with pytest.raises(InputError, match="2 articles"):
            measure(two)


MENTIONS = pd.DataFrame(
    [(2, "Ann", "direct", "league", -1.0, "negative")],
    columns=["statement", "voice", "mode", "target", "tone", "label"],
)


@pytest.mark.parametrize("column", MENTIONS.columns)
def test_a_missing_column_of_mentions_or_choices_is_an_error_that_names_it(column: str) -> None:
    lacking = MENTIONS.drop(columns=column)
    with pytest.raises(InputError, match=f"no column '{column}'"):
        if column == "tone":
            contrasts.headlines(TABLE.assign(tone=0.0), lacking, {})
        else:
            target_claims({"a": lacking}, {})
    shares = choices.share_choices({"coding": TABLE})
    for name in ("choice", "voice", "share"):
        with pytest.raises(InputError, match=f"no column '{name}'"):
            choices.ranges(shares.drop(columns=name))
    for name in ("unit", "paraphrase"):
        with pytest.raises(InputError, match=f"no column '{name}'"):
            claims.share_claims(TABLE, shares.drop(columns=name))
