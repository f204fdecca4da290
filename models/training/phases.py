"""What each part of the training run does: four phases in one schedule, so that the run is one command."""

import math
from dataclasses import dataclass

WARM_UP_STEPS = 100


@dataclass(frozen=True)
class Phase:
    first: int
    last: int
    """Steps [first, last)."""

    crop_px: int
    batch: int
    pseudo: bool
    """Whether unlabelled patches take part, with the labels that the averaged network gives them at the phase's start."""

    average: float
    """Decay of the running average of weights at each step: 0.998 remembers some 500 steps."""

    agreement: float = 0
    """Above 0 in the end of the run, when batch norms keep their running statistics and weights are rounded as int8
    storage will round them: how much it counts that a window and its own middle disagree."""


def phases_of(steps: int) -> list[Phase]:
    """The four phases of a run of `steps`, and a twelfth more for the last. The last two have fewer, larger crops: their
    middles must be far enough from their borders to be told from windows that have a border there.

    An agreement of 2 left the share of pixels that change class with a doubled halo as it was (2.7 % at 32 px, 0.8 at 64).
    """
    pseudo, settle, agree = round(0.46 * steps), round(0.76 * steps), steps + steps // 12
    return [
        Phase(0, pseudo, 256, 8, pseudo=False, average=0.998),
        Phase(pseudo, settle, 256, 8, pseudo=True, average=0.998),
        Phase(settle, steps, 384, 3, pseudo=True, average=0.998, agreement=2),
        Phase(steps, agree, 384, 3, pseudo=True, average=0.99, agreement=30),
    ]


def rate_factor(step: int, steps: int) -> float:
    """Factor in [0, 1] by which each base rate is multiplied: warm-up, plateau for 30 % of the run, cosine to zero; then
    from a fifth to zero again in the last phase."""
    if step >= steps:
        return 0.2 * (1 - (step - steps) / (steps // 12))
    if step < WARM_UP_STEPS:
        return (step + 1) / WARM_UP_STEPS
    plateau = round(0.3 * steps)
    if step < plateau:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * (step - plateau) / (steps - plateau)))
