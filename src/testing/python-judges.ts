import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** What judges our files besides GDAL: a second reader of Parquet, and the Cloud Optimized GeoTIFF checker. */
const PACKAGES = ["pyarrow==26.0.1", "rio-cogeo==7.0.4"];

/** Another test process may be installing the same. */
const LONGEST_WAIT_MILLISECONDS = 180_000;

/**
 * The Python that has `PACKAGES`, in a virtual environment of this user's cache that is made on first use, or why there
 * is none. For tests only.
 */
export async function pythonJudges(): Promise<{ readonly python: string } | { readonly missing: string }> {
  const key = createHash("sha256").update(PACKAGES.join()).digest("hex").slice(0, 12);
  const folder = join(homedir(), ".cache", "ocsol", `judges-${key}`);
  const python = join(folder, "bin", "python");
  const ready = join(folder, "ready");
  const lock = `${folder}.lock`;
  const started = Date.now();
  while (!existsSync(ready)) {
    try {
      mkdirSync(join(folder, ".."), { recursive: true });
      mkdirSync(lock);
    } catch {
      if (Date.now() - started > LONGEST_WAIT_MILLISECONDS) return { missing: `another process holds ${lock}` };
      await setTimeout(500);
      continue;
    }
    try {
      execFileSync("python3", ["-m", "venv", "--clear", folder], { stdio: "pipe" });
      execFileSync(python, ["-m", "pip", "install", "-q", "--disable-pip-version-check", ...PACKAGES], {
        stdio: "pipe",
      });
      writeFileSync(ready, "");
    } catch (error) {
      return { missing: `no ${PACKAGES.join(", ")}: ${(error as Error).message.split("\n")[0]}` };
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return { python };
}
