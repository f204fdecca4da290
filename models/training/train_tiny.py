"""Trains and exports the model of the WebGPU tests on synthetic scenes alone; a few minutes on two cores.

    python train_tiny.py --synthetic /tmp/synth --out ../ocsol-tiny-test
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch

import classes
from agreement import argmax_agreement, check_variants, check_weights_fold
from augment import PhotoAugment
from batches import StepDataset, loader
from calibrate import calibrate
from card import write_test_card
from ema import Ema
from evaluate import evaluate_synthetic, rounded
from graph import build_model
from limits import TINY_LIMITS
from loss import segmentation_loss
from macs import count_macs, count_parameters
from manifest import write_manifest
from phases import rate_factor
from quantise import rounded_weights
from sampler import CropSampler
from sources import NOMINAL_METRES, synthetic_paths, synthetic_source
from tiny_net import Tiny
from variants import write_variants
from windows import Model

WINDOW_PX = 64
HALO_PX = 16  # two cells of the coarsest stride; a wider one would leave less than half the window's width
RATE = 4e-3
MAX_BYTES = 200_000
NAME = {"fr": "Ocsol minuscule (essais seulement)", "en": "Ocsol tiny (tests only)"}
DOC = "Test only, not for maps. See README.md and manifest.json beside this file."


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    paths, held_out = synthetic_paths(options.synthetic)
    print("training on", [p.stem for p in paths], "held out:", [p.stem for p in held_out], flush=True)
    sampler = CropSampler([synthetic_source(p) for p in paths], WINDOW_PX)
    dataset = StepDataset(None, sampler, 1.0, PhotoAugment([]), options.batch, options.steps, options.seed)
    net = trained(dataset, options.steps)
    export(net, options, [synthetic_source(p) for p in held_out])


def trained(dataset: StepDataset, steps: int) -> Tiny:
    net = Tiny(classes.COUNT)
    ema = Ema(net)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    weights = torch.ones(classes.COUNT)  # the scenes hold every class
    running = None
    for step, (images, truth) in enumerate(loader(dataset, 0)):
        net.train()
        optimiser.param_groups[0]["lr"] = RATE * rate_factor(step, steps)
        optimiser.zero_grad(set_to_none=True)
        with rounded_weights(net):
            value = segmentation_loss(net(images.permute(0, 3, 1, 2).float()), truth.long(), weights)
            value.backward()
        optimiser.step()
        ema.update(net)
        running = value.item() if running is None else 0.98 * running + 0.02 * value.item()
        if (step + 1) % 100 == 0:
            print(f"step {step + 1}/{steps} loss {running:.4f}", flush=True)
    return ema.net.eval()


def export(net: Tiny, options: argparse.Namespace, held_out: list) -> None:
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "model.onnx"
    onnx.save(build_model(net, options.out.name, WINDOW_PX, 1.0, DOC), path)
    calibration = calibrate(Model(path), held_out, HALO_PX, seed=1)
    onnx.save(build_model(net, options.out.name, WINDOW_PX, calibration.temperature, DOC), path)
    model = Model(path)
    check_weights_fold(path)
    windows = [np.ascontiguousarray(s.rgb[i : i + WINDOW_PX, i : i + WINDOW_PX]) for s in held_out for i in range(0, 640, 64)]
    print(f"argmax agreement with PyTorch over {len(windows)} windows: {100 * argmax_agreement(model, net, windows):.2f} %")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"model.onnx is {path.stat().st_size} bytes")
    write_variants(options.out, halo_px=HALO_PX, metres=NOMINAL_METRES, labels=classes.LABELS)
    check_variants(options.out, windows)
    metrics = {"synthetic": evaluate_synthetic(model, options.synthetic, HALO_PX)}
    manifest = write_manifest(
        options.out,
        name=NAME,
        credits=["Ocsol"],
        window_px=WINDOW_PX,
        halo_px=HALO_PX,
        macs=count_macs(net, WINDOW_PX),
        parameters=count_parameters(net),
        temperature=calibration.temperature,
        calibration={"eceBefore": rounded(calibration.ece_before), "eceAfter": rounded(calibration.ece_after)},
        metrics=metrics,
        limits=TINY_LIMITS,
    )
    write_test_card(options.out, manifest)
    print(path.stat().st_size, "bytes;", metrics, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--synthetic", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
