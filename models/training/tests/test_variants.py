"""The variants of a small random network: what they answer, and where scores are tied or are not numbers."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper

from agreement import check_variants
from graph import build_model
from tiny_net import Tiny
from variants import with_classes, write_variants

WINDOW_PX = 64


class Variants(unittest.TestCase):
    def test_they_answer_what_the_logits_say(self) -> None:
        torch.manual_seed(1)
        windows = [np.random.default_rng(2).integers(0, 256, (WINDOW_PX, WINDOW_PX, 3), np.uint8)]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            onnx.save(build_model(Tiny(5).eval(), "tiny", WINDOW_PX, 1.0, ""), folder / "model.onnx")
            write_variants(folder, halo_px=16, metres=0.2, labels=["a", "b", "c", "d", "e"])
            check_variants(folder, windows)
            props = {prop.key: prop.value for prop in onnx.load(folder / "deepness.onnx").metadata_props}
        self.assertEqual(props["class_names"], '{"0": "a", "1": "b", "2": "c", "3": "d", "4": "e"}')
        self.assertEqual((props["resolution"], props["tile_size"], props["tiles_overlap"]), ("20", "64", "50"))

    def test_ties_go_to_the_first_and_a_lost_device_shows(self) -> None:
        tied, equal, lost = [0, 9, 9], [4, 4, 4], [np.nan] * 3
        channel, confidence = decided(np.array([tied, equal, lost], np.float32).T.reshape(1, 3, 1, 3))
        self.assertEqual(channel.tolist()[:2], [1, 0])
        self.assertEqual(confidence.tolist()[1], round(255 / 3))
        self.assertGreaterEqual(channel[2], 3)


def decided(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The classes and confidences of a graph that answers its input."""
    shape = list(scores.shape)
    same = helper.make_node("Identity", ["scores"], ["logits"])
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("scores", "logits")]
    graph = helper.make_graph([same], "same", values[:1], values[1:])
    model = with_classes(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    channel, confidence = session.run(["class", "confidence"], {"scores": scores})
    return channel.ravel(), confidence.ravel()


if __name__ == "__main__":
    unittest.main()
