"""IGN's FLAIR-INC network: a U-Net on a ResNet-34, as plain modules that graph.py can write.

Written here instead of imported: segmentation-models-pytorch, with which IGN trained, reads sizes at run time and
brings torchvision and timm along. Parameter names follow that package's, so a published checkpoint loads by name;
tests/test_import_flair.py compares both where the package is installed.
"""

import torch
from torch import nn

WIDTHS = (64, 128, 256, 512)
"""Of the encoder's four stages (He et al., 2016, "Deep Residual Learning", table 1, 34 layers)."""

BLOCKS = (3, 4, 6, 3)
DECODER_WIDTHS = (256, 128, 64, 32, 16)


class Block(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class Encoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        inputs = 64
        for index, (width, blocks) in enumerate(zip(WIDTHS, BLOCKS, strict=True)):
            strides = [1 if index == 0 else 2, *[1] * (blocks - 1)]
            stage = [Block(inputs if i == 0 else width, width, stride) for i, stride in enumerate(strides)]
            setattr(self, f"layer{index + 1}", nn.Sequential(*stage))
            inputs = width

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        """Features at strides 2, 4, 8, 16 and 32."""
        taps = [self.relu(self.bn1(self.conv1(x)))]
        x = self.maxpool(taps[0])
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
            taps.append(x)
        return taps


def layer(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Up(nn.Module):
    def __init__(self, coarse: int, skip: int, outputs: int) -> None:
        super().__init__()
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.conv1 = layer(coarse + skip, outputs)
        self.conv2 = layer(outputs, outputs)

    def forward(self, coarse: torch.Tensor, skip: torch.Tensor | None) -> torch.Tensor:
        x = self.upsample(coarse)
        return self.conv2(self.conv1(x if skip is None else torch.cat([x, skip], 1)))


class Decoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        coarse = (WIDTHS[-1], *DECODER_WIDTHS[:-1])
        skips = (*reversed(WIDTHS[:-1]), 64, 0)
        self.blocks = nn.ModuleList(Up(*sizes) for sizes in zip(coarse, skips, DECODER_WIDTHS, strict=True))

    def forward(self, taps: list[torch.Tensor]) -> torch.Tensor:
        *skips, x = taps
        for block, skip in zip(self.blocks, [*reversed(skips), None], strict=True):
            x = block(x, skip)
        return x


class Flair(nn.Module):
    """RGB 0-255 [n, 3, h, w] to logits [n, classes, h, w]; h and w multiples of 32."""

    def __init__(self, classes: int, mean: tuple[float, ...], std: tuple[float, ...]) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("gain", 1 / torch.tensor(std).view(1, 3, 1, 1), persistent=False)
        self.encoder = Encoder()
        self.decoder = Decoder()
        self.classify = nn.Conv2d(DECODER_WIDTHS[-1], classes, 3, 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.classify(self.decoder(self.encoder((x - self.mean) * self.gain)))
