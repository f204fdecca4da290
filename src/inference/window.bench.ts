import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bench, describe } from "vitest";
import { createScene, DEMO_SEED } from "../demo/scene.ts";
import { openNatively } from "../testing/native-runtime.ts";
import { nodeRuntime } from "./runtime-node.ts";

/**
 * One window of the shipped model on one thread: WebAssembly, as browsers without a GPU run it, against native
 * onnxruntime in turn; printed are the medians and their ratio. `OCSOL_INT8` names a file of the same
 * weights in int8 arithmetic (`models/training/true_int8.py`), for the question whether that would be faster.
 */
const models = fileURLToPath(new URL("../../models/", import.meta.url));
const id = readdirSync(models).find((name) => name.startsWith("ocsol-") && !name.endsWith("-test"))!;
const { windowPx } = JSON.parse(readFileSync(`${models}${id}/manifest.json`, "utf8")) as { windowPx: number };
const delivered = `${models}${id}/model.onnx`;
const int8 = process.env["OCSOL_INT8"] ?? "";

const scene = createScene({ seed: DEMO_SEED, width: windowPx, height: windowPx });
const { pixels } = await scene.read({ column: 0, row: 0, width: windowPx, height: windowPx }, 0);

type Run = () => Promise<unknown>;

async function natively(path: string): Promise<Run | undefined> {
  const session = await openNatively(path);
  return session && (() => session.logits(pixels, windowPx));
}

async function inWasm(path: string): Promise<Run> {
  const runtime = nodeRuntime();
  const session = await runtime.InferenceSession.create(readFileSync(path), { executionProviders: ["wasm"] });
  return () => session.run({ image: new runtime.Tensor("uint8", pixels, [1, windowPx, windowPx, 3]) });
}

const native = await natively(delivered);
const rows: Record<string, Run | undefined> = { native, WASM: await inWasm(delivered) };
if (existsSync(int8)) {
  rows["native, int8 arithmetic"] = await natively(int8);
  rows["WASM, int8 arithmetic"] = await inWasm(int8);
}

const times = new Map(Object.keys(rows).map((name) => [name, [] as number[]]));

/** In turn and not one after the other, so that whatever else the machine does falls on all of them. */
async function round(): Promise<void> {
  for (const [name, run] of Object.entries(rows)) {
    if (run === undefined) continue;
    const started = performance.now();
    await run();
    times.get(name)!.push(performance.now() - started);
  }
}

function report(): void {
  const medians = [...times].map(([name, all]) => ({ name, ms: all.sort((a, b) => a - b)[all.length >> 1] }));
  const reference = medians[0]!.ms;
  const lines = medians.map(({ name, ms }) =>
    ms === undefined
      ? `${name}: onnxruntime-node has no binary for this machine`
      : `${name}: ${ms.toFixed(0)} ms${reference === undefined || ms === reference ? "" : `, native ÷ this ${(reference / ms).toFixed(2)}`}`,
  );
  if (!existsSync(int8)) lines.push("int8 arithmetic: skipped, OCSOL_INT8 names no file");
  console.warn(`${id}, a window of ${windowPx}², medians of ${times.get("WASM")!.length}:\n  ${lines.join("\n  ")}`);
}

describe(`${id}, a window of ${windowPx}²`, () => {
  bench("all in turn", round, {
    iterations: 8,
    time: 0,
    warmupIterations: 2,
    warmupTime: 0,
    setup: () => {
      for (const all of times.values()) all.length = 0; // the warm-up's
    },
    teardown: (_, mode) => void (mode === "run" && report()),
  });
});
