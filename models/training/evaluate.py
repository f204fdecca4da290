"""Scores an exported model with native ONNX Runtime, over windows with halo as the application runs them.

    python evaluate.py ../ocsol-frugal-1 --synthetic /tmp/synth      # prints the manifest's `metrics`
"""

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

from classes import COUNT, GROUP_NAMES, LABELS, channel_to_group, flair_to_group
from scores import confusion, counted, iou, mean_iou
from sources import (
    NOMINAL_METRES,
    Source,
    elsewhere_sources,
    figure_sources,
    synthetic_paths,
    synthetic_source,
    validation_sources,
)
from windows import Model, predict

REPOSITORY = Path(__file__).resolve().parents[2]


def evaluate_real(model: Model, validation: list[Source], data: Path, halo: int) -> dict:
    sets = {
        "validation": validation,
        "flair-elsewhere": elsewhere_sources(data),
        "flair-elsewhere-figures": figure_sources(data),
    }
    return {name: real_metrics(model, sources, halo) for name, sources in sets.items()}


def real_metrics(model: Model, sources: list[Source], halo: int) -> dict:
    groups = np.zeros((len(GROUP_NAMES),) * 2, np.int64)
    classes = np.zeros((COUNT, COUNT), np.int64)
    for source in sources:
        best = predict_at_nominal(model, source, halo)
        groups += confusion(flair_to_group()[source.raw_labels], channel_to_group()[best], len(GROUP_NAMES))
        classes += confusion(source.channels, best, COUNT)
    return {
        "miou": rounded(mean_iou(groups)),
        "byGroup": named(GROUP_NAMES, iou(groups), counted(groups)),
        "byClass": named(LABELS, iou(classes), counted(classes)),
        "pixels": int(groups.sum()),
    }


def predict_at_nominal(model: Model, source: Source, halo: int) -> np.ndarray:
    """Channels on the source's own grid, the image having been resampled to the model's resolution."""
    height, width = source.raw_labels.shape
    factor = source.metres / NOMINAL_METRES
    if abs(factor - 1) < 0.02:
        return predict(model, source.rgb, halo)
    size = (round(width * factor), round(height * factor))
    resized = np.asarray(Image.fromarray(source.rgb).resize(size, Image.Resampling.BILINEAR))
    best = Image.fromarray(predict(model, resized, halo))
    return np.asarray(best.resize((width, height), Image.Resampling.NEAREST))


def evaluate_synthetic(model: Model, folder: Path, halo: int) -> dict:
    """The scenes held out of training. Every class drawn in them counts, however small."""
    _, held_out = synthetic_paths(folder)
    matrix = np.zeros((COUNT, COUNT), np.int64)
    for path in held_out:
        scene = synthetic_source(path)
        matrix += confusion(scene.channels, predict(model, scene.rgb, halo), COUNT)
    present = matrix.sum(1) > 0
    return {
        "miou": rounded(iou(matrix)[present].mean()),
        "byClass": named(LABELS, iou(matrix), present),
        "scenes": [path.stem for path in held_out],
    }


def named(names: tuple[str, ...], values: np.ndarray, kept: np.ndarray) -> dict[str, float]:
    return {name: rounded(value) for name, value, keep in zip(names, values, kept, strict=True) if keep}


def rounded(value: float) -> float:
    return round(float(value), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="model folder")
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--synthetic", type=Path)
    options = parser.parse_args()
    halo = json.loads((options.folder / "manifest.json").read_text())["haloPx"]
    model = Model(options.folder / "model.onnx")
    metrics = evaluate_real(model, validation_sources(options.data), options.data, halo)
    if options.synthetic:
        metrics["synthetic"] = evaluate_synthetic(model, options.synthetic, halo)
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
