"""Steps of training whose results are kept on disk, each under the hash of its inputs.

A step is done again when its inputs change: the texts, the arrays, the settings, the weights it starts from, or
`VERSION`, which stands for the code.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from analysis.models import Floats

if TYPE_CHECKING:
    from torch import nn

Item = TypeVar("Item")
Teacher = TypeVar("Teacher", bound="nn.Module")

# Raise it when the code of a step changes so that the same inputs give another result.
VERSION = 1
ITEMS_IN_A_PIECE = 10_000


def key(*inputs: object) -> str:
    """Twenty hexadecimal digits that are the same for the same inputs only, whatever the run.

    Args:
        inputs: texts, numbers, None, arrays, and sequences, sets and mappings of these.

    Raises:
        TypeError: an input is of another type, and has no contents to go by.
    """
    digest = hashlib.sha256()
    for part in _parts((VERSION, inputs)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:20]


def kept(folder: Path, name: str, inputs: Sequence[object], compute: Callable[[], Floats]) -> Floats:
    """The numbers that `compute` gives for `inputs`; read from `folder` where the step `name` has stored them."""
    path = folder / f"{name}-{key(*inputs)}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(path, compute())
    numbers: Floats = np.load(path)
    return numbers


def kept_in_pieces(
    folder: Path,
    name: str,
    items: Sequence[Item],
    inputs: Sequence[object],
    compute: Callable[[Sequence[Item]], Floats],
) -> Floats:
    """A row for each of `items`, computed and stored 10,000 items at a time, so that a stopped run can be taken up.

    Args:
        inputs: what the rows depend on besides the items, such as the key of the teacher that labels them.
    """
    pieces = [items[first : first + ITEMS_IN_A_PIECE] for first in range(0, len(items), ITEMS_IN_A_PIECE)]
    return np.concatenate(
        [kept(folder, name, (*inputs, piece), lambda piece=piece: compute(piece)) for piece in pieces]  # type: ignore[misc]
    )


def taught(
    folder: Path, inputs: Sequence[object], untaught: Callable[[], Teacher], teach: Callable[[], Teacher]
) -> Teacher:
    """The teacher that `teach` gives for `inputs`, ready to label; its weights are read from `folder` if stored there."""
    import torch

    path = folder / f"teacher-{key(*inputs)}.pt"
    if not path.exists():
        torch.save(teach().state_dict(), path)
    teacher = untaught()
    teacher.load_state_dict(torch.load(path))
    teacher.eval()
    return teacher


def _parts(value: Any) -> Iterator[bytes]:
    """`value` as runs of bytes: its type, how much it holds, and its contents."""
    match value:
        case None | bool() | int() | float() | str():
            yield f"{type(value).__name__} {value!r}".encode()
        case np.ndarray():
            yield f"array {value.dtype} {value.shape}".encode()
            yield np.ascontiguousarray(value).tobytes()
        case Mapping():
            yield f"mapping {len(value)}".encode()
            for name in sorted(value, key=key):
                yield from _parts((name, value[name]))
        case Set():
            yield f"set {len(value)}".encode()
            yield from (part for member in sorted(value, key=key) for part in _parts(member))
        case Sequence() if not isinstance(value, bytes):
            yield f"sequence {len(value)}".encode()
            yield from (part for member in value for part in _parts(member))
        case _:
            raise TypeError(f"a step cannot go by the contents of a {type(value).__name__}")
