/** Shapes out of well-known binary (OGC 06-103r4, §8), in the ISO and the older "extended" writing of Z and M. */
import type { Shape } from "./zone-layer.ts";

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
/** multi-point, multi-line, multi-polygon, collection, and the multi-kinds that may hold plain ones (11 curve, 12 surface) */
const COLLECTIONS: ReadonlySet<number> = new Set([4, 5, 6, 7, 11, 12]);
const CURVE_POLYGON = 10;

const EXTENDED_Z = 0x80000000;
const EXTENDED_M = 0x40000000;
const EXTENDED_SRID = 0x20000000;

/** What is nested deeper than this is no geometry but a broken file. */
const DEEPEST = 8;

/**
 * Everything that a geometry has, in x, y pairs. Heights and measures are dropped.
 * @throws RangeError where the geometry is longer than its bytes, Error for curves
 */
export function shapeInWkb(bytes: DataView): Shape {
  const polygons: Float64Array[][] = [];
  const lines: Float64Array[] = [];
  const points: number[] = [];
  let at = 0;
  const geometry = (depth: number): void => {
    if (depth > DEEPEST) throw new RangeError("nested too deep");
    const isLittle = bytes.getUint8(at) === 1;
    const word = () => {
      at += 4;
      return bytes.getUint32(at - 4, isLittle);
    };
    at += 1;
    const code = word();
    if (code & EXTENDED_SRID) at += 4;
    const plain = (code & 0x0fffffff) >>> 0;
    const thousands = Math.floor(plain / 1000);
    const hasZ = (code & EXTENDED_Z) !== 0 || thousands === 1 || thousands === 3;
    const hasM = (code & EXTENDED_M) !== 0 || thousands >= 2;
    const stride = 8 * (2 + Number(hasZ) + Number(hasM));
    const path = (points: number): Float64Array => {
      const start = at;
      at += points * stride;
      if (at > bytes.byteLength) throw new RangeError("longer than its bytes");
      const path = new Float64Array(2 * points);
      for (let point = 0; point < points; point++) {
        path[2 * point] = bytes.getFloat64(start + point * stride, isLittle);
        path[2 * point + 1] = bytes.getFloat64(start + point * stride + 8, isLittle);
      }
      return path;
    };
    const type = plain % 1000;
    if (type === POINT) {
      const place = path(1);
      if (!place.some(Number.isNaN)) points.push(...place); // an empty point is written as no numbers
    } else if (type === LINE) {
      const line = path(word());
      if (line.length > 2) lines.push(line);
    } else if (type === POLYGON) {
      const rings: Float64Array[] = [];
      for (let left = word(); left > 0; left--) {
        const ring = path(word());
        if (ring.length > 4) rings.push(ring);
      }
      if (rings.length > 0) polygons.push(rings);
    } else if (COLLECTIONS.has(type)) {
      for (let left = word(); left > 0; left--) geometry(depth + 1);
    } else throw new Error(type === CURVE_POLYGON ? "curves" : `geometry type ${type}`);
  };
  geometry(0);
  return { polygons, lines, points };
}
