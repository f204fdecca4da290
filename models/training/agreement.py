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

MIN_SAME_CLASS = 0.9999
MIN_SAME_CLASS_FP16 = 0.99
"""On a processor, which widens float16 to compute: rounded weights alone are judged. What a GPU's own float16 gives
is compared with float32 on the first window, by the application."""

MAX_PROBABILITY_ERROR = 1e-5


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


def check_variants(folder: Path, windows: list[np.ndarray]) -> None:
    """Raises unless the variants of `folder`/model.onnx answer on `windows`, uint8 [w, w, 3], what its logits say."""
    model = Model(folder / "model.onnx", 1)
    same = {"classes.onnx": 0, "classes-fp16.onnx": 0}
    sessions = {name: single_threaded(folder / name) for name in (*same, "deepness.onnx")}
    furthest = dict.fromkeys(sessions, 0.0)
    for rgb in windows:
        logits = model.logits(rgb)
        shares = np.exp(logits - logits.max(0))
        shares /= shares.sum(0)
        for name in same:
            best, confidence = sessions[name].run(["class", "confidence"], {"image": rgb[None]})
            same[name] += int((best[0] == logits.argmax(0)).sum())
            furthest[name] = max(furthest[name], float(np.abs(confidence[0] - 255 * shares.max(0)).max()))
        # Deepness's own preparation: computed in doubles, then narrowed
        bytes_as_shares = np.ascontiguousarray(np.float32(rgb * 1.0 / 255.0).transpose(2, 0, 1))
        probabilities = sessions["deepness.onnx"].run(None, {"image": bytes_as_shares[None]})[0][0]
        furthest["deepness.onnx"] = max(furthest["deepness.onnx"], float(np.abs(probabilities - shares).max()))
    agreed = {name: count / sum(rgb[..., 0].size for rgb in windows) for name, count in same.items()}
    print(f"variants over {len(windows)} windows: same class {agreed}, largest difference {furthest}", flush=True)
    if (
        agreed["classes.onnx"] < MIN_SAME_CLASS
        or agreed["classes-fp16.onnx"] < MIN_SAME_CLASS_FP16
        or furthest["classes.onnx"] > 1
        or furthest["deepness.onnx"] > MAX_PROBABILITY_ERROR
    ):
        raise ValueError("a variant does not answer what the logits say")


def single_threaded(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


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
