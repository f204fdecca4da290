"""Averages the weights of two checkpoints of one run: often better on unseen land than either (Wortsman et al., 2022).

    python average.py /tmp/train/step2100.pt /tmp/train/step3100.pt --out /tmp/train/average.pt
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs=2)
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, second = (torch.load(path, map_location="cpu", weights_only=True)["ema"] for path in options.checkpoints)
    torch.save({"ema": {name: mixed(first[name], second[name], options.share) for name in first}}, options.out)


def mixed(first: torch.Tensor, second: torch.Tensor, share: float) -> torch.Tensor:
    # Counters of batches are whole numbers: the later one's.
    return first.lerp(second, share) if first.is_floating_point() else second


if __name__ == "__main__":
    main()
