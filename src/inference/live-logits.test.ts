import { expect, test } from "vitest";
import { decide } from "./decide.ts";
import { liveLogits } from "./live-logits.ts";

const channels = [
  { index: 0, numero: 1, label: "building" },
  { index: 1, numero: null, label: "clear cut" },
  { index: 2, numero: 6, label: "water" },
];
const mask = new Uint8Array(4).fill(255);

/** 2 × 2 pixels, one channel after the other. */
const scores = (...planes: number[][]) => Float32Array.from(planes.flat());

test("a dead channel never wins and takes no confidence from those that do", () => {
  // it has the best score everywhere
  const { logits, numeroOf } = liveLogits(scores([2, 0, 0, 3], [9, 9, 9, 9], [0, 2, 1, 0]), channels, 4);
  const { classes, confidence } = decide(logits, mask, 2, 0, numeroOf);
  expect([...classes]).toEqual([1, 6, 6, 1]);
  expect(confidence[0]).toBe(Math.round((255 * Math.exp(2)) / (Math.exp(2) + 1)));
});

test("probabilities stay the confidence they are", () => {
  const live = channels.map((channel) => ({ ...channel, numero: channel.index + 1 }));
  const { logits, numeroOf } = liveLogits(scores([0.8, 0, 0.3, 0.2], [0.1, 1, 0.3, 0.2], [0.1, 0, 0.4, 0.6]), live, 4);
  const { classes, confidence } = decide(logits, mask, 2, 0, numeroOf);
  expect([...classes]).toEqual([1, 2, 3, 3]);
  expect([...confidence]).toEqual([204, 255, 102, 153]);
});

test("logits of live channels are not copied", () => {
  const live = channels.map((channel) => ({ ...channel, numero: 1 }));
  const given = scores([2, 0, 0, 3], [9, 9, 9, 9], [0, 2, 1, 0]);
  expect(liveLogits(given, live, 4).logits).toBe(given);
});
