"""Labels for the unlabelled patches of other départements, from the network that is being trained (self-training).

Xie et al., 2020, "Self-training with Noisy Student": the teacher sees the image as it is, the student sees it
changed. Only sure pixels are labelled; the others are ignored.
"""

import numpy as np
import torch
from torch import nn

from classes import COUNT, IGNORE
from sources import NOMINAL_METRES, Source

SURE = 0.7


@torch.no_grad()
def pseudo_labelled(net: nn.Module, images: list[np.ndarray]) -> list[Source]:
    """`images` uint8 [rows, cols, 3], sides multiples of 16; scores are averaged over the eight flips and turns."""
    sources = []
    for index, rgb in enumerate(images):
        x = torch.from_numpy(np.ascontiguousarray(rgb)).permute(2, 0, 1)[None].float()
        scores = torch.stack([turned_back(net(turned(x, which)).softmax(1), which) for which in range(8)]).mean(0)[0]
        best, channel = scores.max(0)
        channels = torch.where(best >= SURE, channel, IGNORE).numpy().astype(np.uint8)
        sources.append(Source(f"unlabelled-{index}", rgb, channels, channels, NOMINAL_METRES))
    kept = np.mean([(source.channels != IGNORE).mean() for source in sources])
    shares = np.bincount(np.concatenate([s.channels.ravel() for s in sources]), minlength=256)[:COUNT]
    print(f"pseudo-labels: {100 * kept:.0f} % of {len(sources)} patches; per channel {shares.tolist()}", flush=True)
    return sources


def turned(x: torch.Tensor, which: int) -> torch.Tensor:
    x = torch.rot90(x, which % 4, (2, 3))
    return x.flip(3) if which >= 4 else x


def turned_back(x: torch.Tensor, which: int) -> torch.Tensor:
    x = x.flip(3) if which >= 4 else x
    return torch.rot90(x, -(which % 4), (2, 3))
