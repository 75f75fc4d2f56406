"""The first part of the network of tone in PyTorch: what `analysis.models.encoder` is in numpy."""

import os

os.environ |= {"OMP_NUM_THREADS": "1"}

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.models import Floats
from analysis.models.encoder import PADDING, SPECIAL, UNKNOWN, UNKNOWN_NAME
from training.attribution.vectors import in_bytes

DROPOUT = 0.1
# The shapes of words with a capital: see `analysis.models.tokens.shape`.
CAPITAL = (14, 17)
SPREAD = 2.0


class Encoder(nn.Module):
    """Word vectors, a convolution beside what it reads, and a recurrent layer in both directions.

    Sources: Hochreiter and Schmidhuber 1997 (long short-term memory).
    """

    def __init__(self, vectors: Floats, more: int, width: int, recurrent: int) -> None:
        """`vectors` (rows, size) are the first word vectors; `more` numbers a token are read beside its vector.

        `width` and `recurrent` are the sizes of the convolution's states and of the recurrent layer's in one direction.
        """
        super().__init__()
        self.vectors = nn.Embedding(*vectors.shape, padding_idx=PADDING)
        self.vectors.weight.data[:] = torch.from_numpy(vectors)
        self.entry = nn.Linear(vectors.shape[1] + more, width)
        self.convolution, self.norm = nn.Conv1d(width, width, 3, padding=1), nn.LayerNorm(width)
        self.recurrent = nn.LSTM(width, recurrent, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(DROPOUT)

    def states(self, read: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """The states (n, tokens, width) and (n, tokens, 2 * width); `real` (n, tokens, 1) is 0 where there is no token."""
        near = self.drop(functional.relu(self.entry(read))) * real
        change = functional.relu(self.convolution((self.norm(near) * real).transpose(1, 2)).transpose(1, 2))
        near = near + self.drop(change) * real
        lengths = real[..., 0].sum(1).long()
        packed = nn.utils.rnn.pack_padded_sequence(near, lengths, batch_first=True, enforce_sorted=False)
        return near, nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)[0] * real


def some_unknown(rows: Tensor, shapes: Tensor, share: float) -> Tensor:
    """`rows` with a random `share` of the words unknown, so that the network learns to do without them."""
    capital = (shapes >= CAPITAL[0]) & (shapes <= CAPITAL[1])
    hidden = (torch.rand(rows.shape) < share) & (rows >= SPECIAL)
    return torch.where(hidden, torch.where(capital, UNKNOWN_NAME, UNKNOWN), rows)


def started(vectors: Floats) -> Floats:
    """The word vectors to begin with: `vectors` brought to one spread, random ones before them for no words."""
    special = np.random.default_rng(0).standard_normal((SPECIAL, vectors.shape[1])).astype(np.float32)
    special[PADDING] = 0
    result: Floats = np.concatenate([special, vectors / vectors.std()])
    result /= np.float32(SPREAD)
    return result


def arrays(net: Encoder) -> dict[str, NDArray[Any]]:
    """What is stored of `net`: its weights in half precision, the word vectors in bytes with a scale a word."""
    stored: dict[str, NDArray[Any]] = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in net.state_dict().items()
        if name != "vectors.weight"
    }
    numbers, scale = in_bytes(net.vectors.weight.detach().numpy())
    return stored | {"vectors": numbers, "vectors_scale": scale.astype(np.float16)}
