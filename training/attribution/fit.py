"""Fits the network of attribution with PyTorch: `python -m training attribution POLNEAR`.

The network is small: word vectors and shapes, four dilated convolutions (Strubell et al. 2017), one recurrent layer a
direction (Hochreiter and Schmidhuber 1997) over each paragraph, a conditional random field over the labels (Lafferty,
McCallum and Pereira 2001), and two pointers that link each part of a content to its source and its cue.
"""

import os

# One thread and one set of instructions, so that the same corpus gives the same bits.
os.environ |= {"OMP_NUM_THREADS": "1", "ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2"}

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.models import attribution as network
from analysis.models.layers import step_by_step
from analysis.models.tokens import BREAK, OPENINGS, QUOTATION_STATES, SUFFIXES, UNKNOWN, UNKNOWN_NAME, tokens
from analysis.models.words import CAPITAL, SHAPES
from training.attribution.lessons import LABELS, Part, Piece, labels_and_parts, pieces
from training.corpora import articles
from training.fitting import compressed, fitted, numbers, steps, write

EPOCHS, BATCH = 22, 10
RATE, WARM_UP, LOWEST, BETAS = 2e-3, 100, 0.02, (0.9, 0.99)
DROPOUT, AVERAGING, DECAY, WORD_DECAY = 0.25, 0.998, 0.02, 0.3
HIDDEN, RECURRENT, LINK = 128, 96, 48
# The shares of words, and of words with a capital, that are hidden from the network while it learns.
HIDDEN_WORDS, HIDDEN_NAMES = 0.06, 0.15
# The least occurrences of a word whose vector is fitted.
SELDOM = 5
LINK_WEIGHT, PLAIN_WEIGHT, ROLE_WEIGHTS = 0.35, 0.3, (1.0, 0.5)
LENGTH_JITTER = 80
SEED = 1


class Net(nn.Module):
    """The network that `analysis.models.attribution` runs in numpy."""

    def __init__(self, vectors: Tensor, learnt: Tensor) -> None:
        """`vectors` (words, 64) are the word vectors, `learnt` (words,) is true for those that are fitted."""
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
            nn.Conv1d(HIDDEN, HIDDEN, 3, padding=dilation, dilation=dilation) for dilation in network.DILATIONS
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
        """The states (tokens, 2 * RECURRENT), in the order of `order`.

        Args:
            features: of the tokens of a batch, (pieces, longest, 6).
            present: 1 for tokens and 0 for padding, (pieces, longest, 1).
            order: the numbers of the tokens step by step: the first token of every sequence, then the second, ...
            steps: the number of sequences that have each step.
        """
        words = features[..., 0]
        if self.training:
            capital = (features[..., 1] >= CAPITAL[0]) & (features[..., 1] <= CAPITAL[-1])
            share = torch.where(capital, HIDDEN_NAMES, HIDDEN_WORDS)
            hidden = (torch.rand(words.shape) < share) & (words > BREAK)
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
        """The mean negative log-likelihood of `labels` under the random field, plus a share of plain cross-entropy.

        States and labels are step by step, as in `states`.
        """
        scores = self.label(self.drop(states))
        ends, chain, before = [], self.opening + scores[: steps[0]], labels[: steps[0]]
        right = scores.gather(1, labels[:, None]).sum() + self.opening[before].sum()
        passed = torch.zeros(len(LABELS), len(LABELS))
        for emissions, now in zip(scores.split(steps)[1:], labels.split(steps)[1:], strict=True):
            active = len(now)
            ends.append(chain[active:])
            chain = torch.logsumexp(chain[:active, :, None] + self.transitions, 1) + emissions
            passed.index_put_((before[:active], now), torch.ones(active), accumulate=True)
            before = now
        everything = torch.logsumexp(torch.cat([*ends, chain]), 1).sum()
        plain = functional.cross_entropy(scores, labels, reduction="sum")
        return (everything - right - (passed * self.transitions).sum() + PLAIN_WEIGHT * plain) / len(labels)

    def link_scores(self, state: Tensor, features: NDArray[np.int32], parts: Sequence[Part]) -> list[Tensor]:
        """How well each token of a piece fits each part of a content as its source, and as its cue.

        A table (parts, tokens + 1) for each of the two roles, the last column for nobody: log probabilities up to a
        constant.
        """
        firsts, lasts = (torch.tensor([part[field] for part in parts]) for field in (0, 1))
        sums = torch.cat([torch.zeros(1, state.shape[1]), state.cumsum(0)])
        means = (sums[lasts] - sums[firsts]) / (lasts - firsts)[:, None]
        pooled = self.drop(torch.cat([means, state[firsts], state[lasts - 1]], 1))
        distance, place = network.relations(features, firsts.numpy(), lasts.numpy(), np.arange(len(state)))
        queries, keys = self.query(pooled), self.key(self.drop(state))
        tables = []
        for role in range(2):
            columns = slice(role * LINK, (role + 1) * LINK)
            scores = queries[:, columns] @ keys[:, columns].T / math.sqrt(LINK)
            scores = scores + self.distance[role][torch.tensor(distance)] + self.place[role][torch.tensor(place)]
            tables.append(torch.cat([scores, self.nobody(pooled)[:, role, None]], 1))
        return tables

    def link_loss(self, state: Tensor, features: NDArray[np.int32], parts: Sequence[Part]) -> Tensor:
        """The negative log-probability of the right sources and cues of `parts`, summed; longer parts weigh more.

        Any token of the source is right; nobody, if there is none; everything, if the source is not known.
        """
        weights = torch.tensor([part.last - part.first for part in parts]).float().sqrt() / 4
        loss = torch.zeros(())
        for role, (weight, scores) in enumerate(
            zip(ROLE_WEIGHTS, self.link_scores(state, features, parts), strict=True)
        ):
            right = torch.zeros(scores.shape, dtype=torch.bool)
            for row, target in enumerate((part.source, part.cue)[role] for part in parts):
                right[row, slice(None) if target is None else list(target) or [-1]] = True
            rightly = functional.log_softmax(scores, 1).masked_fill(~right, -1e9)
            loss = loss - weight * (weights * torch.logsumexp(rightly, 1)).sum()
        return loss


def fit(polnear: Path, epochs: int = EPOCHS) -> Net:
    """The network fitted to the part of PolNeAR in the folder `polnear`; the same corpus gives the same bits.

    Raises:
        InputError: the folder is no part of PolNeAR.
    """
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False
    chance = np.random.default_rng(SEED)
    lessons: list[Piece] = []
    met: Counter[int] = Counter()
    for _, text, annotated in articles(polnear):
        read = tokens(text)
        met.update(read.features[:, 0].tolist())
        lessons += pieces(read, *labels_and_parts(read, annotated))
    vectors = torch.tensor(network.word_vectors())
    net = Net(vectors, torch.tensor([row <= BREAK or met[row] >= SELDOM for row in range(len(vectors))]))
    last_step = steps(len(lessons), BATCH, epochs)

    def batches() -> list[list[int]]:
        order = sorted(range(len(lessons)), key=lambda row: len(lessons[row].labels) + chance.integers(LENGTH_JITTER))
        cut = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        chance.shuffle(cut)
        return cut

    def rate(step: int, highest: float) -> float:
        falling = max(LOWEST, 0.5 + 0.5 * math.cos(math.pi * step / last_step))
        return highest * min(1, (step + 1) / WARM_UP) * falling

    rest = [parameter for name, parameter in net.named_parameters() if name != "delta"]
    return fitted(
        net,
        [
            {"params": [net.delta], "lr": RATE, "weight_decay": WORD_DECAY},
            {"params": rest, "lr": RATE, "weight_decay": DECAY},
        ],
        batches,
        lambda net, batch: _loss(net, [lessons[row] for row in batch]),
        epochs,
        rate,
        averaging=lambda step: min(AVERAGING, 1 - 1 / (step + 1)),
        betas=BETAS,
    )


def make(polnear: Path, out: Path, epochs: int = EPOCHS) -> None:
    """Writes the model fitted to the part of PolNeAR in the folder `polnear` to `out`."""
    net = fit(polnear, epochs)
    write({"changed": changed(net).astype(np.int32)} | compressed(arrays(net), {"change"}), out)


def changed(net: Net) -> NDArray[np.int64]:
    """The rows of the word vectors that were fitted."""
    rows: NDArray[np.int64] = torch.nonzero(net.learnt[:, 0]).squeeze(1).numpy()
    return rows


def arrays(net: Net) -> dict[str, NDArray[np.float32]]:
    """The weights of `net` under the names that `analysis.models.attribution` reads, and the `change` of word vectors."""
    change = {"change": net.delta.detach()[changed(net)].numpy()}
    return change | numbers((name, value) for name, value in net.named_parameters() if name != "delta")


def _loss(net: Net, batch: Sequence[Piece]) -> Tensor:
    """The loss of a batch: the mean over tokens for the labels, plus the weighted mean over spans for the links."""
    longest = max(len(piece.labels) for piece in batch)
    features = np.zeros((len(batch), longest, batch[0].features.shape[1]), dtype=np.int64)
    present = np.zeros((len(batch), longest, 1), dtype=np.float32)
    sequences = []
    for row, piece in enumerate(batch):
        features[row, : len(piece.labels)] = piece.features
        present[row, : len(piece.labels)] = 1
        sequences += [
            (row * longest + first, row * longest + last) for first, last in network.sequences(piece.features)
        ]
    (order, _), counts = step_by_step(sequences)
    states = net.states(*(torch.tensor(array) for array in (features, present, order, counts)))
    labels = np.concatenate([np.pad(piece.labels, (0, longest - len(piece.labels))) for piece in batch])[order]
    in_text = states.index_select(0, torch.tensor(np.argsort(order))).split([len(piece.labels) for piece in batch])
    link_loss, parts = torch.zeros(()), 0
    for piece, state in zip(batch, in_text, strict=True):
        if piece.parts:
            link_loss = link_loss + net.link_loss(state, piece.features, piece.parts)
            parts += len(piece.parts)
    label_loss = net.label_loss(states, torch.tensor(labels), counts)
    return label_loss + LINK_WEIGHT * (link_loss / max(parts, 1))
