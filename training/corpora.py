"""The corpora that the models learn from and are measured on: PolNeAR's articles and NewsMTSC's sentences.

PolNeAR 1.0 (Newell, Margolin and Ruths 2018): a part of it is a folder with `text/NAME.txt` and
`attributions/NAME_ANNOTATOR.ann`. NewsMTSC (Hamborg and Donnay 2021): a part of it is a file with a JSON object a line.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analysis.text.files import InputError, read_text
from analysis.text.segmentation import Span

# NewsMTSC's polarities, in the order of `analysis.models.tone.LABELS`.
POLARITIES = (2.0, 4.0, 6.0)
DEVELOPMENT_PERCENT = 15


class Annotated(NamedTuple):
    """An attribution as annotated: the spans of its content, of its source and of its cue."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


class Target(NamedTuple):
    """A target of a sentence of NewsMTSC: its identifier, the sentence, and the span that names the target.

    `label` is 0 for negative, 1 for neutral, 2 for positive, and None where the file gives no polarity. `others` is the
    number of further targets of the sentence.
    """

    id: str
    sentence: str
    span: Span
    label: int | None
    others: int


def texts(part: Path) -> dict[str, str]:
    """The text of each article of a part of PolNeAR, by name, in the order of the names.

    Raises:
        InputError: the folder `part` has no texts, or one of them is not UTF-8.
    """
    paths = sorted((part / "text").glob("*.txt"))
    if not paths:
        raise InputError(f"{part}: there is no text/*.txt in it. Give the folder of one part of PolNeAR.")
    return {path.stem: read_text(path) for path in paths}


def annotations(part: Path, name: str) -> list[list[Annotated]]:
    """The attributions of the article `name`, a list for each annotator; none where nobody annotated it."""
    return [_annotated(path) for path in sorted((part / "attributions").glob(f"{name}_*.ann"))]


def articles(part: Path) -> Iterator[tuple[str, str, list[Annotated]]]:
    """Name, text and attributions of each article of a part of PolNeAR; of several annotators the first is taken.

    Raises:
        InputError: `part` has no texts, or an article has no annotation.
    """
    for name, text in texts(part).items():
        annotators = annotations(part, name)
        if not annotators:
            raise InputError(f"{part / 'attributions'}: nothing for {name}. Get the corpus anew.")
        yield name, text, annotators[0]


def targets(path: Path) -> Iterator[Target]:
    """The targets in a file of NewsMTSC, in its order; blank lines are skipped.

    Raises:
        InputError: the file is missing, or a line is not JSON or lacks a field.
    """
    for number, record in _records(path):
        try:
            sentence, named = str(record["sentence_normalized"]), record["targets"]
            for target in named:
                label = None if target.get("polarity") is None else POLARITIES.index(float(target["polarity"]))
                span = int(target["from"]), int(target["to"])
                yield Target(str(target["Input.gid"]), sentence, span, label, len(named) - 1)
        except (KeyError, TypeError, ValueError) as error:
            raise _broken(path, number, error) from error


def sentences(path: Path) -> dict[str, str]:
    """The sentences in a file of NewsMTSC, by their identifiers. Raises `InputError` as `targets` does."""
    return {record["primary_gid"]: record["sentence_normalized"] for _, record in _records(path)}


def is_development(sentence: str) -> bool:
    """Whether a sentence of NewsMTSC's training part is set aside to choose and measure on, with all its targets."""
    return int(hashlib.sha256(sentence.encode()).hexdigest()[:8], 16) % 100 < DEVELOPMENT_PERCENT


def overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether any of `spans` overlaps any of `others`."""
    return any(first < end and begin < last for first, last in spans for begin, end in others)


def _annotated(path: Path) -> list[Annotated]:
    """The attributions with content in a brat file. Lines without a tab are skipped: some notes are broken over two."""
    spans: dict[str, tuple[Span, ...]] = {}
    attributions = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            _, _, places = fields[1].partition(" ")
            spans[fields[0]] = tuple((int(place.split()[0]), int(place.split()[1])) for place in places.split(";"))
        elif fields[0].startswith("E"):
            roles: dict[str, list[Span]] = {"Content": [], "Source": [], "Cue": []}
            for role in fields[1].split():
                name, _, target = role.partition(":")
                roles.setdefault(re.sub(r"\d+$", "", name), []).extend(spans.get(target, ()))
            if roles["Content"]:
                attributions.append(Annotated(*(tuple(sorted(roles[name])) for name in ("Content", "Source", "Cue"))))
    return attributions


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the object of each line of a file of NewsMTSC."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise _broken(path, number, error) from error


def _broken(path: Path, number: int, error: Exception) -> InputError:
    return InputError(f"{path}: line {number}: this is no sentence of NewsMTSC ({error}). Get the file anew.")
