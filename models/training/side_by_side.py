"""Pictures to look at: orthophoto | prediction | truth, in CoSIA's colours, for every validation block.

    python side_by_side.py ../ocsol-frugal-2 --scene /tmp/demo34/scene-34.tif

Those of real land go to `pictures/`, which git ignores: the imagery is not ours to publish. The one of `--scene`, a
synthetic scene with its truth beside it, goes into the model folder, for its card.
"""

import argparse
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from classes import FLAIR_CLASSES, GROUP_NAMES
from colours import LEGEND, painted
from evaluate import REPOSITORY, Numeros, numero_table, numeros_of, predict_at_nominal, scored
from scores import counted, iou, mean_iou
from sources import Source, elsewhere_sources, figure_sources, synthetic_source, validation_sources
from windows import Model, predict

PICTURES = Path(__file__).resolve().parent / "pictures"
MAX_PX = 1600  # height of a picture
SCENE_PX, SCENE_BYTES = 640, 200_000  # of the committed one
GAP_PX = 8
LINE_PX = 34
BACKGROUND = "#ffffff"


def main() -> None:
    options = arguments()
    manifest = json.loads((options.folder / "manifest.json").read_text())
    model, halo, numeros = Model(options.folder / "model.onnx", options.threads), manifest["haloPx"], numeros_of(manifest)
    if options.data.exists():
        options.out.mkdir(parents=True, exist_ok=True)
        for source in validation_sources(options.data):
            save(with_legend([of_flair(model, source, halo, numeros)]), options.out / f"{source.name}.webp")
        pairs = [of_flair(model, source, halo, numeros) for source in elsewhere_sources(options.data)]
        save(with_legend(pairs), options.out / "elsewhere.webp")
        figures = [of_flair(model, source, halo, numeros) for source in figure_sources(options.data)]
        save(with_legend(in_columns(figures, 3)), options.out / "figures.webp")
    if options.scene:
        scene = synthetic_source(options.scene)
        row = triple(scene.rgb, numero_table(numeros)[predict(model, scene.rgb, halo)], scene.raw_labels, SCENE_PX, options.scene.stem)
        (options.folder / "synthetic.webp").write_bytes(at_most(with_legend([row]), SCENE_BYTES))


def of_flair(model: Model, source: Source, halo: int, numeros: Numeros) -> Image.Image:
    predicted = numero_table(numeros)[predict_at_nominal(model, source, halo)]
    groups = scored(source.raw_labels, source.channels, predicted).groups[0]
    large = zip(GROUP_NAMES, iou(groups), counted(groups), strict=True)
    each = ", ".join(f"{name} {value:.2f}" for name, value, enough in large if enough)
    truth = np.zeros(256, np.uint8)
    for value, (_, numero) in FLAIR_CLASSES.items():
        truth[value] = numero or 0
    title = f"{source.name}: mIoU {mean_iou(groups):.3f} ({each})"
    return triple(source.rgb, predicted, truth[source.raw_labels], MAX_PX - 4 * LINE_PX, title)


def triple(rgb: np.ndarray, predicted: np.ndarray, truth: np.ndarray, height: int, title: str) -> Image.Image:
    """`predicted` and `truth` are CoSIA numbers; shrunk to `height` where taller. Wide images lie under one another."""
    wide = rgb.shape[1] > 3 * rgb.shape[0]
    factor = min(1, height / (rgb.shape[0] * (3 if wide else 1)))
    size = (round(rgb.shape[1] * factor), round(rgb.shape[0] * factor))
    step = (0, size[1] + GAP_PX) if wide else (size[0] + GAP_PX, 0)
    picture = Image.new("RGB", (size[0] + 2 * step[0], LINE_PX + size[1] + 2 * step[1]), BACKGROUND)
    ImageDraw.Draw(picture).text((4, 4), title, fill="black", font=font(20 if size[0] > 400 else 10))
    shown = (rgb, Image.Resampling.BOX), (painted(predicted), Image.Resampling.NEAREST), (painted(truth), Image.Resampling.NEAREST)
    for index, (pixels, way) in enumerate(shown):
        picture.paste(Image.fromarray(pixels).resize(size, way), (index * step[0], LINE_PX + index * step[1]))
    return picture


def in_columns(pictures: list[Image.Image], columns: int) -> list[Image.Image]:
    rows = []
    for first in range(0, len(pictures), columns):
        row = pictures[first : first + columns]
        joined = Image.new("RGB", (sum(p.width + 3 * GAP_PX for p in row), max(p.height for p in row)), BACKGROUND)
        left = 0
        for picture in row:
            joined.paste(picture, (left, 0))
            left += picture.width + 3 * GAP_PX
        rows.append(joined)
    return rows


def with_legend(rows: list[Image.Image]) -> Image.Image:
    """Rows under one another, and the classes' colours below them."""
    width = max(row.width for row in rows)
    item = 190
    lines = -(-len(LEGEND) * item // width)
    picture = Image.new("RGB", (width, sum(row.height + GAP_PX for row in rows) + lines * LINE_PX), BACKGROUND)
    top = 0
    for row in rows:
        picture.paste(row, (0, top))
        top += row.height + GAP_PX
    draw, each = ImageDraw.Draw(picture), width // item
    for index, (label, colour) in enumerate(LEGEND.values()):
        left, line = index % each * item, top + index // each * LINE_PX
        draw.rectangle((left + 4, line + 4, left + 28, line + 26), fill=colour, outline="black")
        draw.text((left + 36, line + 4), label, fill="black", font=font(18))
    return picture


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)


def save(picture: Image.Image, path: Path) -> None:
    if picture.height > MAX_PX:
        picture = picture.resize((round(picture.width * MAX_PX / picture.height), MAX_PX), Image.Resampling.BOX)
    picture.save(path, quality=85)
    print(path, picture.size, flush=True)


def at_most(picture: Image.Image, size: int) -> bytes:
    """WebP of the best quality that keeps within `size` bytes."""
    for quality in range(90, 20, -5):
        held = io.BytesIO()
        picture.save(held, "webp", quality=quality, method=6)
        if held.tell() <= size:
            return held.getvalue()
    raise ValueError(f"a picture of {picture.size} does not fit in {size} bytes")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="model folder")
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--scene", type=Path, help="scene-<seed>.tif; the demonstration's is seed 34, 2048 px")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
