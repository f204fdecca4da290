import { type Grid, intersectRect, type PixelRect, regrid } from "./grid.ts";
import type { Tones } from "./tones.ts";

/** What the plan needs of a model. */
export interface WindowShape {
  /** side of the square the model takes, model pixels */
  readonly windowPx: number;
  /** cut off on each side of its answer, model pixels */
  readonly haloPx: number;
  /** ground sample distance the model was trained for, metres */
  readonly resolutionMetres: number;
}

/** One tile: what is kept (class-grid pixels, inside the grid) and where the model's window around it begins. */
export interface Tile {
  readonly index: number;
  readonly kept: PixelRect;
  /** outer corner of the model's window, in class-grid pixels; may be negative and fractional */
  readonly windowColumn: number;
  readonly windowRow: number;
}

/** An area cut into tiles whose kept parts hold every pixel exactly once. Plain data, safe to post. */
export interface TilePlan {
  /** grid of the class raster */
  readonly grid: Grid;
  readonly shape: WindowShape;
  /** side of a whole tile, class-grid pixels */
  readonly tilePx: number;
  readonly columns: number;
  readonly rows: number;
  /** class-grid pixels to one model pixel */
  readonly scale: number;
  /** the model sees the image in these; its own where nothing is said */
  readonly tones?: Tones | undefined;
}

/**
 * Below this ground sample distance the class raster takes the model's resolution: a 5 cm drone image holds no more
 * class detail than the 20 cm the model sees, only 16 times the pixels.
 */
const FINEST_CLASS_GSD_METRES = 0.15;

/** The same of a coarse plan, where the model sees pixels twice as wide: its classes have the model's resolution. */
const FINEST_COARSE_SHARE = 0.75;
const COARSE_FACTOR = 2;

/** A scale this close to 1 is 1: 0.2000000001 m in a GeoTIFF tag is 0.2 m. */
const SAME_RESOLUTION = 0.005;

/** What a model sees in a coarse plan: pixels twice as wide, so a quarter of the windows. */
export function coarser<Shape extends WindowShape>(shape: Shape): Shape {
  return { ...shape, resolutionMetres: COARSE_FACTOR * shape.resolutionMetres };
}

export function isCoarse({ shape }: TilePlan, model: WindowShape): boolean {
  return shape.resolutionMetres > model.resolutionMetres;
}

/** @param model what it was trained for; `coarse` gives it pixels twice as wide, for a quarter of the work */
export function planTiles(source: Grid, model: WindowShape, coarse = false): TilePlan {
  const shape = coarse ? coarser(model) : model;
  const finest = coarse ? FINEST_COARSE_SHARE * shape.resolutionMetres : FINEST_CLASS_GSD_METRES;
  const grid = { ...(source.gsdMetres < finest ? regrid(source, shape.resolutionMetres) : source), bands: 1 };
  const exact = shape.resolutionMetres / grid.gsdMetres;
  const scale = Math.abs(exact - 1) < SAME_RESOLUTION ? 1 : exact;
  const tilePx = roundedDown((shape.windowPx - 2 * shape.haloPx) * scale);
  return {
    grid,
    shape,
    tilePx,
    scale,
    columns: Math.ceil(grid.width / tilePx),
    rows: Math.ceil(grid.height / tilePx),
  };
}

/** Reduced levels of the class raster halve each tile: a side divisible by 64 gives them six halvings. */
function roundedDown(size: number): number {
  const step = size >= 64 ? 64 : size >= 16 ? 16 : 1;
  return Math.max(1, Math.floor(size / step) * step);
}

export function tileCount(plan: TilePlan): number {
  return plan.columns * plan.rows;
}

/** Tile `index` in reading order. */
export function tileAt(plan: TilePlan, index: number): Tile {
  const { tilePx, columns, grid, scale, shape } = plan;
  const column = (index % columns) * tilePx;
  const row = Math.floor(index / columns) * tilePx;
  // The kept tile lies in the middle of the window; where the rounding left some slack the halo takes it.
  const margin = (shape.windowPx * scale - tilePx) / 2;
  const aligned = scale === 1 ? Math.floor(margin) : margin;
  return {
    index,
    kept: intersectRect({ column, row, width: tilePx, height: tilePx }, grid.width, grid.height),
    windowColumn: column - aligned,
    windowRow: row - aligned,
  };
}

/**
 * Tiles of an area this wide or less are taken in one go; those of a larger one, of many files, by squares or strips of
 * this size: else every ring, or every row, would come back to files that have been closed meanwhile. Class-grid pixels.
 */
const NEARBY_PX = 32_768;

/**
 * Tile indices by distance of their centre to a class-grid pixel: what the user looks at comes first. Beyond the square
 * around it, square after square.
 */
export function tilesFrom(plan: TilePlan, column: number, row: number): Uint32Array {
  const keys = new Map<number, readonly [square: number, x: number, y: number, distance: number]>();
  const tiles = Uint32Array.from({ length: tileCount(plan) }, (_, index) => index);
  for (const index of tiles) {
    const x = ((index % plan.columns) + 0.5) * plan.tilePx - column;
    const y = (Math.floor(index / plan.columns) + 0.5) * plan.tilePx - row;
    const [squareX, squareY] = [Math.round(x / NEARBY_PX), Math.round(y / NEARBY_PX)];
    keys.set(index, [squareX * squareX + squareY * squareY, squareX, squareY, x * x + y * y]);
  }
  return tiles.sort((p, q) => {
    const [one, other] = [keys.get(p)!, keys.get(q)!];
    return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3];
  });
}

/** Tiles in reading order, of an area wider than a few files strip after strip. */
export function inStrips(plan: TilePlan, tiles: Uint32Array): Uint32Array {
  const stripOf = (tile: number) => Math.floor(((tile % plan.columns) * plan.tilePx) / NEARBY_PX);
  return tiles.slice().sort((p, q) => stripOf(p) - stripOf(q) || p - q);
}
