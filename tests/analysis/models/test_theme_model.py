"""The theme network gives each word its share in the themes, names are blanks to it, and what stands around counts."""

import numpy as np
import pytest

from analysis.codebook.codebook import codebook
from analysis.codebook.term_finder import Mark
from analysis.models import themes as theme_network
from analysis.models.theme_hits import hits
from analysis.models.themes import Encoded, encoded, evidence, themes, together, weights
from analysis.models.word_pieces import NAME, START, pieces

THEMES = codebook()


def given(text: str, before: str = "", after: str = "") -> set[str]:
    return {hit.theme for hit in hits([(before, text, after)], THEMES)[0]}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The ambassador invited her hosts to a return visit.", "diplomacy"),
        ("Both governments signed an agreement on joint work.", "cooperation"),
        ("The ceasefire has brought peace to the valley.", "peace"),
        ("Rebels shelled the harbour, and two bridges were destroyed.", "conflict"),
        ("Nurses said that the hospital has no medicines left.", "welfare"),
        ("Prices rise faster than wages, and shops are closing.", "economy"),
        ("The judge sent him to prison for taking bribes.", "law"),
        ("She won the primary by eleven votes.", "elections"),
        ("Hundreds of families crossed the border to ask for asylum.", "migration"),
        ("He is a liar and unfit to lead, she said.", "character"),
        ("Reporters were barred from the hall, and the paper's coverage was unfair.", "media"),
        ("The plant makes tractors and pumps.", "industry"),
    ],
)
def test_plain_statements_have_their_theme(text: str, theme: str) -> None:
    assert theme in given(text)


@pytest.mark.parametrize("text", ["We will see.", "Thank you all very much.", "He was standing by the window."])
def test_statements_about_nothing_of_the_codebook_have_none(text: str) -> None:
    assert given(text) == set()


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The two presidents met for three hours and parted as friends.", "diplomacy"),
        ("Both governments will build the dam together and share its power.", "cooperation"),
        pytest.param(
            "The guns have fallen silent and families are coming home.",
            "peace",
            marks=pytest.mark.xfail(strict=True, reason="known limit: figures of speech"),
        ),
    ],
)
def test_statements_without_a_usual_word_have_their_theme(text: str, theme: str) -> None:
    assert theme in given(text)


@pytest.mark.parametrize(
    ("text", "before", "theme"),
    [
        ("They came here for a better life.", "Millions of immigrants crossed the border illegally. ", "migration"),
        ("It showed her ahead by six points.", "A new poll of likely voters was published on Monday. ", "opinion"),
        ("They would raise it again, he said.", "The plan would cut taxes for the middle class. ", "economy"),
    ],
)
def test_a_pronoun_may_bring_what_stands_before_it(text: str, before: str, theme: str) -> None:
    assert theme in given(text, before)
    assert theme not in given(text)


def test_each_pronoun_brings_what_stands_before_it() -> None:
    assert "economy" in given("It is far too high.", "The tax on bread will be doubled next year. ")


@pytest.mark.parametrize("names", [("Clinton", "Trump"), ("Ann", "Putin"), ("Obama", "Zork")])
def test_a_statement_has_the_same_themes_whoever_is_named_in_it(names: tuple[str, str]) -> None:
    one, other = (f"Yesterday {name} spoke with workers about the price of bread in the town." for name in names)
    assert given(one) == given(other)


def test_names_and_words_after_the_limit_are_not_read() -> None:
    read, words = encoded(("", "We met Clinton. " + "rain " * 500, ""), [], ["law"], theme_network.names())
    assert len(words) == theme_network.MOST_OWN
    assert read.rows[read.words.index(2)] == NAME
    assert read.rows[0] == START


def test_a_name_that_is_a_term_is_read() -> None:
    mark = Mark("government", 4, 12, "Congress", 1.0)
    read, _ = encoded(("", "And Congress met.", ""), [mark], ["government"], theme_network.names())
    assert read.rows[read.words.index(1)] == pieces("Congress")[0]


def test_a_statement_of_endless_words_is_read_up_to_the_limit() -> None:
    read, words = encoded(("", "antidisestablishmentarianism " * 300, ""), [], ["law"], ())
    assert len(read.rows) == theme_network.MOST_PIECES
    assert max(read.words) == len(words) - 1
    assert evidence([encoded(("", "unheard-of " * 300, ""), [], themes(), ())[0]], weights())[0].shape[1] == len(
        themes()
    )


def test_a_term_is_weighed_at_each_piece_of_its_words() -> None:
    marks = [Mark("law", 4, 20, "highest tribunal", 0.5)]
    read, _ = encoded(("Before it. ", "The highest tribunal met.", ""), marks, ["peace", "law"], ())
    weights_by_word = {(number, *own) for number, own in zip(read.words, read.terms.tolist(), strict=True)}
    assert weights_by_word == {(-1, 0, 0), (0, 0, 0), (1, 0, 0.5), (2, 0, 0.5), (3, 0, 0)}


def test_the_whole_is_likelier_than_any_word_and_nothing_gives_nothing() -> None:
    chances = np.array([[0.1, 0.5], [0.2, 0.5]], dtype=np.float32)
    assert together(chances) == pytest.approx([0.28, 0.75])
    assert together(chances[:0]).tolist() == [0, 0]
    assert evidence([], weights()) == []


def test_statements_are_read_alike_alone_and_among_others() -> None:
    texts = ["The court met.", "A much longer statement on taxes, which nobody wanted to hear again today.", "Rain."]
    read = [encoded(("", text, ""), [], themes(), theme_network.names())[0] for text in texts]
    whole = evidence(read, weights())
    for one, many in zip(read, whole, strict=True):
        assert evidence([one], weights())[0] == pytest.approx(many, abs=1e-5)


def test_no_more_is_read_at_once_than_the_limit_whatever_the_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []

    def scores(block: list[Encoded], model: dict[str, np.ndarray]) -> list[np.ndarray]:
        sizes.append(len(block) * max(len(one.rows) for one in block))
        return [np.zeros((len(one.rows), len(themes())), dtype=np.float32) for one in block]

    monkeypatch.setattr(theme_network, "_scores", scores)
    texts = ["Rain fell."] * 600 + ["rain " * 240]
    evidence([encoded(("", text, ""), [], themes(), ())[0] for text in texts], weights())
    assert max(sizes) <= theme_network.PIECES_AT_ONCE


def test_a_statement_that_stands_there_twice_has_its_hits_twice() -> None:
    one, other = ("", "The court met.", ""), ("", "She won the primary.", "")
    found = hits([one, other, one])
    assert found[0] == found[2] != []
    assert [found[0], found[1]] == hits([one, other])


def test_the_model_codes_the_themes_of_the_codebook() -> None:
    assert themes() == tuple(theme.id for theme in codebook())


def test_hits_of_a_theme_are_enough_for_it_and_no_more() -> None:
    least = float(weights()["threshold"])
    found = hits([("", "The court will hear the case, and the judge will read the verdict on the bribes.", "")])[0]
    law = sorted((hit.chance for hit in found if hit.theme == "law"), reverse=True)
    assert 1 - np.prod([1 - chance for chance in law]) >= least
    assert 1 - np.prod([1 - chance for chance in law[:-1]]) < least


def test_the_model_is_small() -> None:
    assert theme_network.MODEL.stat().st_size < 18_000_000
