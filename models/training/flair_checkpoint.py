"""Reads a published FLAIR-INC checkpoint, or says in one sentence why it cannot be used here.

What is relied on, read from IGN's repositories (IGNF/FLAIR-1: `src/flair/model.py`, `src/detect/model.py`,
`configs/flair-1-config*.yaml`) and the cards of its Hugging Face collection: a `.pth` holds the state dict of a
PyTorch-Lightning task, a `.ckpt` has it under `state_dict`; the network's names begin with `model.seg_model.`; the
task's loss leaves its class weights as `criterion.weight`, 0 for the classes switched off during training.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from flair_net import Flair

MEAN = (105.08, 110.87, 101.82)
STD = (52.17, 45.38, 44.0)
"""Of red, green and blue on 0–255 values: `norm_means` and `norm_stds` of `configs/flair-1-config-detect.yaml`."""

PREFIX = "model.seg_model."
LOSS_WEIGHTS = "criterion.weight"

HEADS = {12: tuple(range(1, 13)), 15: (*range(1, 15), 18), 19: tuple(range(1, 20))}
"""FLAIR-1 value of each channel, by number of channels. Published heads have 19 whatever their name says; a head of 12
or 15 is that of a network trained again on the classes alone, in the same order."""

LIVE = {12: HEADS[12], 15: HEADS[15]}
"""FLAIR-1 values a `12cl` or `15cl` model answers, for a checkpoint without its loss's weights."""


class Refused(ValueError):
    """A checkpoint that cannot be converted; the message is a sentence for the user."""


@dataclass
class Checkpoint:
    net: Flair
    values: tuple[int, ...]  # FLAIR-1 value of each channel
    dead: frozenset[int]  # channels that were never trained


def read_checkpoint(path: Path, classes: int | None) -> Checkpoint:
    """`classes`: 12 or 15, asked for only where the file does not say which channels are dead."""
    state = state_dict(path)
    weights = {key.replace("segmentation_head.0.", "classify."): value for key, value in network_part(state).items()}
    check_architecture(weights)
    count = weights["classify.weight"].shape[0]
    if count not in HEADS:
        raise Refused(f"{path.name} answers {count} classes; known are {', '.join(map(str, HEADS))}.")
    net = Flair(count, MEAN, STD)
    try:
        net.load_state_dict(weights)
    except RuntimeError as cause:
        raise Refused(f"{path.name} is not a U-Net on a ResNet-34 as FLAIR-INC publishes it: {cause}") from cause
    return Checkpoint(net.eval(), HEADS[count], dead_channels(state.get(LOSS_WEIGHTS), path.name, HEADS[count], classes))


def state_dict(path: Path) -> dict[str, torch.Tensor]:
    try:
        # Never the whole pickle: a checkpoint comes from elsewhere, and unpickling runs code.
        content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as cause:
        raise Refused(
            f"{path} is not a PyTorch file of tensors alone; of a Lightning .ckpt save `state_dict` with torch.save first. ({cause})"
        ) from cause
    return content.get("state_dict", content)


def network_part(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    if any(key.startswith("model.encoders.") for key in state):
        raise Refused(
            "This is a FLAIR-HUB model: its Swin or ConvNeXt encoders, its fusion and its UPerNet are not written here. "
            "Take FLAIR-INC_rgb_12cl_resnet34-unet or FLAIR-INC_rgb_15cl_resnet34-unet."
        )
    named = {key.removeprefix(PREFIX): value for key, value in state.items() if key.startswith(PREFIX)}
    # Somebody may have stripped the prefix already.
    return named or {key: value for key, value in state.items() if key != LOSS_WEIGHTS}


def check_architecture(weights: dict[str, torch.Tensor]) -> None:
    first = weights.get("encoder.conv1.weight")
    if first is None or "classify.weight" not in weights or "decoder.blocks.4.conv2.0.weight" not in weights:
        raise Refused("This is not a resnet34-unet: of the FLAIR-INC collection only the models of that name can be converted.")
    bands = first.shape[1]
    if bands != 3:
        raise Refused(
            f"This checkpoint reads {bands} bands (near infrared, elevation); the application gives red, green and blue. "
            "Take an `rgb` model of the collection."
        )


def dead_channels(loss_weights: torch.Tensor | None, name: str, values: tuple[int, ...], classes: int | None) -> frozenset[int]:
    if loss_weights is not None and len(loss_weights) == len(values):
        return frozenset(torch.nonzero(loss_weights == 0).flatten().tolist())
    if len(values) < 19:
        return frozenset()
    if classes is None:
        classes = next((count for count in LIVE if f"{count}cl" in name), None)
    if classes is None:
        raise Refused(f"{name} does not say which of its 19 classes were trained: give --classes 12 or --classes 15.")
    return frozenset(channel for channel, value in enumerate(values) if value not in LIVE[classes])


def silence(classify: nn.Conv2d, channels: Iterable[int]) -> None:
    """Channels that can never win, whoever reads the file: a weight of 0 in the loss leaves them untrained, not silent.
    −10⁴ is within float16 and exp(−10⁴) is 0."""
    for channel in channels:
        classify.weight.data[channel] = 0
        classify.bias.data[channel] = -1e4
