"""NewsMTSC's targets (Hamborg and Donnay 2021), and the part of its training sentences that is kept for choosing."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.text.files import InputError
from analysis.text.segmentation import Span

# The corpus' polarities, in the order of `analysis.models.tone.LABELS`.
POLARITIES = (2.0, 4.0, 6.0)
DEVELOPMENT_PERCENT = 15


class Target(NamedTuple):
    """A target of a sentence: its identifier, the sentence, where it is named, and its label.

    `label` is 0 for negative, 1 for neutral, 2 for positive, and None where the file gives no polarity. `others` tells
    how many targets the sentence has besides.
    """

    id: str
    sentence: str
    span: Span
    label: int | None
    others: int


def targets(path: Path) -> Iterator[Target]:
    """The targets in a file of NewsMTSC, a JSON object a line, in its order.

    Raises `InputError` where the file is missing, or a line is not JSON or lacks a field; blank lines are skipped.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Give a .jsonl file of NewsMTSC.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            sentence, named = str(record["sentence_normalized"]), record["targets"]
            for one in named:
                label = None if one.get("polarity") is None else POLARITIES.index(float(one["polarity"]))
                span = int(one["from"]), int(one["to"])
                yield Target(str(one["Input.gid"]), sentence, span, label, len(named) - 1)
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"{path}: line {number}: this is no sentence of NewsMTSC ({error}). Get the file anew."
            ) from error


def is_development(sentence: str) -> bool:
    """Whether `sentence` is kept for choosing and measuring, and is not fitted on; all its targets go with it."""
    return int(hashlib.sha256(sentence.encode()).hexdigest()[:8], 16) % 100 < DEVELOPMENT_PERCENT
