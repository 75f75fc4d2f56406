"""Terms find the forms, phrases and conditions that their notation says."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook.codebook import codebook
from analysis.codebook.term_finder import finder
from analysis.text.terms import Index, forms, term, tokens


def found(written: str, text: str) -> list[str]:
    one = term(written)
    assert one is not None
    return [text[hit.start : hit.end] for hit in Index([("theme", one)]).find(text, tokens(text))]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("tax", "Tax, taxes, taxed, taxing, the tax's end; taxi", ["Tax", "taxes", "taxed", "taxing", "tax's"]),
        ("rally", "rallies and rallied", ["rallies", "rallied"]),
        ("pay", "pays, paid, payed", ["pays", "paid", "payed"]),
        ("ban", "banned, banning, bans", ["banned", "banning", "bans"]),
        ("invade", "invading, invaded", ["invading", "invaded"]),
        ("peace*", "peaceful peacekeepers at peace", ["peaceful", "peacekeepers", "peace"]),
        ("peace talk", "Peace talks, peace-talks, peace, talks", ["Peace talks", "peace-talks"]),
        ("develop* tie", "developing ties", ["developing ties"]),
        ("Congress", "Congress meets, the congress met, Congress's", ["Congress", "Congress's"]),
        ("EPA", "The EPA and epa", ["EPA"]),
        ("fisher's", "the fisher’s boat", ["fisher’s"]),
        ("strike if drone|missile", "Drones strike.", ["strike"]),
        ("strike if drone|missile", "Workers strike.", []),
        ("strike if air raid", "They strike in an air raid.", ["strike"]),
        ("race unless relations", "A close race.", ["race"]),
        ("race unless relations", "race relations", []),
        ("race unless rela*", "race and relation", []),
    ],
)
def test_a_term_finds_what_its_notation_says(written: str, text: str, expected: list[str]) -> None:
    assert found(written, text) == expected


@pytest.mark.parametrize(
    "written", ["", "*", "*sea", "sea[", "sea  lake", "sea if", "sea|lake", "sea if a if b", "a_b"]
)
def test_what_is_not_in_the_notation_is_no_term(written: str) -> None:
    assert term(written) is None


@given(st.from_regex(r"[a-z]{2,9}", fullmatch=True))
def test_a_word_is_a_form_of_itself_and_finds_itself(word: str) -> None:
    assert word in forms(word)
    if word not in ("if", "unless"):
        assert found(word, f"the, {word}.") in ([word], ["the", word])


@pytest.mark.parametrize("piece", ["held ", "-", "a", "peace talks ", "develop new "])
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    find = finder(codebook())

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        find(text)
        return time.process_time() - begun

    assert seconds(200_000) < 40 * seconds(20_000) + 0.5
