import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../../", import.meta.url));

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a user runs it: through npm, standing in `folder`. In French. */
export function runCli(folder: string, ...args: string[]): CliRun {
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["run", "--silent", "--prefix", project, "ocsol", "--", ...args],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "fr_FR.UTF-8", NPM_CONFIG_LOGLEVEL: "error" },
    },
  );
  return { status, stdout, stderr };
}

/** The JSON object on the last line. */
export function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!) as Record<string, unknown>;
}
