"""Symmetric int8 weights, one scale per output channel: the same rule in training and in the export."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

CLIP_RATIOS = (0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Candidate ranges as shares of the largest weight. Clipping one outlier a little often costs less
than coarser steps for all the others."""


def quantise(weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """float [o, ...] to (whole steps in [-127, 127] [o, n], scales [o, 1]) with the least squared error per channel.

    Multiplying a channel by a number multiplies its scale and leaves its steps: a batch norm may
    therefore be folded before or after.
    """
    flat = weights.flatten(1)
    largest = flat.abs().amax(1, keepdim=True).clamp(min=1e-12)
    best = None
    for ratio in CLIP_RATIOS:
        scale = largest * (ratio / 127)
        steps = (flat / scale).round().clamp(-127, 127)
        error = (steps * scale - flat).square().sum(1, keepdim=True)
        if best is None:
            best, scales, chosen = error, scale, steps
        else:
            better = error < best
            best = torch.where(better, error, best)
            scales = torch.where(better, scale, scales)
            chosen = torch.where(better, steps, chosen)
    return chosen, scales


@contextmanager
def rounded_weights(net: nn.Module) -> Iterator[None]:
    """Within it, every convolution holds the weights its int8 storage will hold; then the exact ones return.

    A forward and a backward pass inside and the optimiser's step outside make a straight-through
    estimator (Bengio et al., 2013) without changing the network's graph, which may be compiled.
    """
    exact = {}
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            exact[module] = module.weight.data.clone()
            steps, scales = quantise(module.weight.data)
            module.weight.data.copy_((steps * scales).view_as(module.weight))
    try:
        yield
    finally:
        for module, weight in exact.items():
            module.weight.data.copy_(weight)
