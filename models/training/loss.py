"""Cross-entropy plus soft Dice: the first for calibrated scores, the second for classes of few pixels."""

import numpy as np
import torch
from torch.nn import functional as F

from classes import IGNORE

SMOOTHING = 0.03  # the interpreters err now and then
EDGE_SMOOTHING = 0.2  # and draw edges a pixel or two aside
DICE_WEIGHT = 0.4
WEIGHT_POWER = 0.4
MIN_WEIGHT, MAX_WEIGHT = 0.7, 4.0


def class_weights(shares: np.ndarray) -> torch.Tensor:
    """Weights of the classes in the cross-entropy from their shares of the training land: rare ones count more.

    Sampling alone was not enough: after 1500 steps no pixel was called a pool or a conifer.
    """
    middle = np.median(shares[shares > 0])
    weights = (middle / np.maximum(shares, 1e-9)) ** WEIGHT_POWER
    return torch.from_numpy(np.clip(weights, MIN_WEIGHT, MAX_WEIGHT)).float()


def segmentation_loss(logits: torch.Tensor, truth: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """logits [n, c, h, w]; truth long [n, h, w] with IGNORE; weights [c]."""
    valid = truth != IGNORE
    target = torch.where(valid, truth, 0)
    log_scores = logits.log_softmax(1)
    smoothing = torch.where(edges(truth), EDGE_SMOOTHING, SMOOTHING)
    right = log_scores.gather(1, target.unsqueeze(1)).squeeze(1)
    each = -(1 - smoothing) * right - smoothing * log_scores.mean(1)
    counted = weights[target] * valid
    return (each * counted).sum() / counted.sum().clamp(min=1) + DICE_WEIGHT * dice(log_scores.exp(), target, valid)


def edges(truth: torch.Tensor) -> torch.Tensor:
    """bool [n, h, w]: pixels with another label among their eight neighbours."""
    values = truth.float().unsqueeze(1)
    highest = F.max_pool2d(values, 3, 1, 1)
    lowest = -F.max_pool2d(-values, 3, 1, 1)
    return (highest != lowest).squeeze(1)


def dice(scores: torch.Tensor, target: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
    """One minus the mean Dice of the classes the batch holds, counted over the batch as a whole:
    per image, a class absent from most crops would only add noise."""
    scores = scores * valid.unsqueeze(1)
    one_hot = F.one_hot(target, scores.shape[1]).permute(0, 3, 1, 2) * valid.unsqueeze(1)
    both = (scores * one_hot).sum((0, 2, 3))
    each = scores.sum((0, 2, 3)) + one_hot.sum((0, 2, 3))
    present = one_hot.sum((0, 2, 3)) > 0
    ratio = (2 * both + 1) / (each + 1)
    return 1 - (ratio * present).sum() / present.sum().clamp(min=1)
