import { Tensor } from "onnxruntime-web";
import { expect, test } from "vitest";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import { readDecided } from "./read-decided.ts";

const manifest = {
  id: "three-classes",
  windowPx: 4,
  haloPx: 1,
  output: { channels: [1, 6, 12].map((numero, index) => ({ index, numero, label: "" })) },
} as unknown as ModelManifest;

const data = new Uint8Array(16).fill(255);

function answers(winners: number[], scores: number[]) {
  const plane = (values: number[]) => new Tensor("uint8", Uint8Array.from(values), [1, 4, 4]);
  return { class: plane(winners), confidence: plane(scores) };
}

test("indices become numeros, the mask silences, the halo is cut", () => {
  const mask = data.slice();
  mask[10] = 0;
  // the kept 2 × 2 holds the pixels 5, 6, 9 and 10
  const winners = [9, 9, 9, 9, 9, 0, 1, 9, 9, 2, 2, 9, 9, 9, 9, 9];
  const scores = [0, 0, 0, 0, 0, 250, 200, 0, 0, 150, 100, 0, 0, 0, 0, 0];
  const { classes, confidence, uniform } = readDecided(manifest, answers(winners, scores), mask);
  expect([...classes]).toEqual([1, 6, 12, 0]);
  expect([...confidence]).toEqual([250, 200, 150, 0]);
  expect(uniform).toBe(false);
});

test("equal scores, scores that are not numbers and a buffer never written are no answer", () => {
  const all = (value: number) => Array.from({ length: 16 }, () => value);
  for (const [winner, score] of [
    [0, 85],
    [3, 255],
    [0, 0],
  ] as const)
    expect(readDecided(manifest, answers(all(winner), all(score)), data).uniform).toBe(true);
});

test("another answer than the manifest's is refused", () => {
  const logits = new Tensor("float32", new Float32Array(48), [1, 3, 4, 4]);
  expect(() => readDecided(manifest, { class: logits, confidence: logits }, data)).toThrow(
    expect.objectContaining({ tag: "model-output-invalid" }),
  );
});
