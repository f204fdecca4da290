"""Runs an exported model over an image of any size, window by window, as the application does.

Windows of `window` px are laid so that each keeps only its centre, `window − 2·halo` px wide; the
image is mirrored beyond its edges.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime

ALIGNMENT_PX = 16
"""Windows start at multiples of the network's coarsest stride, so that grids of different halos sample the
same coarse cells and can be compared."""


class Model:
    """An exported model on the native CPU runtime."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.window = self.session.get_inputs()[0].shape[1]

    def logits(self, window: np.ndarray) -> np.ndarray:
        """uint8 [w, w, 3] to float32 [classes, w, w]."""
        return self.session.run(["logits"], {"image": window[None]})[0][0]


def kept_windows(rgb: np.ndarray, window: int, halo: int) -> Iterator[tuple[np.ndarray, np.s_, np.s_]]:
    """(window pixels, slice of the image it answers for, the same slice within the window)."""
    height, width = rgb.shape[:2]
    step = window - 2 * halo
    before = -(-halo // ALIGNMENT_PX) * ALIGNMENT_PX
    rows = range(halo - before, height, step)
    cols = range(halo - before, width, step)
    after = window
    padded = np.pad(rgb, ((before, after), (before, after), (0, 0)), mirror_mode(rgb, before, after))
    for row in rows:
        for col in cols:
            pixels = padded[row - halo + before :, col - halo + before :][:window, :window]
            top, left = max(row, 0), max(col, 0)
            bottom, right = min(row + step, height), min(col + step, width)
            inside = np.s_[top - row + halo : bottom - row + halo, left - col + halo : right - col + halo]
            yield np.ascontiguousarray(pixels), np.s_[top:bottom, left:right], inside


def mirror_mode(rgb: np.ndarray, before: int, after: int) -> str:
    # NumPy mirrors repeatedly where the image is smaller than the padding, except 1 px images.
    return "reflect" if min(rgb.shape[:2]) > 1 and max(before, after) > 0 else "edge"


def predict(model: Model, rgb: np.ndarray, halo: int) -> np.ndarray:
    """uint8 [h, w]: the best channel of each pixel."""
    best = np.empty(rgb.shape[:2], np.uint8)
    for pixels, outside, inside in kept_windows(rgb, model.window, halo):
        best[outside] = model.logits(pixels)[(np.s_[:], *inside)].argmax(0)
    return best
