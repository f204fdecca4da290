"""Turns a checkpoint of IGN's FLAIR-INC collection into a model folder that the application and the command line run.

    python import_flair.py FLAIR-INC_rgb_12cl_resnet34-unet_weights.pth --out /tmp/flair-inc-12cl

See README.md for where the file is had. The weights are IGN's (Licence Ouverte Etalab 2.0) and stay out of this repository.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import rasterio
from PIL import Image

from agreement import argmax_agreement, check_weights_fold, milliseconds_per_window
from card import write_imported_card
from classes import FLAIR_CLASSES
from flair_checkpoint import MEAN, STD, Checkpoint, Refused, read_checkpoint, silence
from graph import build_model
from limits import FLAIR_INC_LIMITS
from macs import count_macs, count_parameters
from manifest import write_manifest
from windows import Model

WINDOW_PX = 512  # the size of the patches it was trained on
HALO_PX = 128  # `margin` of IGN's own zone tool; a multiple of the coarsest stride, 32
MIN_AGREEMENT = 0.99
SAMPLES = 3
CREDITS = [
    "© IGN – FLAIR-INC, BD ORTHO®, Licence Ouverte Etalab 2.0",
    "FLAIR datapapers: arXiv:2211.12979, arXiv:2310.13336",
]
DOC = "IGN's FLAIR-INC, converted by Ocsol. See README.md and manifest.json beside this file."


def main() -> int:
    options = arguments()
    try:
        checkpoint = read_checkpoint(options.checkpoint, options.classes)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    windows = windows_of(options.check) if options.check else smooth_noise()
    agreement = convert(checkpoint, options.out, options.halo, windows)
    print(f"argmax agreement of the int8 file with PyTorch's float weights over {len(windows)} windows: {100 * agreement:.2f} %")
    print(f"{milliseconds_per_window(options.out / 'model.onnx', 1, 3):.0f} ms a window on one thread; wrote {options.out}")
    if options.check and agreement < MIN_AGREEMENT:
        print(f"below {MIN_AGREEMENT}: do not use this file", file=sys.stderr)
        return 1
    return 0


def convert(checkpoint: Checkpoint, out: Path, halo_px: int, windows: list[np.ndarray]) -> float:
    """Writes model.onnx, manifest.json and README.md into `out`; the share of pixels of `windows`, uint8 [512, 512, 3],
    where the file and PyTorch choose the same class."""
    out.mkdir(parents=True, exist_ok=True)
    net = checkpoint.net
    known = [FLAIR_CLASSES[value] for value in checkpoint.values]
    channels = [(None if index in checkpoint.dead else numero, label) for index, (label, numero) in enumerate(known)]
    silence(net.classify, [index for index, (numero, _) in enumerate(channels) if numero is None])
    onnx.save(build_model(net, out.name, WINDOW_PX, 1.0, DOC), out / "model.onnx")
    check_weights_fold(out / "model.onnx")
    agreement = argmax_agreement(Model(out / "model.onnx", 1), net, windows)
    kept = sum(numero is not None for numero, _ in channels)
    manifest = write_manifest(
        out,
        name={"fr": f"FLAIR-INC RVB, {kept} classes (IGN)", "en": f"FLAIR-INC RGB, {kept} classes (IGN)"},
        credits=CREDITS,
        window_px=WINDOW_PX,
        halo_px=halo_px,
        macs=count_macs(net, WINDOW_PX),
        parameters=count_parameters(net),
        temperature=1.0,
        calibration={},
        metrics={},
        limits=FLAIR_INC_LIMITS,
        channels=channels,
        mean=MEAN,
        std=STD,
    )
    write_imported_card(out, manifest, agreement)
    return agreement


def windows_of(image: Path) -> list[np.ndarray]:
    """Windows along the diagonal of an orthophoto."""
    with rasterio.open(image) as source:
        if min(source.height, source.width) < WINDOW_PX:
            raise SystemExit(f"{image} is smaller than a window of {WINDOW_PX} px")
        windows = []
        for index in range(SAMPLES):
            share = (index + 0.5) / SAMPLES
            top, left = (round(share * (side - WINDOW_PX)) for side in (source.height, source.width))
            pixels = source.read((1, 2, 3), window=rasterio.windows.Window(left, top, WINDOW_PX, WINDOW_PX))
            windows.append(np.ascontiguousarray(pixels.transpose(1, 2, 0)))
    return windows


def smooth_noise() -> list[np.ndarray]:
    """Pictures for a check without data: random colours drawn out to blotches, so that features survive the strides."""
    random = np.random.default_rng(1)
    pictures = []
    for cells in (16, 32, 64)[:SAMPLES]:
        coarse = Image.fromarray(random.integers(0, 256, (cells, cells, 3), np.uint8))
        pictures.append(np.array(coarse.resize((WINDOW_PX, WINDOW_PX), Image.Resampling.BICUBIC)))
    return pictures


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="the .pth or .ckpt file as published")
    parser.add_argument("--out", type=Path, required=True, help="model folder; its name is the model's id")
    parser.add_argument("--classes", type=int, choices=(12, 15), help="classes trained, where the file does not tell")
    parser.add_argument("--halo", type=int, default=HALO_PX, help="pixels cut off on each side of a window")
    parser.add_argument("--check", type=Path, help="an orthophoto at 0.20 m on which int8 and float weights must agree")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
