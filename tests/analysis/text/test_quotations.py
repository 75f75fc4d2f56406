"""Quotations of every kind are found, apostrophes are not, and an open mark never swallows the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.quotations import quotations


def found(text: str) -> list[str]:
    return [text[first:last] for first, last in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No marks at all.", []),
        ('"Yes," she said.', ['"Yes,"']),
        ("“Yes,” she said.", ["“Yes,”"]),
        ("„Ja,“ sagte sie.", ["„Ja,“"]),
        ("«Oui», dit-elle.", ["«Oui»"]),
        ('„Low" she said.', ['„Low"']),
        ("‚Ja‘ or ‚ja’, they say.", ["‚Ja‘", "‚ja’"]),
        ("« Oui », dit-elle. « Non ! »", ["« Oui »", "« Non ! »"]),
        ("»Ja,« she said. »Nein!«", ["»Ja,«", "»Nein!«"]),
        ("‹Oui›, dit-elle.", ["‹Oui›"]),
        ("It is 5 » 3 and 2 « 1 there.", []),
        ("‘We will go,’ she said.", ["‘We will go,’"]),
        ("'We will go,' she said.", ["'We will go,'"]),
        ("It isn't the voters' choice, it's Ann's.", []),
        ("“It’s ‘fine’ now,” he said. “Is it?”", ["“It’s ‘fine’ now,”", "“Is it?”"]),
        ('He said "one" and "two".', ['"one"', '"two"']),
        ('"It goes on.\n\n"And it ends."', ['"It goes on.', '"And it ends."']),
        ('An open mark: "it never ends.\n\nAnother paragraph.', ['"it never ends.']),
        ('A pipe 5" wide', []),
        ("They love rock 'n' roll.", []),
        ("Fish ’n’ chips and rock ‘n’ roll.", []),
        ("'Tis late, and 'twas cold in the '90s, the band's and the '80s.", []),
        ("Nothin' was goin' on 'til noon, an' he wept o' joy.", []),
        ("The class of '08 met that of '09.", []),
        ("O'Brien and D'Angelo's house isn't the voters' choice.", []),
        ("'I was goin' home to rock 'n' roll,' he said.", ["'I was goin' home to rock 'n' roll,'"]),
        ("‘In the ’90s the fish ’n’ chips were good,’ she said.", ["‘In the ’90s the fish ’n’ chips were good,’"]),
        ("Bo 'Duke' Ek sank the 'Northern Star'.", ["'Duke'", "'Northern Star'"]),
        ("They spell it 'an', not 'and'.", ["'an'", "'and'"]),
        ('"', []),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text(alphabet=st.sampled_from("ab \n.,\"'“”‘’«»„‹›‚—"), max_size=120))
def test_quotations_are_apart_and_inside_the_text(text: str) -> None:
    edges = [edge for span in quotations(text) for edge in span]
    assert edges == sorted(edges)
    assert not edges or edges[-1] <= len(text)


@given(st.text(alphabet=st.sampled_from('ab \n"“”'), max_size=120))
def test_no_quotation_leaves_its_paragraph(text: str) -> None:
    assert all("\n" not in quotation for quotation in found(text))


@pytest.mark.parametrize("unit", [" 'a", " ‘a", " ‚a", " »a", "« ", "‹ "])
def test_many_marks_that_nothing_closes_take_no_longer_than_many_words(unit: str) -> None:
    assert found(unit * 40_000) == []
