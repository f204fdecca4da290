"""Learning rate: warm-up, plateau, then a cosine down to zero.

A plateau rather than one long cosine, so that phase 1 need not know how long phase 2 will be:
the synthetic scenes may arrive late and the machine is shared.
"""

import math

WARM_UP_STEPS = 100


def rate_factor(step: int, decay_from: int | None, steps: int) -> float:
    """Factor in [0, 1] by which each group's base rate is multiplied at `step`."""
    if step < WARM_UP_STEPS:
        return (step + 1) / WARM_UP_STEPS
    if decay_from is None or step < decay_from:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * (step - decay_from) / max(1, steps - decay_from)))
