"""How far a figure could have been from what it is, had other patches been drawn (percentile bootstrap; Efron, 1979).

Patches are resampled as if they were independent. Neighbours look alike, so the true uncertainty is larger than these
intervals say: they compare figures with one another, and do not promise anything of another département.
"""

from collections.abc import Callable

import numpy as np

RESAMPLES = 2000
SEED = 20250


def interval(patches: np.ndarray, figure: Callable[[np.ndarray], np.ndarray]) -> list[float]:
    """The middle 95 % of `figure` over resamplings of `patches`, matrices [patches, n, m].

    `figure` takes a stack of summed matrices and applies its rules (which classes are large enough to count) to each.
    """
    random = np.random.default_rng(SEED)
    count = len(patches)
    drawn = random.multinomial(count, np.full(count, 1 / count), RESAMPLES)
    sums = (drawn @ patches.reshape(count, -1)).reshape(RESAMPLES, *patches.shape[1:])
    return [float(value) for value in np.nanpercentile(figure(sums), (2.5, 97.5))]
