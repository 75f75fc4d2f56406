"""The teacher of the tone model: a transformer fine-tuned on NewsMTSC, which labels text that no person has labelled.

It is MPNet (Song et al. 2020) as the Sentence Transformers project trained it further. The words of a target become one
mask, by chance in half of the examples in training and always in labelling, so that it does not judge by who is meant.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from analysis.models import Floats
from analysis.models.tone import LABELS
from analysis.text.segmentation import Span
from training.corpora import Target
from training.transformer import Item, Marked, fine_tuned, mean, means, principal, scores

EPOCHS, RATE, SMOOTHING, DROPOUT = 3, 2.5e-5, 0.05, 0.1
MASKED = 0.5
LONGEST, LONGEST_TEXT, BEFORE, AFTER = 128, 600, 350, 250
SEED = 0
SETTINGS = (EPOCHS, RATE, SMOOTHING, DROPOUT, MASKED, LONGEST, LONGEST_TEXT, BEFORE, AFTER, SEED)


class Teacher(Marked):
    """Scores of a target, from three states of the pretrained body: the first, the target's mean, and the mean of all."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__(pretrained, LONGEST)
        self.head = self.new_head(3, len(LABELS), DROPOUT)

    def forward(self, tokens: Tensor, present: Tensor, marked: Tensor) -> Tensor:
        """The scores (n, 3) of n targets."""
        states = self.states(tokens, present, marked)
        result: Tensor = self.head(torch.cat([states[:, 0], mean(states, marked), mean(states, present)], 1))
        return result

    def read(self, text: str, target: Span, masked: bool) -> Item:
        """The numbers of the tokens of `text`, and 1 for each of the target's; these become one mask if `masked`."""
        start, end = target
        if masked:
            text, end = text[:start] + self.tokenizer.mask_token + text[end:], start + len(self.tokenizer.mask_token)
        if len(text) > LONGEST_TEXT:
            first = max(0, start - BEFORE)
            text, start, end = text[first : end + AFTER], start - first, end - first
        return self.item(text, (start, end))


def teach(pretrained: Path, targets: Sequence[Target]) -> Teacher:
    """A teacher fine-tuned on `targets`; each of them is masked in half of the epochs, by chance."""
    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    teacher = Teacher(pretrained)

    def items() -> list[Item]:
        return [teacher.read(target.sentence, target.span, chance.random() < MASKED) for target in targets]

    def loss(given: Tensor, batch: NDArray[np.intp]) -> Tensor:
        wanted = torch.tensor([targets[number].label for number in batch])
        return nn.functional.cross_entropy(given, wanted, label_smoothing=SMOOTHING)

    return fine_tuned(teacher, teacher.padded, items, len(targets), loss, EPOCHS, RATE, SEED)


def chances(teacher: Teacher, targets: Sequence[tuple[str, Span]]) -> Floats:
    """The probabilities (n, 3) that `teacher` gives masked `targets`, each a text and a span in it."""
    given = scores(teacher, [teacher.read(text, span, masked=True) for text, span in targets])
    probabilities: Floats = torch.softmax(torch.from_numpy(given), 1).numpy()
    return probabilities


def word_vectors(teacher: Teacher, words: Sequence[str], width: int) -> Floats:
    """The mean state of each of `words` beside a masked target, on its first `width` principal components."""
    items = [teacher.read(f"X {word}", (0, 1), masked=True) for word in words]

    def inside(present: Tensor, marked: Tensor) -> Tensor:
        counted = present * (1 - marked)
        counted[:, 0] = 0
        counted[torch.arange(len(counted)), present.sum(1).long() - 1] = 0
        return counted

    return principal(means(teacher, items, inside), width)
