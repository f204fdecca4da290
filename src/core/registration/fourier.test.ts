import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { mulberry32 } from "../../testing/pictures.ts";
import { transform } from "./fourier.ts";

const SIZE = 16;

function noise(seed: number) {
  const random = mulberry32(seed);
  const values = () => Float64Array.from({ length: SIZE * SIZE }, () => random() - 0.5);
  return { size: SIZE, re: values(), im: values() };
}

test("transforms as the definition says", () => {
  const { re, im } = noise(1);
  const square = { size: SIZE, re: re.slice(), im: im.slice() };
  transform(square, "forward");
  for (const [u, v] of [
    [0, 0],
    [3, 5],
    [15, 8],
    [8, 1],
  ] as const) {
    let [sumRe, sumIm] = [0, 0];
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) {
        const angle = (-2 * Math.PI * (u * x + v * y)) / SIZE;
        const at = y * SIZE + x;
        sumRe += re[at]! * Math.cos(angle) - im[at]! * Math.sin(angle);
        sumIm += re[at]! * Math.sin(angle) + im[at]! * Math.cos(angle);
      }
    }
    expect(square.re[v * SIZE + u]).toBeCloseTo(sumRe, 10);
    expect(square.im[v * SIZE + u]).toBeCloseTo(sumIm, 10);
  }
});

const hasNumpy = (() => {
  try {
    execFileSync("python3", ["-c", "import numpy"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!hasNumpy)("agrees with numpy there and back (skipped without numpy)", () => {
  const square = noise(2);
  const before = square.re.slice();
  const script =
    "import json,sys,numpy as n;a=json.load(sys.stdin);f=n.fft.fft2(n.array(a[0])+1j*n.array(a[1]));" +
    "print(json.dumps([f.real.ravel().tolist(),f.imag.ravel().tolist()]))";
  const rows = (values: Float64Array) =>
    Array.from({ length: SIZE }, (_, row) => [...values.subarray(row * SIZE, (row + 1) * SIZE)]);
  const answer = execFileSync("python3", ["-c", script], {
    input: JSON.stringify([rows(square.re), rows(square.im)]),
    encoding: "utf8",
  });
  const [re, im] = JSON.parse(answer) as [number[], number[]];
  transform(square, "forward");
  square.re.forEach((value, at) => {
    expect(value).toBeCloseTo(re[at]!, 10);
  });
  square.im.forEach((value, at) => {
    expect(value).toBeCloseTo(im[at]!, 10);
  });
  transform(square, "inverse");
  square.re.forEach((value, at) => {
    expect(value).toBeCloseTo(before[at]!, 12);
  });
});
