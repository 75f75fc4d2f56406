"""Fits the theme model: a small network that learns from coded statements and from what a large one makes of uncoded ones.

The network reads word vectors, shapes and the terms of the codebook through a convolution and a recurrent layer in both
directions, gives each word of a statement a probability for each theme, and joins these by a noisy or. It
is taught by soft labels (Hinton, Vinyals and Dean 2015).
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.encoder import PADDING
from analysis.recurrent import Floats
from analysis.theme_network import OWN, Encoded
from analysis.tokens import SHAPES
from analysis.training import encoder
from analysis.training.encoder import Encoder, some_unknown
from analysis.training.fitting import fitted

EPOCHS, BATCH = 5, 64
WIDTH, RECURRENT = 160, 128
SHAPE_SIZE, PART_SIZE = 6, 4
DROPOUT, UNKNOWN_WORDS, UNKNOWN_TERMS = 0.25, 0.1, 0.1
# What a word brings before anything is learnt, and how much a strong term adds to it.
AT_FIRST, TRUST = -5.0, 3.0
LEAST = 1e-6
SEED = 1


class Lesson(NamedTuple):
    """A statement to learn from, how likely it has each theme, and how much the lesson weighs."""

    statement: Encoded
    chances: Floats
    weight: float = 1.0


class Net(Encoder):
    """The network whose numpy twin is `analysis.theme_network`."""

    def __init__(self, vectors: Floats, themes: int) -> None:
        super().__init__(vectors, SHAPE_SIZE + PART_SIZE + themes, WIDTH, RECURRENT, DROPOUT)
        sizes = {"shape": (SHAPES, SHAPE_SIZE), "part": (3, PART_SIZE)}
        self.tables = nn.ModuleDict({name: nn.Embedding(*size) for name, size in sizes.items()})
        self.theme = nn.Linear(vectors.shape[1] + WIDTH + 2 * RECURRENT, themes)
        nn.init.constant_(self.theme.bias, AT_FIRST)
        self.trust = nn.Parameter(torch.full((themes,), TRUST))

    def forward(self, rows: Tensor, shapes: Tensor, parts: Tensor, terms: Tensor) -> Tensor:
        """The log odds (n, themes) that n statements have each theme."""
        if self.training:
            rows = some_unknown(rows, shapes, UNKNOWN_WORDS)
            terms = terms * (torch.rand(*terms.shape[:2], 1) >= UNKNOWN_TERMS)
        real = (rows != PADDING)[..., None].float()
        words = self.vectors(rows)
        near, far = self.states(
            torch.cat([words, self.tables["shape"](shapes), self.tables["part"](parts), terms], -1), real
        )
        scores = self.theme(self.drop(torch.cat([words, near, far], -1))) + terms * self.trust
        own = real * (parts == OWN)[..., None]
        nothing = -(functional.softplus(scores) * own).sum(1).clamp(min=LEAST)
        return torch.log(-torch.expm1(nothing)) - nothing


def fit(
    lessons: Sequence[Lesson],
    vectors: Floats,
    epochs: int = EPOCHS,
    report: Callable[[int, Net], None] = lambda epoch, net: None,
    seed: int = SEED,
) -> Net:
    """The network fitted to `lessons`, its weights averaged over the last steps, given first word `vectors`.

    `report` is called after each epoch with its number and the averaged network.
    """

    def loss(net: Net, numbers: NDArray[np.intp]) -> Tensor:
        chosen = [lessons[number] for number in numbers]
        wanted = torch.from_numpy(np.stack([one.chances for one in chosen]))
        weight = torch.tensor([one.weight for one in chosen])
        surprise = functional.binary_cross_entropy_with_logits(
            net(*_tensors([one.statement for one in chosen])), wanted, reduction="none"
        )
        return (surprise.sum(1) * weight).mean()

    lengths = [len(one.statement.rows) for one in lessons]
    return fitted(lambda: Net(vectors, lessons[0].chances.size), lengths, loss, epochs, BATCH, seed, report)


def _tensors(statements: Sequence[Encoded]) -> tuple[Tensor, ...]:
    """Rows, shapes, parts and terms of `statements`, filled up to the longest."""
    longest = max(len(one.rows) for one in statements)
    read = np.zeros((3, len(statements), longest), dtype=np.int64)
    terms = np.zeros((len(statements), longest, statements[0].terms.shape[1]), dtype=np.float32)
    for number, one in enumerate(statements):
        length = len(one.rows)
        read[:, number, :length] = one.rows, one.shapes, one.parts
        terms[number, :length] = one.terms
    return (*torch.from_numpy(read), torch.from_numpy(terms))


def arrays(net: Net, themes: Sequence[str], names: Sequence[int], threshold: float) -> dict[str, NDArray[Any]]:
    """What is stored of `net`: with the themes of its columns, the rows that are names, and from where a theme is given."""
    return encoder.arrays(net) | {
        "themes": np.frombuffer(" ".join(themes).encode("utf-8"), dtype=np.uint8),
        "names": np.array(sorted(names), dtype=np.int32),
        "threshold": np.array(threshold, dtype=np.float32),
    }
