"""Linking: which source and which cue belong to each part of what is attributed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models import Floats, Integers
from analysis.models.attribution import Output, link_scores, means, pooled
from analysis.models.tokens import Numbers
from analysis.text.segmentation import Span

CONTENT, SOURCE, CUE = (1, 2), (3, 4), (5, 6)

# A run of tokens may be a source or a cue from this probability on; which it is, the links decide.
FAINTEST = 0.1
# How much of a run's own probability counts beside its links.
PEAK_WEIGHT = 0.5
# A source or a cue is looked for so many tokens before and after a content.
REACH = 500
BLOCK = 64


class TokenAttribution(NamedTuple):
    """An attribution as the network gives it: in tokens [first, last), and with two probabilities to be calibrated.

    `content` is one part of it, `attributed` the mean probability of its tokens to be content, and `credited` that of
    its source to be the right one (of there being none, where it has none).
    """

    content: Span
    source: Span | None
    cue: Span | None
    attributed: float
    credited: float


class Candidates(NamedTuple):
    """The runs of tokens that may be a source, or a cue: `spans` (n, 2) and the highest probability in each, (n,)."""

    spans: Integers
    peaks: Floats


def parts(labels: Floats, certain: NDArray[np.bool_]) -> list[Span]:
    """The runs of tokens that are `certain` to be content or likelier that than anything else.

    From the label probabilities (n, 7) and a truth value a token.
    """
    return _runs(labels, CONTENT, (_role(labels) == 0) | certain, certain & np.roll(certain, 1))


def content_probability(labels: Floats) -> Floats:
    """How likely each token is content, (n,), from the label probabilities (n, 7)."""
    result: Floats = labels[:, CONTENT[0]] + labels[:, CONTENT[1]]
    return result


def link(output: Output, features: Numbers, parts: list[Span], model: dict[str, Floats]) -> list[TokenAttribution]:
    """The attribution of each of `parts`, in the order of the text."""
    if not parts:
        return []
    spans = np.array(parts)
    edges = np.zeros(len(features) + 1, dtype=np.int8)
    edges[spans[:, 0]] += 1
    edges[spans[:, 1]] -= 1
    within = np.cumsum(edges[:-1]) > 0
    candidates = [_candidates(output.labels, role, within) for role in (SOURCE, CUE)]
    contents = means(content_probability(output.labels)[:, None], spans)[:, 0].tolist()
    result: list[TokenAttribution] = []
    for start in range(0, len(parts), BLOCK):
        block = slice(start, start + BLOCK)
        means_and_edges = pooled(output.states, spans[block])
        (sources, chances), (cues, _) = (
            _best(output, features, spans[block], means_and_edges, candidates[role], role, model) for role in (0, 1)
        )
        result += map(TokenAttribution, parts[block], sources, cues, contents[block], chances)
    return result


def _role(labels: Floats) -> Integers:
    """0 for content, 1 for source, 2 for cue, 3 for nothing of these: the likeliest at each token."""
    merged = np.stack([labels[:, role[0]] + labels[:, role[1]] for role in (CONTENT, SOURCE, CUE)] + [labels[:, 0]])
    likeliest: Integers = merged.argmax(axis=0)
    return likeliest


def _runs(
    labels: Floats, role: tuple[int, int], chosen: NDArray[np.bool_], joined: NDArray[np.bool_] | None = None
) -> list[Span]:
    """The runs of `chosen` tokens, cut where a run is likelier to begin than to go on and is not `joined` to the last."""
    cut = labels[:, role[0]] > labels[:, role[1]]
    if joined is not None:
        cut &= ~joined
    begins = chosen & (~np.roll(chosen, 1) | cut)
    begins[:1] = chosen[:1]
    ends = chosen & (~np.roll(chosen, -1) | np.roll(begins, -1))
    ends[-1:] = chosen[-1:]
    return list(zip(np.flatnonzero(begins).tolist(), (np.flatnonzero(ends) + 1).tolist(), strict=True))


def _candidates(labels: Floats, role: tuple[int, int], within: NDArray[np.bool_]) -> Candidates:
    """The runs that may have `role`, each as far as it is half as likely as at its likeliest, with that probability."""
    chance = labels[:, role[0]] + labels[:, role[1]]
    spans, peaks = [], []
    for first, last in _runs(labels, role, (chance >= FAINTEST) & ~within):
        chances = chance[first:last].tolist()
        peak = max(chances)
        while chances[-1] < peak / 2:
            chances.pop()
        opening = next(place for place, value in enumerate(chances) if value >= peak / 2)
        spans.append((first + opening, first + len(chances)))
        peaks.append(peak)
    return Candidates(np.array(spans, dtype=np.intp).reshape(-1, 2), np.array(peaks, dtype=np.float32))


def _best(
    output: Output,
    features: Numbers,
    parts: Integers,
    means_and_edges: Floats,
    candidates: Candidates,
    role: int,
    model: dict[str, Floats],
) -> tuple[list[Span | None], list[float]]:
    """For each of `parts` the best candidate, or None where there is none near, and the probability of that choice.

    A doubtful candidate is taken too: its probability says how doubtful.
    """
    near = (candidates.spans[:, 0] >= parts[0, 0] - REACH) & (candidates.spans[:, 1] <= parts[-1, 1] + REACH)
    spans = candidates.spans[near]
    lengths = spans[:, 1] - spans[:, 0]
    opens = np.cumsum(lengths) - lengths
    targets = np.arange(lengths.sum()) + np.repeat(spans[:, 0] - opens, lengths)
    scores, nobody = link_scores(output.states, features, parts, means_and_edges, targets, role, model)
    if not len(spans):
        return [None] * len(parts), [1.0] * len(parts)
    totals = np.logaddexp.reduceat(scores, opens, axis=1) + np.float32(PEAK_WEIGHT) * np.log(candidates.peaks[near])
    best = totals.argmax(axis=1)
    highest = np.maximum(totals.max(axis=1), nobody)[:, None]
    total = np.exp(totals - highest).sum(axis=1) + np.exp(nobody - highest[:, 0])
    sure = np.exp(totals[np.arange(len(parts)), best] - highest[:, 0]) / total
    return list(map(tuple, spans[best].tolist())), sure.tolist()
