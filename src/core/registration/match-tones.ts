import type { Point } from "../geo/affine.ts";
import { reprojection } from "../geo/reproject.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import { metresToUnit } from "../raster/moved-grid.ts";
import { type ToneCurve, type Tones, toneOf } from "../raster/tones.ts";
import { commonGround, spread } from "./common-ground.ts";
import { readColours } from "./ground-square.ts";
import type { ImageReader } from "./image-reader.ts";

/** Cells so wide show the same ground in both photographs where they lie some decimetres beside each other. */
const CELL_METRES = 1.6;
/** Read at pixels so much finer: averaged, not interpolated, for that would take contrast from one of the two alone. */
const FINER = 4;
/** Cells to a side of the squares that are read, and squares to a side at most. */
const SIZE = 128;
const MOST = 5;
/** Of fewer cells nothing is said. */
const LEAST_CELLS = 1000;

/**
 * Share of the cells that the curves are made of: those that agree best under the curves before. Ground that was built on,
 * cut or ploughed between the two dates is among the others, as long as it is not the larger part.
 */
const KEPT_SHARE = 0.6;
const ROUNDS = 6;

/** Shares of the cells below the knots of a curve. Few: what is fine in a histogram is the ground and not the light. */
const SHARES = [0.002, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.998];
/** Values between knots: what lies closer would make a step of a grain of noise. */
const LEAST_STEP = 2;

/** Curves that change no value by more leave a photograph as it is. The windows of two readers differ by as much. */
const ALIKE = 2;

/**
 * The tones of a photograph in those of another one of the same ground: relative radiometric normalisation, band by band,
 * by the histograms of ground that has not changed. That ground is found with the curves, in turns: the cells whose colours agree
 * best (compare pseudo-invariant features: Schott, Salvaggio and Volchok, Remote
 * Sensing of Environment 26, 1988; Yang and Lo, Photogrammetric Engineering & Remote Sensing 66, 2000). Histograms are
 * matched, not values regressed on values: a regression flattens contrast where the two agree but roughly.
 * @param like whose tones are taken
 * @param shift metres that `like` lies beside `image`, along the axes of the latter's system
 * @returns null where they are alike already, or there is too little common ground to tell
 */
export async function matchTones(
  like: ImageReader,
  image: ImageReader,
  shift: Point,
  signal?: CancelSignal,
): Promise<Tones | null> {
  const [wanted, given] = await readCells(like, image, shift, signal);
  const count = wanted[0]!.length;
  if (count < LEAST_CELLS) return null;
  const all = new Uint8Array(count).fill(1);
  const found = [curvesOf(wanted, given, all), offsetsOf(wanted, given)]
    .map((start) => refined(start, wanted, given))
    .toSorted((one, other) => one.off - other.off)[0]!;
  const { tones } = found;
  if (tones.some((curve) => curve.length < 2)) return null; // water, or a blank
  const areAlike = tones.every((curve) => curve.every(([value, tone]) => Math.abs(tone - value) <= ALIKE));
  return areAlike ? null : tones;
}

interface Refined {
  readonly tones: Tones;
  /** by how much the colours of the kept cells differ at most */
  readonly off: number;
}

/** In turns, the cells that agree best under the curves and the curves of those. */
function refined(start: Tones, wanted: Cells, given: Cells): Refined {
  let found: Refined = { tones: start, off: 255 };
  for (let round = 0; round < ROUNDS && found.tones.every((curve) => curve.length >= 2); round++) {
    const off = offBy(found.tones, wanted, given);
    const most = quantiles(off, undefined, [KEPT_SHARE])[0]!;
    const kept = Uint8Array.from(off, (value) => Number(value <= most));
    found = { tones: curvesOf(wanted, given, kept), off: most };
  }
  return found;
}

const curvesOf = (wanted: Cells, given: Cells, kept: Uint8Array): Tones =>
  given.map((values, band) => curveOf(quantiles(values, kept), quantiles(wanted[band]!, kept)));

/** Every value as much brighter or darker as the middle cell is: where much has changed, histograms of all cells mislead. */
const offsetsOf = (wanted: Cells, given: Cells): Tones =>
  given.map((values, band) => {
    const halves = values.map((value, at) => (wanted[band]![at]! - value + 255) / 2); // of −255 … 255, to be counted
    const offset = 2 * quantiles(halves, undefined, [0.5])[0]! - 255;
    return [
      [0, offset],
      [255, 255 + offset],
    ];
  });

type Cells = readonly Float32Array[];

/** Colours of the ground that both show, cell by cell, by band; without the cells that one of them has no data of. */
async function readCells(
  like: ImageReader,
  image: ImageReader,
  shift: Point,
  signal: CancelSignal | undefined,
): Promise<readonly [wanted: Cells, given: Cells]> {
  const common = commonGround(like, image);
  const metres = metresToUnit(image.grid);
  const cell = Math.max(CELL_METRES, like.grid.gsdMetres, image.grid.gsdMetres);
  const toLike = reprojection(image.grid.crs, like.grid.crs);
  const cells: readonly [number[][], number[][]] = [
    [[], [], []],
    [[], [], []],
  ];
  if (common !== undefined) {
    const sides: Point = [(common[2] - common[0]) * metres[0], (common[3] - common[1]) * metres[1]];
    const square = (centre: Point) => ({ centre, size: SIZE, cell: [cell / metres[0], cell / metres[1]] as const });
    for (const centre of spread(common, sides, SIZE * cell, MOST)) {
      const from: Point = [centre[0] - shift[0] / metres[0], centre[1] - shift[1] / metres[1]];
      const both = await Promise.all([
        readColours(like, square(from), cell / FINER, toLike, signal),
        readColours(image, square(centre), cell / FINER, (x, y) => [x, y], signal),
      ]);
      for (let at = 0; at < SIZE * SIZE; at++) {
        if (both.some((colours) => Number.isNaN(colours[0]![at]))) continue;
        both.forEach((colours, side) => {
          for (const [band, plane] of colours.entries()) cells[side]![band]!.push(plane[at]!);
        });
      }
    }
  }
  return [cells[0].map((band) => Float32Array.from(band)), cells[1].map((band) => Float32Array.from(band))];
}

/** By cell: what the colours still differ by, the mean of the bands. */
function offBy(tones: Tones, wanted: Cells, given: Cells): Float32Array {
  const off = new Float32Array(wanted[0]!.length);
  tones.forEach((curve, band) => {
    // of whole values: cells are told apart by more than a grey level
    const table = Float32Array.from({ length: 256 }, (_, value) => toneOf(curve, value));
    const [to, from] = [wanted[band]!, given[band]!];
    for (let at = 0; at < off.length; at++)
      off[at] = off[at]! + Math.abs(to[at]! - table[Math.round(from[at]!)]!) / tones.length;
  });
  return off;
}

/** Bins to a value. */
const FINE = 8;

/** Values from 0 to 255 below which the `shares` of them lie, of those that are kept. */
function quantiles(values: Float32Array, kept: Uint8Array | undefined, shares: readonly number[] = SHARES): number[] {
  const counts = new Uint32Array(256 * FINE);
  let total = 0;
  values.forEach((value, at) => {
    if (kept?.[at] === 0) return;
    const bin = Math.min(counts.length - 1, Math.round(value * FINE));
    counts[bin] = counts[bin]! + 1;
    total++;
  });
  let [bin, below] = [0, counts[0]!];
  return shares.map((share) => {
    while (below < share * total) below += counts[++bin]!;
    return bin / FINE;
  });
}

/** Knots that lie too close to the one before are left out. */
function curveOf(from: readonly number[], to: readonly number[]): ToneCurve {
  const knots: [number, number][] = [];
  from.forEach((value, at) => {
    if (knots.length === 0 || value - knots.at(-1)![0] >= LEAST_STEP) knots.push([value, to[at]!]);
  });
  return knots;
}
