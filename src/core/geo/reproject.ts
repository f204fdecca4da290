import proj4 from "proj4";
import type { Point } from "./affine.ts";
import type { Crs } from "./crs.ts";

/**
 * Map coordinates of one CRS in another, longitude before latitude. All of Ocsol's systems hang on WGS 84 or on a datum
 * that is the same to a metre's fraction (RGF93, RGAF09 …): no datum shift.
 */
export function reprojection(from: Crs, to: Crs): (x: number, y: number) => Point {
  if (from.code === to.code) return (x, y) => [x, y];
  const { forward } = proj4(from.proj4, to.proj4);
  return (x, y) => {
    const [toX, toY] = forward([x, y]);
    return [toX!, toY!];
  };
}
