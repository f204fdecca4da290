"""The delivered logits file as other files of the same weights, each made for one place where it runs.

`classes.onnx` answers classes and confidences, so that a GPU hands back two bytes a pixel and not 4 × classes;
`classes-fp16.onnx` is the same in float16, for adapters with `shader-f16`; `deepness.onnx` is for QGIS Deepness.

Graph surgery on `model.onnx` alone: a model written by another exporter gets the same variants, if its input is
the uint8 `image` and its output `logits`.

    python variants.py ../ocsol-frugal-2          # writes and checks them, and the manifest's `files`
"""

import argparse
import json
import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from agreement import check_variants
from manifest import described_files, save
from sources import centre_cut, elsewhere_sources

REPOSITORY = Path(__file__).resolve().parents[2]
MAX_BYTES = 6_000_000
CHANNELS_AXIS = 1


def write_variants(folder: Path, *, halo_px: int, metres: float, labels: Iterable[str]) -> None:
    """Writes the three variants beside `folder`/model.onnx; raises if one is too large to be fetched for a page."""
    logits = onnx.load(folder / "model.onnx")
    for name, model in {
        "classes.onnx": with_classes(logits),
        "classes-fp16.onnx": in_float16(with_classes(logits)),
        "deepness.onnx": for_deepness(logits, halo_px=halo_px, metres=metres, labels=labels),
    }.items():
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, folder / name)
        if model.ByteSize() > MAX_BYTES:
            raise ValueError(f"{name} is {model.ByteSize()} bytes")


def with_classes(logits: onnx.ModelProto) -> onnx.ModelProto:
    """Outputs `class` (channel index) and `confidence` (round(255 · softmax of the winner)), uint8 [1, h, w].

    ArgMax gives int64, which WebGPU has not: the winner is found in floats. Of equal logits the first channel wins, as
    in `decide.ts`. If all are equal the confidence is 255 / channels; if they are not numbers the class is `channels`:
    by either the application knows a lost device.
    """
    model = copy_of(logits)
    graph = model.graph
    _, channels, height, width = dimensions(graph.output[0])
    # Larger for earlier channels, so that the greatest of the tied ones is the first.
    constants = {
        "channels_left": np.arange(channels, 0, -1, dtype=np.float32).reshape(1, -1, 1, 1),
        "channels": np.float32(channels),
        "full": np.float32(255),
        "half": np.float32(0.5),
        "channels_axis": np.array([CHANNELS_AXIS], np.int64),
    }
    graph.initializer.extend(numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items())
    over_channels = {"axes": [CHANNELS_AXIS]}  # of ReduceMax an attribute before opset 18, of ReduceSum an input
    for kind, inputs, output, attributes in (
        ("ReduceMax", ["logits"], "most", over_channels | {"keepdims": 1}),
        ("Equal", ["logits", "most"], "is_most", {}),
        ("Cast", ["is_most"], "won", {"to": TensorProto.FLOAT}),
        ("Mul", ["won", "channels_left"], "left_if_won", {}),
        ("ReduceMax", ["left_if_won"], "left", over_channels | {"keepdims": 0}),
        ("Sub", ["channels", "left"], "winner", {}),
        ("Cast", ["winner"], "class", {"to": TensorProto.UINT8}),
        ("Sub", ["logits", "most"], "below", {}),
        ("Exp", ["below"], "shares", {}),
        ("ReduceSum", ["shares", "channels_axis"], "sum", {"keepdims": 0}),
        ("Div", ["full", "sum"], "score", {}),
        ("Add", ["score", "half"], "score_up", {}),
        ("Cast", ["score_up"], "confidence", {"to": TensorProto.UINT8}),
    ):
        graph.node.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
    del graph.output[:]
    graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.UINT8, [1, height, width]) for name in ("class", "confidence")
    )
    return model


def in_float16(source: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph computing in float16. Weights stay int8 × float32 scale and are narrowed after their product,
    which sessions fold: some scales are below float16's normal range."""
    model = copy_of(source)
    graph = model.graph
    stored = {initialiser.name: initialiser for initialiser in graph.initializer}
    constant = set(stored)
    narrowed: dict[str, str] = {}
    nodes = []
    for node in graph.node:
        if all(name in constant for name in node.input):
            constant.update(node.output)
            nodes.append(node)
            continue
        for index, name in enumerate(node.input):
            if node.op_type == "Resize" and index > 0:
                continue  # scales are float32 whatever the type of the picture
            if name in stored and stored[name].data_type == TensorProto.FLOAT:
                narrowed[name] = f"{name}.fp16"
                values = numpy_helper.to_array(stored[name]).astype(np.float16)
                stored[narrowed[name]] = numpy_helper.from_array(values, narrowed[name])
            elif name in constant and name not in stored and name not in narrowed:
                narrowed[name] = f"{name}.fp16"
                nodes.append(helper.make_node("Cast", [name], [narrowed[name]], name=narrowed[name], to=TensorProto.FLOAT16))
            node.input[index] = narrowed.get(name, name)
        for attribute in node.attribute:
            if node.op_type == "Cast" and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.FLOAT16
        nodes.append(node)
    replace(graph.node, nodes)
    used = {name for node in nodes for name in node.input}
    replace(graph.initializer, [initialiser for name, initialiser in stored.items() if name in used])
    return model


def for_deepness(logits: onnx.ModelProto, *, halo_px: int, metres: float, labels: Iterable[str]) -> onnx.ModelProto:
    """Input `image` float32 [1, 3, h, w] of 0–1, output `probabilities`, and the metadata that QGIS Deepness reads.

    Probabilities, not logits: Deepness puts 0 in the place of all that is below its threshold, 0 if there is none, and
    takes the argmax of what is left; where every logit is negative that would be the first channel.
    """
    model = copy_of(logits)
    graph = model.graph
    image = graph.input[0].name
    _, height, width, bands = dimensions(graph.input[0])
    # The picture's way into the network: uint8 channels last, Cast, Transpose. Deepness has already done both.
    cast = only_user(graph, image, "Cast")
    transpose = only_user(graph, cast.output[0], "Transpose")
    graph.node.remove(cast)
    graph.node.remove(transpose)
    graph.initializer.append(numpy_helper.from_array(np.asarray(np.float32(255)), "white"))
    graph.node.insert(0, helper.make_node("Mul", [image, "white"], [transpose.output[0]], name="to_bytes"))
    graph.node.append(helper.make_node("Softmax", ["logits"], ["probabilities"], name="probabilities", axis=CHANNELS_AXIS))
    output = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, dimensions(graph.output[0]))
    replace(graph.input, [helper.make_tensor_value_info(image, TensorProto.FLOAT, [1, bands, height, width])])
    replace(graph.output, [output])
    helper.set_model_props(
        model,
        {
            key: json.dumps(value)
            for key, value in {
                "model_type": "Segmentor",
                "class_names": dict(enumerate(labels)),
                "resolution": round(100 * metres),  # centimetres
                "tile_size": width,  # what Deepness reads
                "tiles_size": width,  # what its documentation calls it
                "tiles_overlap": math.ceil(100 * 2 * halo_px / width),  # per cent of a tile
                "standardization_mean": [0.0] * bands,  # the normalisation is in the graph
                "standardization_std": [1.0] * bands,
                "seg_thresh": 0.0,  # none: the most probable class, as the application takes it
                "seg_small_segment": 0,
            }.items()
        },
    )
    return model


def only_user(graph: onnx.GraphProto, name: str, kind: str) -> onnx.NodeProto:
    users = [node for node in graph.node if name in node.input]
    if [node.op_type for node in users] != [kind]:
        raise ValueError(f"{name} should feed one {kind}, not {[node.op_type for node in users]}")
    return users[0]


def dimensions(value: onnx.ValueInfoProto) -> list[int]:
    return [dimension.dim_value for dimension in value.type.tensor_type.shape.dim]


def replace(field, values: list) -> None:
    """What a protobuf list holds, changed in place: it cannot be assigned."""
    kept = [type(value).FromString(value.SerializeToString()) for value in values]
    del field[:]
    field.extend(kept)


def copy_of(model: onnx.ModelProto) -> onnx.ModelProto:
    return onnx.ModelProto.FromString(model.SerializeToString())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="model folder; its manifest is rewritten")
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    options = parser.parse_args()
    manifest = json.loads((options.folder / "manifest.json").read_text())
    labels = [channel["label"] for channel in manifest["output"]["channels"]]
    write_variants(options.folder, halo_px=manifest["haloPx"], metres=manifest["resolutionMetres"], labels=labels)
    windows = [centre_cut(source, manifest["windowPx"]).rgb for source in elsewhere_sources(options.data)]
    check_variants(options.folder, [np.ascontiguousarray(rgb) for rgb in windows])
    save(options.folder, manifest | {"files": described_files(options.folder)})


if __name__ == "__main__":
    main()
