import { expect, test } from "vitest";
import { decide } from "./decide.ts";

const numeroOf = Uint8Array.of(1, 6, 12);

test("the greatest logit wins, its softmax is the confidence, the mask silences, the halo is cut", () => {
  // 4 × 4 window, halo 1: the kept 2 × 2 holds the pixels 5, 6, 9 and 10
  const logits = new Float32Array(3 * 16);
  logits[5] = 2; // channel 0
  logits[16 + 6] = 3; // channel 1
  logits[32 + 9] = 1; // channel 2
  const mask = new Uint8Array(16).fill(255);
  mask[10] = 0;
  const { classes, confidence, uniform } = decide(logits, mask, 4, 1, numeroOf);
  expect([...classes]).toEqual([1, 6, 12, 0]);
  const softmax = (logit: number) => Math.round((255 * Math.exp(logit)) / (Math.exp(logit) + 2));
  expect([...confidence]).toEqual([softmax(2), softmax(3), softmax(1), 0]);
  expect(uniform).toBe(false);
});

test("all logits equal, or NaN, is no answer", () => {
  const mask = new Uint8Array(16).fill(255);
  expect(decide(new Float32Array(48).fill(0.5), mask, 4, 0, numeroOf).uniform).toBe(true);
  expect(decide(new Float32Array(48).fill(Number.NaN), mask, 4, 0, numeroOf).uniform).toBe(true);
});
