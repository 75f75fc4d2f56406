"""Fits the theme model: a small transformer that learns from coded statements and from what a large one makes of others.

Its first layers are those of MiniLM (Wang et al. 2020) as the Sentence Transformers project trained it further. It reads
word pieces, the part that each stands in and the terms of the codebook, gives each piece of a statement a probability
for each theme, and joins these by a noisy or. It is taught by soft labels (Hinton, Vinyals and Dean 2015).
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoTokenizer, BertModel

from analysis.models import Floats
from analysis.models.themes import OWN, Encoded, filled_up
from analysis.models.transformer import SCALE
from analysis.models.word_pieces import PIECES, vocabulary
from analysis.text.files import InputError
from training.attribution.vectors import in_bytes
from training.transformer import fine_tuned

LAYERS = 4
EPOCHS, BATCH, RATE = 3, 32, 1.5e-4
DROPOUT, UNKNOWN_TERMS = 0.1, 0.1
# What a piece brings before anything is learnt, and how much a strong term adds to it.
AT_FIRST, TRUST = -5.0, 2.0
LEAST = 1e-6
SEED = 1

# The pieces that are no word's, in the order of `analysis.models.word_pieces`, as the pretrained model calls them.
MARKS = ("[CLS]", "[SEP]", "[MASK]", "[UNK]")


class Lesson(NamedTuple):
    """A statement to learn from, how likely it has each theme, and how much the lesson weighs."""

    statement: Encoded
    chances: Floats
    weight: float = 1.0


class Net(nn.Module):
    """The network whose numpy twin is `analysis.models.themes`."""

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
        own = (real * (parts == OWN))[..., None]
        nothing = -(functional.softplus(scores) * own).sum(1).clamp(min=LEAST)
        return torch.log(-torch.expm1(nothing)) - nothing


def chosen_pieces(pretrained: Path) -> list[str]:
    """The pieces that the model knows (`analysis/models/data/pieces.txt`): the marks and those of `pretrained` in ASCII."""
    known = AutoTokenizer.from_pretrained(pretrained).get_vocab()
    words = sorted(piece for piece in known if piece.isascii() and not piece.startswith("["))
    return [*MARKS, *words, "["]


def body(pretrained: Path) -> BertModel:
    """The first layers of the `pretrained` model, with the rows of the pieces that `analysis.models.word_pieces` knows.

    Raises `InputError` where these are not those of `pretrained`.
    """
    if list(vocabulary()) != chosen_pieces(pretrained):
        raise InputError(f"{PIECES}: these are not the pieces of {pretrained}. Take the file as it ships.")
    whole: BertModel = BertModel.from_pretrained(pretrained, add_pooling_layer=False)
    whole.encoder.layer = whole.encoder.layer[:LAYERS]
    known = AutoTokenizer.from_pretrained(pretrained).get_vocab()
    rows = [known[piece] for piece in [*MARKS, *list(vocabulary())[len(MARKS) :]]]
    whole.set_input_embeddings(nn.Embedding.from_pretrained(whole.get_input_embeddings().weight[rows], freeze=False))
    return whole


def fit(lessons: Sequence[Lesson], pretrained: Path, epochs: int = EPOCHS) -> Net:
    """The network fitted to `lessons`, begun from the folder of the `pretrained` model."""
    torch.manual_seed(SEED)
    net = Net(body(pretrained), lessons[0].chances.size)
    wanted = torch.from_numpy(np.stack([one.chances for one in lessons]))
    weight = torch.tensor([one.weight for one in lessons])
    items = [one.statement for one in lessons]

    def loss(scores: Tensor, batch: list[int]) -> Tensor:
        surprise = functional.binary_cross_entropy_with_logits(scores, wanted[batch], reduction="none")
        return (surprise.sum(1) * weight[batch]).mean()

    return fine_tuned(net, padded, lambda: items, len(items), loss, epochs, RATE, random.Random(SEED), BATCH)


def padded(statements: Sequence[Encoded]) -> tuple[Tensor, ...]:
    """Rows, parts, presence and terms of `statements`, filled up to the longest."""
    rows, parts, real, terms = (torch.from_numpy(one) for one in filled_up(statements))
    return rows, parts, real.float(), terms


def arrays(net: Net, themes: Sequence[str], names: Sequence[int]) -> dict[str, NDArray[Any]]:
    """What is stored of `net`: its large tables in bytes with a scale a row, all else in half precision.

    With the themes of its columns and the rows that are names.
    """
    first = net.body.embeddings
    stored: dict[str, NDArray[Any]] = {}
    tables = {"pieces": first.word_embeddings.weight}
    small = {
        "places": first.position_embeddings.weight + first.token_type_embeddings.weight[0],
        "parts": net.parts.weight,
        "terms.weight": net.terms.weight,
        "trust": net.trust,
        **_both("norm", first.LayerNorm),
        **_both("theme", net.theme),
    }
    for number, layer in enumerate(net.body.encoder.layer):
        asked = (layer.attention.self.query, layer.attention.self.key, layer.attention.self.value)
        name = f"layers.{number}"
        tables[f"{name}.attention.weight"] = torch.cat([one.weight for one in asked])
        small[f"{name}.attention.bias"] = torch.cat([one.bias for one in asked])
        for part, own in (("seen", layer.attention.output), ("wide", layer.intermediate), ("narrow", layer.output)):
            tables[f"{name}.{part}.weight"], small[f"{name}.{part}.bias"] = own.dense.weight, own.dense.bias
            if part != "wide":
                small |= _both(f"{name}.{part}_norm", own.LayerNorm)
    for name, table in tables.items():
        numbers, scale = in_bytes(table.detach().numpy())
        stored |= {name: numbers, name + SCALE: scale.astype(np.float16)}
    return {
        **stored,
        **{name: one.detach().numpy().astype(np.float16) for name, one in small.items()},
        "themes": np.frombuffer(" ".join(themes).encode("utf-8"), dtype=np.uint8),
        "names": np.array(sorted(names), dtype=np.int32),
    }


def _both(name: str, layer: Any) -> dict[str, Tensor]:
    return {f"{name}.weight": layer.weight, f"{name}.bias": layer.bias}
