"""The wording features of an article's statements as coded after the guide.

The coding is a YAML file, `codings/NAME.wording.yml` beside the article. Under `statements` it has an entry for each
statement of the coding of voices, in their order: `words`, how the statement begins, and its codes; a feature that an
entry does not name is "none".
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.text.files import InputError, load
from analysis.text.statements import require, spoken
from analysis.wording.features import CODES, FEATURES, MODALITY, NONE


def wording_coding(statements: pd.DataFrame, path: Path) -> pd.DataFrame:
    """`statements`, those of a coding, with the features that the sheet at `path` gives them.

    The columns are those of `analysis.wording.features.with_features`.

    Raises:
        InputError: there is no sheet, it is not well formed, or its entries are not the statements one by one.
    """
    require(statements, "statement", "text", "words")
    if not path.is_file():
        raise InputError(f"{path}: there is no sheet of coded wording features. Write one after the coding guide.")
    entries = load(path, "wording")["statements"]
    rows = spoken(statements).to_dict("records")
    coded = {}
    for number, (row, entry) in enumerate(zip(rows, entries, strict=False), 1):
        if not row["text"].lstrip(" \n\"'“”‘’").startswith(entry["words"].strip(" \"'“”‘’")):
            raise InputError(
                f"{path}: statements {number}: statement {row['statement']} does not begin with '{entry['words']}' but "
                f"with '{row['text'].strip()[:40]}'. Give each statement of the coding an entry, in their order."
            )
        coded[row["statement"]] = entry
    if len(entries) != len(rows):
        raise InputError(
            f"{path}: there are {len(entries)} entries for {len(rows)} statements. Code each statement once."
        )
    numbers = statements["statement"]
    return statements.assign(**{name: [_codes(coded.get(number, {}), name) for number in numbers] for name in FEATURES})


def _codes(entry: Mapping[str, Any], feature: str) -> str | tuple[str, ...]:
    given = entry.get(feature, NONE)
    if feature != MODALITY:
        return str(given)
    return tuple(code for code in CODES[feature] if code in (given if isinstance(given, list) else [given]))
