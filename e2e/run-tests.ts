/**
 * `npm test`: format and lint, types, unit tests, build, end-to-end journeys, each run whatever became of those before;
 * the last line is « N passed, N failed, N skipped ».
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

const results = "test-results";
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

function run(title: string, command: string, args: string[]): boolean {
  console.warn(`\n── ${title}`);
  const { status } = spawnSync("npx", [command, ...args], { stdio: "inherit", shell: process.platform === "win32" });
  return status === 0;
}

/** A step that is one check. */
function check(title: string, command: string, ...args: string[]): Outcome {
  const good = run(title, command, args);
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
}

/** A runner's own count; at least one failure where it did not end well. */
function counted(good: boolean, file: string, read: (report: never) => Outcome): Outcome {
  try {
    const outcome = read(JSON.parse(readFileSync(`${results}/${file}`, "utf8")) as never);
    return { ...outcome, failed: good ? outcome.failed : Math.max(1, outcome.failed) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function unitTests(): Outcome {
  const good = run("unit tests", "vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}/unit.json`,
  ]);
  return counted(
    good,
    "unit.json",
    (report: { numPassedTests: number; numFailedTests: number; numPendingTests: number }) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
    }),
  );
}

function journeys(): Outcome {
  const good = run("end-to-end journeys", "playwright", ["test", "-c", "e2e/playwright.config.ts"]);
  return counted(
    good,
    "e2e.json",
    ({ stats }: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  );
}

const outcomes = [
  check("format and lint", "biome", "ci"),
  ...["core", "workers", "app", "cli"].map((room) => check(`types: ${room}`, "tsc", "-p", `src/${room}`)),
  unitTests(),
  check("build", "vite", "build"),
  journeys(),
];
const total = (key: keyof Outcome) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
process.stdout.write(`\n${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped\n`);
process.exitCode = total("failed") === 0 ? 0 : 1;
