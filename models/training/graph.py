"""Writes a PyTorch network as an ONNX graph of plain operators with int8-stored weights.

Hand-written over torch.fx rather than torch.onnx: batch norms are folded, paddings become Conv
attributes and weights become `Cast(int8) × Mul(scale)`, which ONNX Runtime folds to float when
the session opens. DequantizeLinear would be computed again at every run on WebGPU.
"""

import operator
from collections.abc import Callable

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import fx, nn

from quantise import quantise

OPSET = 17
IR_VERSION = 8


def build_model(net: nn.Module, name: str, window_px: int, temperature: float, doc: str, *, int8: bool = True,
                halves: Callable[[str, nn.Conv2d], bool] = lambda _name, _conv: False) -> onnx.ModelProto:
    """`net` has `mean`, `gain` and a last convolution `classify`; its input is RGB 0-255 [1, 3, h, w].

    Input `image` uint8 [1, window, window, 3]; output `logits` float32 [1, classes, window, window],
    divided by `temperature`. `int8=False` keeps float weights: a test can then tell a wrong graph from rounding.
    `halves` names the convolutions whose weights are stored as float16 instead of int8.
    """
    return Writer(net, temperature, int8, halves).write(name, window_px, doc)


class Writer:
    def __init__(self, net: nn.Module, temperature: float, int8: bool, halves: Callable[[str, nn.Conv2d], bool]) -> None:
        self.traced = fx.symbolic_trace(net.eval())
        self.modules = dict(self.traced.named_modules())
        self.temperature = temperature
        self.int8, self.halves = int8, halves
        self.nodes: list[onnx.NodeProto] = []
        self.initialisers: list[onnx.TensorProto] = []
        self.values: dict[fx.Node, str] = {}

    def write(self, name: str, window_px: int, doc: str) -> onnx.ModelProto:
        for node in self.traced.graph.nodes:
            self._emit(node)
        classes = self.modules["classify"].out_channels
        graph = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info("image", TensorProto.UINT8, [1, window_px, window_px, 3])],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, classes, window_px, window_px])],
            self.initialisers,
            doc_string=doc,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="ocsol")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model, full_check=True)
        return model

    def _emit(self, node: fx.Node) -> None:
        if node.op == "placeholder":
            image = self._op("Cast", ["image"], to=TensorProto.FLOAT)
            self.values[node] = self._op("Transpose", [image], perm=[0, 3, 1, 2])
        elif node.op == "get_attr":
            self.values[node] = self._constant(node.target, getattr(self.traced, node.target).numpy())
        elif node.op == "call_module":
            self._module(node, self.modules[node.target])
        elif node.op == "call_function":
            self._function(node)
        elif node.op == "output":
            # The last operator writes straight into the graph's output.
            self.nodes[-1].output[0] = "logits"
        else:
            raise ValueError(f"no ONNX form for {node.op} {node.target}")

    def _function(self, node: fx.Node) -> None:
        names: dict[Callable, str] = {operator.add: "Add", operator.sub: "Sub", operator.mul: "Mul"}
        if node.target is torch.cat:
            self.values[node] = self._op("Concat", [self.values[n] for n in node.args[0]], axis=1)
        elif node.target in names:
            self.values[node] = self._op(names[node.target], [self.values[n] for n in node.args])
        else:
            raise ValueError(f"no ONNX form for {node.target}")

    def _module(self, node: fx.Node, module: nn.Module) -> None:
        source = node.args[0]
        if isinstance(module, nn.Conv2d):
            self.values[node] = self._conv(node, module)
        elif isinstance(module, nn.ReLU6):
            bounds = [self._constant("zero", np.float32(0)), self._constant("six", np.float32(6))]
            self.values[node] = self._op("Clip", [self.values[source], *bounds])
        elif isinstance(module, nn.ReLU):
            self.values[node] = self._op("Relu", [self.values[source]])
        elif isinstance(module, nn.MaxPool2d):
            sides = {"kernel_shape": [module.kernel_size] * 2, "strides": [module.stride] * 2, "pads": [module.padding] * 4}
            self.values[node] = self._op("MaxPool", [self.values[source]], **sides)
        elif isinstance(module, nn.Upsample):
            self.values[node] = self._resize(self.values[source], module)
        elif isinstance(module, (nn.BatchNorm2d, nn.ZeroPad2d, nn.Dropout2d)):
            # Folded into the convolution before (norm) or after (padding), or nothing at inference.
            self.values[node] = self.values[source]
        else:
            raise ValueError(f"no ONNX form for {type(module).__name__}")

    def _conv(self, node: fx.Node, conv: nn.Conv2d) -> str:
        weight, bias = folded(conv, self._norm_after(node))
        if node.target == "classify":
            weight, bias = weight / self.temperature, bias / self.temperature
        floats = self._stored(node.target, conv, weight)
        bias_name = self._constant(f"{node.target}.bias", bias.float().numpy())
        return self._op(
            "Conv",
            [self.values[node.args[0]], floats, bias_name],
            kernel_shape=list(conv.kernel_size),
            strides=list(conv.stride),
            pads=self._pads(node, conv),
            group=conv.groups,
        )

    def _stored(self, name: str, conv: nn.Conv2d, weight: torch.Tensor) -> str:
        if not self.int8:
            return self._constant(f"{name}.weight", weight.float().numpy())
        if self.halves(name, conv):
            return self._op("Cast", [self._constant(f"{name}.fp16", weight.half().numpy())], to=TensorProto.FLOAT)
        return self._int8(name, weight)

    def _int8(self, name: str, weight: torch.Tensor) -> str:
        steps, scales = quantise(weight)
        stored = self._constant(f"{name}.int8", steps.view(weight.shape).to(torch.int8).numpy())
        scale = self._constant(f"{name}.scale", scales.float().view(-1, 1, 1, 1).numpy())
        return self._op("Mul", [self._op("Cast", [stored], to=TensorProto.FLOAT), scale])

    def _norm_after(self, node: fx.Node) -> nn.BatchNorm2d | None:
        users = [self.modules.get(u.target) for u in node.users if u.op == "call_module"]
        norms = [m for m in users if isinstance(m, nn.BatchNorm2d)]
        if norms and len(node.users) > 1:
            raise ValueError(f"{node.target}: a normalised convolution feeds something else as well")
        return norms[0] if norms else None

    def _pads(self, node: fx.Node, conv: nn.Conv2d) -> list[int]:
        before = node.args[0]
        pad = self.modules.get(before.target) if before.op == "call_module" else None
        if isinstance(pad, nn.ZeroPad2d):
            left, right, top, bottom = pad.padding
            return [top, left, bottom, right]
        return [*conv.padding, *conv.padding]

    def _resize(self, source: str, module: nn.Upsample) -> str:
        factor = float(module.scale_factor)
        scales = self._constant(f"times{factor:g}", np.array([1, 1, factor, factor], np.float32))
        # The two modes below are PyTorch's own conventions, so both runtimes sample the same points.
        if module.mode == "nearest":
            modes = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
        else:
            modes = {"mode": "linear", "coordinate_transformation_mode": "half_pixel"}
        return self._op("Resize", [source, "", scales], **modes)

    def _op(self, kind: str, inputs: list[str], **attributes) -> str:
        output = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def _constant(self, name: str, values: np.ndarray) -> str:
        if all(initialiser.name != name for initialiser in self.initialisers):
            self.initialisers.append(numpy_helper.from_array(np.asarray(values), name))
        return name


def folded(conv: nn.Conv2d, norm: nn.BatchNorm2d | None) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights and bias of the convolution with its batch norm multiplied in."""
    weight = conv.weight.detach().double()
    bias = conv.bias.detach().double() if conv.bias is not None else torch.zeros(conv.out_channels, dtype=torch.float64)
    if norm is not None:
        gain = norm.weight.detach().double() / torch.sqrt(norm.running_var.double() + norm.eps)
        weight = weight * gain.view(-1, 1, 1, 1)
        bias = (bias - norm.running_mean.double()) * gain + norm.bias.detach().double()
    return weight, bias
