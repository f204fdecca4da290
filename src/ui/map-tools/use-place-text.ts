import { useMemo } from "react";
import type { Point } from "../../core/geo/affine.ts";
import { type Crs, crsOf } from "../../core/geo/crs.ts";
import { reprojection } from "../../core/geo/reproject.ts";
import { groundOf } from "../../state/result.ts";
import { useAppState, useMessages } from "../context.ts";

export interface PlaceText {
  readonly crs: Crs;
  /** in the file's own system */
  own(x: number, y: number): string;
  /** in degrees of WGS 84; undefined where the file's system has them already */
  degrees(x: number, y: number): string | undefined;
}

/** How a place on the map is written; undefined where there is none. */
export function usePlaceText(): PlaceText | undefined {
  const { t, format } = useMessages();
  const crs = useAppState((state) => groundOf(state)?.crs);
  const toDegrees = useMemo(
    () => (crs === undefined || crs.unit === "degree" ? undefined : reprojection(crs, crsOf(4326)!)),
    [crs],
  );
  if (crs === undefined) return undefined;
  const digits = crs.unit === "degree" ? 5 : 1;
  const inDegrees = ([longitude, latitude]: Point) =>
    `${format.number(Math.abs(latitude), 5)}° ${t.map.latitude[latitude < 0 ? 1 : 0]}  ${format.number(Math.abs(longitude), 5)}° ${t.map.longitude[longitude < 0 ? 1 : 0]}`;
  return {
    crs,
    own: (x, y) => `${format.number(x, digits)} ; ${format.number(y, digits)}`,
    degrees: (x, y) => toDegrees && inDegrees(toDegrees(x, y)),
  };
}
