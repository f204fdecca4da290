"""CoSIA's colours, as src/core/landcover/cosia.ts and IGN's own viewer have them."""

import numpy as np

# CoSIA numero -> (label, colour)
LEGEND = {
    1: ("building", "#ce7079"), 2: ("pervious", "#987752"), 3: ("impervious", "#a6aab7"), 4: ("swimming pool", "#62d0ff"),
    5: ("bare soil", "#bbb096"), 6: ("water", "#3375a1"), 7: ("snow", "#e9effe"), 8: ("conifer", "#126421"),
    9: ("deciduous", "#4c9129"), 10: ("brushwood", "#b5c335"), 11: ("vineyard", "#b08290"), 12: ("herbaceous", "#8cd76a"),
    13: ("crops", "#decf55"), 14: ("ploughed", "#d0a349"), 15: ("greenhouse", "#b9e2d4"),
}  # fmt: skip

NONE = "#ffffff"
"""Of a pixel without a CoSIA class."""


def painted(numeros: np.ndarray) -> np.ndarray:
    """uint8 [h, w] of CoSIA numbers to uint8 [h, w, 3]."""
    table = np.array([rgb_of(LEGEND[numero][1] if numero in LEGEND else NONE) for numero in range(256)], np.uint8)
    return table[numeros]


def rgb_of(colour: str) -> tuple[int, int, int]:
    value = int(colour[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255
