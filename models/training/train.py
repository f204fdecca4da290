"""Trains the frugal network: one command, seeded, resumable; a resumed run draws the same batches as an unbroken one.

    python train.py --out /tmp/train --synthetic /tmp/synth --compile
    python train.py --out /tmp/train --synthetic /tmp/synth --compile --resume

Two phases (phases.py): labelled crops; then also the unlabelled patches, labelled by the network itself.
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn

import classes
from augment import PhotoAugment, statistics
from batches import StepDataset, loader
from ema import Ema
from encoder import first_parts, load_imagenet
from loss import class_weights, segmentation_loss
from net import Frugal
from phases import Phase, phases_of, rate_factor
from probe import probe, probe_windows
from pseudo import pseudo_labelled
from sampler import CropSampler
from sources import (
    Source,
    elsewhere_sources,
    synthetic_paths,
    synthetic_source,
    training_sources,
    unlabelled_images,
    validation_sources,
)

REPOSITORY = Path(__file__).resolve().parents[2]
STEPS = 3800
CROP_PX, BATCH = 256, 8
SAVE_EVERY = 100
PROBE_EVERY = 400
DECODER_RATE = 2e-3
ENCODER_RATE = 5e-4  # lower: it starts from ImageNet, and one département would soon overwrite it
WEIGHT_DECAY = 0.02

SYNTHETIC_SHARE = 0.22
FROZEN_BLOCKS = 3  # with the stem: edges and colours, the same everywhere; a third of a step


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)

    net = Frugal(classes.COUNT)
    load_imagenet(net.encoder)
    # channels_last: measured 1.3 s a step against 1.5 on two AVX-512 cores.
    net = net.to(memory_format=torch.channels_last)
    frozen = first_parts(net.encoder, FROZEN_BLOCKS)
    optimiser = optimiser_of(net, frozen)
    ema = Ema(net)
    # Fused element-wise kernels: measured 0.83 s a step against 1.15. Needs a C++ compiler.
    forward = torch.compile(net.at_stride_2, dynamic=False) if options.compile else net.at_stride_2
    first = resume(options.out, net, ema, optimiser) if options.resume else 0

    labelled, images = training_sources(options.data), unlabelled_images(options.data)
    synthetic = synthetic_sources(options.synthetic) if options.synthetic else []
    augment = PhotoAugment([statistics(image) for image in images])
    windows = probe_windows(validation_sources(options.data), 3) + probe_windows(elsewhere_sources(options.data), 1)
    for phase in phases_of(options.steps):
        if first >= phase.last:
            continue
        sources = labelled + teach(options.out, phase, images) if phase.pseudo else labelled
        real = CropSampler(sources, CROP_PX)
        drawn = CropSampler(synthetic, CROP_PX) if synthetic else None
        dataset = StepDataset(real, drawn, SYNTHETIC_SHARE, augment, BATCH, phase.last, options.seed)
        weights = class_weights(real.shares)
        step = max(first, phase.first)
        started, began, running = time.time(), step, None
        for images_batch, truth in loader(dataset, step):
            set_rates(optimiser, rate_factor(step, options.steps))
            set_training(net, frozen)
            value = train_step(net, forward, optimiser, images_batch, truth, step, weights)
            ema.update(net)
            running = value if running is None else 0.98 * running + 0.02 * value
            step += 1
            if step % 20 == 0:
                seconds = (time.time() - started) / (step - began)
                print(f"step {step} loss {running:.4f} {seconds:.2f} s/step", flush=True)
            if step == phase.last:
                # Before `last.pt`: a run resumed from here needs this phase's end as its teacher.
                save(options.out / f"step{step}.pt", step, net, ema, optimiser)
            if step % SAVE_EVERY == 0 or step == phase.last:
                save(options.out / "last.pt", step, net, ema, optimiser)
            if step % PROBE_EVERY == 0 or step == phase.last:
                print(f"probe {step}: {probe(ema.net, windows)}", flush=True)


def teach(out: Path, phase: Phase, images: list[np.ndarray]) -> list[Source]:
    """The unlabelled patches with the labels that the network had for them when the phase began, resumed or not."""
    checkpoint = out / f"step{phase.first}.pt"
    teacher = Frugal(classes.COUNT).eval()
    teacher.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["ema"])
    return pseudo_labelled(teacher, images)


def synthetic_sources(folder: Path) -> list[Source]:
    paths, held_out = synthetic_paths(folder)
    print("synthetic scenes:", [p.stem for p in paths], "held out:", [p.stem for p in held_out], flush=True)
    return [synthetic_source(p) for p in paths]


def train_step(
    net: Frugal,
    forward: Callable[[torch.Tensor], torch.Tensor],
    optimiser: torch.optim.Optimizer,
    images: torch.Tensor,
    truth: torch.Tensor,
    step: int,
    weights: torch.Tensor,
) -> float:
    """One step; the loss before it. images uint8 [n, h, w, 3], truth uint8 [n, h, w]."""
    x = images.permute(0, 3, 1, 2).float().contiguous(memory_format=torch.channels_last)
    # The loss is taken where logits are computed, at stride 2: at full size the softmax alone costs
    # a third of a step. The label pixel taken of each 2×2 changes with the step, so none is favoured.
    row, col = step % 2, step // 2 % 2
    target = truth[:, row::2, col::2].long()
    optimiser.zero_grad(set_to_none=True)
    loss = segmentation_loss(forward(x), target, weights)
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    optimiser.step()
    return loss.item()


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


def save(path: Path, step: int, net: nn.Module, ema: Ema, optimiser: torch.optim.Optimizer) -> None:
    state = {"step": step, "net": net.state_dict(), "ema": ema.net.state_dict(), "updates": ema.updates, "optimiser": optimiser.state_dict()}
    torch.save(state, path.with_suffix(".tmp"))
    # Renamed when whole: the run may be stopped, or read by an export, at any moment.
    os.replace(path.with_suffix(".tmp"), path)


def resume(out: Path, net: nn.Module, ema: Ema, optimiser: torch.optim.Optimizer) -> int:
    state = torch.load(out / "last.pt", map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    ema.net.load_state_dict(state["ema"])
    ema.updates = state["updates"]
    optimiser.load_state_dict(state["optimiser"])
    return state["step"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--synthetic", type=Path, help="folder of scene-<seed>.tif and scene-<seed>-truth.tif")
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--compile", action="store_true", help="compile the network with torch.compile")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20250)
    return parser.parse_args()


if __name__ == "__main__":
    main()
