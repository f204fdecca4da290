"""Confusion matrices and the intersection over union read from them.

A matrix is [..., n, n + 1]: rows are the truth, the last column what was predicted as none of the n. Functions take
stacks of matrices, one for each resampling.
"""

import numpy as np

MIN_SHARE = 0.005
"""Groups and classes under this share of a set's pixels are left out of its mean (data README)."""


def confusion(truth: np.ndarray, predicted: np.ndarray, size: int) -> np.ndarray:
    """int64 [size, size + 1]. Truth values ≥ size are ignored, predicted ones are counted as none of the classes."""
    valid = truth < size
    pairs = truth[valid].astype(np.int64) * (size + 1) + np.minimum(predicted[valid], size)
    return np.bincount(pairs, minlength=size * (size + 1)).reshape(size, size + 1)


def iou(matrix: np.ndarray) -> np.ndarray:
    """float [..., n]; NaN where a class is neither true nor predicted."""
    hit = np.diagonal(matrix, axis1=-2, axis2=-1).astype(float)
    union = matrix.sum(-1) + matrix.sum(-2)[..., :-1] - hit
    return np.where(union > 0, hit / np.maximum(union, 1), np.nan)


def counted(matrix: np.ndarray) -> np.ndarray:
    """bool [..., n]: classes large enough to enter the mean."""
    total = matrix.sum((-2, -1))[..., None]
    return matrix.sum(-1) >= MIN_SHARE * np.maximum(1, total)


def mean_iou(matrix: np.ndarray) -> np.ndarray:
    """float [...]: mean IoU of the counted classes."""
    return np.nanmean(np.where(counted(matrix), iou(matrix), np.nan), -1)


def merged_iou(matrix: np.ndarray, members: list[int]) -> np.ndarray:
    """float [...]: IoU of several classes taken as one."""
    hit = matrix[..., members, :][..., members].sum((-2, -1)).astype(float)
    union = matrix[..., members, :].sum((-2, -1)) + matrix[..., members].sum((-2, -1)) - hit
    return np.where(union > 0, hit / np.maximum(union, 1), np.nan)
