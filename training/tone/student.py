"""Fits the network of tone: it is taught by annotations, and by a large network that labels other text.

The network reads word vectors, shapes and each token's distance from the target through a convolution and a recurrent
layer in both directions (Hochreiter and Schmidhuber 1997). It pools the states in four ways: that of the target, their
mean by attention from the target (Luong, Pham and Manning 2015), their mean by attention without it, and their maximum.
It is taught by soft labels (Hinton, Vinyals and Dean 2015).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.models import Floats
from analysis.models.tone import BUCKETS, LABELS, Encoded, distances
from analysis.models.words import CAPITAL, PADDING, SHAPES, SPECIAL, UNKNOWN, UNKNOWN_NAME
from training.fitting import batches, fitted, numbers, steps

EPOCHS, BATCH = 5, 64
RATE, WARM_UP, DECAY = 2e-3, 300, 0.01
# How many steps lie between two averagings of the weights, and the share of the running average that is kept.
AVERAGED_EVERY, AVERAGING = 10, 0.99
WIDTH, RECURRENT, HIDDEN, DROPOUT = 96, 64, 96, 0.1
SHAPE_SIZE, DISTANCE_SIZE = 8, 12
UNKNOWN_WORDS = 0.05
# The inverse of the standard deviation of the first word vectors.
SPREAD = 2.0
# The temperature at which labels and scores are compared.
SOFTENING = 2.0
SEED = 1


class Lesson(NamedTuple):
    """A target to learn from, the probability of each of the three labels, and the weight of the lesson."""

    target: Encoded
    chances: tuple[float, ...]
    weight: float = 1.0


class Net(nn.Module):
    """The network that `analysis.models.tone` runs in numpy."""

    def __init__(self, vectors: Floats) -> None:
        """`vectors` (rows, size) are the first word vectors."""
        super().__init__()
        self.vectors = nn.Embedding(*vectors.shape, padding_idx=PADDING)
        self.vectors.weight.data[:] = torch.from_numpy(vectors)
        self.entry = nn.Linear(vectors.shape[1] + SHAPE_SIZE + DISTANCE_SIZE, WIDTH)
        self.convolution, self.norm = nn.Conv1d(WIDTH, WIDTH, 3, padding=1), nn.LayerNorm(WIDTH)
        self.recurrent = nn.LSTM(WIDTH, RECURRENT, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(DROPOUT)
        sizes = {"shape": (SHAPES, SHAPE_SIZE), "distance": (2 * BUCKETS + 1, DISTANCE_SIZE)}
        self.tables = nn.ModuleDict({name: nn.Embedding(*size) for name, size in sizes.items()})
        states = 2 * RECURRENT
        self.query, self.key = nn.Linear(states, states), nn.Linear(states, states)
        self.attention = nn.Linear(states, 1, bias=False)
        self.hidden, self.label = nn.Linear(4 * states, HIDDEN), nn.Linear(HIDDEN, len(LABELS))

    def forward(self, rows: Tensor, shapes: Tensor, places: Tensor, targets: Tensor) -> Tensor:
        """The scores (n, 3) of n targets, given rows, shapes and distances of their tokens, and the targets' places."""
        if self.training:
            rows = some_unknown(rows, shapes)
        real = (rows != PADDING)[..., None].float()
        read = torch.cat([self.vectors(rows), self.tables["shape"](shapes), self.tables["distance"](places)], -1)
        near = self.drop(functional.relu(self.entry(read))) * real
        change = functional.relu(self.convolution((self.norm(near) * real).transpose(1, 2)).transpose(1, 2))
        near = near + self.drop(change) * real
        lengths = real[..., 0].sum(1).long()
        packed = nn.utils.rnn.pack_padded_sequence(near, lengths, batch_first=True, enforce_sorted=False)
        state = nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)[0] * real
        at_target = state[torch.arange(len(rows)), targets]
        away = (1 - real[..., 0]) * -1e9
        fits = (self.key(state) * self.query(at_target)[:, None]).sum(-1) / state.shape[-1] ** 0.5 + away
        weighed = self.attention(state)[..., 0] + away
        pooled = [at_target]
        pooled += [(state * torch.softmax(scores, 1)[..., None]).sum(1) for scores in (fits, weighed)]
        pooled.append((state - 1e4 * (1 - real)).amax(1))
        return self.label(self.drop(functional.relu(self.hidden(self.drop(torch.cat(pooled, 1))))))


def some_unknown(rows: Tensor, shapes: Tensor) -> Tensor:
    """`rows` with a random share of the words unknown, so that the network learns to do without them."""
    capital = (shapes >= CAPITAL[0]) & (shapes <= CAPITAL[-1])
    hidden = (torch.rand(rows.shape) < UNKNOWN_WORDS) & (rows >= SPECIAL)
    return torch.where(hidden, torch.where(capital, UNKNOWN_NAME, UNKNOWN), rows)


def started(vectors: Floats) -> Floats:
    """The word vectors to begin with: random rows for the special tokens, then `vectors`, with standard deviation 1/2."""
    special = np.random.default_rng(0).standard_normal((SPECIAL, vectors.shape[1])).astype(np.float32)
    special[PADDING] = 0
    rows: Floats = np.concatenate([special, vectors / vectors.std()])
    rows /= np.float32(SPREAD)
    return rows


def fit(lessons: Sequence[Lesson], vectors: Floats) -> Net:
    """The network fitted to `lessons`, its weights averaged over the last steps, given the first word `vectors`."""
    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    net = Net(vectors)
    last = steps(len(lessons), BATCH, EPOCHS)
    lengths = [len(lesson.target.rows) for lesson in lessons]

    def loss(net: Net, batch: NDArray[np.intp]) -> Tensor:
        chosen = [lessons[number] for number in batch]
        wanted = torch.tensor([lesson.chances for lesson in chosen]) ** (1 / SOFTENING)
        wanted /= wanted.sum(1, keepdim=True)
        weights = torch.tensor([lesson.weight for lesson in chosen])
        scores = net(*padded([lesson.target for lesson in chosen])) / SOFTENING
        surprise = -(wanted * torch.log_softmax(scores, 1)).sum(1)
        return SOFTENING**2 * (surprise * weights).mean()

    rest = [value for name, value in net.named_parameters() if name != "vectors.weight"]
    return fitted(
        net,
        [
            {"params": [net.vectors.weight], "lr": RATE / 2, "weight_decay": 0.0},
            {"params": rest, "lr": RATE, "weight_decay": DECAY},
        ],
        lambda: batches(lengths, BATCH, chance),
        loss,
        EPOCHS,
        lambda step, highest: highest * min((step + 1) / WARM_UP, 0.5 * (1 + np.cos(np.pi * min(1.0, step / last)))),
        averaging=lambda step: 1.0 if step % AVERAGED_EVERY else min(AVERAGING, step / (step + 100)),
    )


def arrays(net: Net) -> dict[str, NDArray[np.float32]]:
    """The weights of `net` under the names that `analysis.models.tone` reads."""
    return {name.replace("vectors.weight", "vectors"): array for name, array in numbers(net.named_parameters()).items()}


def padded(targets: Sequence[Encoded]) -> tuple[Tensor, ...]:
    """Rows, shapes and distances (n, longest) of n `targets`, and the numbers (n,) of their blanks."""
    longest = max(len(target.rows) for target in targets)
    rows, shapes, places = (np.zeros((len(targets), longest), dtype=np.int64) for _ in range(3))
    for number, target in enumerate(targets):
        length = len(target.rows)
        rows[number, :length], shapes[number, :length] = target.rows, target.shapes
        places[number, :length] = distances(length, target.target)
    blanks = np.array([target.target for target in targets])
    return tuple(torch.from_numpy(array) for array in (rows, shapes, places, blanks))
