/** Esri's "Shapefile Technical Description" (1998), polygons only. */

import { appError } from "../../core/errors.ts";
import { crsOfText } from "../../core/geo/crs-text.ts";
import { readDbf } from "./dbf.ts";
import { nestRings } from "./nest-rings.ts";
import type { Feature, ZoneLayer } from "./zone-layer.ts";

const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
/** type, box, number of parts, number of points */
const POLYGON_HEADER_BYTES = 4 + 4 * 8 + 4 + 4;

const NULL_SHAPE = 0;
/** Polygon, PolygonZ, PolygonM: heights and measures follow the points and are left where they are. */
const POLYGONS: ReadonlySet<number> = new Set([5, 15, 25]);

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
 * @throws AppError "file-truncated", "zones-missing", "zone-crs-missing", "zone-crs-unknown"
 */
export function readShapefile({ shp, dbf, prj, cpg }: ShapefileParts, file: string): ZoneLayer {
  if (shp.length < HEADER_BYTES) throw appError("file-truncated", { file });
  const view = new DataView(shp.buffer, shp.byteOffset, shp.length);
  const type = view.getInt32(32, true);
  if (!POLYGONS.has(type) && type !== NULL_SHAPE) throw appError("zones-missing", { file });
  const rows = dbf === undefined ? [] : readDbf(dbf, cpg);
  const features: Feature[] = [];
  let record = 0;
  for (let at = HEADER_BYTES; at + RECORD_HEADER_BYTES <= shp.length; record++) {
    const start = at + RECORD_HEADER_BYTES;
    const bytes = 2 * view.getInt32(at + 4); // counted in 16-bit words, big-endian
    if (bytes < 4 || start + bytes > shp.length) throw appError("file-truncated", { file });
    at = start + bytes;
    if (!POLYGONS.has(view.getInt32(start, true))) continue;
    const polygons = nestRings(ringsOf(new DataView(view.buffer, view.byteOffset + start, bytes), file));
    if (polygons.length > 0) features.push({ properties: rows[record] ?? {}, polygons });
  }
  if (features.length === 0) throw appError("zones-missing", { file });
  if (prj === undefined) throw appError("zone-crs-missing", { file });
  const crs = crsOfText(prj).crs;
  if (crs === undefined) throw appError("zone-crs-unknown", { file, detail: prj.slice(0, 60) });
  return { crs, features };
}

function ringsOf(shape: DataView, file: string): Float64Array[] {
  if (shape.byteLength < POLYGON_HEADER_BYTES) throw appError("file-truncated", { file });
  const parts = shape.getInt32(36, true);
  const points = shape.getInt32(40, true);
  const firstPoint = POLYGON_HEADER_BYTES + 4 * parts;
  if (parts < 0 || points < 0 || firstPoint + 16 * points > shape.byteLength)
    throw appError("file-truncated", { file });
  return Array.from({ length: parts }, (_, part) => {
    const from = shape.getInt32(POLYGON_HEADER_BYTES + 4 * part, true);
    const to = part + 1 < parts ? shape.getInt32(POLYGON_HEADER_BYTES + 4 * (part + 1), true) : points;
    if (from < 0 || to < from || to > points) throw appError("file-truncated", { file });
    return Float64Array.from({ length: 2 * (to - from) }, (_, at) =>
      shape.getFloat64(firstPoint + 16 * from + 8 * at, true),
    );
  }).filter((ring) => ring.length >= 6);
}
