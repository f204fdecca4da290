"""Cross-entropy plus soft Dice: the first for calibrated scores, the second for classes of few pixels."""

import numpy as np
import torch
from torch.nn import functional as F

from classes import IGNORE

SMOOTHING = 0.03  # the labels have errors of interpretation and edges shifted by a pixel or two
DICE_WEIGHT = 0.4
WEIGHT_POWER = 0.5
MIN_WEIGHT, MAX_WEIGHT = 0.6, 6.0


def class_weights(shares: np.ndarray) -> torch.Tensor:
    """Weights of the classes in the cross-entropy from their shares of the training land: rare ones count more.

    Sampling alone was not enough: at step 1500 no pixel was called a pool or a conifer.
    """
    middle = np.median(shares[shares > 0])
    weights = (middle / np.maximum(shares, 1e-9)) ** WEIGHT_POWER
    return torch.from_numpy(np.clip(weights, MIN_WEIGHT, MAX_WEIGHT)).float()


def segmentation_loss(logits: torch.Tensor, truth: torch.Tensor, weights: torch.Tensor | None = None) -> torch.Tensor:
    """logits [n, c, h, w]; truth long [n, h, w] with IGNORE."""
    cross = F.cross_entropy(logits, truth, weights, ignore_index=IGNORE, label_smoothing=SMOOTHING)
    return cross + DICE_WEIGHT * dice(logits, truth)


def dice(logits: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """One minus the mean Dice of the classes the batch holds, counted over the batch as a whole:
    per image, a class absent from most crops would only add noise."""
    valid = truth != IGNORE
    scores = logits.softmax(1) * valid.unsqueeze(1)
    classes = logits.shape[1]
    one_hot = F.one_hot(torch.where(valid, truth, 0), classes).permute(0, 3, 1, 2) * valid.unsqueeze(1)
    both = (scores * one_hot).sum((0, 2, 3))
    each = scores.sum((0, 2, 3)) + one_hot.sum((0, 2, 3))
    present = one_hot.sum((0, 2, 3)) > 0
    ratio = (2 * both + 1) / (each + 1)
    return 1 - (ratio * present).sum() / present.sum().clamp(min=1)
