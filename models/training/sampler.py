"""Draws training crops so that rare classes are seen often, and never touches a kept-out block."""

import numpy as np
from PIL import Image

from classes import COUNT, IGNORE
from sources import Source

CELL_PX = 64
"""Side of the cells whose class counts are indexed: small enough to aim at a house."""

MIN_SHARE = 0.06
"""Least share of a cell a class must cover for the cell to be a place to find it."""

MIN_METRES, MAX_METRES = 0.16, 0.45
NOMINAL_SHARE = 0.4
"""Share of crops at the source's own resolution; the others are drawn log-uniformly between the two bounds."""

ROTATED_SHARE = 0.25
"""Share of crops turned by any angle: vineyard rows and roads follow few directions in one département."""

FREQUENCY_POWER = 0.4
"""A class is aimed at with probability ∝ frequency^power: 1 keeps the land's own shares, 0 ignores them."""


class CropSampler:
    """Crops of `size` px from `sources`, aimed at classes. Stateless: the caller brings the generator."""

    def __init__(self, sources: list[Source], size: int) -> None:
        self.sources = sources
        self.size = size
        counts = np.zeros(COUNT)
        places: list[list[np.ndarray]] = [[] for _ in range(COUNT)]
        for index, source in enumerate(sources):
            shares = cell_shares(masked_channels(source))
            counts += shares.sum((0, 1))
            for channel in range(COUNT):
                rows, cols = np.nonzero(shares[:, :, channel] >= MIN_SHARE)
                if len(rows):
                    places[channel].append(np.stack([np.full(len(rows), index), rows, cols], 1))
        self.places = places
        self.shares = counts / counts.sum()
        weights = np.where(counts > 0, np.maximum(counts, 1) ** FREQUENCY_POWER, 0.0)
        weights *= np.array([bool(p) for p in places])
        self.class_probabilities = weights / weights.sum()

    def draw(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """One crop: uint8 [size, size, 3] and its channels uint8 [size, size]."""
        while True:
            channel = random.choice(COUNT, p=self.class_probabilities)
            groups = self.places[channel]
            # Square root between sources: three 512 px patches of other départements would
            # otherwise never be drawn beside mosaics a hundred times their size.
            sizes = np.array([len(g) for g in groups], float) ** 0.5
            group = groups[random.choice(len(groups), p=sizes / sizes.sum())]
            index, row, col = group[random.integers(len(group))]
            crop = self._crop(self.sources[index], row, col, random)
            if crop is not None:
                return crop

    def _crop(self, source: Source, row: int, col: int, random: np.random.Generator):
        height, width = source.channels.shape
        factor = 1.0
        if random.random() > NOMINAL_SHARE:
            metres = np.exp(random.uniform(np.log(MIN_METRES), np.log(MAX_METRES)))
            factor = metres / source.metres
        rotated = random.random() < ROTATED_SHARE
        target = round(self.size * 1.42) if rotated else self.size
        side = min(round(target * factor), height, width)
        centre_row = (row + random.random()) * CELL_PX + random.uniform(-0.3, 0.3) * side
        centre_col = (col + random.random()) * CELL_PX + random.uniform(-0.3, 0.3) * side
        top = int(np.clip(centre_row - side / 2, 0, height - side))
        left = int(np.clip(centre_col - side / 2, 0, width - side))
        if any(overlaps(left, top, side, rect) for rect in source.kept_out):
            return None
        rgb = Image.fromarray(source.rgb[top : top + side, left : left + side])
        labels = Image.fromarray(source.channels[top : top + side, left : left + side])
        if side != target:
            rgb = rgb.resize((target, target), Image.Resampling.BILINEAR)
            labels = labels.resize((target, target), Image.Resampling.NEAREST)
        if rotated:
            degrees = random.uniform(-45, 45)
            rgb = rgb.rotate(degrees, Image.Resampling.BILINEAR)
            labels = labels.rotate(degrees, Image.Resampling.NEAREST, fillcolor=IGNORE)
            margin = (target - self.size) // 2
            box = (margin, margin, margin + self.size, margin + self.size)
            rgb, labels = rgb.crop(box), labels.crop(box)
        return dihedral(np.asarray(rgb), np.asarray(labels), int(random.integers(8)))


def dihedral(rgb: np.ndarray, labels: np.ndarray, which: int) -> tuple[np.ndarray, np.ndarray]:
    """One of the eight flips and quarter turns of a square."""
    rgb, labels = np.rot90(rgb, which % 4), np.rot90(labels, which % 4)
    if which >= 4:
        rgb, labels = rgb[:, ::-1], labels[:, ::-1]
    return rgb, labels


def overlaps(left: int, top: int, side: int, rect: tuple[int, int, int, int]) -> bool:
    col, row, cols, rows = rect
    return left < col + cols and col < left + side and top < row + rows and row < top + side


def masked_channels(source: Source) -> np.ndarray:
    channels = source.channels
    if source.kept_out:
        channels = channels.copy()
        for col, row, cols, rows in source.kept_out:
            channels[row : row + rows, col : col + cols] = IGNORE
    return channels


def cell_shares(channels: np.ndarray) -> np.ndarray:
    """float [rows, cols, COUNT]: share of each class in each whole cell."""
    rows, cols = channels.shape[0] // CELL_PX, channels.shape[1] // CELL_PX
    cells = channels[: rows * CELL_PX, : cols * CELL_PX].reshape(rows, CELL_PX, cols, CELL_PX)
    return np.stack([(cells == c).mean((1, 3)) for c in range(COUNT)], -1)
