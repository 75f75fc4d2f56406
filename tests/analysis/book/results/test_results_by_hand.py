"""Published numbers are those of a count by hand: of the small article of `test_figures`, whose numbers stand there.

Each number is given with its text, what it is a part of, and the statements counted.
"""

import math

import pandas as pd
import pytest

from analysis.book import results as published
from analysis.book.results import Result, results, signed, speakers, targets, themes, tone, trust, words
from analysis.book.results.record import count, integer, measure, other, percent, share
from analysis.coding import Coding
from analysis.robustness.claims import Claim
from analysis.text.article import Article
from tests.helpers.invented import table
from tests.helpers.small_article import CODING, TRADE, WAR, curve

EVERY = (1, 2, 3, 4, 5, 6)
Numbers = dict[str, tuple[str, float | None, tuple[int, ...]]]


def numbers(part: object, coding: Coding = CODING) -> Numbers:
    """The numbers that a module of results publishes, by name."""
    return {one.name: (one.text, one.denominator, one.statements) for one in part.results(coding)}  # type: ignore[attr-defined]


def test_the_article_and_its_speech_are_counted_in_every_unit() -> None:
    found = numbers(speakers)
    assert {
        name: found[name] for name in found if name.split(".")[0] in {"article", "speech", "direct", "indirect"}
    } == {
        "article.words": ("20", None, EVERY),
        "article.sentences": ("6", None, EVERY),
        "article.statements": ("6", None, EVERY),
        "article.stretches": ("6", None, EVERY),
        "article.voices": ("4", None, EVERY),
        "article.speakers": ("3", None, (2, 4, 5, 6)),
        # 6 + 5 + 2 + 1 words that are somebody's, 12 of them in quotation marks.
        "speech.words": ("14", None, (2, 4, 5, 6)),
        "speech.percent": ("70%", 20, (2, 4, 5, 6)),
        "direct.words": ("12", None, (2, 4, 6)),
        "direct.percent": ("60%", 20, (2, 4, 6)),
        "indirect.words": ("2", None, (5,)),
        "indirect.percent": ("10%", 20, (5,)),
    }


def test_each_voice_has_its_amounts_and_the_ends_of_its_share_under_all_choices() -> None:
    found = numbers(speakers)
    ann = {name.removeprefix("Ann-Lee."): found[name] for name in found if name.startswith("Ann-Lee")}
    assert ann == {
        "words": ("8", None, (2, 5)),
        "percent": ("40%", 20, (2, 5)),
        "statements": ("2", None, (2, 5)),
        "stretches": ("2", None, (2, 5)),
        "sentences": ("2", None, (2, 5)),
        "direct.words": ("6", None, (2,)),
        "direct.percent": ("75%", 8, (2,)),
        "indirect.words": ("2", None, (5,)),
        "indirect.percent": ("25%", 8, (5,)),
        "direct.first": ("2", None, (2,)),
        # Of six sentences or statements one, where her paraphrase is the narrator's; of twenty words eight.
        "percent.low": ("17%", 100, ()),
        "percent.high": ("40%", 100, ()),
    }
    assert {name.rpartition(".")[2] for name in found if name.startswith("quoted.first")} == {
        "words", "percent", "statements", "stretches",
    }  # fmt: skip
    assert all(found[f"quoted.first.{unit}"] == ann[unit] for unit in ("words", "percent", "statements", "stretches"))
    assert [name for name in found if name.startswith("narrator")] == [
        f"narrator.{unit}"
        for unit in ("words", "percent", "statements", "stretches", "sentences", "percent.low", "percent.high")
    ]
    # 6 words of 20; of six statements two, and three with the paraphrase.
    assert [found[f"narrator.percent.{end}"][0] for end in ("low", "high")] == ["30%", "50%"]
    assert [found[f"Bo-Ek.{name}"][0] for name in ("words", "percent", "percent.low", "percent.high")] == [
        "5", "25%", "17%", "25%",
    ]  # fmt: skip
    assert found["Cy-Om.direct.first"] == ("6", None, (6,))


def test_who_is_named_and_silent_is_counted_and_the_narrators_clauses_are_apart() -> None:
    found = numbers(speakers)
    assert (found["named.number"], found["named.Ostby.mentions"]) == (("1", None, ()), ("1", None, (1,)))
    assert found["introductions.words"] == ("0", None, ())
    together = CODING.statements.assign(sentence=[0, 1, 2, 2, 3, 4, 5])
    introduced = numbers(speakers, CODING._replace(statements=together, codings={"instrument": together}))
    # “The old mill will stand there,” she said.
    assert introduced["introductions.words"] == ("2", None, (3,))


def test_one_voice_alone_has_no_range_and_nobody_is_quoted_most() -> None:
    alone = CODING.statements.iloc[[0, 1, 3]]
    found = numbers(speakers, CODING._replace(statements=alone, codings={"instrument": alone}))
    assert [name for name in found if name.startswith("quoted") or name.endswith(("low", "high"))] == []
    assert found["narrator.percent"] == ("100%", 6, (1, 3))


def test_tone_is_counted_by_label_and_its_mean_weighted_by_words() -> None:
    found = numbers(tone)
    assert {name: found[name] for name in found if name.startswith("tone.Ann-Lee") or name.count(".") == 1} == {
        "tone.lists": ("3", None, ()),
        "tone.threshold": ("0.05", 1, ()),
        # 4 · −0.5 + 6 · 0.25 + 5 · −0.75 + 2 · 0.5 = −3.25 of 20 words.
        "tone.mean": ("−0.16", 20, EVERY),
        "tone.Ann-Lee.positive.statements": ("2", None, (2, 5)),
        "tone.Ann-Lee.neutral.statements": ("0", None, ()),
        "tone.Ann-Lee.negative.statements": ("0", None, ()),
        # 6 · 0.25 + 2 · 0.5 = 2.5 of 8 words.
        "tone.Ann-Lee.mean": ("+0.31", 8, (2, 5)),
        "tone.Ann-Lee.positive.words": ("0", None, ()),
        "tone.Ann-Lee.negative.words": ("0", None, ()),
    }
    assert {
        name: found[f"tone.{name}"] for name in ("positive.statements", "neutral.statements", "negative.statements")
    } == {
        "positive.statements": ("2", None, (2, 5)),
        "neutral.statements": ("2", None, (3, 6)),
        "negative.statements": ("2", None, (1, 4)),
    }
    # "Not safe" is the one word that VADER rates, and Bo Ek's.
    assert (found["tone.negative.words"], found["tone.Bo-Ek.negative.words"]) == (("1", None, (4,)),) * 2
    assert (found["tone.positive.words"], found["tone.Bo-Ek.positive.words"]) == (("0", None, ()),) * 2
    # Of those quoted Bo Ek is the darkest.
    assert found["tone.quoted.lowest"] == ("−0.75", None, ())


def test_the_lowest_mean_is_of_those_quoted_and_not_the_narrators() -> None:
    dark = CODING.statements.assign(tone=[0.0, -1.0, 0.25, -1.0, 0.5, 0.5, 0.0])
    # Ann Lee 2.5 of 8 words, Bo Ek 0.5, Cy Om 0.
    assert numbers(tone, CODING._replace(statements=dark))["tone.quoted.lowest"][0] == "0.00"
    alone = CODING._replace(statements=dark.iloc[[0, 1, 3]])
    assert "tone.quoted.lowest" not in numbers(tone, alone)


def test_themes_are_counted_in_all_and_for_each_voice() -> None:
    found = numbers(themes)
    assert {name: found[name] for name in found if name.startswith(f"theme.{WAR.id}.")} == {
        f"theme.{WAR.id}.statements": ("2", None, (1, 2)),
        f"theme.{WAR.id}.percent": ("50%", 20, (1, 2)),
        f"theme.{WAR.id}.Ann-Lee.statements": ("1", None, (2,)),
        f"theme.{WAR.id}.narrator.statements": ("1", None, (1,)),
        f"theme.{WAR.id}.Bo-Ek.statements": ("0", None, ()),
        f"theme.{WAR.id}.Cy-Om.statements": ("0", None, ()),
    }
    assert found[f"theme.{TRADE.id}.percent"] == ("55%", 20, (2, 4))
    assert {name: found[f"theme.{name}"] for name in ("none.statements", "none.introductions", "covered.percent")} == {
        "none.statements": ("3", None, (3, 5, 6)),
        "none.introductions": ("0", None, ()),
        "covered.percent": ("75%", 20, (1, 2, 4)),
    }
    assert found["theme.covered.statements.percent"] == ("50%", 100, ())
    assert (found["themes.number"], found["themes.domains"][0]) == (("2", None, ()), "1")
    assert (found["themes.reliable"][1], found["themes.corpus.reliable"][1]) == (2, 2)


def test_what_the_instrument_alone_covers_is_a_share_of_its_own_words_and_clauses_are_told_apart() -> None:
    # The narrator's "she said" stands in the sentence of Ann Lee's quotation, and has no theme.
    rows = CODING.statements.assign(sentence=[0, 1, 2, 2, 3, 4, 5])
    alone = rows.assign(themes=[(), (), (WAR.id,), (), (), (), ()]).iloc[:4]
    found = numbers(themes, CODING._replace(statements=rows, codings={"coding": rows, "instrument": alone}))
    assert found["theme.none.introductions"] == ("1", None, (3,))
    # 6 of 4 + 6 + 2 words.
    assert found["theme.covered.instrument.percent"] == ("50%", 100, ())
    assert found["theme.covered.percent"] == ("75%", 20, (1, 2, 4))


def test_mentions_of_targets_are_counted_by_who_names_whom_and_how() -> None:
    coding = CODING._replace(targets={"instrument": CODING.targets["instrument"].assign(mode="direct")})
    assert numbers_of(targets._cells(coding)) == {
        "targets.Ann-Lee.Norland.mentions": ("3", None, (2, 5)),
        "targets.Ann-Lee.Norland.positive": ("1", None, (2,)),
        "targets.Ann-Lee.Norland.negative": ("2", None, (5,)),
        "targets.Bo-Ek.Norland.mentions": ("1", None, (4,)),
        "targets.Bo-Ek.Norland.positive": ("1", None, (4,)),
        "targets.Bo-Ek.the-mill.mentions": ("1", None, (4,)),
    }


def numbers_of(results: object) -> Numbers:
    return {one.name: (one.text, one.denominator, one.statements) for one in results}  # type: ignore[attr-defined]


def test_a_claim_on_targets_is_published_with_its_words_its_ways_and_its_statements() -> None:
    claim = Claim(
        "returned", ("Ann Lee", "Bo Ek"), "Ann Lee and Bo Ek speak well of each other", (1, 1), 19, 20, (2, 4)
    )
    assert numbers_of(targets._on_targets(claim, CODING)) == {
        "targets.returned.Ann-Lee.Bo-Ek.words": ("Ann Lee and Bo Ek speak well of each other", 1, ()),
        "targets.returned.Ann-Lee.Bo-Ek.holds": ("19 of 20", 20, ()),
        "targets.returned.Ann-Lee.Bo-Ek.statements": ("2", None, (2, 4)),
    }
    blamed = claim._replace(id="blamed", names=("Norland", "Ann Lee"), clause="Norland is spoken ill of", holds=1)
    found = list(targets._on_targets(blamed, CODING))
    assert [(one.name, one.value) for one in found] == [
        ("targets.blamed.Norland.words", 0.05),
        ("targets.blamed.Norland.holds", 1),
        ("targets.blamed.Norland.statements", 2),
    ]
    assert found[0].text == "Whether Norland is spoken ill of depends on how one counts"


def test_a_headline_is_published_with_the_ends_of_its_interval_and_the_ways_of_its_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = curve(-0.5, 0.0, 0.25, 0.5)
    interval = published.targets.contrasts.Interval(0.5, -0.25, 0.75)
    monkeypatch.setattr(targets.specification, "curves", lambda _: [drawn])
    monkeypatch.setattr(targets.contrasts, "interval", lambda _: interval)
    name = f"headline.{drawn.headline.id}"
    found = numbers_of(targets._headlines(CODING))
    assert {key: found[key][:2] for key in found if not key.endswith("words")} == {
        name: ("+0.50", None),
        f"{name}.low": ("−0.25", None),
        f"{name}.high": ("+0.75", None),
        f"{name}.holds": ("2 of 4", 4),
    }


def test_the_limits_by_which_claims_are_worded_are_published() -> None:
    found = numbers(trust)
    assert {name: found[name][:2] for name in found if name.startswith("claims.")} == {
        "claims.firm": ("90%", 1),
        "claims.close": ("5", 100),
        "claims.much": ("1.5", None),
        "claims.interval": ("95%", 100),
    }
    # Ann Lee is ahead of all in words alone with her paraphrase, and level with others where they have as many.
    assert found["finding.loudest.holds"][1] == 12


def test_sentences_too_many_are_those_that_end_at_an_abbreviation_that_is_not_known() -> None:
    text = "Mr. Ek met Gen. Om in Ostby. Rain fell."
    rows = table(("narrator", "narration", text))
    article = Article("a", CODING.article.path, "".join(rows["text"]), len(rows["text"][0]))
    found = numbers_of(trust._sentences(CODING._replace(article=article)))
    # Two sentences, and one more after each of "Mr." and "Gen.".
    assert {name: text for name, (text, *_) in found.items()} == {"sentences.untrained": "4", "sentences.wrong": "2"}


def test_words_are_judged_where_they_stand_often_enough_and_ranked_where_they_stand_out() -> None:
    rows = table(
        ("narrator", "narration", "The zeppelin rose. The zeppelin fell. "),
        ("Ann Lee", "direct", "“The zeppelin, zeppelin!” "),
        ("Bo Ek", "direct", "“The fog.”"),
    )
    found = numbers_of(words._key_words(CODING._replace(statements=rows)))
    # The, four times, and zeppelin, four times; too rare are rose, fell and fog.
    assert {name: found[f"keyness.{name}"][0] for name in ("minimum", "judged", "rare", "standing", "more")} == {
        "minimum": "3", "judged": "2", "rare": "3", "standing": "1", "more": "1",
    }  # fmt: skip
    assert found["keyness.false.percent"] == ("5%", 100, ())
    assert found["keyness.word.zeppelin"] == ("4", None, (1, 2))
    assert found["keyness.word.zeppelin.rank"] == ("1", None, ())


ROWS = pd.DataFrame({"statement": [3, 5], "words": [1200, 300]})


def test_each_kind_of_result_is_written_in_its_way() -> None:
    def counter() -> None: ...

    name = f"{__name__}.{counter.__qualname__}"
    assert count("a", "words", ROWS, counter, "M.", 1500) == Result(
        "a", 1500, "1,500", None, "words", (3, 5), name, "M."
    )
    assert percent("a", ROWS, 2000, counter, "M.") == Result("a", 75, "75%", 2000, "percent", (3, 5), name, "M.")
    assert other("a", 0.5, "half", counter, "M.", 3) == Result("a", 0.5, "half", 3, "other", (), name, "M.")
    assert integer("a", 1500, counter, "M.", 2000) == Result("a", 1500, "1,500", 2000, "other", (), name, "M.")
    assert measure("a", 0.12345, counter, "M.") == Result("a", 0.12345, "0.12", 1, "other", (), name, "M.")
    assert measure("a", 0.12345, counter, "M.", places=3).text == "0.123"
    assert share("a", 3, 8, counter, "M.") == Result("a", 37.5, "38%", 100, "other", (), name, "M.")
    assert share("a", 1, 8, counter, "M.").text == "12%"
    assert math.isnan(share("a", 3, 0, counter, "M.").value)
    assert math.isnan(percent("a", ROWS, 0, counter, "M.").value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "+0.50"), (-0.5, "−0.50"), (0.004, "0.00"), (-0.004, "0.00"), (0.006, "+0.01"), (1, "+1.00")],
)
def test_a_tone_has_two_decimals_and_its_sign_but_nothing_has_none(value: float, text: str) -> None:
    assert signed(value) == text


def test_a_number_that_is_none_or_a_part_of_nothing_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = list(speakers.results(CODING))[:3]
    for part in (speakers, themes, words, tone, targets, trust):
        monkeypatch.setattr(part, "results", lambda coding: [])
    monkeypatch.setattr(
        tone, "results", lambda coding: [first, second._replace(value=math.nan), third._replace(denominator=0)]
    )
    assert results(CODING) == [first]
