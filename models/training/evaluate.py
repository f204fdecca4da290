"""Scores an exported model with native ONNX Runtime, over windows with halo as the application runs them.

    python evaluate.py ../ocsol-frugal-2 --synthetic /tmp/synth      # prints the manifest's `metrics`

Any model folder will do, an imported one too: channels are known by the CoSIA numbers of its manifest.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from bootstrap import interval
from classes import COUNT, GROUP_NAMES, LABELS, NUMEROS, cosia_to_channel, cosia_to_group, flair_to_group
from scores import confusion, counted, iou, mean_iou, merged_iou
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
PATCH_PX = 512
"""Side of the patches that are resampled, FLAIR's own; a smaller image is one patch."""

SEALED = [GROUP_NAMES.index("building"), GROUP_NAMES.index("impervious")]
"""Taken as one class: what OCS GE calls impermeable, whichever of the two a pixel is."""

Numeros = Sequence[int | None]
"""CoSIA number of each channel, None where it never wins."""


@dataclass
class Patches:
    """Confusion matrices of each patch of a set."""

    groups: np.ndarray  # int64 [patches, groups, groups + 1]
    classes: np.ndarray  # int64 [patches, COUNT, COUNT + 1]


def evaluate_real(model: Model, validation: list[Source], data: Path, halo: int, numeros: Numeros = NUMEROS) -> dict:
    """Everything away from the training département is one set, `flair-elsewhere`, and also given apart."""
    pairs, figures = (patches_of(model, sources, halo, numeros) for sources in (elsewhere_sources(data), figure_sources(data)))
    return {
        "validation": metrics_of(patches_of(model, validation, halo, numeros)),
        "flair-elsewhere": metrics_of(joined([pairs, figures])),
        "flair-elsewhere-pairs": metrics_of(pairs),
        "flair-elsewhere-figures": metrics_of(figures),
    }


def patches_of(model: Model, sources: list[Source], halo: int, numeros: Numeros) -> Patches:
    parts = []
    for source in sources:
        predicted = numero_table(numeros)[predict_at_nominal(model, source, halo)]
        height, width = predicted.shape
        for top in range(0, height, PATCH_PX):
            for left in range(0, width, PATCH_PX):
                part = np.s_[top : top + PATCH_PX, left : left + PATCH_PX]
                parts.append(scored(source.raw_labels[part], source.channels[part], predicted[part]))
    return joined(parts)


def scored(raw_labels: np.ndarray, channels: np.ndarray, predicted: np.ndarray) -> Patches:
    """One patch. `raw_labels` FLAIR values, `channels` as Source's, `predicted` CoSIA numbers."""
    groups = confusion(flair_to_group()[raw_labels], cosia_to_group()[predicted], len(GROUP_NAMES))
    return Patches(groups[None], confusion(channels, cosia_to_channel()[predicted], COUNT)[None])


def joined(parts: list[Patches]) -> Patches:
    return Patches(np.concatenate([part.groups for part in parts]), np.concatenate([part.classes for part in parts]))


def metrics_of(patches: Patches) -> dict:
    groups, classes = patches.groups.sum(0), patches.classes.sum(0)
    return {
        "miou": rounded(mean_iou(groups)),
        "miouInterval": [rounded(value) for value in interval(patches.groups, mean_iou)],
        "sealed": rounded(sealed_iou(groups)),
        "sealedInterval": [rounded(value) for value in interval(patches.groups, sealed_iou)],
        "byGroup": named(GROUP_NAMES, iou(groups), counted(groups)),
        "byClass": named(LABELS, iou(classes), counted(classes)),
        "patches": len(patches.groups),
        "pixels": int(groups.sum()),
    }


def sealed_iou(groups: np.ndarray) -> np.ndarray:
    """IoU of building and impervious as one class."""
    return merged_iou(groups, SEALED)


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


def evaluate_synthetic(model: Model, folder: Path, halo: int, numeros: Numeros = NUMEROS) -> dict:
    """The scenes held out of training. Every class drawn in them counts, however small."""
    _, held_out = synthetic_paths(folder)
    matrix = np.zeros((COUNT, COUNT + 1), np.int64)
    for path in held_out:
        scene = synthetic_source(path)
        predicted = numero_table(numeros)[predict(model, scene.rgb, halo)]
        matrix += confusion(scene.channels, cosia_to_channel()[predicted], COUNT)
    present = matrix.sum(1) > 0
    return {
        "miou": rounded(iou(matrix)[present].mean()),
        "byClass": named(LABELS, iou(matrix), present),
        "scenes": [path.stem for path in held_out],
    }


def numero_table(numeros: Numeros) -> np.ndarray:
    """uint8 [channels]: from channel to CoSIA number, 0 for a dead one."""
    return np.array([numero or 0 for numero in numeros], np.uint8)


def numeros_of(manifest: dict) -> list[int | None]:
    return [channel["numero"] for channel in manifest["output"]["channels"]]


def named(names: tuple[str, ...], values: np.ndarray, kept: np.ndarray) -> dict[str, float]:
    return {name: rounded(value) for name, value, keep in zip(names, values, kept, strict=True) if keep}


def rounded(value: float) -> float:
    return round(float(value), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="model folder")
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--synthetic", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    manifest = json.loads((options.folder / "manifest.json").read_text())
    halo, numeros = manifest["haloPx"], numeros_of(manifest)
    model = Model(options.folder / "model.onnx", options.threads)
    metrics = evaluate_real(model, validation_sources(options.data), options.data, halo, numeros)
    if options.synthetic:
        metrics["synthetic"] = evaluate_synthetic(model, options.synthetic, halo, numeros)
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
