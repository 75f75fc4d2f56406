"""One person is one voice under every name, and what cannot be resolved is nobody's."""

import pytest

from analysis.article import Person, Title
from analysis.attribution import attributions
from analysis.naming import UNATTRIBUTED, name_sources

CAST = (Person("Ann Lee", (Title("the head of the town", "a list of mayors"),)),)


def names(text: str, cast: tuple[Person, ...] = ()) -> list[str]:
    return [voice.name for voice in name_sources(text, attributions(text), cast)]


INTRODUCED = "Ann Lee, the mayor of Ostby, opened the bridge. "


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ('"It will hold for years," said Ann Lee.', "Ann Lee"),
        ('"It will hold for years," said Lee.', "Ann Lee"),
        ('"It will hold for years," said Ms. Lee.', "Ann Lee"),
        ('"It will hold for years," said Ann Maria Lee.', "Ann Lee"),
        ('"It will hold for years," said the mayor.', "Ann Lee"),
        ('"It will hold for years," she said.', "Ann Lee"),
        ('"It will hold for years," said Bo Ek, an engineer.', "Bo Ek"),
        ('"It will hold for years," said the engineer.', "the engineer"),
        ('"It will hold for years," officials said.', "officials"),
        ('"It will hold for years, they hope."', UNATTRIBUTED),
    ],
)
def test_a_source_is_resolved_from_the_text_or_keeps_its_own_words(said: str, name: str) -> None:
    assert names(INTRODUCED + "\n\n" + said) == [name]


def test_an_apposition_before_the_name_counts_as_one_behind_it() -> None:
    text = 'He met the Chief Engineer of the Northern Works, Bo Ek.\n\n"It will hold," said the engineer of the works.'
    assert names(text) == ["Bo Ek"]


def test_the_cast_is_asked_only_where_the_text_does_not_tell() -> None:
    text = 'Ann Lee came.\n\n"It will hold for years," said the head of the town.'
    assert names(text) == ["the head of the town"]
    assert names(text, CAST) == ["Ann Lee"]
    voices = name_sources(text, attributions(text), CAST)
    assert voices[0].basis == "title in the cast: the head of the town"


def test_a_pronoun_goes_to_the_last_source_and_never_against_its_honorific() -> None:
    text = 'Mr. Bo Ek met Ann Lee.\n\n"It will hold for years," said Lee. According to her, it is new.'
    assert names(text) == ["Ann Lee", "Ann Lee"]
    assert names("Mr. Bo Ek came alone.\n\nAccording to her, it is new.") == ["her"]


def test_two_people_with_one_last_name_stay_two() -> None:
    text = '"It will hold for years," said Ann Lee. "It will not hold at all," said Tom Lee.'
    assert names(text) == ["Ann Lee", "Tom Lee"]
