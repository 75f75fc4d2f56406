"""Linking: which source and which cue belong to each part of what is attributed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.language import Span
from analysis.network import Floats, Integers, Reading, link_scores
from analysis.tokens import Numbers

CONTENT, SOURCE, CUE = (1, 2), (3, 4), (5, 6)

# A run of tokens may be a source or a cue from this probability on; which it is, the links decide.
FAINTEST = 0.1
# How much of a run's own probability counts beside its links.
OWN_WEIGHT = 0.5
# A source or a cue is looked for so many tokens before and behind a content.
REACH = 500
BLOCK = 64


class Linked(NamedTuple):
    """A part of a content with its source and its cue, all as tokens [first, last), and how sure that is.

    `attributed` is the mean probability of its tokens to be content, `credited` that of its source to be the right
    one (of there being none, where it has none).
    """

    content: Span
    source: Span | None
    cue: Span | None
    attributed: float
    credited: float


def parts(labels: Floats, certain: NDArray[np.bool_]) -> list[Span]:
    """The runs of tokens that are `certain` to be content or likelier that than anything else.

    From the label probabilities (n, 7) and a truth value a token.
    """
    return _runs(labels, CONTENT, (_role(labels) == 0) | certain, certain & np.roll(certain, 1))


def content_probability(labels: Floats) -> Floats:
    """How likely each token is content, (n,), from the label probabilities (n, 7)."""
    result: Floats = labels[:, CONTENT[0]] + labels[:, CONTENT[1]]
    return result


def linked(reading: Reading, features: Numbers, found: list[Span], model: dict[str, Floats]) -> list[Linked]:
    """Each part in `found` with its source and its cue."""
    result: list[Linked] = []
    within = np.zeros(len(features), dtype=bool)
    for first, last in found:
        within[first:last] = True
    candidates = {role: _candidates(reading.labels, role, within) for role in (SOURCE, CUE)}
    content = content_probability(reading.labels)
    for start in range(0, len(found), BLOCK):
        block = found[start : start + BLOCK]
        sources, source_chances = _best(reading, features, block, candidates[SOURCE], 0, model)
        cues, _ = _best(reading, features, block, candidates[CUE], 1, model)
        for part, source, cue, chance in zip(block, sources, cues, source_chances, strict=True):
            result.append(Linked(part, source, cue, float(content[slice(*part)].mean()), chance))
    return result


def _role(labels: Floats) -> Integers:
    """0 for content, 1 for source, 2 for cue, 3 for nothing of these: the likeliest at each token."""
    merged = np.stack([labels[:, one[0]] + labels[:, one[1]] for one in (CONTENT, SOURCE, CUE)] + [labels[:, 0]])
    likeliest: Integers = merged.argmax(axis=0)
    return likeliest


def _runs(
    labels: Floats, role: tuple[int, int], chosen: NDArray[np.bool_], joined: NDArray[np.bool_] | None = None
) -> list[Span]:
    """The runs of `chosen` tokens, cut where one is likelier to begin than to go on and is not `joined` to the last."""
    cut = labels[:, role[0]] > labels[:, role[1]]
    if joined is not None:
        cut &= ~joined
    begins = chosen & (~np.roll(chosen, 1) | cut)
    begins[:1] = chosen[:1]
    ends = chosen & (~np.roll(chosen, -1) | np.roll(begins, -1))
    ends[-1:] = chosen[-1:]
    return list(zip(np.flatnonzero(begins).tolist(), (np.flatnonzero(ends) + 1).tolist(), strict=True))


def _candidates(labels: Floats, role: tuple[int, int], within: NDArray[np.bool_]) -> list[tuple[Span, float]]:
    """The runs that may have `role`, each as far as it is half as likely as at its likeliest, with that probability."""
    chance = labels[:, role[0]] + labels[:, role[1]]
    found = []
    for first, last in _runs(labels, role, (chance >= FAINTEST) & ~within):
        peak = float(chance[first:last].max())
        strong = np.flatnonzero(chance[first:last] >= peak / 2)
        found.append(((first + int(strong[0]), first + int(strong[-1]) + 1), peak))
    return found


def _best(
    reading: Reading,
    features: Numbers,
    found: list[Span],
    candidates: list[tuple[Span, float]],
    role: int,
    model: dict[str, Floats],
) -> tuple[list[Span | None], list[float]]:
    """For each part the best candidate, or None where there is none near, and the probability of that choice.

    A doubtful candidate is taken too: its probability says how doubtful.
    """
    near = [one for one in candidates if found[0][0] - REACH <= one[0][0] and one[0][1] <= found[-1][1] + REACH]
    tokens = np.array([token for (first, last), _ in near for token in range(first, last)], dtype=np.intp)
    scores, nobody = link_scores(reading, features, np.array(found), tokens, role, model)
    totals = np.full((len(found), len(near) + 1), -np.inf, dtype=np.float32)
    totals[:, -1] = nobody
    offset = 0
    for number, ((first, last), peak) in enumerate(near):
        piece = scores[:, offset : offset + last - first]
        offset += last - first
        totals[:, number] = np.logaddexp.reduce(piece, axis=1) + OWN_WEIGHT * np.log(peak)
    chances = np.exp(totals - totals.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chosen: list[Span | None] = []
    sure = []
    for row in chances:
        best = int(row[:-1].argmax()) if len(near) else len(near)
        chosen.append(near[best][0] if best < len(near) else None)
        sure.append(float(row[best]))
    return chosen, sure
