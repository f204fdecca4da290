"""Confusion matrices and the intersection over union read from them."""

import numpy as np

MIN_SHARE = 0.005
"""Groups and classes under this share of a set's pixels are left out of its mean (data README)."""


def confusion(truth: np.ndarray, predicted: np.ndarray, size: int) -> np.ndarray:
    """int64 [size, size], rows = truth. Truth values ≥ size are ignored."""
    valid = truth < size
    return np.bincount(truth[valid].astype(np.int64) * size + predicted[valid], minlength=size * size).reshape(size, size)


def iou(matrix: np.ndarray) -> np.ndarray:
    """float [size]; NaN where a class is neither true nor predicted."""
    hit = np.diag(matrix).astype(float)
    union = matrix.sum(0) + matrix.sum(1) - hit
    return np.where(union > 0, hit / np.maximum(union, 1), np.nan)


def counted(matrix: np.ndarray) -> np.ndarray:
    """bool [size]: classes large enough to enter the mean."""
    return matrix.sum(1) >= MIN_SHARE * max(1, matrix.sum())


def mean_iou(matrix: np.ndarray) -> float:
    """Mean IoU of the counted classes."""
    return float(iou(matrix)[counted(matrix)].mean())
