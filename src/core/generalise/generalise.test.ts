import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { picture, pictureGrid, rasterise, readerOf } from "../../testing/pictures.ts";
import { classAffinity } from "../landcover/affinity.ts";
import { librePreset } from "../landcover/presets.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import { checkCoverage } from "../vector/check.ts";
import { withRings } from "../vector/rings.ts";
import { trace } from "../vector/trace.ts";
import { vectorise } from "../vector/vectorise.ts";
import { generalise } from "./generalise.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const PIXEL = 0.04; // m²

/** The picture after a generalisation to so many pixels. */
const merged = async (rows: readonly string[], minPixels: number): Promise<string[]> => {
  const map = await vectorise(picture(rows), { preset: librePreset(minPixels * PIXEL) });
  expect(checkCoverage(map)).toEqual([]);
  const letters = Array.from(rasterise(map).classes, (numero) => (numero === 0 ? "." : numero.toString(16)));
  const width = rows[0]!.length;
  return rows.map((_, row) => letters.slice(row * width, (row + 1) * width).join(""));
};

// 6 (water), 9 (deciduous) and 2 (pervious) are neutral to each other.
describe("pictures", () => {
  test("a speck goes to the face around it", async () => {
    expect(await merged(["666", "696", "666"], 2)).toEqual(["666", "666", "666"]);
  });

  test("a face of exactly the limit stays", async () => {
    expect(await merged(["666", "699", "666"], 2)).toEqual(["666", "699", "666"]);
  });

  test("the longest border decides, not the largest neighbour", async () => {
    expect(await merged(["6666", "2226", "9996", "9996"], 4)).toEqual(["6666", "6666", "9996", "9996"]);
    expect(await merged(["66666", "66666", "22996", "99996"], 4)).toEqual(["66666", "66666", "99996", "99996"]);
  });

  test("unless the other neighbour's class is near", async () => {
    // The pervious square has two sides on water and two on the sealed yard.
    expect(await merged(["66666", "66666", "22336", "33336"], 4)).toEqual(["66666", "66666", "33336", "33336"]);
    // Three sides on water, one on crops, its like.
    expect(await merged(["666", "6cd", "666"], 2)).toEqual(["666", "6dd", "666"]);
  });

  test("of equal borders the surer neighbour wins: here the one of the higher class", async () => {
    expect(await merged(["66299"], 2)).toEqual(["66999"]);
  });

  test("of equally sure ones the larger, then the first on the map", async () => {
    const pixelsOf = async (row: string) => {
      const map = await vectorise(withConfidence(picture([row]), 200), { preset: librePreset(2 * PIXEL) });
      return [...map.faces.pixels];
    };
    expect(await pixelsOf("662999")).toEqual([2, 4]);
    expect(await pixelsOf("66299")).toEqual([3, 2]);
  });

  test("the smallest goes first, and what it feeds may then be large enough", async () => {
    // The single pixel joins the two beside it before they are looked at: three pixels stay.
    expect(await merged([".99.", ".6..", "2..."], 3)).toEqual([".99.", ".9..", "2..."]);
  });

  test("faces of one class that come to touch become one", async () => {
    const map = await vectorise(picture(["66966", "66966", "66966"]), { preset: librePreset(4 * PIXEL) });
    expect(map.faces.count).toBe(1);
    expect(map.nodes.count).toBe(0);
    expect([...map.arcs.points]).toHaveLength(10);
  });

  test("a face without neighbour stays, however small", async () => {
    expect(await merged(["6..", "...", "..9"], 100)).toEqual(["6..", "...", "..9"]);
  });
});

function withConfidence(reader: ClassRasterReader, confidence: number): ClassRasterReader {
  return {
    ...reader,
    async read(...args) {
      const window = await reader.read(...args);
      return { ...window, confidence: window.confidence.fill(confidence) };
    },
  };
}

/** Every step on pixels, all faces found anew each time. */
class Oracle {
  readonly #classes: Uint8Array;
  readonly #confidence: Uint8Array;
  readonly #width: number;

  constructor(classes: Uint8Array, confidence: Uint8Array, width: number) {
    this.#classes = classes.slice();
    this.#confidence = confidence;
    this.#width = width;
  }

  generalise(minPixels: (numero: number, inZone: boolean) => number, inZone: Uint8Array): Uint8Array {
    for (;;) {
      const faces = this.#faces();
      const small = faces.filter(
        ({ numero, pixels }) => pixels.length < minPixels(numero, 2 * sumOver(pixels, inZone) >= pixels.length),
      );
      small.sort((a, b) => a.pixels.length - b.pixels.length || a.pixels[0]! - b.pixels[0]!);
      const merges = small.find((face) => this.#taker(face, faces) !== undefined);
      if (merges === undefined) return this.#classes;
      const { numero } = this.#taker(merges, faces)!;
      for (const pixel of merges.pixels) this.#classes[pixel] = numero;
    }
  }

  #taker({ numero, pixels }: Face, faces: readonly Face[]): Face | undefined {
    const own = new Set(pixels);
    const sides = new Map<Face, number>();
    for (const pixel of pixels)
      for (const beyond of this.#around(pixel)) {
        const face = own.has(beyond) ? undefined : faces.find((other) => other.set.has(beyond));
        if (face !== undefined) sides.set(face, (sides.get(face) ?? 0) + 1);
      }
    const weight = (face: Face) => sides.get(face)! * classAffinity[256 * numero + face.numero]!;
    const sureness = (face: Face) => sumOver(face.pixels, this.#confidence) / face.pixels.length;
    return [...sides.keys()].sort(
      (a, b) =>
        weight(b) - weight(a) ||
        sureness(b) - sureness(a) ||
        b.pixels.length - a.pixels.length ||
        a.pixels[0]! - b.pixels[0]!,
    )[0];
  }

  #around(pixel: number): number[] {
    const x = pixel % this.#width;
    const around = [pixel - this.#width, pixel + this.#width];
    if (x > 0) around.push(pixel - 1);
    if (x < this.#width - 1) around.push(pixel + 1);
    return around;
  }

  /** In the order of their first pixel. */
  #faces(): Face[] {
    const left = this.#classes.slice();
    const faces: Face[] = [];
    for (let first = 0; first < left.length; first++) {
      const numero = left[first]!;
      if (numero === 0) continue;
      const set = new Set([first]);
      for (const pixel of set) {
        left[pixel] = 0;
        for (const beyond of this.#around(pixel)) if (left[beyond] === numero) set.add(beyond);
      }
      faces.push({ numero, pixels: [...set].sort((a, b) => a - b), set });
    }
    return faces;
  }
}

interface Face {
  readonly numero: number;
  readonly pixels: readonly number[];
  readonly set: ReadonlySet<number>;
}

const sumOver = (pixels: readonly number[], values: Uint8Array): number =>
  pixels.reduce((sum, pixel) => sum + values[pixel]!, 0);

const rasters = fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 })).chain(([width, height]) => {
  const values = { minLength: width * height, maxLength: width * height };
  return fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    classes: fc.array(fc.constantFrom(0, 1, 3, 3, 6, 8, 9, 12, 13), values).map((list) => Uint8Array.from(list)),
    confidence: fc.uint8Array({ ...values, max: 3 }),
    zone: fc.uint8Array({ ...values, max: 1 }),
    inside: fc.integer({ min: 1, max: 12 }),
    outside: fc.integer({ min: 1, max: 30 }),
  });
});

test("any raster: what merging faces on pixels gives, with thresholds by class and by zone", async () => {
  await fc.assert(
    fc.asyncProperty(rasters, async ({ width, height, classes, confidence, zone, inside, outside }) => {
      const reader = readerOf(classes, pictureGrid(width, height));
      const unsure: ClassRasterReader = {
        ...reader,
        async read(rect, level) {
          const window = await reader.read(rect, level);
          return { ...window, confidence: confidence.slice(rect.row * width, (rect.row + rect.height) * width) };
        },
      };
      const minPixels = (numero: number, inZone: boolean) => (numero === 6 ? 2 : inZone ? inside : outside);
      const traced = await trace(unsure);
      const inZone = zonePixels(classes, zone, width);
      const options = { steps: [minPixels], affinity: classAffinity, inZone };
      const map = withRings(await generalise(traced, options));
      expect(checkCoverage(map)).toEqual([]);
      const drawn = rasterise(map);
      expect(drawn.classes).toEqual(new Oracle(classes, confidence, width).generalise(minPixels, zone));
      expect(drawn.times).toEqual(classes.map((numero) => Math.min(numero, 1)));
      // It is what tracing its own picture gives: same faces, same arcs, nothing left over.
      const again = await trace(readerOf(drawn.classes, reader.grid));
      expect([...map.faces.pixels]).toEqual([...again.faces.pixels]);
      expect([map.arcs.count, map.nodes.count]).toEqual([again.arcs.count, again.nodes.count]);
      expect(map.arcs.points.length).toBe(again.arcs.points.length);
      // And it is the same map every time.
      expect(withRings(await generalise(traced, options))).toEqual(map);
    }),
    { numRuns: 200 },
  );
});

/** By face of the traced map: its pixels in the zone. */
function zonePixels(classes: Uint8Array, zone: Uint8Array, width: number): Float64Array {
  const counts: number[] = [];
  const seen = new Uint8Array(classes.length);
  for (let first = 0; first < classes.length; first++) {
    if (classes[first] === 0 || seen[first] === 1) continue;
    const stack = [first];
    let count = 0;
    while (stack.length > 0) {
      const pixel = stack.pop()!;
      if (seen[pixel] === 1 || classes[pixel] !== classes[first]) continue;
      seen[pixel] = 1;
      count += zone[pixel]!;
      if (pixel % width > 0) stack.push(pixel - 1);
      if (pixel % width < width - 1) stack.push(pixel + 1);
      stack.push(pixel - width, pixel + width);
    }
    counts.push(count);
  }
  return Float64Array.from(counts);
}

test("confidence stays the mean over all pixels, those taken over included", async () => {
  const map = await vectorise(picture(["666", "696", "666"]), { preset: librePreset(2 * PIXEL) });
  expect(map.faces.confidence[0]).toBeCloseTo((8 * 60 + 90) / 9 / 255, 12);
});

test("a cancellation during a pause stops the work", async () => {
  const classes = Uint8Array.from({ length: 400 * 400 }, (_, pixel) => 1 + (((pixel * 2654435761) >>> 7) % 5));
  const map = await trace(readerOf(classes, pictureGrid(400, 400)));
  const controller = new AbortController();
  const pause = async () => controller.abort();
  const attempt = generalise(map, { steps: [() => 100], affinity: classAffinity, pause }, controller.signal);
  await expect(attempt).rejects.toHaveProperty("name", "AbortError");
});
