"""Does the delivered file still give the figures its manifest states? A few windows, under a minute on one core.

    python check_metrics.py ../ocsol-frugal-2

Exit status 1 if a figure differs by more than 0.2 points. `npm test` asks the same with the application's own reader.
"""

import argparse
import json
import sys
from pathlib import Path

from evaluate import REPOSITORY, numeros_of
from quick_check import quick_figures
from windows import Model

TOLERANCE = 0.002


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="model folder")
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    options = parser.parse_args()
    manifest = json.loads((options.folder / "manifest.json").read_text())
    stated = manifest.get("quickCheck")
    if stated is None:
        print(f"{options.folder}: the manifest has no quickCheck", file=sys.stderr)
        return 1
    model = Model(options.folder / "model.onnx", 1)
    measured = quick_figures(model, stated["windows"], options.data, manifest["haloPx"], numeros_of(manifest))
    wrong = [name for name, value in measured.items() if abs(value - stated[name]) > TOLERANCE]
    for name, value in measured.items():
        print(f"{name}: {value} measured, {stated[name]} stated{' – DIFFERENT' if name in wrong else ''}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
