"""Temperature scaling (Guo et al., 2017): one number that makes scores mean what they say."""

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from classes import IGNORE
from sources import Source
from windows import Model, kept_windows

BINS = 15
PIXELS_PER_WINDOW = 1500


@dataclass
class Calibration:
    temperature: float
    ece_before: float
    ece_after: float


def calibrate(model: Model, sources: list[Source], halo: int, seed: int) -> Calibration:
    """Fits on every other window and measures the error on those in between."""
    fit, check = sampled_logits(model, sources, halo, seed)
    temperature = fit_temperature(*fit)
    return Calibration(temperature, expected_calibration_error(*check, 1.0), expected_calibration_error(*check, temperature))


def sampled_logits(model: Model, sources: list[Source], halo: int, seed: int):
    random = np.random.default_rng(seed)
    halves = ([], [])
    index = 0
    for source in sources:
        for pixels, outside, inside in kept_windows(source.rgb, model.window, halo):
            truth = source.channels[outside].reshape(-1)
            logits = model.logits(pixels)[(np.s_[:], *inside)].reshape(-1, truth.size).T
            labelled = np.nonzero(truth != IGNORE)[0]
            chosen = random.permutation(labelled)[:PIXELS_PER_WINDOW]
            halves[index % 2].append((logits[chosen], truth[chosen]))
            index += 1
    return tuple(tuple(torch.from_numpy(np.concatenate(part)) for part in zip(*half, strict=True)) for half in halves)


def fit_temperature(logits: torch.Tensor, truth: torch.Tensor) -> float:
    log_temperature = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([log_temperature], max_iter=50)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        value = F.cross_entropy(logits / log_temperature.exp(), truth.long())
        value.backward()
        return value

    optimiser.step(closure)
    return float(log_temperature.exp())


def expected_calibration_error(logits: torch.Tensor, truth: torch.Tensor, temperature: float) -> float:
    """Mean gap between the winning score and the share of right answers, over equal-width bins."""
    scores, best = (logits / temperature).softmax(1).max(1)
    right = (best == truth.long()).float()
    bins = (scores * BINS).long().clamp(max=BINS - 1)
    counts = torch.bincount(bins, minlength=BINS)
    gaps = torch.bincount(bins, scores.double(), BINS) - torch.bincount(bins, right.double(), BINS)
    return float(gaps.abs().sum() / counts.sum())
