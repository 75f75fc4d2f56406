"""Steps of making a model whose results are kept, so that what was done is not done again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from analysis.models import Floats
from training.transformer import Marked

Item = TypeVar("Item")
Teacher = TypeVar("Teacher", bound=Marked)

LABELS_AT_ONCE = 10_000


def kept(path: Path, make: Callable[[], Floats]) -> Floats:
    """The numbers at `path`, made and written there where there are none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, make())
    result: Floats = np.load(path)
    return result


def kept_in_pieces(stem: Path, items: Sequence[Item], make: Callable[[Sequence[Item]], Floats]) -> Floats:
    """What `make` gives for `items`, a row each, kept in pieces that begin with `stem`."""
    pieces = [items[first : first + LABELS_AT_ONCE] for first in range(0, len(items), LABELS_AT_ONCE)]
    return np.concatenate(
        [kept(Path(f"{stem}-{number}.npy"), lambda piece=piece: make(piece)) for number, piece in enumerate(pieces)]  # type: ignore[misc]
    )


def taught(path: Path, new: Callable[[], Teacher], teach: Callable[[], Teacher]) -> Teacher:
    """The teacher whose weights lie at `path`, taught and written there where there is none; `new` is an untaught one."""
    if not path.exists():
        torch.save(teach().state_dict(), path)
    teacher = new()
    teacher.load_state_dict(torch.load(path))
    teacher.eval()
    return teacher
