"""Fits the tone model: a small network that learns from annotations and from what a large one makes of unread text.

The network reads word vectors, shapes and each token's distance from the target through a convolution and a recurrent
layer in both directions (Hochreiter and Schmidhuber 1997), and pools the states at the target, by attention asked from
the target (Luong, Pham and Manning 2015), by attention of its own and by their greatest values. It is taught by soft
labels (Hinton, Vinyals and Dean 2015).
"""

import os

os.environ |= {"OMP_NUM_THREADS": "1"}

import copy
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis import tone_network
from analysis.tokens import SHAPES
from analysis.tone_network import BUCKETS, PADDING, SPECIAL, UNKNOWN, UNKNOWN_NAME, Encoded, distances

EPOCHS, BATCH = 5, 64
RATE, WARM_UP, DECAY = 2e-3, 300, 0.01
WIDTH, RECURRENT, HIDDEN = 96, 64, 96
SHAPE_SIZE, DISTANCE_SIZE = 8, 12
DROPOUT, UNKNOWN_WORDS = 0.1, 0.05
# The weights are averaged every so many steps, and so much of the average stays.
AVERAGED_EVERY, AVERAGING = 10, 0.99
# Labels and scores are softened alike before they are compared.
SOFTENING = 2.0
SEED = 1
# The shapes of words with a capital: see `analysis.tokens.shape`.
CAPITAL = (14, 17)


class Lesson(NamedTuple):
    """A target to learn from, how likely each of the three labels is, and how much the lesson weighs."""

    target: Encoded
    chances: tuple[float, float, float]
    weight: float = 1.0


class Net(nn.Module):
    """The network whose numpy twin is `analysis.tone_network`."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        super().__init__()
        self.vectors = nn.Embedding(*vectors.shape, padding_idx=PADDING)
        self.vectors.weight.data[:] = torch.from_numpy(vectors)
        sizes = {"shape": (SHAPES, SHAPE_SIZE), "distance": (2 * BUCKETS + 1, DISTANCE_SIZE)}
        self.tables = nn.ModuleDict({name: nn.Embedding(*size) for name, size in sizes.items()})
        self.entry = nn.Linear(vectors.shape[1] + SHAPE_SIZE + DISTANCE_SIZE, WIDTH)
        self.convolution, self.norm = nn.Conv1d(WIDTH, WIDTH, 3, padding=1), nn.LayerNorm(WIDTH)
        self.recurrent = nn.LSTM(WIDTH, RECURRENT, batch_first=True, bidirectional=True)
        states = 2 * RECURRENT
        self.query, self.key = nn.Linear(states, states), nn.Linear(states, states)
        self.attention = nn.Linear(states, 1, bias=False)
        self.hidden, self.label = nn.Linear(4 * states, HIDDEN), nn.Linear(HIDDEN, len(tone_network.LABELS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor, shapes: Tensor, places: Tensor, targets: Tensor) -> Tensor:
        """The scores (n, 3) of n targets, each given by its tokens' rows, shapes and distances, and by its place."""
        if self.training:
            capital = (shapes >= CAPITAL[0]) & (shapes <= CAPITAL[1])
            hidden = (torch.rand(rows.shape) < UNKNOWN_WORDS) & (rows >= SPECIAL)
            rows = torch.where(hidden, torch.where(capital, UNKNOWN_NAME, UNKNOWN), rows)
        real = (rows != PADDING)[..., None].float()
        read = torch.cat([self.vectors(rows), self.tables["shape"](shapes), self.tables["distance"](places)], -1)
        state = self.drop(functional.relu(self.entry(read))) * real
        change = functional.relu(self.convolution((self.norm(state) * real).transpose(1, 2)).transpose(1, 2))
        state = state + self.drop(change) * real
        lengths = real[..., 0].sum(1).long()
        packed = nn.utils.rnn.pack_padded_sequence(state, lengths, batch_first=True, enforce_sorted=False)
        state = nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)[0] * real
        at_target = state[torch.arange(len(rows)), targets]
        away = (1 - real[..., 0]) * -1e9
        fits = (self.key(state) * self.query(at_target)[:, None]).sum(-1) / state.shape[-1] ** 0.5 + away
        weighed = self.attention(state)[..., 0] + away
        pooled = [at_target]
        pooled += [(state * torch.softmax(scores, 1)[..., None]).sum(1) for scores in (fits, weighed)]
        pooled.append((state - 1e4 * (1 - real)).amax(1))
        result: Tensor = self.label(self.drop(functional.relu(self.hidden(self.drop(torch.cat(pooled, 1))))))
        return result


def fit(
    lessons: Sequence[Lesson],
    vectors: NDArray[np.float32],
    epochs: int = EPOCHS,
    report: Callable[[int, Net], None] = lambda epoch, net: None,
    seed: int = SEED,
) -> Net:
    """The network fitted to `lessons`, its weights averaged over the last steps, given first word `vectors`.

    `report` is called after each epoch with its number and the averaged network.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = np.random.default_rng(seed)
    net = Net(vectors)
    average = copy.deepcopy(net)
    optimizer = torch.optim.AdamW(
        [
            {"params": [net.vectors.weight], "lr": RATE / 2, "weight_decay": 0.0},
            {"params": [one for name, one in net.named_parameters() if name != "vectors.weight"], "lr": RATE},
        ],
        weight_decay=DECAY,
    )
    steps = epochs * -(-len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / WARM_UP, 0.5 * (1 + np.cos(np.pi * min(1.0, step / steps))))
    )
    step = 0
    for epoch in range(epochs):
        net.train()
        for batch in _batches(lessons, chance):
            *inputs, wanted, weights = _tensors([lessons[number] for number in batch])
            surprise = -(wanted * torch.log_softmax(net(*inputs) / SOFTENING, 1)).sum(1)
            loss = SOFTENING**2 * (surprise * weights).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % AVERAGED_EVERY == 0:
                kept = min(AVERAGING, step / (step + 100))
                with torch.no_grad():
                    for mean, now in zip(average.parameters(), net.parameters(), strict=True):
                        mean.lerp_(now, 1 - kept)
        report(epoch, average)
    return average.eval()


def arrays(net: Net, temperature: float = 1.0) -> dict[str, NDArray[Any]]:
    """What is stored of `net`: its weights in half precision, the word vectors in bytes with a scale a word."""
    stored: dict[str, NDArray[Any]] = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in net.state_dict().items()
        if name != "vectors.weight"
    }
    vectors = net.vectors.weight.detach().numpy()
    scale = np.maximum(np.abs(vectors).max(axis=1), 1e-6).astype(np.float32) / 127
    stored["vectors"] = np.rint(vectors / scale[:, None]).astype(np.int8)
    stored["vectors_scale"] = scale.astype(np.float16)
    stored["temperature"] = np.array(temperature, dtype=np.float32)
    return stored


def _batches(lessons: Sequence[Lesson], chance: np.random.Generator) -> list[NDArray[np.intp]]:
    """All lessons' numbers in batches of about the same length, in random order."""
    order = chance.permutation(len(lessons))
    batches: list[NDArray[np.intp]] = []
    for first in range(0, len(order), 40 * BATCH):
        block = order[first : first + 40 * BATCH]
        block = block[np.argsort([len(lessons[number].target.rows) for number in block], kind="stable")]
        batches += [block[start : start + BATCH] for start in range(0, len(block), BATCH)]
    return [batches[number] for number in chance.permutation(len(batches))]


def _tensors(lessons: Sequence[Lesson]) -> tuple[Tensor, ...]:
    longest = max(len(one.target.rows) for one in lessons)
    rows, shapes, places = (np.zeros((len(lessons), longest), dtype=np.int64) for _ in range(3))
    for number, (target, *_) in enumerate(lessons):
        length = len(target.rows)
        rows[number, :length], shapes[number, :length] = target.rows, target.shapes
        places[number, :length] = distances(length, target.target)
    targets = np.array([one.target.target for one in lessons])
    wanted = np.array([one.chances for one in lessons], dtype=np.float32) ** (1 / SOFTENING)
    wanted /= wanted.sum(axis=1, keepdims=True)
    weights = np.array([one.weight for one in lessons], dtype=np.float32)
    return tuple(torch.from_numpy(one) for one in (rows, shapes, places, targets, wanted, weights))
