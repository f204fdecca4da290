"""The network of the WebGPU tests: small enough for a software adapter, and of few operators
(Conv, Relu, Resize, Concat, Sub, Mul and the input's Cast and Transpose)."""

import torch
from torch import nn

from net import MEAN, STD


def layer(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Tiny(nn.Module):
    """RGB 0-255 [n, 3, h, w] to logits [n, classes, h, w]; h and w multiples of 8."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1))
        self.register_buffer("gain", 1 / torch.tensor(STD).view(1, 3, 1, 1))
        self.down2 = layer(3, 16, 2)
        self.down4 = nn.Sequential(layer(16, 32, 2), layer(32, 32))
        self.down8 = nn.Sequential(layer(32, 64, 2), layer(64, 64))
        self.up4 = layer(64 + 32, 32)
        self.up2 = layer(32 + 16, 24)
        self.classify = nn.Conv2d(24, classes, 1)
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.full = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        s2 = self.down2((x - self.mean) * self.gain)
        s4 = self.down4(s2)
        s8 = self.down8(s4)
        x = self.up4(torch.cat([self.upsample(s8), s4], 1))
        x = self.up2(torch.cat([self.upsample(x), s2], 1))
        return self.full(self.classify(x))
