import type { Affine } from "../core/geo/affine.ts";
import { windowAffine } from "../core/geo/affine.ts";
import { crsOf } from "../core/geo/crs.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { RasterLevel, RasterSource } from "../core/ports/raster-source.ts";
import { demoScene } from "../core/ports/scene-choice.ts";
import { type Grid, intersectRect, type PixelRect } from "../core/raster/grid.ts";
import { buildBlock, changedGround } from "./blocks.ts";
import { type Canvas, createCanvas, gsd } from "./canvas.ts";
import type { SceneDate } from "./fields.ts";
import { applyShade, develop, exposureOf } from "./finish.ts";
import { boxesMeet, boxOf, type Polygon } from "./geometry.ts";
import { blockAt, blockMetres } from "./lattice.ts";
import { type Layers, layerNames } from "./layers.ts";
import { buildEdge } from "./network.ts";
import { random } from "./random.ts";
import { sunOf } from "./sun.ts";

export type { SceneDate } from "./fields.ts";

export const DEMO_SEED = demoScene.seed;
export const DEMO_SIZE = demoScene.size;

export interface SceneOptions {
  readonly seed: number;
  /** pixels of 20 cm */
  readonly width: number;
  readonly height: number;
  readonly date?: SceneDate;
  /** false: at the later date nothing has been built or pulled down; the photograph is another, of another season */
  readonly isWorkedOn?: boolean;
  /** how far the photograph lies beside the ground, metres to the east and to the north: its georeferencing is off */
  readonly shift?: readonly [east: number, north: number];
}

/** A made-up orthophoto with its exact land cover. Nothing of it is in memory: every window is painted when asked for. */
export interface SyntheticScene extends RasterSource {
  readonly seed: number;
  readonly date: SceneDate;
  /** CoSIA numero of each pixel of a rectangle of `levels[level]`; 0 outside the grid. */
  truth(rect: PixelRect, level?: number): Uint8Array<ArrayBuffer>;
  /** Pixels and truth of a rectangle inside the grid, painted once. */
  render(rect: PixelRect): { pixels: Uint8Array<ArrayBuffer>; truth: Uint8Array<ArrayBuffer> };
  /** Outlines, in scene pixels, of the ground that works may change between the two dates; elsewhere no class does. */
  changedGround(rect?: PixelRect): Polygon[];
}

/** The widest square painted at once, samples: 12 bytes of colour each. */
const paintingSide = 640;

/** Blocks and edges whose contents are kept ready; a window of 512² meets about 4 blocks and 12 edges. */
const cacheSize = 400;

/** How far a block's or edge's contents may reach beyond the lattice cell: bent edges, crowns, shadows. Metres. */
const reachMetres = 48;

const lambert93 = 2154;

export function createScene(options: SceneOptions): SyntheticScene {
  const { seed, width, height, date = "before", isWorkedOn = true, shift = [0, 0] } = options;
  const crs = crsOf(lambert93)!;
  // vineyards of the Hérault; one scene's place differs from another's by whole kilometres
  const place = random(seed, 1);
  const affine: Affine = [
    gsd,
    0,
    700_000 + 1000 * place.integer(5, 60) + shift[0],
    0,
    -gsd,
    6_243_000 + 1000 * place.integer(0, 40) + shift[1],
  ];
  const grid: Grid = { width, height, affine, crs, bands: 3, gsdMetres: gsd };
  const levels = levelsOf(width, height);
  const sun = sunOf(random(seed, date === "after" ? 5 : 2));
  const exposure = exposureOf(seed, random(seed, date === "after" ? 4 : 3));
  const cache = new Map<string, Layers>();

  const cached = (key: string, make: () => Layers): Layers => {
    const layers = cache.get(key) ?? make();
    cache.delete(key);
    cache.set(key, layers);
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value!);
    return layers;
  };

  /** Everything that may touch a box of metres, in an order that does not depend on the box. */
  const contentsOf = ([minX, minY, maxX, maxY]: Canvas["box"]): Layers[] => {
    const contents: Layers[] = [];
    const first = (value: number) => Math.floor((value - reachMetres) / blockMetres) - 1;
    const last = (value: number) => Math.floor((value + reachMetres) / blockMetres) + 1;
    for (let j = first(minY); j <= last(maxY); j++) {
      for (let i = first(minX); i <= last(maxX); i++) {
        contents.push(cached(`b${i},${j}`, () => buildBlock(blockAt(seed, i, j), date, isWorkedOn, sun)));
        for (const direction of ["down", "right"] as const) {
          contents.push(cached(`${direction}${i},${j}`, () => buildEdge(seed, { i, j, direction }, sun)));
        }
      }
    }
    return contents;
  };

  /** Samples of scene pixels x0, x0 + step …, with one more on every side for the blur. */
  const paint = (x0: number, y0: number, step: number, columns: number, rows: number): Canvas => {
    const canvas = createCanvas(x0 - step, y0 - step, step, columns + 2, rows + 2);
    const contents = contentsOf(canvas.box);
    for (const name of layerNames) {
      for (const layers of contents) {
        for (const painting of layers[name]) if (boxesMeet(painting.box, canvas.box)) painting.paint(canvas);
      }
      if (name === "shadow") applyShade(canvas);
    }
    return canvas;
  };

  /** Pixels and truth on a lattice of samples, square by square. */
  const sample = (x0: number, y0: number, step: number, columns: number, rows: number, colours: boolean) => {
    const pixels = new Uint8Array(colours ? columns * rows * 3 : 0);
    const truth = new Uint8Array(columns * rows);
    for (let top = 0; top < rows; top += paintingSide) {
      for (let left = 0; left < columns; left += paintingSide) {
        const w = Math.min(paintingSide, columns - left);
        const h = Math.min(paintingSide, rows - top);
        const canvas = paint(x0 + left * step, y0 + top * step, step, w, h);
        const developed = colours ? develop(canvas, exposure) : pixels;
        for (let row = 0; row < h; row++) {
          const to = (top + row) * columns + left;
          if (colours) pixels.set(developed.subarray(row * w * 3, (row + 1) * w * 3), to * 3);
          const from = (row + 1) * (w + 2) + 1;
          truth.set(canvas.truth.subarray(from, from + w), to);
        }
      }
    }
    return { pixels, truth };
  };

  /** The part of `rect` inside a level, painted; reduced levels average 2 × 2 samples. */
  const renderLevel = (inside: PixelRect, level: number, colours: boolean) => {
    const { scale } = levelOf(levels, level);
    if (scale === 1) return sample(inside.column, inside.row, 1, inside.width, inside.height, colours);
    const step = scale / 2;
    const fine = sample(inside.column * scale, inside.row * scale, step, inside.width * 2, inside.height * 2, colours);
    return halve(fine.pixels, fine.truth, inside.width, inside.height);
  };

  const truthOf = (rect: PixelRect, level = 0): Uint8Array<ArrayBuffer> => {
    const { width: w, height: h } = levelOf(levels, level);
    const inside = intersectRect(rect, w, h);
    const out = new Uint8Array(rect.width * rect.height);
    if (inside.width > 0 && inside.height > 0) place2d(renderLevel(inside, level, false).truth, inside, out, rect, 1);
    return out;
  };

  return {
    seed,
    date,
    grid,
    levels,
    facts: {
      file: `demo-${seed}-${date}`,
      format: "synthetic",
      compression: "none",
      bands: 3,
      bits: 8,
      sampleFormat: "uint",
      tiled: true,
      bandNames: ["red", "green", "blue"],
      rendering: { bands: [0, 1, 2] },
    },
    async read(rect, level, signal?: CancelSignal) {
      signal?.throwIfAborted();
      const { width: w, height: h, scale } = levelOf(levels, level);
      const inside = intersectRect(rect, w, h);
      const pixels = new Uint8Array(rect.width * rect.height * 3);
      const mask = new Uint8Array(rect.width * rect.height);
      if (inside.width > 0 && inside.height > 0) {
        place2d(renderLevel(inside, level, true).pixels, inside, pixels, rect, 3);
        const full = new Uint8Array(inside.width * inside.height).fill(255);
        place2d(full, inside, mask, rect, 1);
      }
      return {
        width: rect.width,
        height: rect.height,
        bands: 3,
        pixels,
        mask,
        affine: windowAffine(affine, rect.column * scale, rect.row * scale, scale),
      };
    },
    truth: truthOf,
    render: (rect) => renderLevel(rect, 0, true),
    changedGround(rect = { column: 0, row: 0, width, height }) {
      const box = [rect.column, rect.row, rect.column + rect.width, rect.row + rect.height] as const;
      const polygons: Polygon[] = [];
      const cell = blockMetres / gsd;
      for (let j = Math.floor(box[1] / cell) - 1; j <= Math.floor(box[3] / cell) + 1; j++) {
        for (let i = Math.floor(box[0] / cell) - 1; i <= Math.floor(box[2] / cell) + 1; i++) {
          for (const polygon of changedGround(blockAt(seed, i, j))) {
            const inPixels = polygon.map(([x, y]) => [x / gsd, y / gsd] as const);
            if (boxesMeet(boxOf(inPixels), box)) polygons.push(inPixels);
          }
        }
      }
      return polygons;
    },
    close() {
      cache.clear();
    },
  };
}

/** Halves the size until a level fits a small screen. */
function levelsOf(width: number, height: number): RasterLevel[] {
  const levels: RasterLevel[] = [{ width, height, scale: 1 }];
  for (let scale = 2; Math.max(width, height) / scale >= 128; scale *= 2) {
    levels.push({ width: Math.ceil(width / scale), height: Math.ceil(height / scale), scale });
  }
  return levels;
}

function levelOf(levels: readonly RasterLevel[], level: number): RasterLevel {
  const found = levels[level];
  if (!found) throw new RangeError(`level ${level} of ${levels.length}`);
  return found;
}

function halve(pixels: Uint8Array, truth: Uint8Array, width: number, height: number) {
  const out = { pixels: new Uint8Array(width * height * 3), truth: new Uint8Array(width * height) };
  const stride = width * 2;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = 2 * row * stride + 2 * column;
      const to = row * width + column;
      for (let k = 0; k < 3 && pixels.length > 0; k++) {
        const sum =
          pixels[from * 3 + k]! +
          pixels[from * 3 + 3 + k]! +
          pixels[(from + stride) * 3 + k]! +
          pixels[(from + stride) * 3 + 3 + k]!;
        out.pixels[to * 3 + k] = (sum + 2) >> 2;
      }
      out.truth[to] = truth[from + stride + 1]!;
    }
  }
  return out;
}

/** Copies the pixels of rectangle `inside` into the pixels of rectangle `rect` that holds it. */
function place2d(from: Uint8Array, inside: PixelRect, to: Uint8Array, rect: PixelRect, bands: number): void {
  const rowBytes = inside.width * bands;
  for (let row = 0; row < inside.height; row++) {
    const at = ((inside.row - rect.row + row) * rect.width + inside.column - rect.column) * bands;
    to.set(from.subarray(row * rowBytes, (row + 1) * rowBytes), at);
  }
}
