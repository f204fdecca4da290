"""A few windows and the figures on exactly these, in the manifest (`quickCheck`), so that a test can tell in seconds
whether a delivered file still gives them.

    python quick_check.py ../ocsol-frugal-2     # adds it to a folder whose manifest has none; export.py does so itself

Each window lies whole inside validation land and is scored on the centre the application keeps: nothing is mirrored
or resampled, so a test in another language needs neither to agree.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import rasterio
from rasterio.windows import Window

from classes import GROUP_NAMES, flair_to_channel
from evaluate import REPOSITORY, Numeros, numero_table, numeros_of, rounded, scored, sealed_iou
from manifest import save
from scores import mean_iou
from sources import read_rows, rect_of
from windows import Model

CELL_PX = 512
CELLS = ((1, 0), (3, 1), (0, 2), (2, 3), (4, 4))
"""(column, row) of the cells looked at in a block of 5 × 5: one in each column and each row."""


def quick_check(model: Model, data: Path, halo: int, numeros: Numeros) -> dict:
    windows = quick_windows(data)
    return {"windows": windows, **quick_figures(model, windows, data, halo, numeros)}


def quick_windows(data: Path) -> list[dict]:
    """Image and label file, relative to `data`, and the top left corner of each window in pixels."""
    windows = []
    for row in read_rows(data / "flair-d034" / "splits.csv"):
        left, top, cols, rows = rect_of(row)
        for cell in CELLS:
            col, line = (CELL_PX * index for index in cell)
            if col + CELL_PX <= cols and line + CELL_PX <= rows:
                windows.append(placed(f"flair-d034/{row['file']}", left + col, top + line))
    for row in read_rows(data / "flair-elsewhere" / "splits.csv"):
        if row["split"] == "val" and "*" not in row["file"]:
            windows.append(placed(f"flair-elsewhere/{row['file']}", 0, 0))
    return windows


def placed(image: str, col: int, row: int) -> dict:
    return {"image": image, "labels": image.replace("_rgb.", "_labels."), "col": col, "row": row}


def quick_figures(model: Model, windows: list[dict], data: Path, halo: int, numeros: Numeros) -> dict:
    """`miou` of the reporting groups, `sealed` and labelled `pixels`, over all windows together."""
    groups = np.zeros((len(GROUP_NAMES), len(GROUP_NAMES) + 1), np.int64)
    kept = np.s_[halo : model.window - halo, halo : model.window - halo]
    for place in windows:
        area = Window(place["col"], place["row"], model.window, model.window)
        with rasterio.open(data / place["image"]) as image, rasterio.open(data / place["labels"]) as labels:
            rgb = np.ascontiguousarray(image.read((1, 2, 3), window=area).transpose(1, 2, 0))
            truth = labels.read(1, window=area)[kept]
        predicted = numero_table(numeros)[model.logits(rgb)[(np.s_[:], *kept)].argmax(0)]
        groups += scored(truth, flair_to_channel()[truth], predicted).groups[0]
    return {"miou": rounded(mean_iou(groups)), "sealed": rounded(sealed_iou(groups)), "pixels": int(groups.sum())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="model folder")
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    options = parser.parse_args()
    manifest = json.loads((options.folder / "manifest.json").read_text())
    model = Model(options.folder / "model.onnx", 1)
    manifest["quickCheck"] = quick_check(model, options.data, manifest["haloPx"], numeros_of(manifest))
    save(options.folder, manifest)


if __name__ == "__main__":
    main()
