"""One person is one voice under every name, and what cannot be resolved is nobody's."""

import pytest

from analysis.attribution.extraction import attributions
from analysis.attribution.voices import UNATTRIBUTED, name_sources
from analysis.text.article import Person, Title
from analysis.text.statements import Attribution

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
        ('"It will hold for years," said Ann Maria Lee.', "Ann Maria Lee"),
        ('"It will hold for years," said the mayor.', "Ann Lee"),
        ('"It will hold for years," she said.', "Ann Lee"),
        ('"It will hold for years," said Bo Ek, an engineer.', "Bo Ek"),
        ('"It will hold for years," said the engineer.', "the engineer"),
        ('"It will hold for years," officials said.', "officials"),
    ],
)
def test_a_source_is_resolved_from_the_text_or_keeps_its_own_words(said: str, name: str) -> None:
    assert names(INTRODUCED + "\n\n" + said) == [name]


def test_without_a_source_a_statement_is_unattributed() -> None:
    text = 'The rain fell on the bridge. "It will hold for years."'
    found = Attribution((text.index('"'), len(text)), None, None, "direct", "by the model")
    assert [voice.name for voice in name_sources(text, [found])] == [UNATTRIBUTED]


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("Ostby Gov. Ann Lee came. She said so.", ["Ostby Gov. Ann Lee", "She"], ["Ann Lee", "Ann Lee"]),
        ("Ann Lee came. Lee and her aides said so.", ["Lee and her aides"], ["Lee and her aides"]),
        ("Ann Lee, who said so, came.", ["who"], ["Ann Lee"]),
        ("Radio Ostby’s Ann Lee said so.", ["Radio Ostby’s Ann Lee"], ["Ann Lee"]),
        (
            "The Friends of the Northern Bridge (FNB) met. FNB said so.",
            ["Friends of the Northern Bridge (FNB)", "FNB"],
            ["Friends of the Northern Bridge", "Friends of the Northern Bridge"],
        ),
        ("Mayor Ann Lee Opens Northern Bridge Before Winter\n\nAnn Lee came.", ["Ann Lee"], ["Ann Lee"]),
    ],
)
def test_sources_of_every_make_are_named(text: str, sources: list[str], expected: list[str]) -> None:
    spans = [(text.index(source), text.index(source) + len(source)) for source in sources]
    found = [Attribution((0, 1), span, None, "indirect", "by hand") for span in spans]
    assert [voice.name for voice in name_sources(text, found)] == expected


def test_an_apposition_before_the_name_counts_as_one_behind_it() -> None:
    text = 'He met the Chief Engineer of the Northern Works, Bo Ek.\n\n"It will hold," said the engineer of the works.'
    assert names(text) == ["Bo Ek"]


def test_the_cast_is_asked_only_where_the_text_does_not_tell() -> None:
    text = 'Ann Lee met Bo Ek and Jo Ask.\n\n"It will hold for years," said the head of the town.'
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


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        (
            "Former Secretary of State Ann Lee came. The former secretary of state spoke. She left. Ms. Lee said so.",
            ["Former Secretary of State Ann Lee", "The former secretary of state", "She", "Ms. Lee"],
            ["Ann Lee"] * 4,
        ),
        ("Secretary of Labor Ann Lee said so.", ["Secretary of Labor Ann Lee"], ["Ann Lee"]),
        ("Secretary of Health and Human Services Ann Lee said so.", ["Secretary of Health and Human Services Ann Lee"],
         ["Ann Lee"]),
        ("A friend of Ann Lee said so.", ["A friend of Ann Lee"], ["A friend"]),
        ("Her lawyer, Ann Lee, said so.", ["Her lawyer, Ann Lee,"], ["Ann Lee"]),
        ("Two guests, Ann Lee, Bo Ek, said so.", ["Two guests, Ann Lee, Bo Ek"], ["Two guests"]),
        ("Councilwoman Ann Lee said so.", ["Councilwoman Ann Lee"], ["Ann Lee"]),
        ("A talk with Ann Lee\n\nThe writer spoke. Lee said so.", ["Lee"], ["Ann Lee"]),
        ("President Ann Lee met the Foreign Minister of Vardia, Olga Bergen, today.\n\nLee said so.", ["Lee"], ["Ann Lee"]),
        ("My neighbour likes it. He said so.", ["My neighbour", "He"], ["My neighbour", "My neighbour"]),
        ("The company likes it. He said so.", ["The company", "He"], ["The company", "He"]),
        ("The company of Ostby likes it. It said so.", ["The company of Ostby", "It"], ["The company"] * 2),
    ],
)  # fmt: skip
def test_a_title_with_an_office_belongs_to_the_name_and_a_source_holds_it_only_in_apposition(
    text: str, sources: list[str], expected: list[str]
) -> None:
    starts = [text.rindex(source) for source in sources]
    spans = [(first, first + len(source)) for first, source in zip(starts, sources, strict=True)]
    found = [Attribution((0, 1), span, None, "indirect", "by hand") for span in spans]
    assert [voice.name for voice in name_sources(text, found)] == expected


def test_a_pronoun_is_the_only_person_named_before_it_in_its_paragraph() -> None:
    text = 'Ann Lee said: "We are glad of it all."\n\nHer successor, Bo Ek, will speak next. He has said that it will hold.'
    assert names(text)[-1] == "Bo Ek"


def test_what_stands_behind_in_is_a_place_and_nobody() -> None:
    text = 'Ann Lee said: "We are glad of it all."\n\nIn New Ostby, the rain fell. She said that it would last.'
    assert names(text)[-1] == "Ann Lee"
