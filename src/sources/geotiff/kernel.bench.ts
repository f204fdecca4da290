import { deflateSync, inflateSync } from "node:zlib";
import { bench, describe } from "vitest";
import { loadKernel } from "./kernel.ts";

/**
 * A tile of 512² pixels in three colours, smooth with some noise, under predictor 2: unpacked, its differences undone,
 * against what node:zlib takes to unpack it alone. Printed is the ratio of
 * the fastest rounds: a busy machine disturbs those least.
 */
const SIZE = 512;
const ROUNDS = 60;
const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 };
const differences = { rowBytes: 3 * SIZE, pixelBytes: 3, sampleBytes: 1 };

/** Seeded: `noise` is the range of what is added to the differences of a smooth surface. */
function tile(noise: number): Uint8Array {
  const bytes = new Uint8Array(SIZE * SIZE * 3);
  let seed = 1;
  for (let at = 0; at < bytes.length; at++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = Math.round(2 * Math.sin(at / 300) + noise * ((seed >>> 8) / 2 ** 24 - 0.5));
  }
  return bytes;
}

function milliseconds(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

describe("deflate", () => {
  for (const noise of [2, 8, 40]) {
    for (const level of [1, 6, 9]) {
      bench(
        `noise of ${noise}, level ${level}`,
        async () => {
          const kernel = await loadKernel();
          const plain = tile(noise);
          const stream = deflateSync(plain, { level });
          const [ours, zlib]: [number[], number[]] = [[], []];
          for (let round = 0; round < ROUNDS; round++) {
            ours.push(milliseconds(() => kernel.inflate(stream, plain.length, differences)));
            zlib.push(milliseconds(() => inflateSync(stream, { chunkSize: plain.length + 64 })));
          }
          const [mine, reference] = [Math.min(...ours), Math.min(...zlib)];
          const rate = (plain.length / 1e3 / mine).toFixed(0);
          console.warn(
            `noise of ${noise}, level ${level}: ${rate} MB/s, ${(reference / mine).toFixed(2)} × node:zlib's`,
          );
        },
        once,
      );
    }
  }
});
