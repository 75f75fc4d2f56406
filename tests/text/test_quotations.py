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
