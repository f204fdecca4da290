"""Reads labelled orthophotos into memory: FLAIR mosaics, single patches and synthetic scenes."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio

from classes import IGNORE, cosia_to_channel, flair_to_channel

NOMINAL_METRES = 0.2

Rect = tuple[int, int, int, int]
"""col, row, cols, rows in pixels."""


@dataclass
class Source:
    """One image with its labels. `kept_out` are rectangles no training crop may touch."""

    name: str
    rgb: np.ndarray  # uint8 [rows, cols, 3]
    raw_labels: np.ndarray  # uint8 [rows, cols], values as read
    channels: np.ndarray  # uint8 [rows, cols], channel or IGNORE
    metres: float  # ground size of a pixel
    kept_out: list[Rect] = field(default_factory=list)


def read_source(rgb_path: Path, label_path: Path, table: np.ndarray) -> Source:
    with rasterio.open(rgb_path) as image:
        rgb = np.ascontiguousarray(image.read((1, 2, 3)).transpose(1, 2, 0))
        metres = abs(image.transform.a)
    with rasterio.open(label_path) as image:
        raw = image.read(1)
    if raw.shape != rgb.shape[:2]:
        raise ValueError(f"{rgb_path}: image {rgb.shape[:2]} and labels {raw.shape} differ in size")
    # A file without georeference reads as 1 unit per pixel: synthetic scenes are drawn at nominal size.
    if not 0.05 <= metres <= 0.9:
        metres = NOMINAL_METRES
    return Source(rgb_path.stem.removesuffix("_rgb"), rgb, raw, table[raw], metres)


def flair_pair(rgb_path: Path) -> Source:
    return read_source(rgb_path, rgb_path.with_name(rgb_path.name.replace("_rgb", "_labels")), flair_to_channel())


def training_sources(data: Path) -> list[Source]:
    """Every training pixel of `data`: mosaics less their validation blocks, and training patches."""
    sources = []
    blocks = read_rows(data / "flair-d034" / "splits.csv")
    for rgb_path in sorted((data / "flair-d034").glob("*_rgb.tif")):
        source = flair_pair(rgb_path)
        source.kept_out = [rect_of(row) for row in blocks if row["file"] == rgb_path.name]
        sources.append(source)
    for row in read_rows(data / "flair-elsewhere" / "splits.csv"):
        if row["split"] == "train":
            sources.append(flair_pair(data / "flair-elsewhere" / row["file"]))
    return sources


def validation_sources(data: Path) -> list[Source]:
    """The validation blocks of département 34, each cut out as an image of its own."""
    sources = []
    for row in read_rows(data / "flair-d034" / "splits.csv"):
        whole = flair_pair(data / "flair-d034" / row["file"])
        col, top, cols, rows = rect_of(row)
        cut = np.s_[top : top + rows, col : col + cols]
        sources.append(Source(whole.name, whole.rgb[cut], whole.raw_labels[cut], whole.channels[cut], whole.metres))
    return sources


def elsewhere_sources(data: Path) -> list[Source]:
    """The two validation patches of other départements."""
    folder = data / "flair-elsewhere"
    rows = read_rows(folder / "splits.csv")
    return [flair_pair(folder / row["file"]) for row in rows if row["split"] == "val" and "*" not in row["file"]]


def figure_sources(data: Path) -> list[Source]:
    """The contrast-stretched 41 cm pairs; there, label 13 means "other" and is ignored."""
    table = flair_to_channel()
    table[13] = IGNORE
    sources = []
    for rgb_path in sorted((data / "flair-elsewhere" / "figures").glob("*_rgb.tif")):
        source = read_source(rgb_path, rgb_path.with_name(rgb_path.name.replace("_rgb", "_labels")), table)
        source.raw_labels = np.where(source.raw_labels == 13, 0, source.raw_labels)
        sources.append(source)
    return sources


def centre_cut(source: Source, size: int) -> Source:
    """At most size × size pixels around the centre, labels included."""
    height, width = source.raw_labels.shape
    top, left = max(0, (height - size) // 2), max(0, (width - size) // 2)
    cut = np.s_[top : top + size, left : left + size]
    return Source(source.name, source.rgb[cut], source.raw_labels[cut], source.channels[cut], source.metres)


def synthetic_paths(folder: Path) -> tuple[list[Path], list[Path]]:
    """Scene images for training and held out; the last two by name are held out."""
    scenes = sorted(path for path in folder.glob("scene-*.tif") if not path.stem.endswith("-truth"))
    if len(scenes) < 3:
        raise ValueError(f"{folder}: at least three scenes are needed, found {len(scenes)}")
    return scenes[:-2], scenes[-2:]


def synthetic_source(rgb_path: Path) -> Source:
    return read_source(rgb_path, rgb_path.with_name(f"{rgb_path.stem}-truth.tif"), cosia_to_channel())


def unlabelled_images(data: Path) -> list[np.ndarray]:
    """Unlabelled patches of other départements, uint8 [rows, cols, 3] at nominal size."""
    images = []
    for path in sorted((data / "flair-elsewhere" / "unlabelled").iterdir()):
        if path.suffix.lower() not in (".tif", ".jpeg", ".jpg", ".png"):
            continue
        with rasterio.open(path) as image:
            if image.count >= 3 and image.dtypes[0] == "uint8":
                images.append(image.read((1, 2, 3)).transpose(1, 2, 0))
    return images


def rect_of(row: dict[str, str]) -> Rect:
    return int(row["col"]), int(row["row"]), int(row["cols"]), int(row["rows"])


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))
