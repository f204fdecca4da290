import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const project = fileURLToPath(new URL("../../", import.meta.url));

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a user runs it: through npm, standing in `folder`. In French. */
export const runCliByNpm = (folder: string, ...args: string[]): CliRun =>
  run("npm", ["run", "--silent", "--prefix", project, "ocsol", "--", ...args], folder);

/** What npm starts, without the half second it takes to. */
export const runCli = (folder: string, ...args: string[]): CliRun =>
  run(process.execPath, ["--import", tsx, `${project}src/cli/main.ts`, ...args], folder);

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

function run(command: string, args: readonly string[], folder: string): CliRun {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, INIT_CWD: folder, LC_ALL: "fr_FR.UTF-8", NPM_CONFIG_LOGLEVEL: "error" },
  });
  return { status, stdout, stderr };
}

/** The JSON object on the last line. */
export function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!) as Record<string, unknown>;
}
