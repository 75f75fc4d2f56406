"""The voices of one article as coded after the guide, in the same table that the instrument fills.

The coding is a YAML file, `codings/NAME.yml` beside the article. Each entry quotes the words that it attributes;
" [...] " stands for the words between a beginning and an end.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.text.article import Article
from analysis.text.files import InputError, load
from analysis.text.segmentation import Span
from analysis.text.statements import Attribution, tile

ELISION = " [...] "
BASIS = "coding"


def voice_coding(article: Article, path: Path | None = None) -> pd.DataFrame:
    """The statements of `article` as its coding codes them; the columns are those of `analysis.text.statements.tile`.

    Raises:
        InputError: there is no coding, it is not well formed, or the article does not have the words that it quotes in
            their order.
    """
    path = path or article.coding("yml")
    if not path.is_file():
        raise InputError(f"{path}: there is no coding of {article.name}. Write one after the coding guide.")
    attributions: list[Attribution] = []
    offset = article.start
    for number, entry in enumerate(load(path, "voices")["credits"], 1):
        attribution = _attribution(article, entry, offset, f"{path}: credits {number}")
        attributions.append(attribution)
        offset = attribution.content[1]
    return tile(article, attributions)


def _attribution(article: Article, entry: Mapping[str, str], offset: int, place: str) -> Attribution:
    content = _located(article.text, entry["content"], offset, place)
    return Attribution(
        content=content,
        voice=entry["voice"],
        mode=entry["mode"],
        cue=_nearest(article.text, entry.get("cue"), content, place),
        source=_nearest(article.text, entry.get("source"), content, place),
        basis=BASIS,
    )


def _located(text: str, quoted: str, offset: int, place: str) -> Span:
    """Where `quoted` first occurs in `text` after `offset`."""
    beginning, _, ending = quoted.partition(ELISION)
    start = text.find(beginning, offset)
    end = text.find(ending, start + len(beginning)) if start >= 0 else -1
    if end < 0:
        raise InputError(
            f"{place}: '{quoted}' does not stand in the article after offset {offset}. "
            f"Quote the article's own words, in the order of the text."
        )
    return start, end + len(ending)


def _nearest(text: str, quoted: str | None, content: Span, place: str) -> Span | None:
    """The occurrence of `quoted` that is nearest to `content`, outside it."""
    if quoted is None:
        return None
    before, after = text.rfind(quoted, 0, content[0]), text.find(quoted, content[1])
    # How far each occurrence is from the content, and where it starts.
    gaps = [(content[0] - before - len(quoted), before), (after - content[1], after)]
    _, start = min(((gap, start) for gap, start in gaps if start >= 0), default=(0, -1), key=lambda pair: pair[0])
    if start < 0:
        raise InputError(f"{place}: '{quoted}' does not stand in the article. Quote the article's own words.")
    return start, start + len(quoted)
