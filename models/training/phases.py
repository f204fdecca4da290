"""What each part of the training run does: two phases in one schedule, so that the run is one command."""

import math
from dataclasses import dataclass

WARM_UP_STEPS = 100

FALL_SHARE = 0.76
"""Share of the cosine that the run goes through. Its end, at ever smaller rates, took the buildings of the validation
blocks from 0.76 to 0.68; see the table of tries in README.md."""


@dataclass(frozen=True)
class Phase:
    first: int
    last: int
    """Steps [first, last)."""

    pseudo: bool
    """Whether unlabelled patches take part, with the labels that the averaged network gives them at the phase's start."""


def phases_of(steps: int) -> list[Phase]:
    pseudo = round(23 / 38 * steps)
    return [Phase(0, pseudo, pseudo=False), Phase(pseudo, steps, pseudo=True)]


def rate_factor(step: int, steps: int) -> float:
    """Factor in [0, 1] by which each base rate is multiplied: warm-up, plateau for 40 % of the run, cosine."""
    if step < WARM_UP_STEPS:
        return (step + 1) / WARM_UP_STEPS
    whole = round(steps / FALL_SHARE)
    plateau = round(0.3 * whole)
    if step < plateau:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * (step - plateau) / (whole - plateau)))
