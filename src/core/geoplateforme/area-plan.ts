import type { Bounds } from "../geo/bounds.ts";
import type { Crs } from "../geo/crs.ts";
import { ORTHO_GSD_METRES, servedCrs } from "./imagery.ts";

/** An image of so many pixels from the server: one tile of the file, and under every size limit a server may have. */
export const REQUEST_PX = 1024;

/** The side of a BD ORTHO sheet: what one download takes at most, in all its pixels. */
export const MOST_PIXELS = 25_000 ** 2;

/** A photograph as JPEG takes about that. The server's quality is not ours to choose: an order of magnitude. */
const BYTES_PER_PIXEL = 0.5;

/** What a download of BD ORTHO takes: pixels of 20 cm, on whole multiples of them from the system's origin. */
export interface AreaPlan {
  readonly crs: Crs;
  /** the north-west corner, in pixels from the system's origin, rows counted northwards */
  readonly corner: readonly [column: number, row: number];
  readonly width: number;
  readonly height: number;
  readonly requests: number;
  readonly squareMetres: number;
  /** about */
  readonly bytes: number;
  /** within what one download may take */
  readonly fits: boolean;
}

/**
 * The plan of a rectangle, given in map units of `crs`; it grows to whole pixels. Undefined where BD ORTHO is not served
 * in that system.
 */
export function planArea([minX, minY, maxX, maxY]: Bounds, crs: Crs): AreaPlan | undefined {
  const asked = servedCrs(crs);
  if (asked === undefined) return undefined;
  const first = (value: number) => Math.floor(value / ORTHO_GSD_METRES + 1e-6);
  const last = (value: number) => Math.ceil(value / ORTHO_GSD_METRES - 1e-6);
  const corner = [first(minX), last(maxY)] as const;
  const width = Math.max(1, last(maxX) - corner[0]);
  const height = Math.max(1, corner[1] - first(minY));
  const pixels = width * height;
  return {
    crs: asked,
    corner,
    width,
    height,
    requests: Math.ceil(width / REQUEST_PX) * Math.ceil(height / REQUEST_PX),
    squareMetres: pixels * ORTHO_GSD_METRES ** 2,
    bytes: pixels * BYTES_PER_PIXEL,
    fits: pixels <= MOST_PIXELS,
  };
}

/** Map coordinates of a pixel's corner, `column` eastwards and `row` southwards of the plan's: exact to the millimetre. */
export function cornerOf({ corner }: AreaPlan, column: number, row: number): readonly [x: number, y: number] {
  const metres = (pixels: number) => Math.round(pixels * ORTHO_GSD_METRES * 1000) / 1000;
  return [metres(corner[0] + column), metres(corner[1] - row)];
}

/**
 * `BDORTHO_<x>_<y>_<time>.tif`: the north-west corner in whole metres, and when it was downloaded, for example
 * 20261122T191530. Of which year the photograph is the server does not say.
 */
export function areaFileName(plan: AreaPlan, downloaded: Date): string {
  const time = downloaded.toISOString().slice(0, 19).replace(/[-:]/g, "");
  return `${["BDORTHO", ...cornerOf(plan, 0, 0).map(Math.round), time].join("_")}.tif`;
}
