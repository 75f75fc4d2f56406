"""One recogniser tells names from titles, openers and days, for voices, targets and the silent, in any alphabet."""

from pathlib import Path

import pytest

from analysis.attribution.coder import code
from analysis.attribution.mentions import named
from analysis.speakers import named_and_silent
from analysis.text.article import Article


def targets(text: str) -> list[str]:
    return [mention.target for mention in named(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Martin Luther King.", ["Martin Luther King"]),
        ("They met Stephen King. Then King and Mr. King left.", ["Stephen King"] * 3),
        ("They met Stephen King, and the King of Vardia.", ["Stephen King", "Vardia"]),
        ("The Moroccan King met King Olav and the Crown Prince. The King left.", ["Olav"]),
        ("General Motors gave it to the Field Museum.", ["General Motors", "Field Museum"]),
        ("The Supreme Court and the Democratic Party of King County won.", ["Supreme Court", "Democratic Party of King County"]),
        ("They met General Lee Ek, Fox News Chief Bo Orr and New Jersey Gov. Ann Lee.",
         ["Lee Ek", "Fox News", "Bo Orr", "New Jersey", "Ann Lee"]),
        ("They met the Vardian Minister of Foreign Affairs and the Secretary of State.", []),
        ("They met Anna Čapek, Łukasz Żak and Élodie Été.", ["Anna Čapek", "Łukasz Żak", "Élodie Été"]),
        ("They met Анна Ли. Then Ли left.", ["Анна Ли", "Анна Ли"]),
        ("They met A$AP Orr, Ke$ha Lee, Bo_Ek Ask and A<B Ltd. It cost US$5.",
         ["A$AP Orr", "Ke$ha Lee", "Bo_Ek Ask", "A<B Ltd", "United States"]),
        ("They met Bo “Duke” Ek and AT&T.", ["Bo “Duke” Ek", "AT&T"]),
        ("They met Ludwig van Ek and Omar bin Ask.", ["Ludwig van Ek", "Omar bin Ask"]),
        ("習近平 came.", ["習近平"]),
        ("It’s Monday’s news. “I’m here,” she said. Let’s go. That's it.", []),
    ],
)  # fmt: skip
def test_a_name_is_known_from_a_title_and_kept_to_its_last_letter(text: str, expected: list[str]) -> None:
    assert targets(text) == expected


def silent(text: str) -> dict[str, int]:
    table = named_and_silent(code(Article(name="a", path=Path("a.txt"), text=text)))
    return dict(zip(table["name"], table["mentions"], strict=True))


def test_who_has_a_title_word_in_the_name_may_be_silent() -> None:
    text = (
        "In Norway, they met Martin Luther King, then Stephen King, and General Motors gave to the Field Museum.\n\n"
        "“It is safe,” said Ann Lee. Stephen King’s house is near General Motors’ hall."
    )
    assert silent(text) == {
        "General Motors": 2,
        "Stephen King": 2,
        "Field Museum": 1,
        "Martin Luther King": 1,
        "Norway": 1,
    }


def test_who_shares_a_last_name_with_a_voice_may_be_silent_and_a_last_name_alone_is_the_voice() -> None:
    text = "They met Martin Luther King.\n\n“It is safe,” said Stephen King. Then King left the Northern Bank."
    assert silent(text) == {"Martin Luther King": 1, "Northern Bank": 1}


@pytest.mark.parametrize("name", ["Анна Ли", "Łukasz Čapek", "A$AP Orr", "Bo_Ek Ask", "Stephen King", "Ke$ha Lee"])
def test_a_voice_keeps_its_name_whole_and_is_not_silent(name: str) -> None:
    text = f"They met {name} and Олег Бо.\n\n“It will hold for years,” said {name}."
    assert [voice for voice in code(Article("a", Path("a.txt"), text))["voice"] if voice != "narrator"] == [name]
    assert silent(text) == {"Олег Бо": 1}


def test_what_is_named_is_counted_in_the_statements_that_name_it() -> None:
    table = named_and_silent(
        code(Article("a", Path("a.txt"), "Ostby is old. The rain fell. They left Ostby and saw Vardia."))
    )
    assert table.values.tolist() == [["Ostby", 2, (1, 3)], ["Vardia", 1, (3,)]]
