import { expect, test } from "vitest";
import { markSmall } from "./mark-small.ts";

/** Of a side in metres, around a place. */
const change = (x: number, y: number, side: number, kind: "artificialised" | "renatured" = "artificialised") =>
  ({ at: [x, y], bounds: [x - side / 2, y - side / 2, x + side / 2, y + side / 2], kind }) as const;

/** A picture of 80 m by 60 m in dots of 10 m, the origin in its south-west. */
function marked(changes: Parameters<typeof markSmall>[3], drawn: readonly number[] = []): string[] {
  const kinds = new Uint8Array(8 * 6);
  for (const at of drawn) kinds[at] = 3;
  markSmall(kinds, 8, [0, 0, 80, 60], changes);
  return Array.from({ length: 6 }, (_, row) => kinds.subarray(8 * row, 8 * row + 8).join(""));
}

test("a change that no dot would show is marked by a square around its place", () => {
  expect(marked([change(35, 45, 4)])).toEqual([
    "00111000", //
    "00111000",
    "00111000",
    "00000000",
    "00000000",
    "00000000",
  ]);
});

test("one that is seen is not; a mark covers nothing that is, and ends where the picture does", () => {
  expect(marked([change(35, 35, 40), change(75, 5, 4, "renatured")], [5 * 8 + 7])).toEqual([
    "00000000",
    "00000000",
    "00000000",
    "00000000",
    "00000022",
    "00000023",
  ]);
});
