"""Measures how much context a pixel needs: the halo below which neighbouring windows would disagree."""

import numpy as np

from sources import Source, centre_cut
from windows import Model, predict

MAX_DIFFERENCE = 0.005
STEP_PX = 16

FALLBACK_PX = 32
"""Of a draft, and where no halo passes: the card then states the shares measured."""


def measure_halo(model: Model, sources: list[Source], largest: int, crop_px: int) -> tuple[int, dict[int, float]]:
    """The smallest multiple of STEP_PX whose map differs from that of twice the halo in less than
    MAX_DIFFERENCE of the pixels (FALLBACK_PX if there is none), and the share measured for every halo tried."""
    crops = [centre_cut(source, crop_px).rgb for source in sources]
    maps: dict[int, list[np.ndarray]] = {}

    def maps_of(halo: int) -> list[np.ndarray]:
        if halo not in maps:
            maps[halo] = [predict(model, crop, halo) for crop in crops]
        return maps[halo]

    shares = {}
    for halo in range(STEP_PX, largest + 1, STEP_PX):
        pairs = list(zip(maps_of(halo), maps_of(2 * halo), strict=True))
        shares[halo] = float(sum((a != b).sum() for a, b in pairs) / sum(a.size for a, _ in pairs))
        print(f"halo {halo}: {100 * shares[halo]:.2f} % of pixels differ from halo {2 * halo}", flush=True)
        if shares[halo] < MAX_DIFFERENCE:
            return halo, shares
    return FALLBACK_PX, shares
