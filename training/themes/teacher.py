"""The teacher of the theme model: a transformer fine-tuned on coded statements, which codes those that nobody coded."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.models import Floats
from analysis.models.theme_hits import Parts
from training.transformer import Item, Marked, fine_tuned, mean

EPOCHS, RATE, DROPOUT = 3, 5e-5, 0.1
LONGEST, BEFORE, OWN, AFTER = 224, 300, 900, 200
AT_FIRST = -3.0
SEED = 0
SETTINGS = (EPOCHS, RATE, DROPOUT, LONGEST, BEFORE, OWN, AFTER, AT_FIRST, SEED)


class Teacher(Marked):
    """Scores of a statement in its context: those of its states together plus the highest of its words."""

    def __init__(self, pretrained: Path, themes: int) -> None:
        super().__init__(pretrained, LONGEST, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0)
        self.word = nn.Linear(self.width, themes)
        nn.init.constant_(self.word.bias, AT_FIRST)
        self.head = self.new_head(2, themes, DROPOUT)

    def forward(self, tokens: Tensor, present: Tensor, marked: Tensor) -> Tensor:
        """The log odds (n, themes) that n statements have each theme."""
        states = self.states(tokens, present, marked)
        words = self.word(states).float() - 1e4 * (1 - marked[..., None])
        result: Tensor = self.head(torch.cat([states[:, 0], mean(states, marked)], 1)) + words.amax(1)
        return result

    def read(self, parts: Parts) -> Item:
        """The numbers of the tokens of a statement and its context, and 1 for each token of the statement."""
        before, statement, after = (" ".join(part.split()) for part in parts)
        edge = f" {self.tokenizer.sep_token} "
        start = len(before[-BEFORE:] + edge)
        statement = statement[:OWN]
        text = before[-BEFORE:] + edge + statement + edge + after[:AFTER]
        tokens, marked = self.item(text, (start, start + len(statement)))
        if not any(marked):
            marked[-2] = 1.0
        return tokens, marked


def teach(pretrained: Path, statements: Sequence[Parts], codes: Floats) -> Teacher:
    """A teacher fine-tuned on `statements` and their `codes`, (n, themes) of 0 and 1."""
    torch.manual_seed(SEED)
    teacher = Teacher(pretrained, codes.shape[1])
    items = [teacher.read(parts) for parts in statements]
    wanted = torch.from_numpy(codes)

    def loss(scores: Tensor, batch: NDArray[np.intp]) -> Tensor:
        return functional.binary_cross_entropy_with_logits(scores, wanted[batch], reduction="none").sum(1).mean()

    return fine_tuned(teacher, teacher.padded, lambda: items, len(items), loss, EPOCHS, RATE, SEED)
