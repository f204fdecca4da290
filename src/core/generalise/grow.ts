import type { Grid, PixelRect } from "../raster/grid.ts";
import type { BuiltSurvey } from "./built-survey.ts";
import { squaredDistances } from "./distance.ts";
import { firstRunBeyond, type Runs } from "./runs.ts";

/** What a pixel of the window is to the patch that grows. */
const FREE = 0;
const OWN = 1;
const WAITING = 2;
const BLOCKED = 3;
/** might be free, but the window ends here */
const EDGE = 4;

/** A patch that has grown: the pixels it took, row by row. */
export interface Growth {
  readonly rect: PixelRect;
  /** of the window's pixels, 1 those taken */
  readonly taken: Uint8Array;
}

/**
 * Dilates a patch to `targetPixels`, neither more nor less: the nearest pixels to it, by the distance between centres,
 * as far as they can be reached from it by pixel sides. It takes what is known and not built; built patches below
 * `minPixels` count as not built, larger ones are in its way. Each patch grows on the raster as it is, as if it were
 * alone: the result depends on no order, and patches that grow into each other become one, larger than the target.
 * @param rect the patch's bounding rectangle
 * @returns undefined if there is no room
 */
export function grow(
  survey: BuiltSurvey,
  patch: number,
  rect: PixelRect,
  minPixels: number,
  targetPixels: number,
): Growth | undefined {
  const own = survey.pixels[patch]!;
  // Of all shapes of an area a disc grows slowest (Brunn–Minkowski), so this is enough where nothing is in the way.
  const least = (Math.sqrt(targetPixels) - Math.sqrt(own)) / Math.sqrt(Math.PI);
  for (let margin = Math.ceil(least) + 2; ; margin *= 2) {
    const window = windowAround(rect, margin, survey.grid);
    const growth = growWithin(survey, patch, window, minPixels, targetPixels - own);
    // Beyond the window there may be pixels at more than the margin, no nearer ones.
    const isWhole = !growth.reachedEdge || growth.furthest <= margin ** 2;
    if (isWhole && growth.missing === 0) return { rect: window, taken: growth.taken };
    if (!growth.reachedEdge) return undefined;
  }
}

/** The rectangle with a margin, as far as the raster goes, and a frame of one pixel around that. */
function windowAround(rect: PixelRect, margin: number, grid: Grid): PixelRect {
  const column = Math.max(0, rect.column - margin) - 1;
  const row = Math.max(0, rect.row - margin) - 1;
  const width = Math.min(grid.width, rect.column + rect.width + margin) + 1 - column;
  const height = Math.min(grid.height, rect.row + rect.height + margin) + 1 - row;
  return { column, row, width, height };
}

function growWithin(
  survey: BuiltSurvey,
  patch: number,
  rect: PixelRect,
  minPixels: number,
  wanted: number,
): { taken: Uint8Array; missing: number; furthest: number; reachedEdge: boolean } {
  const { width } = rect;
  const state = stateOf(survey, patch, rect, minPixels);
  const mask = new Uint8Array(state.length);
  for (let at = 0; at < state.length; at++) mask[at] = Number(state[at] === OWN);
  const distances = squaredDistances(mask, width, rect.height);
  const queue = new BucketQueue(distances);
  let reachedEdge = false;
  const visit = (at: number): void => {
    if (state[at] === FREE) {
      state[at] = WAITING;
      queue.push(at);
    } else if (state[at] === EDGE) {
      reachedEdge = true;
    }
  };
  const visitAround = (at: number): void => {
    visit(at - width);
    visit(at - 1);
    visit(at + 1);
    visit(at + width);
  };
  for (let at = 0; at < state.length; at++) if (state[at] === OWN) visitAround(at);
  const taken = mask.fill(0);
  let missing = wanted;
  let furthest = 0;
  for (; missing > 0; missing--) {
    const at = queue.pop();
    if (at < 0) break;
    taken[at] = 1;
    furthest = Math.max(furthest, distances[at]!);
    visitAround(at);
  }
  return { taken, missing, furthest, reachedEdge };
}

/** What each pixel of the window is to the patch. Those of its frame are never free. */
function stateOf(survey: BuiltSurvey, patch: number, rect: PixelRect, minPixels: number): Uint8Array {
  const { built, noData, patchOf, pixels, grid } = survey;
  const { column, row, width, height } = rect;
  const state = new Uint8Array(width * height);
  paint(noData, rect, grid, state, () => BLOCKED);
  paint(built, rect, grid, state, (run) => {
    const other = patchOf[run]!;
    return other === patch ? OWN : pixels[other]! >= minPixels ? BLOCKED : FREE;
  });
  const frame = (x: number, y: number): void => {
    const isOnRaster = column + x >= 0 && row + y >= 0 && column + x < grid.width && row + y < grid.height;
    const at = y * width + x;
    if (!isOnRaster) state[at] = BLOCKED;
    else if (state[at] === FREE) state[at] = EDGE;
  };
  for (let x = 0; x < width; x++) {
    frame(x, 0);
    frame(x, height - 1);
  }
  for (let y = 0; y < height; y++) {
    frame(0, y);
    frame(width - 1, y);
  }
  return state;
}

/** Writes a value for each run into the part of it that lies in the window. */
function paint(
  runs: Runs,
  { column, row, width, height }: PixelRect,
  grid: Grid,
  to: Uint8Array,
  valueFor: (run: number) => number,
): void {
  const end = Math.min(height, grid.height - row);
  for (let y = Math.max(0, -row); y < end; y++) {
    const endOfRow = runs.ofRow[row + y + 1]!;
    for (let run = firstRunBeyond(runs, row + y, column); run < endOfRow; run++) {
      const start = runs.start[run]! - column;
      if (start >= width) break;
      to.fill(valueFor(run), y * width + Math.max(0, start), y * width + Math.min(width, runs.end[run]! - column));
    }
  }
}

/** Pixels by distance, one list a distance: pushing and taking cost the same however many wait. */
class BucketQueue {
  readonly #keys: Int32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  #lowest = 0;

  constructor(keys: Int32Array) {
    this.#keys = keys;
    let most = 0;
    for (let at = 0; at < keys.length; at++) if (keys[at]! > most) most = keys[at]!;
    this.#first = new Int32Array(most + 1).fill(-1);
    this.#next = new Int32Array(keys.length);
  }

  push(item: number): void {
    const key = this.#keys[item]!;
    this.#next[item] = this.#first[key]!;
    this.#first[key] = item;
    if (key < this.#lowest) this.#lowest = key;
  }

  /** An item of the smallest key, the last one pushed; −1 when none is left. */
  pop(): number {
    while (this.#lowest < this.#first.length && this.#first[this.#lowest] === -1) this.#lowest++;
    const item = this.#first[this.#lowest] ?? -1;
    if (item >= 0) this.#first[this.#lowest] = this.#next[item]!;
    return item;
  }
}
