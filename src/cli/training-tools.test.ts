import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** The virtual environment that `models/training/README.md` makes, or another one's interpreter. */
const python = process.env["OCSOL_PYTHON"] ?? "/opt/train/bin/python";

test.skipIf(!existsSync(python))(
  "the training tools pass their own tests (skipped without their Python)",
  { timeout: 600_000 },
  () => {
    const { status, stderr } = spawnSync(python, ["-m", "unittest", "discover", "-s", "tests", "-t", "."], {
      cwd: fileURLToPath(new URL("../../models/training/", import.meta.url)),
      encoding: "utf8",
      env: { ...process.env, OMP_NUM_THREADS: "1", PYTHONDONTWRITEBYTECODE: "1" },
    });
    expect(status, stderr).toBe(0);
  },
);
