"""The cells of the tables that the chapters show, worked out by hand for invented articles and records."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.attribution.voices import UNATTRIBUTED
from analysis.book.results import Result
from analysis.book.show import Links, Target
from analysis.book.tables import data, measured, targets, tone, trust, words
from analysis.book.tables import speakers as speakers_tables
from analysis.book.tables import themes as themes_tables
from analysis.coding import Coding
from analysis.robustness.claims import Claim
from analysis.robustness.contrasts import Interval
from analysis.text.article import Article, Person, Title
from tests.helpers.invented import table
from tests.helpers.small_article import CODING, TRADE, WAR, curve

ROWS = CODING.statements


def cells(frame: pd.DataFrame) -> list[list[Any]]:
    return [list(row) for row in frame.to_numpy().tolist()]


def nothing(frame: pd.DataFrame) -> str:
    assert frame.empty
    return str(frame.attrs["nothing"])


def written(folder: Path, record: dict[str, Any]) -> Path:
    path = folder / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


CORPUS = {
    "scores": {
        "the instrument": {
            "content_f1": 0.876, "credited_f1": 0.75, "joint_f1": 0.5, "share_mae": 0.031,
            "words_per_second": 12345, "peak_megabytes": 1500,
        },
        "a baseline": {"content_f1": 0.5, "credited_f1": 0.25, "joint_f1": 0.125, "share_mae": 0.1},
    },
    "errors": [{"cause": "missed", "words": 1500}, {"cause": "invented", "words": 500}],
    "intervals": {"articles": 40, "holds": 0.95, "width": 0.123},
    "cost": {measured.SPEED: 23456, "seconds to load the model": 0.456},
}  # fmt: skip


def test_every_published_number_has_its_anchor_its_part_and_its_statements() -> None:
    counted = Result("ann.words", 12, "12", None, "words", (2, 5), "analysis.speakers.share", "Words of Ann.")
    part = Result("ann.percent", 50, "50%", 1200.0, "percent", (), "other.share", "Share of Ann.")
    assert cells(data.results_table([counted, part])) == [
        [Target("result-ann.words", "ann.words"), "12", "", "Words of Ann.", Links((2, 5)), "speakers.share"],
        [Target("result-ann.percent", "ann.percent"), "50%", "1,200", "Share of Ann.", Links(()), "other.share"],
    ]


def test_credits_are_listed_by_voice_and_by_the_words_of_their_source() -> None:
    text = "She said no. The mayor said yes. She said so."
    spans = [(0, 3), (13, 22), (33, 36)]
    rows = pd.DataFrame({"statement": [1, 2, 3], "words": 3, "voice": ["Ann", "Ann", "Ann"], "source": spans})
    rows.loc[3] = [4, 3, "narrator", None]
    cast = (Person("Ann", (Title("the mayor", "the list"),)), Person("Bo", (Title("she", "a wrong list"),)))
    frame = speakers_tables.credits_table(rows, Article("a", Path("a.txt"), text, cast=cast))
    assert cells(frame) == [
        ["Ann", "She", Links((1, 3)), "the article"],
        ["Ann", "The mayor", Links((2,)), "the list"],
    ]


def test_who_is_silent_is_listed_with_the_statements_that_name_them() -> None:
    assert cells(speakers_tables.silent_table(ROWS)) == [["Ostby", 1, Links((1,))]]
    assert "nobody is named who does not speak" in nothing(speakers_tables.silent_table(ROWS.iloc[2:]))


def test_a_voice_that_a_coding_does_not_have_has_no_share_in_it() -> None:
    frame = speakers_tables.share_by_coder_table({"coding": ROWS, "instrument": ROWS.iloc[:4]})
    assert frame.columns.tolist() == ["Voice", "By the coding", "By the instrument"]
    assert cells(frame) == [
        ["Ann Lee", "40%", "50%"], ["narrator", "30%", "50%"], ["Bo Ek", "25%", "0%"], ["Cy Om", "5%", "0%"],
    ]  # fmt: skip


def reliable(monkeypatch: pytest.MonkeyPatch, *themes: str) -> None:
    monkeypatch.setattr(themes_tables.agreement, "reliable", lambda _: list(themes))


def test_a_star_marks_a_theme_that_is_not_reliable_and_one_that_does_not_occur_has_no_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reliable(monkeypatch, WAR.id)
    assert themes_tables.names_of_occurring(CODING) == {WAR.id: WAR.name, TRADE.id: f"{TRADE.name} *"}
    assert themes_tables.names_of_occurring(CODING._replace(statements=ROWS.iloc[:2])) == {WAR.id: WAR.name}


def test_a_claim_on_a_theme_is_shown_with_its_draws_and_whether_it_is_firm(monkeypatch: pytest.MonkeyPatch) -> None:
    firm = Claim("theme", (WAR.id,), "most is said of war", (5, 2), 95, 100, (2, 1), resampled=True)
    monkeypatch.setattr(themes_tables, "theme_claims", lambda *_: [firm, firm._replace(holds=89)])
    assert cells(themes_tables.theme_claims_table(CODING)) == [
        ["Most is said of war.", "95%", "yes", Links((1, 2))],
        ["Most is said of war.", "89%", "no", Links((1, 2))],
    ]


def test_the_words_that_bring_a_theme_are_shown_with_how_likely_and_what_was_decided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hits = pd.DataFrame(
        [(2, WAR.id, "old mill", 0.9), (2, WAR.id, "stand", 0.456), (4, WAR.id, "safe", 0.5)],
        columns=["statement", "theme", "text", "chance"],
    )
    monkeypatch.setattr(themes_tables.themes, "theme_hits", lambda *_: hits.copy())
    rows = [
        [Links((2,)), "Ann Lee", WAR.name, "old mill (90%), stand (46%)"],
        [Links((4,)), "Bo Ek", WAR.name, "safe (50%)"],
    ]
    assert cells(themes_tables.theme_hits_table(CODING)) == rows
    decided = CODING._replace(theme_coding=pd.DataFrame())
    assert [row[-1] for row in cells(themes_tables.theme_hits_table(decided))] == ["yes", "no"]


def test_words_that_push_the_tone_down_are_listed_with_their_voice() -> None:
    # VADER has 1.9 for "safe", turned and weakened by "not": 1.9 · −0.74.
    assert cells(tone.negative_words_table(ROWS)) == [["safe", "Bo Ek", "−1.41", Links((4,))]]


def test_tone_by_theme_comes_with_the_most_statements_first() -> None:
    rows = ROWS.assign(themes=[(), (WAR.id,), (TRADE.id,), (), (TRADE.id,), (), ()])
    assert [row[:2] for row in cells(tone.tone_by_theme_table(rows, CODING.themes))] == [[TRADE.name, 2], [WAR.name, 1]]


def scored() -> pd.DataFrame:
    """The tone of two statements by two instruments, of which one has nothing on the second."""
    rows = [(2, "Ann Lee", "a list", 0.5, 6), (4, "Bo Ek", "a list", -0.25, 5), (2, "Ann Lee", "a model", -0.5, 6)]
    frame = pd.DataFrame(rows, columns=["statement", "voice", "instrument", "tone", "words"])
    return frame.assign(label=["positive", "negative", "negative"], text="")


def test_the_tone_of_each_voice_is_shown_by_each_instrument() -> None:
    frame = targets.instruments_table(scored())
    assert frame.columns.tolist() == ["Voice", "A list", "A model"]
    assert cells(frame) == [
        ["Ann Lee", "+0.50 (1, 0; of 1)", "−0.50 (0, 1; of 1)"],
        ["Bo Ek", "−0.25 (0, 1; of 1)", "–"],
    ]


def test_a_headline_is_shown_with_the_statement_without_which_it_changes_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "curves", lambda _: [curve(-0.5, 0.0, 0.25, 0.5)])
    monkeypatch.setattr(targets.contrasts, "interval", lambda _: Interval(0.5, -0.25, 0.75))
    without = pd.DataFrame({"statement": [4, 2], "estimate": [0.25, 0.5], "change": [-0.25, 0.0]})
    monkeypatch.setattr(targets.contrasts, "without_each", lambda _: without)
    row = ["Lee − Ek", "+0.50", "−0.25 to +0.75", "2 of 4"]
    assert cells(targets.headlines_table(CODING)) == [[*row, Links((4,)), "+0.25"]]
    monkeypatch.setattr(targets.contrasts, "without_each", lambda _: without.iloc[1:])
    assert cells(targets.headlines_table(CODING)) == [[*row, Links(()), ""]]


def test_what_is_undecided_is_what_has_no_name_and_what_has_no_theme_and_is_no_reporting_clause() -> None:
    rows = ROWS.assign(sentence=[0, 1, 2, 2, 3, 4, 5])
    alone = rows.assign(voice=["narrator", "narrator", "Ann Lee", "narrator", UNATTRIBUTED, "Ann Lee", "Cy Om"])
    frame = trust.undecided_table(CODING._replace(statements=rows, codings={"coding": rows, "instrument": alone}))
    assert cells(frame) == [
        ["no named source", UNATTRIBUTED, Links((4,)), "“The mill is not safe,”"],
        ["no theme", "Ann Lee", Links((5,)), "It is."],
        ["no theme", "Cy Om", Links((6,)), "“No.”"],
    ]


def test_evidence_is_listed_by_voice_and_basis_with_the_ends_of_its_probability() -> None:
    spans = {"cue": [None, None, (57, 61), None, (57, 61), None, None]}
    alone = ROWS.assign(
        source=[None, None, (53, 56), None, None, None, None], **spans, basis="a rule",
        probability=[1.0, 1.0, 0.6, 1.0, 0.5, 0.75, 1.0],
    )  # fmt: skip
    text = "".join(ROWS["text"])
    frame = trust.evidence_table(CODING._replace(codings={"instrument": alone}))
    assert cells(frame) == [
        ["Ann Lee", text[57:61], text[53:56], "a rule", "0.60", Links((2,))],
        ["Ann Lee", "", "", "a rule", "0.75", Links((5,))],
        ["Bo Ek", text[57:61], "", "a rule", "0.50", Links((4,))],
        ["Cy Om", "", "", "a rule", "1.00", Links((6,))],
    ]
    same = ROWS.assign(source=None, cue=None, basis="a rule", probability=[1.0, 1.0, 0.5, 1.0, 0.5, 0.75, 1.0])
    rows = cells(trust.evidence_table(CODING._replace(codings={"instrument": same})))
    assert rows[0] == ["Ann Lee", "", "", "a rule", "0.50 to 0.75", Links((2, 5))]


def test_statements_of_the_instrument_are_shown_by_the_statement_in_which_they_begin() -> None:
    first, second, third = (int(ROWS["start"].iloc[number]) for number in (1, 2, 3))
    begun = pd.DataFrame({"start": [first, second - 1, second, third + 1], "words": 1})
    assert trust._as_shown(begun, ROWS)["shown"].tolist() == [1, 1, 2, 3]


def test_claims_of_the_front_page_are_shown_with_their_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = Claim("loudest", ("Ann",), "Ann leads", (3, 2), 11, 12)
    drawn = curve(0.25, 0.5)
    negative = drawn._replace(headline=drawn.headline._replace(id="negative"))
    monkeypatch.setattr(trust, "share_claims", lambda *_: [claim])
    monkeypatch.setattr(trust, "curves", lambda _: [drawn, negative])
    assert cells(trust.claims_table(CODING)) == [
        ["Ann leads.", 11, 12, "certain"],
        ["Ann Lee speaks more warmly.", 2, 2, "certain"],
    ]


TEXT = "2020 The zeppelin rose. The zeppelin fell. “The zeppelin, zeppelin!” “The fog fell.”"
LETTERS = Article("letters", Path("letters.txt"), TEXT, start=5)


def test_rare_words_are_listed_by_how_often_they_are_used_in_the_order_of_the_alphabet() -> None:
    assert cells(words.rare_words_table(LETTERS)) == [[1, 2, "fog, rose"], [2, 1, "fell"]]


def test_pairs_that_recur_are_listed_with_how_often() -> None:
    article = Article("fox", Path("fox.txt"), "2020 The red fox ran. A red fox sat. Red fox!", start=5)
    ((pair, times, likelihood),) = cells(words.collocations_table(article))
    assert (pair, times) == ("red fox", 3)
    assert re.fullmatch(r"\d+\.\d", likelihood)


def test_a_word_is_shown_between_the_words_before_and_after_it() -> None:
    rows = table(("narrator", "narration", "Rain fell. "), ("Ann", "direct", "“The fog fell.”"))
    text = "".join(rows["text"])
    coding = Coding(Article("a", Path("a.txt"), text, len(rows["text"][0])), rows, {}, {}, {}, [])
    found = cells(words.context_table(coding, "fell"))
    assert [[number, voice, word] for number, voice, _, word, _ in found] == [
        [Links((1,)), "narrator", "fell"], [Links((2,)), "Ann", "fell"],
    ]  # fmt: skip
    assert found[1][2].endswith("The fog ")
