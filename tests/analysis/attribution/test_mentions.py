"""Who and what statements speak of is found by name, description and pronoun, and left out where it is not clear."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution.bodies import countries
from analysis.attribution.coder import code
from analysis.attribution.mentions import mentions
from analysis.book.project import SEED, seed_coding
from analysis.text.article import Article, Person, Title, read
from analysis.text.statements import Attribution, tile


def found(text: str, cast: tuple[Person, ...] = ()) -> list[tuple[str, str]]:
    """What is mentioned in a text that is all the narrator's, and what is meant."""
    article = Article(name="invented", path=Path("invented.txt"), text=text, cast=cast)
    return pairs(mentions(article, tile(article, [])))


def found_in_speech(text: str, voice: str, mode: str, content: str) -> list[tuple[str, str]]:
    """The same where `content` is credited to `voice`, whose name the text ends with."""
    article = Article(name="invented", path=Path("invented.txt"), text=text)
    first, name = text.index(content), text.index(voice)
    spoken = Attribution((first, first + len(content)), (name, name + len(voice)), None, mode, "invented", voice=voice)
    return pairs(mentions(article, tile(article, [spoken])))


def pairs(table: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(table["mention"], table["target"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway thanked Ann Lee for her work.", [("Norway", "Norway"), ("Ann Lee", "Ann Lee")]),
        (
            "Ann Lee came to Oslo. Later Ms. Lee met Bo Berg.",
            [("Ann Lee", "Ann Lee"), ("Oslo", "Oslo"), ("Lee", "Ann Lee"), ("Bo Berg", "Bo Berg")],
        ),
        ("The U.S. and Britain signed it.", [("U.S.", "United States"), ("Britain", "United Kingdom")]),
        ("The Republic of Malta agreed.", [("Republic of Malta", "Malta")]),
        ("The Norwegian crisis went on.", []),
        ("In March, on a Monday, nothing happened.", []),
        (
            "NATO came to Chad. The alliance left the country in ruins.",
            [("NATO", "NATO"), ("Chad", "Chad"), ("The alliance", "NATO"), ("the country", "Chad")],
        ),
        (
            "The Green Party lost in Oslo. The party blamed nobody.",
            [("Green Party", "Green Party"), ("Oslo", "Oslo"), ("The party", "Green Party")],
        ),
        ("The country is in ruins.", []),
        ("The alliance is in ruins.", []),
    ],
)
def test_names_and_descriptions_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_he_is_the_person_named_last_and_she_is_never_a_mister() -> None:
    assert ("He", "Bo Berg") in found("Ann Lee praised Bo Berg. He was moved.")
    assert found("Mr. Bo Berg left the hall. She was moved.") == [("Bo Berg", "Bo Berg")]


def test_a_name_too_far_back_is_not_what_he_means() -> None:
    far = "Bo Berg left. The hall was cold. The lights went out. The doors were shut. He was moved."
    assert ("He", "Bo Berg") not in found(far)


def test_a_speaker_is_i_and_whoever_is_called_by_name_is_you() -> None:
    speech = '"Mr. Berg, you have helped us. I thank you,"'
    meant = found_in_speech(f"{speech} said Ann Lee. Bo Berg smiled.", "Ann Lee", "direct", speech)
    assert {("you", "Bo Berg"), ("I", "Ann Lee")} <= set(meant)


def test_you_without_a_name_is_nobody() -> None:
    speech = '"I thank you,"'
    assert found_in_speech(f"{speech} said Ann Lee.", "Ann Lee", "direct", speech) == [("I", "Ann Lee")]


def test_in_indirect_speech_he_is_the_speaker() -> None:
    content = "that he would never help Ann Lee"
    assert ("he", "Bo Berg") in found_in_speech(f"Bo Berg said {content}.", "Bo Berg", "indirect", content)


def test_what_is_said_of_a_house_is_not_said_of_its_owner() -> None:
    assert [mention for mention, _ in found("Ann Lee sold the barn. Her roof leaks.")] == ["Ann Lee"]


def test_words_that_only_say_who_speaks_are_no_mention() -> None:
    speech = '"The bridge in Oslo is safe,"'
    assert found_in_speech(f"{speech} said Ann Lee.", "Ann Lee", "direct", speech) == [("Oslo", "Oslo")]


def test_a_declared_title_names_its_person() -> None:
    cast = (Person("Ann Lee", (Title("the lady of the house", "the article"),)),)
    assert ("The lady of the house", "Ann Lee") in found("The lady of the house was thanked.", cast)


@pytest.mark.parametrize("title", ["the Amb.", "the head of the works (acting)", "“Duke”"])
def test_a_declared_title_may_begin_and_end_with_any_mark(title: str) -> None:
    cast = (Person("Ann Lee", (Title(title, "the article"),)),)
    assert (title, "Ann Lee") in found(f"They thanked {title} in the hall.", cast)
    assert (title, "Ann Lee") in found(f"They thanked {title}.", cast)


def test_every_name_of_a_country_stands_for_one_country() -> None:
    assert countries()["UK"] == countries()["Britain"] == "United Kingdom"
    assert all(countries()[name] == name for name in set(countries().values()))


@settings(deadline=None)
@given(st.text(alphabet="ABba. ,\n“”\"'heHINATO-", max_size=120))
def test_mentions_lie_in_their_statements_and_apart_whatever_the_text(text: str) -> None:
    article = Article(name="any", path=Path("any.txt"), text=text)
    statements = code(article)
    table = mentions(article, statements)
    assert list(table["start"]) == sorted(table["start"])
    assert (table["end"].to_numpy()[:-1] <= table["start"].to_numpy()[1:]).all()
    spans = statements.set_index("statement")
    for row in table.itertuples():
        assert spans.loc[row.statement, "start"] <= row.start < row.end <= spans.loc[row.statement, "end"]
        assert text[row.start : row.end] == row.mention


def test_in_the_article_the_alliance_is_nato_and_the_country_it_hit_is_libya() -> None:
    table = mentions(read(SEED), seed_coding().statements)
    meant = pd.Series(table["target"].to_numpy(), index=table["mention"])
    assert meant["the alliance"] == "NATO"
    assert meant["this country"] == "Libya"
