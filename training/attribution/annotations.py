"""PolNeAR's annotations, and the labels and links that the model learns from them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models.tokens import Tokens
from analysis.text.files import InputError
from analysis.text.segmentation import Span

OUTSIDE, CONTENT, SOURCE, CUE = 0, 1, 3, 5
LABELS = ("O", "B-Content", "I-Content", "B-Source", "I-Source", "B-Cue", "I-Cue")


class Annotated(NamedTuple):
    """An attribution as annotated: the spans of its content, its source and its cue, each possibly in parts."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


class Part(NamedTuple):
    """A part of a content as tokens [first, last), with the tokens of its source and its cue, None if not known."""

    first: int
    last: int
    source: tuple[int, ...] | None
    cue: tuple[int, ...] | None


def articles(split: Path) -> Iterator[tuple[str, str, list[Annotated]]]:
    """Name, text and attributions of each article of a split, by name; of several annotators the first is taken.

    Raises `InputError` where `split` has no folder `text` with files, or an article has no annotation.
    """
    paths = sorted((split / "text").glob("*.txt"))
    if not paths:
        raise InputError(f"{split}: there is no text/*.txt in it. Give the folder of one part of PolNeAR.")
    for path in paths:
        files = sorted((split / "attributions").glob(f"{path.stem}_*.ann"))
        if not files:
            raise InputError(f"{split / 'attributions'}: nothing for {path.stem}. Get the corpus anew.")
        yield path.stem, path.read_text(encoding="utf-8"), annotated(files[0])


def annotated(path: Path) -> list[Annotated]:
    """The attributions with content in a brat file; lines without a tab are skipped."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            _, _, places = fields[1].partition(" ")
            spans[fields[0]] = tuple((int(one.split()[0]), int(one.split()[1])) for one in places.split(";"))
        elif fields[0].startswith("E"):
            roles: dict[str, list[Span]] = {"Content": [], "Source": [], "Cue": []}
            for role in fields[1].split():
                name, _, target = role.partition(":")
                roles.setdefault(re.sub(r"\d+$", "", name), []).extend(spans.get(target, ()))
            if roles["Content"]:
                found.append(Annotated(*(tuple(sorted(roles[name])) for name in ("Content", "Source", "Cue"))))
    return found


def labels_and_parts(found: Tokens, gold: list[Annotated]) -> tuple[NDArray[np.int64], list[Part]]:
    """A label a token (its number in `LABELS`), and the parts of all contents with their links."""
    labels = np.zeros(len(found.spans), dtype=np.int64)
    begins, ends = found.spans[:, 0], found.spans[:, 1]
    parts = []
    for one in gold:
        places: dict[int, list[NDArray[np.int64]]] = {CONTENT: [], SOURCE: [], CUE: []}
        for role, spans in ((CONTENT, one.content), (SOURCE, one.source), (CUE, one.cue)):
            for first, last in spans:
                inside = np.flatnonzero((begins < last) & (ends > first) & (ends > begins))
                inside = inside[labels[inside] == OUTSIDE]
                if len(inside):
                    labels[inside] = role + 1
                    labels[inside[0]] = role
                    places[role].append(inside)
        source, cue = (tuple(int(token) for inside in places[role] for token in inside) for role in (SOURCE, CUE))
        parts += [Part(int(inside[0]), int(inside[-1]) + 1, source, cue) for inside in places[CONTENT]]
    return labels, parts


def meet(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether any span of `one` overlaps any of `other`."""
    return any(first < end and begin < last for first, last in one for begin, end in other)
