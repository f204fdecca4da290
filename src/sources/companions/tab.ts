import type { Affine } from "../../core/geo/affine.ts";
import type { CrsReading } from "../../core/geo/crs-text.ts";
import { type CrsDescription, matchCrs } from "../../core/geo/match-crs.ts";
import { affineThrough, type ControlPoint } from "./control-points.ts";

/** What a MapInfo `.tab` of a raster says of its place: control points, and the CoordSys line where it has one. */
export function parseTab(text: string): { affine: Affine | undefined; crs: CrsReading | undefined } {
  const points = [...text.matchAll(POINT)].map((match): ControlPoint => {
    const [x, y, column, row] = match.slice(1, 5).map(Number) as [number, number, number, number];
    return { column, row, x, y };
  });
  const coordSys = /^\s*CoordSys\s+(.*?)\s*$/im.exec(text)?.[1];
  return { affine: affineThrough(points), crs: coordSys === undefined ? undefined : crsOfCoordSys(coordSys) };
}

/** `(x,y) (column,row) Label "Pt 1"` */
const POINT = /\(\s*([-+\d.eE]+)\s*,\s*([-+\d.eE]+)\s*\)\s*\(\s*([-+\d.eE]+)\s*,\s*([-+\d.eE]+)\s*\)\s*Label/gi;

/** MapInfo's numbers of datums and ellipsoids that ours hang on ("MapInfo Pro user guide", elements of a coordinate system). */
const datums: Readonly<Record<number, Pick<CrsDescription, "inverseFlattening" | "datum">>> = {
  28: { inverseFlattening: 298.257223563, datum: "WGS 84" },
  104: { inverseFlattening: 298.257223563, datum: "WGS 84" },
  157: { inverseFlattening: 298.257223563, datum: "WGS 84" },
  33: { inverseFlattening: 298.257222101 },
  115: { inverseFlattening: 298.257222101, datum: "ETRS89" },
  140: { inverseFlattening: 298.257222101, datum: "RGF93" },
};

const WEB_MERCATOR_DATUM = 157;
const METRE = /^"?(m|7)"?$/i;

/** A MapInfo `CoordSys` clause: `Earth Projection type, datum, "unit", parameters…`, bounds after it ignored. */
export function crsOfCoordSys(clause: string): CrsReading {
  const unknown = { crs: undefined, detail: clause };
  const numbers = /^Earth\s+Projection\s+([^B]*)/i
    .exec(clause)?.[1]
    ?.split(",")
    .map((field) => field.trim());
  if (numbers === undefined) return unknown;
  const [type = "", datum = "", unit = "", ...rest] = numbers;
  const values = rest.filter((field) => field !== "").map(Number);
  const earth = datums[Number(datum)];
  const plane = planeOf(Number(type), Number(datum), values);
  if (earth === undefined || plane === undefined || (plane.method !== "longlat" && !METRE.test(unit))) return unknown;
  const crs = matchCrs({ ...earth, ...plane });
  return crs === undefined ? unknown : { crs };
}

/** MapInfo's projection types and the order of their parameters. */
function planeOf(
  type: number,
  datum: number,
  [first, second, third, fourth, fifth, sixth]: readonly number[],
): Pick<CrsDescription, "method" | "parameters"> | undefined {
  const given = (parameters: Record<string, number | undefined>) =>
    Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const conic = { lon_0: first, lat_0: second, lat_1: third, lat_2: fourth, x_0: fifth, y_0: sixth };
  switch (type) {
    case 1:
      return { method: "longlat", parameters: {} };
    case 3:
      return { method: "lcc", parameters: given(conic) };
    case 8:
      return { method: "tmerc", parameters: given({ lon_0: first, lat_0: second, k: third, x_0: fourth, y_0: fifth }) };
    case 10:
      // on another datum it is the ellipsoid's own Mercator
      return datum === WEB_MERCATOR_DATUM ? { method: "webmerc", parameters: given({ lon_0: first }) } : undefined;
    default:
      return undefined;
  }
}
