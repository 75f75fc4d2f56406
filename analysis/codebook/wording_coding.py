"""The frames of an article's statements as coded by hand: the sheet beside its coding.

The sheet is a YAML file, `seeds/codings/NAME.wording.yml`. Under `statements` it has an entry for each statement of the
coding, in their order: `words`, how the statement begins, and the codes that it has; a frame not given is "none".
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.text.article import Article
from analysis.text.files import InputError, mapping
from analysis.text.statements import spoken
from analysis.wording.features import CODES, FRAMES, MODALITY, NONE


def wording_coding_path(article: Article) -> Path:
    """The path at which the hand-coded frames of `article` are kept, whether or not there are any."""
    return article.path.parent / "codings" / f"{article.name}.wording.yml"


def wording_coding(statements: pd.DataFrame, path: Path) -> pd.DataFrame:
    """`statements`, those of a coding, with the columns of frames that the sheet at `path` gives them.

    Columns are as in `analysis.wording.features.with_frames`. Raises `InputError` where there is no sheet, where it is not
    well formed or gives a code that there is not, and where its entries are not the statements one by one.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no sheet of coded frames. Write one after the coding guide.")
    entries = mapping(path).get("statements")
    if not isinstance(entries, list):
        raise InputError(f"{path}: the list 'statements' is missing. Add it, with an entry for each statement.")
    rows = spoken(statements).to_dict("records")
    codes = {}
    for number, (row, entry) in enumerate(zip(rows, entries, strict=False), 1):
        place = f"{path}: entry {number}"
        _check_words(row, entry, place)
        codes[row["statement"]] = _codes(entry, place)
    if len(entries) != len(rows):
        raise InputError(
            f"{path}: there are {len(entries)} entries for {len(rows)} statements. Code each statement once."
        )
    coded = statements.copy()
    without = dict.fromkeys(FRAMES, NONE) | {MODALITY: ()}
    for frame in FRAMES:
        coded[frame] = [codes.get(number, without)[frame] for number in coded["statement"]]
    return coded


def _check_words(row: Mapping[Any, Any], entry: Any, place: str) -> None:
    words = entry.get("words") if isinstance(entry, Mapping) else None
    if not isinstance(words, str) or not words.strip():
        raise InputError(f"{place}: 'words' is missing. Give the first words of statement {row['statement']}.")
    if not row["text"].lstrip(" \n\"'“”‘’").startswith(words.strip(" \"'“”‘’")):
        raise InputError(
            f"{place}: statement {row['statement']} does not begin with '{words}' but with '{row['text'].strip()[:40]}'. "
            f"Give each statement of the coding an entry, in their order."
        )


def _codes(entry: Mapping[Any, Any], place: str) -> dict[str, Any]:
    unknown = [key for key in entry if key not in ("words", "doubt", *FRAMES)]
    if unknown:
        raise InputError(f"{place}: there is no frame '{unknown[0]}'. The frames are: {', '.join(FRAMES)}.")
    given: dict[str, Any] = {}
    for frame, codes in CODES.items():
        value = entry.get(frame, NONE)
        several = tuple(value) if isinstance(value, list) else () if value == NONE else (value,)
        wrong = [code for code in several if code not in codes]
        if wrong or (frame != MODALITY and len(several) > 1):
            what = f"there is no code '{wrong[0]}'" if wrong else "there are several codes where one is allowed"
            raise InputError(f"{place}: {frame}: {what}. Give one of: {', '.join((NONE, *codes))}.")
        ranked = tuple(code for code in codes if code in several)
        given[frame] = ranked if frame == MODALITY else ranked[0] if ranked else NONE
    return given
