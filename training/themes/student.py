"""Fits the network of themes: a small transformer, taught by coded statements and by those that a large one coded.

Its first layers are those of MiniLM (Wang et al. 2020) as the Sentence Transformers project trained it further. It reads
word pieces, the part that each stands in and the terms of the codebook, gives each piece of a statement a probability
for each theme, and joins these by a noisy or. It is taught by soft labels (Hinton, Vinyals and Dean 2015).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from analysis.models import Floats
from analysis.models.themes import OWN, Encoded
from analysis.models.themes import padded as padded_arrays
from analysis.models.word_pieces import PIECES, vocabulary
from analysis.text.files import InputError
from training.fitting import numbers
from training.transformer import fine_tuned, known_pieces
from training.words import MARKS, chosen_pieces

LAYERS = 4
EPOCHS, BATCH, RATE = 3, 32, 1.5e-4
DROPOUT, UNKNOWN_TERMS = 0.1, 0.1
# The log odds of a theme before anything is learnt, and what a strong term adds to them.
AT_FIRST, TRUST = -5.0, 2.0
LEAST = 1e-6
SEED = 1
# The arrays of a layer that are stored in bytes.
PARTS = tuple(f".{part}.weight" for part in ("attention", "seen", "wide", "narrow"))


class Lesson(NamedTuple):
    """A statement to learn from, the probability of each theme (themes,), and the weight of the lesson."""

    statement: Encoded
    chances: Floats
    weight: float = 1.0


class Net(nn.Module):
    """The network that `analysis.models.themes` runs in numpy."""

    def __init__(self, body: BertModel, themes: int) -> None:
        super().__init__()
        self.body = body
        self.parts = nn.Embedding(3, body.config.hidden_size)
        self.terms = nn.Linear(themes, body.config.hidden_size, bias=False)
        self.theme = nn.Linear(body.config.hidden_size, themes)
        nn.init.zeros_(self.parts.weight)
        nn.init.normal_(self.terms.weight, std=0.01)
        nn.init.constant_(self.theme.bias, AT_FIRST)
        self.trust = nn.Parameter(torch.full((themes,), TRUST))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor, parts: Tensor, real: Tensor, terms: Tensor) -> Tensor:
        """The log odds (n, themes) that n statements have each theme."""
        if self.training:
            terms = terms * (torch.rand(*terms.shape[:2], 1) >= UNKNOWN_TERMS)
        read = self.body.get_input_embeddings()(rows) + self.parts(parts) + self.terms(terms)
        states = self.body(inputs_embeds=read, attention_mask=real).last_hidden_state
        scores = self.theme(self.drop(states)).float() + terms * self.trust
        inside = (real * (parts == OWN))[..., None]
        absent = -(functional.softplus(scores) * inside).sum(1).clamp(min=LEAST)
        return torch.log(-torch.expm1(absent)) - absent


def body(pretrained: Path) -> BertModel:
    """The first layers of the `pretrained` model, with the rows of the pieces in `analysis/models/data/pieces.txt`.

    Raises:
        InputError: these are not the pieces of the pretrained model.
    """
    known = known_pieces(pretrained)
    if list(vocabulary()) != chosen_pieces(known):
        raise InputError(f"{PIECES}: these are not the pieces of {pretrained}. Make it with: python -m training pieces")
    model: BertModel = BertModel.from_pretrained(pretrained, add_pooling_layer=False)
    model.encoder.layer = model.encoder.layer[:LAYERS]
    rows = [known[piece] for piece in [*MARKS, *list(vocabulary())[len(MARKS) :]]]
    model.set_input_embeddings(nn.Embedding.from_pretrained(model.get_input_embeddings().weight[rows], freeze=False))
    return model


def fit(lessons: Sequence[Lesson], pretrained: Path) -> Net:
    """The network fitted to `lessons`, begun from the model in the folder `pretrained`."""
    torch.manual_seed(SEED)
    net = Net(body(pretrained), lessons[0].chances.size)
    wanted = torch.from_numpy(np.stack([lesson.chances for lesson in lessons]))
    weight = torch.tensor([lesson.weight for lesson in lessons])
    items = [lesson.statement for lesson in lessons]

    def loss(scores: Tensor, batch: NDArray[np.intp]) -> Tensor:
        surprise = functional.binary_cross_entropy_with_logits(scores, wanted[batch], reduction="none")
        return (surprise.sum(1) * weight[batch]).mean()

    return fine_tuned(net, padded, lambda: items, len(items), loss, EPOCHS, RATE, SEED, BATCH)


def padded(statements: Sequence[Encoded]) -> tuple[Tensor, ...]:
    """Rows, parts, padding mask and terms of `statements`, as `analysis.models.themes.padded` gives them."""
    rows, parts, real, terms = (torch.from_numpy(array) for array in padded_arrays(statements))
    return rows, parts, real.float(), terms


def arrays(net: Net) -> dict[str, NDArray[np.float32]]:
    """The weights of `net` under the names that `analysis.models.themes` reads."""
    first = net.body.embeddings
    named = {
        "pieces": first.word_embeddings.weight,
        "places": first.position_embeddings.weight + first.token_type_embeddings.weight[0],
        "parts": net.parts.weight,
        "terms.weight": net.terms.weight,
        "trust": net.trust,
        **_both("norm", first.LayerNorm),
        **_both("theme", net.theme),
    }
    for number, layer in enumerate(net.body.encoder.layer):
        name = f"layers.{number}"
        asked = (layer.attention.self.query, layer.attention.self.key, layer.attention.self.value)
        named[f"{name}.attention.weight"] = torch.cat([linear.weight for linear in asked])
        named[f"{name}.attention.bias"] = torch.cat([linear.bias for linear in asked])
        for part, block in (("seen", layer.attention.output), ("wide", layer.intermediate), ("narrow", layer.output)):
            named |= _both(f"{name}.{part}", block.dense)
            if part != "wide":
                named |= _both(f"{name}.{part}_norm", block.LayerNorm)
    return numbers(named.items())


def tables(names: Sequence[str]) -> set[str]:
    """The arrays, among `names`, that are stored in bytes: the pieces, and the weights of the layers."""
    return {name for name in names if name == "pieces" or (name.startswith("layers.") and name.endswith(PARTS))}


def _both(name: str, layer: Any) -> dict[str, Tensor]:
    """Weight and bias of a `layer`, under its new `name`."""
    return {f"{name}.weight": layer.weight, f"{name}.bias": layer.bias}
