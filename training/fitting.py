"""Fits a network to lessons: warm-up, a rate that falls like a cosine, and weights averaged over the last steps."""

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.encoder import Encoder

Net = TypeVar("Net", bound=Encoder)

RATE, WARM_UP, DECAY, STEEPEST = 2e-3, 300, 0.01, 1.0
# The weights are averaged every so many steps, and so much of the average stays.
AVERAGED_EVERY, AVERAGING = 10, 0.99
SORTED_AT_ONCE = 40


def fitted(
    new: Callable[[], Net],
    lengths: Sequence[int],
    loss: Callable[[Net, NDArray[np.intp]], Tensor],
    epochs: int,
    batch: int,
    seed: int,
    report: Callable[[int, Net], None] = lambda epoch, net: None,
) -> Net:
    """A `new` network fitted to as many lessons as there are `lengths`, its weights averaged over the last steps.

    `loss` is that of the lessons with the numbers it is given. `report` is called after each epoch with its number and
    the averaged network. The same `seed` gives the same network on the same kind of processor.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = np.random.default_rng(seed)
    net = new()
    average = copy.deepcopy(net)
    optimizer = torch.optim.AdamW(
        [
            {"params": [net.vectors.weight], "lr": RATE / 2, "weight_decay": 0.0},
            {"params": [one for name, one in net.named_parameters() if name != "vectors.weight"], "lr": RATE},
        ],
        weight_decay=DECAY,
    )
    steps = epochs * -(-len(lengths) // batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / WARM_UP, 0.5 * (1 + np.cos(np.pi * min(1.0, step / steps))))
    )
    step = 0
    for epoch in range(epochs):
        net.train()
        for numbers in batches(lengths, batch, chance):
            value = loss(net, numbers)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), STEEPEST)
            optimizer.step()
            schedule.step()
            step += 1
            if step % AVERAGED_EVERY == 0:
                kept = min(AVERAGING, step / (step + 100))
                with torch.no_grad():
                    for mean, now in zip(average.parameters(), net.parameters(), strict=True):
                        mean.lerp_(now, 1 - kept)
        report(epoch, average)
    return average.eval()


def batches(lengths: Sequence[int], batch: int, chance: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """All lessons' numbers in batches of about the same length, in random order."""
    order = chance.permutation(len(lengths))
    made: list[NDArray[np.intp]] = []
    for first in range(0, len(order), SORTED_AT_ONCE * batch):
        block = order[first : first + SORTED_AT_ONCE * batch]
        block = block[np.argsort([lengths[number] for number in block], kind="stable")]
        made += [block[start : start + batch] for start in range(0, len(block), batch)]
    return (made[number] for number in chance.permutation(len(made)))
