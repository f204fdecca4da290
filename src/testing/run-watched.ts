import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface WatchedRun {
  /** null when it was killed for its silence */
  readonly status: number | null;
  readonly lastLine: string;
  readonly stderr: string;
}

/** Runs a TypeScript file in a process of its own, and kills it when it prints nothing for `silenceSeconds`. For tests only. */
export function runWatched(script: URL, args: readonly string[], silenceSeconds: number): Promise<WatchedRun> {
  const project = fileURLToPath(new URL("../../", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(script), ...args], { cwd: project });
  return new Promise((resolve, reject) => {
    let lastLines = "";
    let stderr = "";
    const kill = () => void child.kill("SIGKILL");
    let watch = setTimeout(kill, silenceSeconds * 1000);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      clearTimeout(watch);
      watch = setTimeout(kill, silenceSeconds * 1000);
      lastLines = (lastLines + text).split("\n").slice(-3).join("\n");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = (stderr + text).slice(-4000);
    });
    child.on("error", reject);
    child.on("close", (status) => {
      clearTimeout(watch);
      resolve({ status, lastLine: lastLines.trimEnd().split("\n").at(-1) ?? "", stderr });
    });
  });
}
