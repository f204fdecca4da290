import { expect, test } from "vitest";
import { changeKinds } from "../../core/change/change-map.ts";
import { kindDots } from "./paint-kinds.ts";

/** A picture of kinds as text, one of `.` no dot, `o` rim, `#` border, `+` ink or tint. */
function drawn(rows: readonly string[], enlarged: number, left = 0, top = 0): string[] {
  const width = rows[0]!.length - 2;
  const height = rows.length - 2;
  const kinds = Uint8Array.from(rows.join(""), Number);
  const dots = kindDots({ width, height, kinds }, enlarged, left, top);
  return Array.from({ length: height * enlarged }, (_, y) =>
    Array.from({ length: width * enlarged }, (__, x) => {
      const [red, , , alpha] = dots.subarray(4 * (y * width * enlarged + x));
      return alpha === 0 ? "." : alpha === 255 ? "#" : red === 255 && alpha === 210 ? "o" : "+";
    }).join(""),
  );
}

const one = ["0000000", "0000000", "0011100", "0011100", "0011100", "0000000", "0000000"];

test("a change has a line around it, a light rim around that, and its pattern within", () => {
  expect(drawn(one, 1)).toEqual([".ooo.", "o###o", "o#+#o", "o###o", ".ooo."]);
});

test("enlarged, the lines keep their width", () => {
  const picture = drawn(one, 8);
  expect(picture[20]!.slice(0, 20)).toBe("......oo##++++++++++");
  expect(picture[20]).toBe([...picture[20]!].reverse().join(""));
});

test("a change that goes on in the next tile has no line there", () => {
  expect(drawn(["1111", "1111", "1111", "1111"], 1)).toEqual(["++", "++"]);
});

test("patterns join from tile to tile and leave more ground free than they cover", () => {
  for (const kind of changeKinds.map((_, place) => place + 1)) {
    const whole = kindDots({ width: 72, height: 72, kinds: new Uint8Array(74 * 74).fill(kind) }, 1, 0, 0);
    const tile = kindDots({ width: 36, height: 72, kinds: new Uint8Array(38 * 74).fill(kind) }, 1, 36, 0);
    const alpha = (dots: Uint8ClampedArray, width: number, x: number, y: number) => dots[4 * (y * width + x) + 3]!;
    for (let y = 0; y < 72; y++) {
      for (let x = 0; x < 36; x++) expect(alpha(tile, 36, x, y)).toBe(alpha(whole, 72, 36 + x, y));
    }
    const ink = Array.from({ length: 72 * 72 }, (_, dot) => whole[4 * dot + 3]!).filter((value) => value > 100).length;
    expect(ink / 72 ** 2).toBeLessThan(0.3);
    expect(ink / 72 ** 2).toBeGreaterThan(0.1);
  }
});

test("darker lines change the pattern's dots and no others", () => {
  for (const kind of changeKinds.map((_, place) => place + 1)) {
    const picture = { width: 20, height: 20, kinds: new Uint8Array(22 * 22).fill(kind) };
    const dark = kindDots(picture, 1, 0, 0, { rim: [0, 0, 0, 255], light: 0.5 });
    kindDots(picture, 1, 0, 0).forEach((value, at) => {
      const isLine = dark[at | 3]! > 200;
      const isColour = at % 4 < 3;
      expect(Math.abs(dark[at]! - (isLine && isColour ? value / 2 : value))).toBeLessThan(1);
    });
  }
});
