"""Fits the attribution model with PyTorch: python -m analysis train-attribution SPLIT_DIR

The network is small: word vectors and shapes, four dilated convolutions (Strubell et al. 2017), one recurrent layer a
direction (Hochreiter and Schmidhuber 1997) over each paragraph, a conditional random field over the labels (Lafferty,
McCallum and Pereira 2001), and two pointers that link each part of a content to its source and its cue.
"""

import os

# One thread and one set of instructions, so that the same corpus gives the same bits.
os.environ |= {"OMP_NUM_THREADS": "1", "ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2"}

import copy
import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.models import attribution as network
from analysis.models.tokens import (
    BREAK,
    OPENINGS,
    QUOTATION_STATES,
    SHAPES,
    SUFFIXES,
    UNKNOWN,
    UNKNOWN_NAME,
    Tokens,
    tokens,
)
from training.attribution.annotations import LABELS, Part, articles, labels_and_parts
from training.attribution.vectors import in_bytes

EPOCHS, BATCH, PIECE = 22, 10, 600
RATE, WARM_UP, DROPOUT, AVERAGING = 2e-3, 100, 0.25, 0.998
HIDDEN, RECURRENT, LINK = 128, 96, 48
SELDOM = 5
LINK_WEIGHT = 0.35
SEED = 1


class Piece(NamedTuple):
    """Some paragraphs of an article, ready to learn from."""

    features: NDArray[np.int32]
    labels: NDArray[np.int64]
    parts: list[Part]


class Net(nn.Module):
    """The network whose numpy twin is `analysis.models.attribution`."""

    def __init__(self, vectors: Tensor, learnt: Tensor) -> None:
        super().__init__()
        self.register_buffer("vectors", vectors)
        self.register_buffer("learnt", learnt[:, None].float())
        self.delta = nn.Parameter(torch.zeros_like(vectors))
        sizes = {"shape": (SHAPES, 8), "suffix": (SUFFIXES, 12), "quotation": (QUOTATION_STATES, 6),
                 "opening": (OPENINGS, 4), "glued": (2, 2)}  # fmt: skip
        self.tables = nn.ModuleDict({name: nn.Embedding(*size) for name, size in sizes.items()})
        width = vectors.shape[1] + sum(columns for _, columns in sizes.values())
        self.entry = nn.Linear(width, HIDDEN)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(HIDDEN, HIDDEN, 3, padding=one, dilation=one) for one in network.DILATIONS
        )
        self.norms = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in network.DILATIONS)
        self.recurrent = nn.LSTM(HIDDEN, RECURRENT, bidirectional=True)
        self.label = nn.Linear(2 * RECURRENT, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.opening = nn.Parameter(torch.zeros(len(LABELS)))
        self.query = nn.Linear(6 * RECURRENT, 2 * LINK)
        self.key = nn.Linear(2 * RECURRENT, 2 * LINK)
        self.nobody = nn.Linear(6 * RECURRENT, 2)
        self.distance = nn.Parameter(torch.zeros(2, network.DISTANCES))
        self.place = nn.Parameter(torch.zeros(2, network.PLACES))
        self.drop = nn.Dropout(DROPOUT)

    def states(self, features: Tensor, present: Tensor, order: Tensor, steps: Tensor) -> Tensor:
        """The states (tokens, 2 * RECURRENT), step by step of all sequences at once.

        `order` numbers the tokens of the batch so, `steps` tells how many sequences have each step.
        """
        words = features[..., 0]
        if self.training:
            capital = (features[..., 1] >= 14) & (features[..., 1] <= 17)
            hidden = (torch.rand(words.shape) < torch.where(capital, 0.15, 0.06)) & (words > BREAK)
            words = torch.where(hidden, torch.where(capital, UNKNOWN_NAME, UNKNOWN), words)
        embedded = [functional.embedding(words, self.vectors) + functional.embedding(words, self.delta * self.learnt)]
        embedded += [table(features[..., column]) for column, table in enumerate(self.tables.values(), 1)]
        state = functional.relu(self.entry(self.drop(torch.cat(embedded, -1)))) * present
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            change = functional.relu(convolution(norm(state).transpose(1, 2)).transpose(1, 2))
            state = (state + self.drop(change)) * present
        packed = nn.utils.rnn.PackedSequence(state.reshape(-1, HIDDEN).index_select(0, order), steps)
        result: Tensor = self.recurrent(packed)[0].data
        return result

    def label_loss(self, states: Tensor, labels: Tensor, steps: Sequence[int]) -> Tensor:
        """The negative log-likelihood of `labels` a token, with a share of plain cross-entropy.

        States and labels come step by step, `steps` tells how many sequences have each.
        """
        scores = self.label(self.drop(states))
        ends, chain, before = [], self.opening + scores[: steps[0]], labels[: steps[0]]
        own = scores.gather(1, labels[:, None]).sum() + self.opening[before].sum()
        passed = torch.zeros(len(LABELS), len(LABELS))
        for emissions, here in zip(scores.split(steps)[1:], labels.split(steps)[1:], strict=True):
            active = len(here)
            ends.append(chain[active:])
            chain = torch.logsumexp(chain[:active, :, None] + self.transitions, 1) + emissions
            passed.index_put_((before[:active], here), torch.ones(active), accumulate=True)
            before = here
        everything = torch.logsumexp(torch.cat([*ends, chain]), 1).sum()
        plain = functional.cross_entropy(scores, labels, reduction="sum")
        return (everything - own - (passed * self.transitions).sum() + 0.3 * plain) / len(labels)

    def link_loss(self, state: Tensor, features: NDArray[np.int32], parts: Sequence[Part]) -> Tensor:
        """The negative log-probability of the right sources and cues of `parts`, summed; a part weighs its root length.

        A pointer is right on any token of the source; where there is none it should point to nobody, and where the
        source lies beyond the piece anything is right.
        """
        firsts, lasts = (torch.tensor([one[field] for one in parts]) for field in (0, 1))
        sums = torch.cat([torch.zeros(1, state.shape[1]), state.cumsum(0)])
        means = (sums[lasts] - sums[firsts]) / (lasts - firsts)[:, None]
        pooled = self.drop(torch.cat([means, state[firsts], state[lasts - 1]], 1))
        distance, place = network.relations(features, firsts.numpy(), lasts.numpy(), np.arange(len(state)))
        queries, keys = self.query(pooled), self.key(self.drop(state))
        weights = (lasts - firsts).float().sqrt() / 4
        loss = torch.zeros(())
        for role, weight in enumerate((1.0, 0.5)):
            columns = slice(role * LINK, (role + 1) * LINK)
            scores = queries[:, columns] @ keys[:, columns].T / math.sqrt(LINK)
            scores = scores + self.distance[role][torch.tensor(distance)] + self.place[role][torch.tensor(place)]
            scores = torch.cat([scores, self.nobody(pooled)[:, role, None]], 1)
            right = torch.zeros(scores.shape, dtype=torch.bool)
            for row, target in enumerate((one.source, one.cue)[role] for one in parts):
                right[row, slice(None) if target is None else list(target) or [-1]] = True
            found = functional.log_softmax(scores, 1).masked_fill(~right, -1e9)
            loss = loss - weight * (weights * torch.logsumexp(found, 1)).sum()
        return loss


def pieces(found: Tokens, labels: NDArray[np.int64], parts: Sequence[Part]) -> list[Piece]:
    """An article cut at paragraphs into pieces of about `PIECE` tokens; a link beyond its piece is not known there."""
    length = len(labels)
    breaks = np.flatnonzero(found.features[:, 0] == BREAK)
    count = max(1, round(length / PIECE)) if len(breaks) else 1
    cuts = {0, length} | {int(breaks[np.abs(breaks - length * number / count).argmin()]) for number in range(1, count)}
    made = []
    for first, last in pairwise(sorted(cuts)):
        inside = [
            Part(one.first - first, one.last - first, *(_inside(linked, first, last) for linked in one[2:]))
            for one in parts
            if first <= one.first and one.last <= last
        ]
        made.append(Piece(found.features[first:last], labels[first:last], inside))
    return made


def _inside(linked: tuple[int, ...] | None, first: int, last: int) -> tuple[int, ...] | None:
    """The tokens `linked` counted from `first` on; None, not known, where they all lie beyond the piece."""
    kept = tuple(token - first for token in linked or () if first <= token < last)
    return None if linked and not kept else kept


def fit(split: Path, epochs: int = EPOCHS, seed: int = SEED) -> dict[str, NDArray[np.generic]]:
    """The arrays of the model fitted on `split`, as `analysis.models.attribution` reads them; the same bits for the same input.

    About half an hour on one core. Raises `InputError` where `split` is no part of the corpus.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False
    chance = np.random.default_rng(seed)
    ready: list[Piece] = []
    met: Counter[int] = Counter()
    for _, text, gold in articles(split):
        found = tokens(text)
        met.update(found.features[:, 0].tolist())
        ready += pieces(found, *labels_and_parts(found, gold))
    vectors = torch.tensor(network.word_vectors())
    learnt = torch.tensor([row <= BREAK or met[row] >= SELDOM for row in range(len(vectors))])
    net = Net(vectors, learnt)
    average = copy.deepcopy(net)
    rest = [parameter for name, parameter in net.named_parameters() if name != "delta"]
    optimizer = torch.optim.AdamW(
        [{"params": [net.delta], "weight_decay": 0.3}, {"params": rest, "weight_decay": 0.02}],
        lr=RATE, betas=(0.9, 0.99),
    )  # fmt: skip
    last_step = epochs * math.ceil(len(ready) / BATCH)
    step = 0
    for epoch in range(epochs):
        losses = np.zeros(2)
        order = sorted(range(len(ready)), key=lambda one: len(ready[one].labels) + chance.integers(80))
        batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            rate = RATE * min(1, (step + 1) / WARM_UP) * max(0.02, 0.5 + 0.5 * math.cos(math.pi * step / last_step))
            for group in optimizer.param_groups:
                group["lr"] = rate
            label_loss, link_loss = _losses(net, [ready[one] for one in batch])
            optimizer.zero_grad()
            (label_loss + LINK_WEIGHT * link_loss).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            share = min(AVERAGING, 1 - 1 / (step + 1))
            with torch.no_grad():
                for kept, new in zip(average.parameters(), net.parameters(), strict=True):
                    kept.mul_(share).add_(new, alpha=1 - share)
            losses += label_loss.item(), link_loss.item()
        labelled, linked = losses / len(batches)
        print(f"epoch {epoch + 1} of {epochs}: label loss {labelled:.3f}, link loss {linked:.3f}", flush=True)
    return _arrays(average)


def write(arrays: dict[str, NDArray[np.generic]], path: Path) -> None:
    """Writes the arrays of a model to `path`."""
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def _losses(net: Net, batch: Sequence[Piece]) -> tuple[Tensor, Tensor]:
    longest = max(len(one.labels) for one in batch)
    features = np.zeros((len(batch), longest, batch[0].features.shape[1]), dtype=np.int64)
    present = np.zeros((len(batch), longest, 1), dtype=np.float32)
    sequences = []
    for row, one in enumerate(batch):
        features[row, : len(one.labels)] = one.features
        present[row, : len(one.labels)] = 1
        sequences += [(row * longest + first, last - first) for first, last in network.sequences(one.features)]
    firsts, lengths = (np.array(column) for column in zip(*sorted(sequences, key=lambda one: -one[1]), strict=True))
    steps = np.arange(lengths[0])[:, None]
    order = (firsts + steps)[steps < lengths]
    counts = (steps < lengths).sum(axis=1)
    states = net.states(*(torch.tensor(one) for one in (features, present, order, counts)))
    labels = np.concatenate([np.pad(one.labels, (0, longest - len(one.labels))) for one in batch])[order]
    in_text = torch.tensor(np.argsort(order))
    link_loss, parts = torch.zeros(()), 0
    for one, state in zip(
        batch, states.index_select(0, in_text).split([len(one.labels) for one in batch]), strict=True
    ):
        if one.parts:
            link_loss = link_loss + net.link_loss(state, one.features, one.parts)
            parts += len(one.parts)
    return net.label_loss(states, torch.tensor(labels), counts.tolist()), link_loss / max(parts, 1)


def _arrays(net: Net) -> dict[str, NDArray[np.generic]]:
    """The parameters of `net` for numpy: halves of the usual precision, word by word changes as bytes."""
    changed = torch.nonzero(net.learnt[:, 0]).squeeze(1)
    numbers, scale = in_bytes(net.delta.detach()[changed].numpy())
    arrays: dict[str, NDArray[np.generic]] = {
        "changed": changed.numpy().astype(np.int32), "change": numbers, "change_scale": scale.astype(np.float16)
    }  # fmt: skip
    for name, parameter in net.named_parameters():
        if name != "delta":
            arrays[name] = parameter.detach().numpy().astype(np.float16)
    return arrays
