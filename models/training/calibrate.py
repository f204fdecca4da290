"""Temperature scaling (Guo et al., 2017): one number that makes scores mean what they say.

Chosen to lower the calibration error itself, not the likelihood: with softened labels and a Dice term in the
training loss the likelihood's optimum sharpened the scores and made the error worse (0.041 to 0.044).
"""

from dataclasses import dataclass

import numpy as np
import torch

from classes import IGNORE
from sources import Source
from windows import Model, kept_windows

BINS = 15
PIXELS_PER_SOURCE = 30_000
"""Of each half. The same for every place: a patch of another département says more about where the model will be
used than one more block of the département it was trained on."""

TEMPERATURES = np.exp(np.linspace(np.log(0.5), np.log(3), 120))


@dataclass
class Calibration:
    temperature: float
    ece_before: float
    ece_after: float


def calibrate(model: Model, sources: list[Source], halo: int, seed: int) -> Calibration:
    """Fits on every other window and measures the error on those in between."""
    fit, check = sampled_logits(model, sources, halo, seed)
    temperature = fit_temperature(*fit)
    before, after = (expected_calibration_error(*check, t) for t in (1.0, temperature))
    # A temperature that does not help the windows it was not fitted on is noise: scores are left as they are.
    return Calibration(temperature, before, after) if after < before else Calibration(1.0, before, before)


Sample = tuple[torch.Tensor, torch.Tensor]
"""Logits [n, classes] and true channels [n]."""


def sampled_logits(model: Model, sources: list[Source], halo: int, seed: int) -> tuple[Sample, Sample]:
    random = np.random.default_rng(seed)
    halves: tuple[list[Sample], list[Sample]] = ([], [])
    for source in sources:
        windows = list(kept_windows(source.rgb, model.window, halo))
        for half in (0, 1):
            mine = windows[half::2]
            for pixels, outside, inside in mine:
                truth = source.channels[outside].reshape(-1)
                logits = model.logits(pixels)[(np.s_[:], *inside)].reshape(-1, truth.size).T
                labelled = np.nonzero(truth != IGNORE)[0]
                chosen = random.permutation(labelled)[: PIXELS_PER_SOURCE // len(mine)]
                halves[half].append((torch.from_numpy(logits[chosen]), torch.from_numpy(truth[chosen])))
    return joined(halves[0]), joined(halves[1])


def joined(parts: list[Sample]) -> Sample:
    return torch.cat([logits for logits, _ in parts]), torch.cat([truth for _, truth in parts])


def fit_temperature(logits: torch.Tensor, truth: torch.Tensor) -> float:
    errors = [expected_calibration_error(logits, truth, float(t)) for t in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(errors))])


def expected_calibration_error(logits: torch.Tensor, truth: torch.Tensor, temperature: float) -> float:
    """Mean gap between the winning score and the share of right answers, over equal-width bins."""
    scores, best = (logits / temperature).softmax(1).max(1)
    right = (best == truth.long()).float()
    bins = (scores * BINS).long().clamp(max=BINS - 1)
    counts = torch.bincount(bins, minlength=BINS)
    gaps = torch.bincount(bins, scores.double(), BINS) - torch.bincount(bins, right.double(), BINS)
    return float(gaps.abs().sum() / counts.sum())
