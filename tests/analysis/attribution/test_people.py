"""Words go to whom the text means, by the head of what it calls them; what it does not tell stays nobody's."""

import re
from pathlib import Path

import pytest

from analysis.attribution.coder import code
from analysis.attribution.people.census import people
from analysis.attribution.people.phrases import offices, phrase
from analysis.attribution.people.sources import source
from analysis.attribution.voices import name_sources
from analysis.text.article import Article
from analysis.text.statements import Attribution


def voices(text: str, sources: list[str]) -> list[str]:
    """The names of `sources`, each beside "said", in the order of the text."""
    given, last = [], 0
    for written in sources:
        found = re.compile(rf"(?:(?<=said )|(?={re.escape(written)} said)){re.escape(written)}").search(text, last)
        assert found
        last = found.end()
        given.append(Attribution((found.start(), last), found.span(), None, "indirect", "by hand"))
    return [voice.name for voice in name_sources(text, given)]


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("The government said so. It was wrong, said Bob Stone, a critic of the government.\n\nThe government said no.",
         ["The government", "Bob Stone", "The government"], ["The government", "Bob Stone", "The government"]),
        ("Vera Moss, a lawyer who sued the police, came. The police said no.", ["The police"], ["The police"]),
        ("Prime Minister Olga Bergen met Deputy Prime Minister Igor Maly. The deputy prime minister said so.",
         ["The deputy prime minister"], ["Igor Maly"]),
        ("Prime Minister Olga Bergen met Igor Maly. The premier said so.", ["The premier"], ["Olga Bergen"]),
        ("President Olga Bergen met Igor Maly, a farmer. The head of state said so.", ["The head of state"], ["Olga Bergen"]),
        ("Field Marshal Igor Maly met Olga Bergen, a teacher. The commander said so.", ["The commander"], ["Igor Maly"]),
        ("Olga Bergen, 36, met Igor Maly, 50. The 36-year-old said so.", ["The 36-year-old"], ["Olga Bergen"]),
    ],
)  # fmt: skip
def test_the_head_noun_and_the_office_say_who_is_meant(text: str, sources: list[str], expected: list[str]) -> None:
    assert voices(text, sources) == expected


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("Daniel Moss met his wife, Clara Moss. Clara said so. He said no.", ["Clara", "He"], ["Clara Moss", "Daniel Moss"]),
        ("Pieter van der Moor came. Van der Moor said so.", ["Van der Moor"], ["Pieter van der Moor"]),
        ("John Moss came with Robert Stone Jr. Then Stone said so.", ["Stone"], ["Robert Stone Jr"]),
        ("Democrat Clara Moss came. Clara Moss said so.", ["Clara Moss"], ["Clara Moss"]),
        ("The head of the Refugee Council Martin Moss came. Moss said so.", ["Moss"], ["Martin Moss"]),
        ("Mr. Moss met Ms. Stone. She said so. He said no.", ["She", "He"], ["Stone", "Moss"]),
    ],
)  # fmt: skip
def test_one_person_is_one_voice_and_two_are_two(text: str, sources: list[str], expected: list[str]) -> None:
    assert voices(text, sources) == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Hopefully I've", "speaker"),
        ("We're", "speaker"),
        ("He'd", "pronoun"),
        ("which", "relative"),
        ("be published today", "nothing"),
        ("On Wednesday", "nothing"),
        ("this is a", "nothing"),
        ("a critic of Clara Moss", "described"),
        ("Clara Moss’s lawyer", "described"),
        ("the Moss campaign", "described"),
        ("her lawyer, Clara Moss", "named"),
        ("Secretary of State Clara Moss", "named"),
        ("an adviser to President Clara Moss", "described"),
        ("Clara Moss this week", "named"),
    ],
)
def test_what_the_words_of_a_source_are(words: str, kind: str) -> None:
    assert source(words, (0, len(words)), people(words + ". Clara Moss came.").named).kind == kind


def test_a_quotation_without_a_source_is_of_who_spoke_before() -> None:
    text = "Clara Moss said that the bridge was safe. “It will hold for years, and we are glad of that.”"
    first, last = text.index("that the"), text.index(".")
    given = [
        Attribution((first, last), (0, 10), (11, 15), "indirect", "by hand"),
        Attribution((last + 2, len(text)), None, None, "direct", "by hand"),
    ]
    assert [voice.name for voice in name_sources(text, given)] == ["Clara Moss", "Clara Moss"]


def test_an_answer_says_why_and_how_sure() -> None:
    text = "Clara Moss, the mayor of Ostby, met Robert Stone. The mayor said that it was safe."
    begin = text.index("The mayor")
    (voice,) = name_sources(text, [Attribution((0, 1), (begin, begin + 9), None, "indirect", "by hand")])
    assert voice.name == "Clara Moss"
    assert voice.basis == "title in the text, sentence 1: The mayor"
    assert 0.3 < voice.probability < 1
    table = code(Article("a", Path("a.txt"), text))
    assert all(table["probability"] <= 1)


def test_a_phrase_has_a_head_and_an_office() -> None:
    state, leader = phrase("the Norwegian head of state"), phrase("the president")
    assert state and leader
    assert (state.head, leader.head) == ("head", "president")
    assert offices(state.head, state.modifiers) & offices(leader.head, leader.modifiers)
