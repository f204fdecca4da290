"""Turns a checkpoint into a model folder: ONNX files, calibration, halo, metrics, manifest and card.

    python export.py --checkpoint /tmp/train/last.pt --synthetic /tmp/synth --out ../ocsol-frugal-2
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

import classes
from agreement import argmax_agreement, check_variants, check_weights_fold, milliseconds_per_window
from calibrate import calibrate
from card import write_card
from evaluate import evaluate_real, evaluate_synthetic, rounded
from graph import build_model
from halo import FALLBACK_PX, measure_halo
from limits import FRUGAL_LIMITS
from macs import count_macs, count_parameters
from manifest import CREDITS, write_manifest
from net import Frugal
from probe import probe_windows
from quick_check import quick_check
from sources import NOMINAL_METRES, Source, centre_cut, elsewhere_sources, validation_sources
from variants import write_variants
from windows import Model

REPOSITORY = Path(__file__).resolve().parents[2]
WINDOW_PX = 512
LARGEST_HALO_PX = 96
DRAFT_PX = 768  # side of the validation cuts a draft is scored on, to leave the processor to the training
CALIBRATION_HALO_PX = 64  # the halo is measured later, on the calibrated file; scores hardly depend on it
MIN_AGREEMENT = 0.99
CHECKED_WINDOWS = 6  # of each variant; more would show nothing new
MAX_GMAC = 2.2
MAX_QUANTISATION_LOSS = 0.005
DOC = "Land cover of 20 cm orthophotos. See README.md and manifest.json beside this file."


def main() -> None:
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "model.onnx"
    net = load(options.checkpoint)
    macs = count_macs(net, WINDOW_PX)
    print(f"{macs / 1e9:.3f} GMAC at {WINDOW_PX}², {count_parameters(net)} parameters", flush=True)
    if macs > MAX_GMAC * 1e9:
        raise ValueError(f"the network is above {MAX_GMAC} GMAC")

    validation = validation_sources(options.data)
    if options.draft:
        validation = [centre_cut(source, DRAFT_PX) for source in validation]
    onnx.save(build_model(net, options.out.name, WINDOW_PX, 1.0, DOC, halves=keeps_halves), path)
    calibration = calibrate(Model(path), validation + elsewhere_sources(options.data), CALIBRATION_HALO_PX, seed=1)
    print(f"calibration: {calibration}", flush=True)
    onnx.save(build_model(net, options.out.name, WINDOW_PX, calibration.temperature, DOC, halves=keeps_halves), path)

    model = Model(path)
    check_weights_fold(path)
    windows = [np.ascontiguousarray(rgb) for rgb, _ in probe_windows(validation, 1 if options.draft else 6)]
    agreement = argmax_agreement(model, net, windows)
    print(f"argmax agreement with PyTorch over {len(windows)} windows: {100 * agreement:.2f} %", flush=True)
    if agreement < MIN_AGREEMENT:
        raise ValueError(f"the file agrees with PyTorch on {agreement:.4f} of the pixels only")
    print(f"{path.stat().st_size} bytes, {milliseconds_per_window(path, 1):.0f} ms a window on one thread", flush=True)

    halo, shares = (FALLBACK_PX, {}) if options.draft else measure_halo(model, validation, LARGEST_HALO_PX, crop_px=768)
    write_variants(options.out, halo_px=halo, metres=NOMINAL_METRES, labels=classes.LABELS)
    check_variants(options.out, windows[:CHECKED_WINDOWS])
    metrics = evaluate_real(model, validation, options.data, halo)
    quantisation = quantisation_loss(net, metrics, validation, options.data, halo)
    if options.synthetic:
        metrics["synthetic"] = evaluate_synthetic(model, options.synthetic, halo)
    manifest = write_manifest(
        options.out,
        name=dict.fromkeys(("fr", "en"), name_of(options.out.name)),
        credits=CREDITS,
        window_px=WINDOW_PX,
        halo_px=halo,
        macs=macs,
        parameters=count_parameters(net),
        temperature=calibration.temperature,
        calibration={"eceBefore": rounded(calibration.ece_before), "eceAfter": rounded(calibration.ece_after)},
        quantisation=quantisation,
        metrics=metrics,
        limits=FRUGAL_LIMITS,
        halo_shares=shares,
        quick_check=quick_check(model, options.data, halo, classes.NUMEROS),
    )
    write_card(options.out, manifest)
    print({name: values["miou"] for name, values in metrics.items()}, flush=True)


def keeps_halves(name: str, conv: nn.Conv2d) -> bool:
    """Layers stored as float16: with int8 everywhere 2.8 % of the pixels change class, with these as they are 0.5 %.
    The stem's error passes through all the others, a depthwise filter has nine weights and the range of its folded
    norm, and no activation bounds what a projection adds to the residual."""
    return conv.groups > 1 or "stem" in name or "project" in name


def quantisation_loss(net: Frugal, metrics: dict, validation: list[Source], data: Path, halo: int) -> dict[str, float]:
    """mIoU by set of the same network with the weights it was trained with; raises if storage changes the validation's by
    more than MAX_QUANTISATION_LOSS."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "float.onnx"
        onnx.save(build_model(net, "float", WINDOW_PX, 1.0, "", int8=False), path)
        floats = {name: values["miou"] for name, values in evaluate_real(Model(path), validation, data, halo).items()}
    print("float weights:", floats, flush=True)
    if abs(floats["validation"] - metrics["validation"]["miou"]) > MAX_QUANTISATION_LOSS:
        raise ValueError(f"storage moves the validation mIoU from {floats['validation']}")
    return {"floatMiou": floats}


def name_of(model_id: str) -> str:
    """« ocsol-frugal-2 » as « Ocsol frugal 2 »."""
    return model_id.replace("-", " ").capitalize()


def load(checkpoint: Path) -> Frugal:
    net = Frugal(classes.COUNT)
    net.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["ema"])
    return net.eval()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--synthetic", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="model folder; its name is the model's id")
    parser.add_argument("--draft", action="store_true", help="score on part of the validation, and do not measure the halo")
    return parser.parse_args()


if __name__ == "__main__":
    main()
