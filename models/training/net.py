"""The U-Net: encoder, then Resize + Conv back to stride 2, then logits resized to full size.

Only operators that ONNX Runtime Web runs well on WASM and WebGPU: Conv, Clip/Relu, Add, Resize.
"""

import torch
from torch import nn

from encoder import Encoder, norm

# ImageNet statistics on 0-255 values, as the encoder's package documents them.
MEAN = (0.485 * 255, 0.456 * 255, 0.406 * 255)
STD = (0.229 * 255, 0.224 * 255, 0.225 * 255)


class Up(nn.Module):
    """Doubles the coarse features, adds the reduced skip, then mixes. Adding after a 1×1 reduction
    costs half of a concatenation of the same width."""

    def __init__(self, coarse: int, skip: int, outputs: int, separable: bool) -> None:
        super().__init__()
        self.reduce = nn.Sequential(nn.Conv2d(coarse, outputs, 1, bias=False), norm(outputs))
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.skip = nn.Sequential(nn.Conv2d(skip, outputs, 1, bias=False), norm(outputs))
        self.act = nn.ReLU(inplace=True)
        if separable:
            layers = [
                nn.Conv2d(outputs, outputs, 3, padding=1, groups=outputs, bias=False), norm(outputs), nn.ReLU(inplace=True),
                nn.Conv2d(outputs, outputs, 1, bias=False), norm(outputs), nn.ReLU(inplace=True),
            ]  # fmt: skip
        else:
            layers = [nn.Conv2d(outputs, outputs, 3, padding=1, bias=False), norm(outputs), nn.ReLU(inplace=True)]
        self.mix = nn.Sequential(*layers)

    def forward(self, coarse: torch.Tensor, skip: torch.Tensor) -> torch.Tensor:
        return self.mix(self.act(self.upsample(self.reduce(coarse)) + self.skip(skip)))


class Frugal(nn.Module):
    """uint8-valued RGB [n, 3, h, w] (as float) to logits [n, classes, h, w]; h and w multiples of 16."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1))
        self.register_buffer("gain", 1 / torch.tensor(STD).view(1, 3, 1, 1))
        self.encoder = Encoder()
        self.up8 = Up(112, 40, 64, separable=False)
        self.up4 = Up(64, 24, 40, separable=False)
        self.up2 = Up(40, 16, 24, separable=True)
        self.dropout = nn.Dropout2d(0.1)
        self.classify = nn.Conv2d(24, classes, 1)
        # Bilinear, by pixel centres: nearest would draw 2 px steps on every roof edge.
        self.full = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)

    def at_stride_2(self, x: torch.Tensor) -> torch.Tensor:
        """Logits at stride 2."""
        s2, s4, s8, s16 = self.encoder((x - self.mean) * self.gain)
        x = self.up4(self.up8(s16, s8), s4)
        return self.classify(self.dropout(self.up2(x, s2)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.full(self.at_stride_2(x))
