"""Trains the frugal network; resumable, and a resumed run draws the same batches as an unbroken one.

    python train.py --out /tmp/train --steps 2400
    python train.py --out /tmp/train --steps 4000 --decay-from 2400 --resume --synthetic /tmp/synth
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

import classes
from augment import PhotoAugment, statistics
from batches import StepDataset, loader
from ema import Ema
from encoder import first_parts, load_imagenet
from loss import class_weights, segmentation_loss
from net import Frugal
from probe import probe, probe_windows
from quantise import rounded_weights
from sampler import CropSampler
from schedule import rate_factor
from sources import (
    elsewhere_sources,
    synthetic_paths,
    synthetic_source,
    training_sources,
    unlabelled_images,
    validation_sources,
)

REPOSITORY = Path(__file__).resolve().parents[2]
CROP_PX = 256
SAVE_EVERY = 100
PROBE_EVERY = 400
DECODER_RATE = 2e-3
ENCODER_RATE = 5e-4  # lower: it starts from ImageNet, and one département would soon overwrite it
WEIGHT_DECAY = 0.02


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)

    net = Frugal(classes.COUNT)
    load_imagenet(net.encoder)
    # channels_last: measured 1.3 s a step against 1.5 on two AVX-512 cores.
    net = net.to(memory_format=torch.channels_last)
    frozen = first_parts(net.encoder, options.frozen)
    optimiser = optimiser_of(net, frozen)
    ema = Ema(net)
    # Fused element-wise kernels: measured 0.83 s a step against 1.15. Needs a C++ compiler.
    forward = torch.compile(net.at_stride_2) if options.compile else net.at_stride_2
    first = resume(options.out, net, ema, optimiser) if options.resume else 0

    dataset = dataset_of(options)
    weights = class_weights(dataset.real.shares) if options.class_weights else None
    windows = probe_windows(validation_sources(options.data), 3) + probe_windows(elsewhere_sources(options.data), 1)
    started, running = time.time(), None
    for step, (images, truth) in zip(range(first, options.steps), loader(dataset, first), strict=True):
        set_rates(optimiser, rate_factor(step, options.decay_from, options.steps))
        value = train_step(net, frozen, forward, optimiser, images, truth, step, options.fake_int8, weights)
        ema.update(net)
        running = value if running is None else 0.98 * running + 0.02 * value
        done = step + 1
        if done % 20 == 0:
            seconds = (time.time() - started) / (done - first)
            print(f"step {done}/{options.steps} loss {running:.4f} {seconds:.2f} s/step", flush=True)
        if done % SAVE_EVERY == 0 or done == options.steps:
            save(options.out, done, net, ema, optimiser)
        if done % PROBE_EVERY == 0 or done == options.steps:
            print(f"probe {done}: {probe(ema.net, windows)}", flush=True)


def train_step(
    net: Frugal,
    frozen: list[nn.Module],
    forward: Callable[[torch.Tensor], torch.Tensor],
    optimiser: torch.optim.Optimizer,
    images: torch.Tensor,
    truth: torch.Tensor,
    step: int,
    fake_int8: bool,
    weights: torch.Tensor | None,
) -> float:
    set_training(net, frozen)
    x = images.permute(0, 3, 1, 2).float().contiguous(memory_format=torch.channels_last)
    # The loss is taken where logits are computed, at stride 2: at full size the softmax alone costs
    # a third of a step. The label pixel taken of each 2×2 changes with the step, so none is favoured.
    row, col = step % 2, step // 2 % 2
    optimiser.zero_grad(set_to_none=True)
    with rounded_weights(net, fake_int8):
        value = segmentation_loss(forward(x), truth[:, row::2, col::2].long(), weights)
        value.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    optimiser.step()
    return value.item()


def set_training(net: Frugal, frozen: list[nn.Module]) -> None:
    """Training mode, but the frozen layers keep their batch statistics."""
    net.train()
    for module in frozen:
        module.eval()


def optimiser_of(net: Frugal, frozen: list[nn.Module]) -> torch.optim.AdamW:
    for module in frozen:
        module.requires_grad_(False)
    groups = []
    for module, rate in ((net.encoder, ENCODER_RATE), (None, DECODER_RATE)):
        inside = {id(p) for p in net.encoder.parameters()}
        parameters = [p for p in net.parameters() if p.requires_grad and (id(p) in inside) == (module is not None)]
        # Scales and biases do not decay: a weight decay on a batch norm only fights it.
        groups.append({"params": [p for p in parameters if p.ndim > 1], "base": rate, "weight_decay": WEIGHT_DECAY})
        groups.append({"params": [p for p in parameters if p.ndim == 1], "base": rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, lr=DECODER_RATE)


def set_rates(optimiser: torch.optim.Optimizer, factor: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * factor


def dataset_of(options: argparse.Namespace) -> StepDataset:
    real = CropSampler(training_sources(options.data), CROP_PX)
    synthetic = None
    if options.synthetic:
        paths, held_out = synthetic_paths(options.synthetic)
        print("synthetic scenes:", [p.stem for p in paths], "held out:", [p.stem for p in held_out], flush=True)
        synthetic = CropSampler([synthetic_source(p) for p in paths], CROP_PX)
    references = [statistics(image) for image in unlabelled_images(options.data)]
    return StepDataset(real, synthetic, options.synthetic_share, PhotoAugment(references), options.batch, options.steps, options.seed)


def save(out: Path, step: int, net: nn.Module, ema: Ema, optimiser: torch.optim.Optimizer) -> None:
    state = {"step": step, "net": net.state_dict(), "ema": ema.net.state_dict(), "updates": ema.updates, "optimiser": optimiser.state_dict()}
    torch.save(state, out / "last.tmp")
    # Renamed when whole: the run may be stopped, or read by an export, at any moment.
    os.replace(out / "last.tmp", out / "last.pt")


def resume(out: Path, net: nn.Module, ema: Ema, optimiser: torch.optim.Optimizer) -> int:
    state = torch.load(out / "last.pt", map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    ema.net.load_state_dict(state["ema"])
    ema.updates = state["updates"]
    counts = [len(group["params"]) for group in optimiser.param_groups]
    if counts == [len(group["params"]) for group in state["optimiser"]["param_groups"]]:
        optimiser.load_state_dict(state["optimiser"])
    else:
        print("another --frozen than before: the optimiser's moments start anew", flush=True)
    return state["step"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--synthetic", type=Path, help="folder of scene-<seed>.tif and scene-<seed>-truth.tif")
    parser.add_argument("--synthetic-share", type=float, default=0.22)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints")
    parser.add_argument("--steps", type=int, required=True, help="step at which to stop, counted from the very start")
    parser.add_argument("--decay-from", type=int, help="step from which the rate falls to zero at --steps")
    parser.add_argument("--class-weights", action="store_true", help="weigh rare classes more in the cross-entropy")
    parser.add_argument("--fake-int8", action="store_true", help="compute with the weights that int8 storage will hold")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--frozen", type=int, default=3, help="first encoder blocks kept as they are, besides the stem")
    parser.add_argument("--compile", action="store_true", help="compile the network with torch.compile")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20250)
    return parser.parse_args()


if __name__ == "__main__":
    main()
