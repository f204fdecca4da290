"""From the data to the model folder in one command; a step whose result is there is not done again.

    python make.py --work /tmp/ocsol --out ../ocsol-frugal-2

1. synthetic scenes: 24 to learn from and be scored on, one to show        WORK/scenes, WORK/shown
2. training, with its own pseudo-labelling (see train.py); resumable       WORK/train
3. export: ONNX files, calibration, halo, metrics, manifest, card          OUT
4. pictures to look at, and the committed one of the shown scene           pictures/, OUT/synthetic.webp

Every draw is seeded. Two runs differ by the order of floating-point sums, which threads and processors choose.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from phases import phases_of
from train import STEPS

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
SCENES, SCENE_PX = range(1001, 1025), 1536
SHOWN, SHOWN_PX = 34, 2048  # the application's demonstration


def main() -> None:
    options = arguments()
    scenes, shown, train = (options.work / name for name in ("scenes", "shown", "train"))
    checkpoint = train / f"step{phases_of(options.steps)[-1].last}.pt"
    scene = shown / f"scene-{SHOWN}.tif"

    write_scenes(scenes, SCENES, SCENE_PX)
    write_scenes(shown, range(SHOWN, SHOWN + 1), SHOWN_PX)
    if not checkpoint.exists():
        python("train.py", "--data", options.data, "--synthetic", scenes, "--out", train, "--steps", options.steps,
               *when((train / "last.pt").exists(), "--resume"), *when(shutil.which("c++"), "--compile"))  # fmt: skip
    if not newer(options.out / "manifest.json", checkpoint):
        python("export.py", "--checkpoint", checkpoint, "--data", options.data, "--synthetic", scenes, "--out", options.out)
    if not newer(options.out / "synthetic.webp", options.out / "manifest.json"):
        python("side_by_side.py", options.out, "--data", options.data, "--scene", scene)
    print(f"{options.out} is made; look at {HERE / 'pictures'}", flush=True)


def write_scenes(folder: Path, seeds: range, side: int) -> None:
    # The truth is written after its image: where it is, both are.
    missing = [seed for seed in seeds if not (folder / f"scene-{seed}-truth.tif").exists()]
    if missing:
        span = f"{missing[0]}..{seeds[-1]}"
        run("node", "--import", "tsx", "src/cli/write-scenes.ts", folder.resolve(), "--size", side, "--seeds", span, cwd=REPOSITORY)


def newer(result: Path, source: Path) -> bool:
    return result.exists() and result.stat().st_mtime > source.stat().st_mtime


def when(condition: object, option: str) -> list[str]:
    return [option] if condition else []


def python(script: str, *words: object) -> None:
    run(sys.executable, HERE / script, *words, cwd=Path.cwd())


def run(*words: object, cwd: Path) -> None:
    command = [str(word) for word in words]
    print("$", *command, flush=True)
    # Idle threads that spin, and BLAS's own beside PyTorch's, cost a third of the time on two cores.
    subprocess.run(command, cwd=cwd, check=True, env={"OPENBLAS_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"} | os.environ)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--work", type=Path, required=True, help="folder of scenes and checkpoints, some 1 GB")
    parser.add_argument("--out", type=Path, required=True, help="model folder; its name is the model's id")
    parser.add_argument("--steps", type=int, default=STEPS, help="fewer to try the whole chain")
    return parser.parse_args()


if __name__ == "__main__":
    main()
