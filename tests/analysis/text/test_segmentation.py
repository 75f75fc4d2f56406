"""Words, sentences and paragraphs are spans of the text and never change it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktParameters

from analysis.book.project import SEED
from analysis.text.article import read
from analysis.text.segmentation import paragraphs, sentences, sentences_by, words

TEXTS = st.text(alphabet=st.sampled_from("aB .,!?\"'“”\n\r-’1é\t"), max_size=200)


@given(TEXTS)
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    for spans in (words(text), sentences(text), paragraphs(text)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(first < last for first, last in spans)
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


@given(TEXTS)
def test_every_word_lies_in_one_sentence_and_every_sentence_in_one_paragraph(text: str) -> None:
    for inner, outer in ((words(text), sentences(text)), (sentences(text), paragraphs(text))):
        for first, last in inner:
            assert sum(begin <= first and last <= end for begin, end in outer) == 1


def test_the_seed_has_the_words_that_follow_its_date_line() -> None:
    article = read(SEED)
    plain = [word for word in article.text[article.start :].split() if any(map(str.isalnum, word))]
    assert len(words(article.text, article.start)) == len(plain) == 638


def test_mr_ends_no_sentence_but_does_where_no_abbreviation_is_known() -> None:
    text = "Mr. Lee came. He left."
    assert len(sentences(text)) == 2
    assert len(sentences_by(text, PunktParameters())) == 3


@pytest.mark.parametrize("text", ["One.\nTwo.", "One.\r\nTwo.", "One.\n\nTwo.", "One.\n \nTwo."])
def test_a_line_break_of_any_kind_ends_a_paragraph(text: str) -> None:
    assert [text[first:last] for first, last in paragraphs(text)] == ["One.", "Two."]
