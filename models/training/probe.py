"""A quick look at validation during training: few fixed windows, whole-window predictions, reporting groups.

Not the published figure (see evaluate.py), only a sign that the run is healthy.
"""

import numpy as np
import torch
from torch import nn

from classes import GROUP_NAMES, channel_to_group, flair_to_group
from scores import confusion, iou, mean_iou
from sources import Source

WINDOW_PX = 512


def probe_windows(sources: list[Source], per_source: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """(rgb, group labels) of windows spread evenly over each source."""
    windows = []
    for source in sources:
        height, width = source.raw_labels.shape
        places = [(r, c) for r in range(0, height - WINDOW_PX + 1, WINDOW_PX) for c in range(0, width - WINDOW_PX + 1, WINDOW_PX)]
        for index in np.linspace(0, len(places) - 1, min(per_source, len(places))).round().astype(int):
            row, col = places[index]
            part = np.s_[row : row + WINDOW_PX, col : col + WINDOW_PX]
            windows.append((source.rgb[part], flair_to_group()[source.raw_labels[part]]))
    return windows


@torch.no_grad()
def probe(net: nn.Module, windows: list[tuple[np.ndarray, np.ndarray]]) -> str:
    matrix = np.zeros((len(GROUP_NAMES), len(GROUP_NAMES) + 1), np.int64)
    groups = channel_to_group()
    for rgb, truth in windows:
        logits = net(torch.from_numpy(np.ascontiguousarray(rgb)).permute(2, 0, 1)[None].float())
        matrix += confusion(truth, groups[logits[0].argmax(0).numpy()], len(GROUP_NAMES))
    each = " ".join(f"{name} {value:.2f}" for name, value in zip(GROUP_NAMES, iou(matrix), strict=True))
    return f"mIoU {mean_iou(matrix):.3f} ({each})"
