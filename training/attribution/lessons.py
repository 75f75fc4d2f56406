"""What the attribution model learns from: a label for each token, and links from contents to sources and cues."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models.tokens import BREAK, Tokens
from training.corpora import Annotated

OUTSIDE, CONTENT, SOURCE, CUE = 0, 1, 3, 5
LABELS = ("O", "B-Content", "I-Content", "B-Source", "I-Source", "B-Cue", "I-Cue")
# About how many tokens a piece of an article has.
PIECE = 600


class Part(NamedTuple):
    """A part of a content, the tokens [first, last), and the tokens of its source and cue; None if they are not known."""

    first: int
    last: int
    source: tuple[int, ...] | None
    cue: tuple[int, ...] | None


class Piece(NamedTuple):
    """Some paragraphs of an article to learn from: features (n, 6) and labels (n,) of its tokens, and its parts."""

    features: NDArray[np.int32]
    labels: NDArray[np.int64]
    parts: list[Part]


def labels_and_parts(text: Tokens, annotated: Sequence[Annotated]) -> tuple[NDArray[np.int64], list[Part]]:
    """The label of each token (its number in `LABELS`), and the parts of all contents with their links.

    A token that two annotations claim goes to the first.
    """
    labels = np.zeros(len(text.spans), dtype=np.int64)
    begins, ends = text.spans[:, 0], text.spans[:, 1]
    parts = []
    for attribution in annotated:
        by_role: dict[int, list[NDArray[np.int64]]] = {CONTENT: [], SOURCE: [], CUE: []}
        for role, spans in zip((CONTENT, SOURCE, CUE), attribution, strict=True):
            for first, last in spans:
                inside = np.flatnonzero((begins < last) & (ends > first) & (ends > begins))
                inside = inside[labels[inside] == OUTSIDE]
                if len(inside):
                    labels[inside] = role + 1
                    labels[inside[0]] = role
                    by_role[role].append(inside)
        source, cue = (tuple(int(token) for inside in by_role[role] for token in inside) for role in (SOURCE, CUE))
        parts += [Part(int(inside[0]), int(inside[-1]) + 1, source, cue) for inside in by_role[CONTENT]]
    return labels, parts


def pieces(text: Tokens, labels: NDArray[np.int64], parts: Sequence[Part]) -> list[Piece]:
    """An article cut between paragraphs into pieces of about 600 tokens; a link to another piece becomes unknown."""
    length = len(labels)
    breaks = np.flatnonzero(text.features[:, 0] == BREAK)
    count = max(1, round(length / PIECE)) if len(breaks) else 1
    cuts = {0, length} | {int(breaks[np.abs(breaks - length * number / count).argmin()]) for number in range(1, count)}
    cut = []
    for first, last in pairwise(sorted(cuts)):
        inside = [
            Part(part.first - first, part.last - first, *(_inside(linked, first, last) for linked in part[2:]))
            for part in parts
            if first <= part.first and part.last <= last
        ]
        cut.append(Piece(text.features[first:last], labels[first:last], inside))
    return cut


def _inside(linked: tuple[int, ...] | None, first: int, last: int) -> tuple[int, ...] | None:
    """The tokens `linked`, counted from `first` on; None where all of them lie outside [first, last)."""
    kept = tuple(token - first for token in linked or () if first <= token < last)
    return None if linked and not kept else kept
