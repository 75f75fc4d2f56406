"""The fitting of all networks: one loop, batches of texts of about the same length, and the arrays that are stored."""

import os

os.environ |= {"OMP_NUM_THREADS": "1"}

import copy
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from analysis.models.layers import SCALE
from training.vectors import in_bytes

Net = TypeVar("Net", bound=nn.Module)
Batch = TypeVar("Batch")

# The greatest norm of a step's gradient.
STEEPEST = 1.0
SORTED_AT_ONCE = 40


def fitted(
    net: Net,
    groups: Sequence[Mapping[str, Any]],
    batches: Callable[[], Iterable[Batch]],
    loss: Callable[[Net, Batch], Tensor],
    epochs: int,
    rate: Callable[[int, float], float],
    averaging: Callable[[int], float] | None = None,
    betas: tuple[float, float] = (0.9, 0.999),
) -> Net:
    """`net` after it was fitted by AdamW (Loshchilov and Hutter 2019), or the running average of its weights.

    Args:
        groups: the parameters to fit, each group with its highest rate `lr` and its `weight_decay`.
        batches: called once an epoch for its batches.
        loss: the loss of `net` on a batch.
        rate: the rate at a step, counted from 0, of a group with the given highest rate.
        averaging: the share of the running average that is kept at a step, counted from 1; None for no average.
    """
    torch.set_num_threads(1)
    optimizer = torch.optim.AdamW(groups, betas=betas)
    highest = [group["lr"] for group in optimizer.param_groups]
    average = copy.deepcopy(net) if averaging else net
    step = 0
    for epoch in range(epochs):
        net.train()
        losses = []
        for batch in batches():
            for group, most in zip(optimizer.param_groups, highest, strict=True):
                group["lr"] = rate(step, most)
            value = loss(net, batch)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), STEEPEST)
            optimizer.step()
            step += 1
            losses.append(value.item())
            share = averaging(step) if averaging else 1.0
            if share < 1:
                with torch.no_grad():
                    for mean, new in zip(average.parameters(), net.parameters(), strict=True):
                        mean.mul_(share).add_(new, alpha=1 - share)
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}", flush=True)
    return average.eval()


def batches(lengths: Sequence[int], size: int, chance: np.random.Generator) -> list[NDArray[np.intp]]:
    """The numbers of all lessons in batches of `size` and of about the same length, in random order."""
    order = chance.permutation(len(lengths))
    ordered: list[NDArray[np.intp]] = []
    for first in range(0, len(order), SORTED_AT_ONCE * size):
        block = order[first : first + SORTED_AT_ONCE * size]
        block = block[np.argsort([lengths[number] for number in block], kind="stable")]
        ordered += [block[start : start + size] for start in range(0, len(block), size)]
    return [ordered[number] for number in chance.permutation(len(ordered))]


def steps(lessons: int, size: int, epochs: int) -> int:
    """The number of batches of `size` in all `epochs`."""
    return epochs * -(-lessons // size)


def numbers(parameters: Iterable[tuple[str, Tensor]]) -> dict[str, NDArray[np.float32]]:
    """Named parameters of a network as numpy arrays."""
    return {name: value.detach().float().numpy() for name, value in parameters}


def compressed(arrays: Mapping[str, NDArray[np.float32]], tables: Collection[str]) -> dict[str, NDArray[Any]]:
    """`arrays` as they are stored: `tables` as bytes with one scale per row, all others in half precision."""
    stored: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if name in tables:
            stored[name], scale = in_bytes(array)
            stored[name + SCALE] = scale.astype(np.float16)
        else:
            stored[name] = array.astype(np.float16)
    return stored


def write(arrays: Mapping[str, NDArray[Any]], path: Path) -> None:
    """Writes the arrays of a model to `path`."""
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
