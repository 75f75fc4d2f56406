"""Fits the tone model: a small network that learns from annotations and from what a large one makes of unread text.

The network reads word vectors, shapes and each token's distance from the target through a convolution and a recurrent
layer in both directions (Hochreiter and Schmidhuber 1997), and pools the states at the target, by attention asked from
the target (Luong, Pham and Manning 2015), by attention of its own and by their greatest values. It is taught by soft
labels (Hinton, Vinyals and Dean 2015).
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.models import tone as tone_network
from analysis.models.encoder import PADDING
from analysis.models.tokens import SHAPES
from analysis.models.tone import BUCKETS, Encoded, distances
from training import encoder
from training.encoder import Encoder, some_unknown
from training.fitting import fitted

EPOCHS, BATCH = 5, 64
WIDTH, RECURRENT, HIDDEN = 96, 64, 96
SHAPE_SIZE, DISTANCE_SIZE = 8, 12
UNKNOWN_WORDS = 0.05
# Labels and scores are softened alike before they are compared.
SOFTENING = 2.0
SEED = 1


class Lesson(NamedTuple):
    """A target to learn from, how likely each of the three labels is, and how much the lesson weighs."""

    target: Encoded
    chances: tuple[float, float, float]
    weight: float = 1.0


class Net(Encoder):
    """The network whose numpy twin is `analysis.models.tone`."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        super().__init__(vectors, SHAPE_SIZE + DISTANCE_SIZE, WIDTH, RECURRENT)
        sizes = {"shape": (SHAPES, SHAPE_SIZE), "distance": (2 * BUCKETS + 1, DISTANCE_SIZE)}
        self.tables = nn.ModuleDict({name: nn.Embedding(*size) for name, size in sizes.items()})
        states = 2 * RECURRENT
        self.query, self.key = nn.Linear(states, states), nn.Linear(states, states)
        self.attention = nn.Linear(states, 1, bias=False)
        self.hidden, self.label = nn.Linear(4 * states, HIDDEN), nn.Linear(HIDDEN, len(tone_network.LABELS))

    def forward(self, rows: Tensor, shapes: Tensor, places: Tensor, targets: Tensor) -> Tensor:
        """The scores (n, 3) of n targets, each given by its tokens' rows, shapes and distances, and by its place."""
        if self.training:
            rows = some_unknown(rows, shapes, UNKNOWN_WORDS)
        real = (rows != PADDING)[..., None].float()
        read = torch.cat([self.vectors(rows), self.tables["shape"](shapes), self.tables["distance"](places)], -1)
        _, state = self.states(read, real)
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

    def loss(net: Net, numbers: NDArray[np.intp]) -> Tensor:
        *inputs, wanted, weights = _tensors([lessons[number] for number in numbers])
        surprise = -(wanted * torch.log_softmax(net(*inputs) / SOFTENING, 1)).sum(1)
        result: Tensor = SOFTENING**2 * (surprise * weights).mean()
        return result

    lengths = [len(one.target.rows) for one in lessons]
    return fitted(lambda: Net(vectors), lengths, loss, epochs, BATCH, seed, report)


def arrays(net: Net, temperature: float = 1.0) -> dict[str, NDArray[Any]]:
    """What is stored of `net`, and the number by which its scores are divided."""
    return encoder.arrays(net) | {"temperature": np.array(temperature, dtype=np.float32)}


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
