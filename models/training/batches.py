"""Batches addressed by step number, so that a resumed run sees exactly what an unbroken one would."""

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from augment import PhotoAugment
from sampler import CropSampler

CUTMIX_SHARE = 0.2
"""Share of crops that receive a rectangle of their neighbour in the batch. With five zones to learn from, it
keeps the network from reading the class off the landscape around, and so the useful halo small."""


class StepDataset(Dataset):
    """Item n is the whole batch of step n, drawn from a generator seeded by (seed, n)."""

    def __init__(self, real: CropSampler | None, synthetic: CropSampler | None, synthetic_share: float,
                 augment: PhotoAugment, batch_size: int, steps: int, seed: int) -> None:
        self.real, self.synthetic, self.synthetic_share = real, synthetic, synthetic_share
        self.augment, self.batch_size, self.steps, self.seed = augment, batch_size, steps, seed

    def __len__(self) -> int:
        return self.steps

    def __getitem__(self, step: int) -> tuple[torch.Tensor, torch.Tensor]:
        random = np.random.default_rng([self.seed, step])
        images, labels = [], []
        for _ in range(self.batch_size):
            sampler = self._sampler(random)
            rgb, channels = sampler.draw(random)
            images.append(self.augment(rgb, random))
            labels.append(channels)
        batch, truth = np.stack(images), np.stack(labels)
        cutmix(batch, truth, random)
        return torch.from_numpy(batch), torch.from_numpy(truth)

    def _sampler(self, random: np.random.Generator) -> CropSampler:
        if self.real is None:
            return self.synthetic
        if self.synthetic is not None and random.random() < self.synthetic_share:
            return self.synthetic
        return self.real


def cutmix(batch: np.ndarray, truth: np.ndarray, random: np.random.Generator) -> None:
    """In place: rectangles of crop i-1 as it was before mixing are pasted into crop i."""
    originals, original_truth = batch.copy(), truth.copy()
    size = batch.shape[1]
    for i in range(len(batch)):
        if random.random() >= CUTMIX_SHARE:
            continue
        height, width = (int(size * random.uniform(0.3, 0.7)) for _ in range(2))
        top, left = int(random.integers(size - height + 1)), int(random.integers(size - width + 1))
        part = np.s_[top : top + height, left : left + width]
        batch[i][part] = originals[i - 1][part]
        truth[i][part] = original_truth[i - 1][part]


def loader(dataset: StepDataset, first_step: int) -> DataLoader:
    return DataLoader(dataset, batch_size=None, sampler=range(first_step, len(dataset)), num_workers=1, prefetch_factor=6)
