"""Running average of weights: a usable network at any step, and smoother than its last iterate."""

import copy

import torch
from torch import nn

DECAY = 0.998  # remembers some 500 steps


class Ema:
    def __init__(self, net: nn.Module) -> None:
        self.net = copy.deepcopy(net).eval().requires_grad_(False)
        self.updates = 0

    @torch.no_grad()
    def update(self, net: nn.Module) -> None:
        self.updates += 1
        # The first updates follow the network closely, or the random start would linger.
        decay = min(DECAY, (1 + self.updates) / (10 + self.updates))
        for mine, theirs in zip(self.net.state_dict().values(), net.state_dict().values(), strict=True):
            if mine.dtype.is_floating_point:
                mine.lerp_(theirs, 1 - decay)
            else:
                mine.copy_(theirs)
