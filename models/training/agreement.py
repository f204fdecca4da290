"""Checks an exported model against the PyTorch network, and its cost in ONNX Runtime."""

import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from windows import Model


@torch.no_grad()
def argmax_agreement(model: Model, net: nn.Module, windows: list[np.ndarray]) -> float:
    """Share of pixels where int8-stored weights and PyTorch's float weights choose the same class."""
    same = total = 0
    for rgb in windows:
        theirs = net(torch.from_numpy(rgb).permute(2, 0, 1)[None].float())[0].argmax(0).numpy()
        mine = model.logits(rgb).argmax(0)
        same += int((mine == theirs).sum())
        total += mine.size
    return same / total


def check_weights_fold(path: Path) -> None:
    """Raises unless ORT's basic optimisation leaves no operator between stored and used weights."""
    with tempfile.TemporaryDirectory() as folder:
        optimised = Path(folder) / "optimised.onnx"
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(optimised)
        onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        graph = onnx.load(optimised).graph
    stored = {initialiser.name for initialiser in graph.initializer}
    left = [n.name for n in graph.node if n.op_type in ("Cast", "Mul") and all(i in stored for i in n.input)]
    if left:
        raise ValueError(f"weights are still computed at run time by {left}")
    print(f"optimised graph: {len(graph.node)} operators, none on weights", flush=True)


def milliseconds_per_window(path: Path, threads: int, runs: int = 10) -> float:
    """Median time of a window; zeros cost as much as pictures."""
    model = Model(path, threads)
    window = np.zeros((model.window, model.window, 3), np.uint8)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        model.logits(window)
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))
