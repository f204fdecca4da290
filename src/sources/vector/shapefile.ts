/** Esri's "Shapefile Technical Description" (1998): points, lines and polygons. */

import { appError } from "../../core/errors.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import { boundsIn, type Within } from "../../core/geo/bounds-in.ts";
import { crsOfText } from "../../core/geo/crs-text.ts";
import { readDbf } from "./dbf.ts";
import { nestRings } from "./nest-rings.ts";
import { type Feature, isEmpty, type Shape, type ZoneLayer } from "./zone-layer.ts";

const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
/** type, box, number of parts, number of points */
const PARTS_HEADER_BYTES = 4 + 4 * 8 + 4 + 4;

const NULL_SHAPE = 0;
/** Plain, with heights, with measures: those follow the points and are left where they are. */
const POINTS: ReadonlySet<number> = new Set([1, 11, 21]);
const LINES: ReadonlySet<number> = new Set([3, 13, 23]);
const POLYGONS: ReadonlySet<number> = new Set([5, 15, 25]);
const MULTIPOINTS: ReadonlySet<number> = new Set([8, 18, 28]);
/** type, box, number of points */
const MULTIPOINT_HEADER_BYTES = 4 + 4 * 8 + 4;

/** The files of one Shapefile; `shp` is the one that must be there. */
export interface ShapefileParts {
  readonly shp: Uint8Array;
  readonly dbf?: Uint8Array | undefined;
  readonly prj?: string | undefined;
  readonly cpg?: string | undefined;
}

/** "\0\0\x27\x0a": file code 9994 */
export function isShapefile(head: Uint8Array): boolean {
  return head[0] === 0 && head[1] === 0 && head[2] === 0x27 && head[3] === 0x0a;
}

/**
 * @param file the .shp's name, for errors
 * @param within nothing outside need be read
 * @throws AppError "file-truncated", "zones-missing", "zone-crs-missing", "zone-crs-unknown"
 */
export function readShapefile({ shp, dbf, prj, cpg }: ShapefileParts, file: string, within?: Within): ZoneLayer {
  if (shp.length < HEADER_BYTES) throw appError("file-truncated", { file });
  const view = new DataView(shp.buffer, shp.byteOffset, shp.length);
  const rows = dbf === undefined ? undefined : readDbf(dbf, cpg);
  const crs = prj === undefined ? undefined : crsOfText(prj).crs;
  const bounds = crs && within && boundsIn(within, crs);
  const features: Feature[] = [];
  let record = -1;
  let isEmptyFile = true;
  for (let at = HEADER_BYTES; at + RECORD_HEADER_BYTES <= shp.length; ) {
    record++;
    const start = at + RECORD_HEADER_BYTES;
    const bytes = 2 * view.getInt32(at + 4); // counted in 16-bit words, big-endian
    if (bytes < 4 || start + bytes > shp.length) throw appError("file-truncated", { file });
    at = start + bytes;
    const data = new DataView(view.buffer, view.byteOffset + start, bytes);
    const type = data.getInt32(0, true);
    if (type === NULL_SHAPE) continue;
    isEmptyFile = false;
    if (bounds !== undefined && liesBeside(data, type, bounds)) continue;
    const shape = shapeOf(data, type, file);
    const properties = rows !== undefined && record < rows.count ? rows.row(record) : {};
    if (!isEmpty(shape)) features.push({ properties, ...shape });
  }
  if (isEmptyFile || (features.length === 0 && bounds === undefined)) throw appError("zones-missing", { file });
  if (prj === undefined) throw appError("zone-crs-missing", { file });
  if (crs === undefined) throw appError("zone-crs-unknown", { file, detail: prj.slice(0, 60) });
  return { crs, features };
}

/** By the box that every kind but a point has. */
function liesBeside(shape: DataView, type: number, [minX, minY, maxX, maxY]: Bounds): boolean {
  if (POINTS.has(type) || shape.byteLength < MULTIPOINT_HEADER_BYTES) return false;
  const side = (at: number) => shape.getFloat64(4 + 8 * at, true);
  return side(0) > maxX || side(1) > maxY || side(2) < minX || side(3) < minY;
}

function shapeOf(shape: DataView, type: number, file: string): Shape {
  const none = { polygons: [], lines: [], points: [] };
  if (POLYGONS.has(type)) return { ...none, polygons: nestRings(pathsOf(shape, file, 3)) };
  if (LINES.has(type)) return { ...none, lines: pathsOf(shape, file, 2) };
  if (POINTS.has(type)) return { ...none, points: [...pointsOf(shape, 4, 1, file)] };
  if (!MULTIPOINTS.has(type)) return none;
  if (shape.byteLength < MULTIPOINT_HEADER_BYTES) throw appError("file-truncated", { file });
  return { ...none, points: [...pointsOf(shape, MULTIPOINT_HEADER_BYTES, shape.getInt32(36, true), file)] };
}

function pointsOf(shape: DataView, start: number, count: number, file: string): Float64Array {
  if (count < 0 || start + 16 * count > shape.byteLength) throw appError("file-truncated", { file });
  return Float64Array.from({ length: 2 * count }, (_, at) => shape.getFloat64(start + 8 * at, true));
}

/** @param least points of a part that is any */
function pathsOf(shape: DataView, file: string, least: number): Float64Array[] {
  if (shape.byteLength < PARTS_HEADER_BYTES) throw appError("file-truncated", { file });
  const parts = shape.getInt32(36, true);
  const points = shape.getInt32(40, true);
  const firstPoint = PARTS_HEADER_BYTES + 4 * parts;
  if (parts < 0 || points < 0 || firstPoint + 16 * points > shape.byteLength)
    throw appError("file-truncated", { file });
  return Array.from({ length: parts }, (_, part) => {
    const from = shape.getInt32(PARTS_HEADER_BYTES + 4 * part, true);
    const to = part + 1 < parts ? shape.getInt32(PARTS_HEADER_BYTES + 4 * (part + 1), true) : points;
    if (from < 0 || to < from || to > points) throw appError("file-truncated", { file });
    return Float64Array.from({ length: 2 * (to - from) }, (_, at) =>
      shape.getFloat64(firstPoint + 16 * from + 8 * at, true),
    );
  }).filter((path) => path.length >= 2 * least);
}
