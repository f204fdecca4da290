import { expect, test } from "vitest";
import { type PlanarImage, toRgb } from "./to-rgb.ts";

const sizes = { I420: [2, 2], I422: [2, 1], I444: [1, 1] } as const;

function noise(width: number, height: number, format: PlanarImage["format"]): PlanarImage {
  const [across, down] = sizes[format];
  let state = width * 31 + height;
  const length = width * height + 2 * Math.ceil(width / across) * Math.ceil(height / down);
  const data = Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
  return { width, height, format, data };
}

/** libjpeg's jdsample.c and jdcolor.c, sample by sample. */
function expected({ width, height, format, data }: PlanarImage): Uint8Array {
  const [across, down] = sizes[format];
  const columns = Math.ceil(width / across);
  const rows = Math.ceil(height / down);
  const clamped = (value: number, end: number) => Math.max(0, Math.min(end - 1, value));
  const colourAt = (plane: number, x: number, y: number) => {
    const start = width * height + plane * columns * rows;
    const sample = (column: number, row: number) =>
      data[start + clamped(row, rows) * columns + clamped(column, columns)]!;
    if (across === 1) return sample(x, y);
    const column = x >> 1;
    const nextColumn = x & 1 ? column + 1 : column - 1;
    if (down === 1) return (3 * sample(column, y) + sample(nextColumn, y) + (x & 1 ? 2 : 1)) >> 2;
    const row = y >> 1;
    const nextRow = y & 1 ? row + 1 : row - 1;
    const sum = (at: number) => 3 * sample(at, row) + sample(at, nextRow);
    return (3 * sum(column) + sum(nextColumn) + (x & 1 ? 7 : 8)) >> 4;
  };
  const rgb = new Uint8ClampedArray(3 * width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const luma = data[y * width + x]!;
      const cb = colourAt(0, x, y) - 128;
      const cr = colourAt(1, x, y) - 128;
      rgb[to] = luma + ((91881 * cr + 32768) >> 16);
      rgb[to + 1] = luma + ((-22554 * cb - 46802 * cr + 32768) >> 16);
      rgb[to + 2] = luma + ((116130 * cb + 32768) >> 16);
    }
  }
  return new Uint8Array(rgb.buffer);
}

test.each(Object.keys(sizes) as PlanarImage["format"][])(
  "%s: libjpeg's own numbers, at every kind of edge",
  async (format) => {
    for (const width of [5, 6, 7, 8, 15, 16, 17, 33, 130]) {
      for (const height of [1, 2, 3, 63, 64, 65, 66, 128, 131]) {
        const image = noise(width, height, format);
        expect(Buffer.compare(await toRgb(image), expected(image)), `${width} × ${height}`).toBe(0);
      }
    }
  },
);

test("a wide image after a small one: the memory grows", async () => {
  await toRgb(noise(16, 16, "I420"));
  const image = noise(20_001, 70, "I420");
  expect(Buffer.compare(await toRgb(image), expected(image))).toBe(0);
});
