"""The classes a model predicts, and how FLAIR and CoSIA values map onto its channels.

One table is the only place where the three numberings meet: FLAIR-1 label values (training
mosaics), CoSIA `numero` (synthetic scenes, manifest, application) and channel index (network).
"""

import numpy as np

IGNORE = 255
"""Channel value of a pixel that neither trains nor counts. 255 because uint8 label images have
no negative value."""

# (CoSIA numero, English label of the manifest, FLAIR-1 values merged into the class)
#
# Ploughed land (12) goes with crops (13): the same field a few weeks apart, and 0.3 Mpx alone.
# Greenhouses (18) go with buildings, as in the reporting groups. Mixed, ligneous, clear cut,
# snow and "other" hold no pixel of the training land, so they are ignored.
CLASSES = (
    (1, "building", (1, 18)),
    (2, "pervious", (2,)),
    (3, "impervious", (3,)),
    (4, "swimming pool", (13,)),
    (5, "bare soil", (4,)),
    (6, "water", (5,)),
    (8, "conifer", (6,)),
    (9, "deciduous", (7,)),
    (10, "brushwood", (8,)),
    (11, "vineyard", (9,)),
    (12, "herbaceous", (10,)),
    (13, "crops", (11, 12)),
)

NUMEROS = tuple(numero for numero, _, _ in CLASSES)
LABELS = tuple(label for _, label, _ in CLASSES)
COUNT = len(CLASSES)

# FLAIR-1 value -> (label, CoSIA numero). No numero: CoSIA has no number for clear cut, mixed, ligneous and other.
FLAIR_CLASSES = {
    1: ("building", 1), 2: ("pervious", 2), 3: ("impervious", 3), 4: ("bare soil", 5), 5: ("water", 6),
    6: ("conifer", 8), 7: ("deciduous", 9), 8: ("brushwood", 10), 9: ("vineyard", 11), 10: ("herbaceous", 12),
    11: ("crops", 13), 12: ("ploughed", 14), 13: ("swimming pool", 4), 14: ("snow", 7), 15: ("clear cut", None),
    16: ("mixed", None), 17: ("ligneous", None), 18: ("greenhouse", 15), 19: ("other", None),
}  # fmt: skip

# CoSIA numbers without a channel of their own: greenhouse -> building, ploughed -> crops.
COSIA_MERGES = {15: 1, 14: 13}

# Reporting groups of shared/data/README.md, in FLAIR-1 values; a group is judged as a whole
# because these classes are confused by the photo-interpreters themselves.
FLAIR_GROUPS = {
    "building": (1, 18),
    "impervious": (3,),
    "pervious+bare": (2, 4),
    "water": (5, 13),
    "woody": (6, 7, 8, 15, 16, 17),
    "vineyard": (9,),
    "herbaceous+crops": (10, 11, 12),
}
GROUP_NAMES = tuple(FLAIR_GROUPS)


def flair_to_channel() -> np.ndarray:
    """Lookup table uint8[256] from a FLAIR-1 value to a channel, IGNORE elsewhere."""
    table = np.full(256, IGNORE, np.uint8)
    for channel, (_, _, flair) in enumerate(CLASSES):
        table[list(flair)] = channel
    return table


def cosia_to_channel() -> np.ndarray:
    """Lookup table uint8[256] from a CoSIA numero to a channel, IGNORE elsewhere."""
    table = np.full(256, IGNORE, np.uint8)
    for channel, numero in enumerate(NUMEROS):
        table[numero] = channel
    for source, target in COSIA_MERGES.items():
        table[source] = table[target]
    return table


def flair_to_group() -> np.ndarray:
    """Lookup table uint8[256] from a FLAIR-1 value to a group index, IGNORE elsewhere.

    Wider than the channels: mixed and ligneous pixels have no channel but do count as woody.
    """
    table = np.full(256, IGNORE, np.uint8)
    for group, values in enumerate(FLAIR_GROUPS.values()):
        table[list(values)] = group
    return table


def cosia_to_group() -> np.ndarray:
    """Lookup table uint8[256] from a CoSIA numero to a reporting group, IGNORE where it has none: snow, 0."""
    groups = flair_to_group()
    table = np.full(256, IGNORE, np.uint8)
    for value, (_, numero) in FLAIR_CLASSES.items():
        if numero is not None:
            table[numero] = groups[value]
    return table


def channel_to_group() -> np.ndarray:
    """uint8[COUNT]: the reporting group of each channel."""
    groups = flair_to_group()
    return np.array([groups[flair[0]] for _, _, flair in CLASSES], np.uint8)
