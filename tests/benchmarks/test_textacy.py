"""Textacy's quotations are offsets into the text; collected where it is installed."""

from benchmarks.baselines import textacy_by_paragraph, textacy_quotations
from tests.benchmarks.test_baselines import sources

QUOTED = '"We will rebuild the old bridge soon," said Ann Lee.'


def test_quotation_and_speaker_are_found_where_they_stand() -> None:
    assert sources(QUOTED, textacy_quotations(QUOTED)) == [('"We will rebuild the old bridge soon,"', "Ann Lee")]


def test_an_open_quotation_costs_the_text_or_its_paragraph() -> None:
    text = f'Bo Ek began: "It never ends.\n\n{QUOTED}'
    assert textacy_quotations(text) == []
    assert sources(text, textacy_by_paragraph(text)) == sources(QUOTED, textacy_quotations(QUOTED))
