"""The delivered weights with int8 arithmetic (static QDQ), to measure whether that is faster. It is not delivered.

    python true_int8.py ../ocsol-frugal-2 --out /tmp/int8.onnx
    OCSOL_INT8=/tmp/int8.onnx npm run bench -- src/inference      # its row beside the delivered file's
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

from agreement import milliseconds_per_window
from sources import elsewhere_sources, validation_sources
from variants import REPOSITORY
from windows import Model

CALIBRATED_ON = 8  # windows of validation; ranges hardly move with more


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="model folder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    options = parser.parse_args()
    delivered = Model(options.folder / "model.onnx", 1)
    pictures = [source.rgb for source in validation_sources(options.data)]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        onnx.save(with_float_weights(onnx.load(options.folder / "model.onnx")), plain)
        quantize_static(
            plain,
            options.out,
            Windows(pictures, delivered.window),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
    quantised = Model(options.out, 1)
    windows = [np.ascontiguousarray(s.rgb[: delivered.window, : delivered.window]) for s in elsewhere_sources(options.data)]
    same = np.mean([(delivered.logits(w).argmax(0) == quantised.logits(w).argmax(0)).mean() for w in windows])
    times = {path.name: f"{milliseconds_per_window(path, 1):.0f} ms" for path in (options.folder / "model.onnx", options.out)}
    print(f"same class as the delivered file on {100 * same:.2f} % of the pixels; native, one thread: {times}")


class Windows(CalibrationDataReader):
    def __init__(self, pictures: list[np.ndarray], size: int) -> None:
        cuts = [picture[i * size : (i + 1) * size, :size] for picture in pictures for i in range(picture.shape[0] // size)]
        self.cuts = iter(cuts[:: max(1, len(cuts) // CALIBRATED_ON)][:CALIBRATED_ON])

    def get_next(self) -> dict[str, np.ndarray] | None:
        cut = next(self.cuts, None)
        return None if cut is None else {"image": np.ascontiguousarray(cut)[None]}


def with_float_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """`Cast(int8) × scale` as float initialisers: the quantiser only sees weights that are stored."""
    graph = model.graph
    values = {initialiser.name: numpy_helper.to_array(initialiser) for initialiser in graph.initializer}
    for node in list(graph.node):
        if node.op_type not in ("Cast", "Mul") or any(name not in values for name in node.input):
            continue
        inputs = [values[name].astype(np.float32) for name in node.input]
        values[node.output[0]] = inputs[0] if node.op_type == "Cast" else inputs[0] * inputs[1]
        graph.node.remove(node)
    used = {name for node in graph.node for name in node.input}
    del graph.initializer[:]
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in values.items() if name in used)
    return model


if __name__ == "__main__":
    main()
