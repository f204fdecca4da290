import type { Crs } from "../../core/geo/crs.ts";
import { reprojection } from "../../core/geo/reproject.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";

/** What a feature looks like, in x, y pairs of the layer's CRS. */
export interface Shape {
  /** rings, outer ones first */
  readonly polygons: readonly (readonly Float64Array[])[];
  readonly lines: readonly Float64Array[];
  /** one place after the other */
  readonly points: readonly number[];
}

/** One feature as its file has it. */
export interface Feature extends Shape {
  readonly properties: Readonly<Record<string, unknown>>;
}

export const isEmpty = ({ polygons, lines, points }: Shape): boolean =>
  polygons.length + lines.length + points.length === 0;

/** A layer that a user brings: an area of interest, PLU zones, parcels, an OCS GE. */
export interface ZoneLayer {
  readonly crs: Crs;
  readonly features: readonly Feature[];
}

/**
 * A feature as a zone in another CRS: corners are taken over and lines between them are straight again, as every GIS
 * does it. Rings are closed where the file forgot to.
 */
export function zoneOf({ polygons }: Pick<Feature, "polygons">, from: Crs, to: Crs): Zone {
  const project = reprojection(from, to);
  return {
    polygons: polygons.map((polygon) =>
      polygon
        .filter((ring) => ring.length >= 6)
        .map((ring) => {
          const isClosed = ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
          const corners = new Float64Array(ring.length + (isClosed ? 0 : 2));
          corners.set(ring);
          if (!isClosed) corners.set(ring.subarray(0, 2), ring.length);
          for (let at = 0; at < corners.length; at += 2) {
            [corners[at], corners[at + 1]] = project(corners[at]!, corners[at + 1]!);
          }
          return corners;
        }),
    ),
  };
}

/** Every feature of a layer as a zone. */
export function zonesOf({ crs, features }: ZoneLayer, to: Crs): Zone[] {
  return features.map((feature) => zoneOf(feature, crs, to));
}

/** Columns that name a zone, in the order of preference; compared without regard to case. */
const NAMES = ["libelle", "nom", "name", "label", "id", "code", "numero", "insee"];

/** What a user would call a feature: a naming column, else its first filled one, else its number from 1 on. */
export function nameOf({ properties }: Feature, index: number): string {
  const filled = Object.entries(properties).filter(
    ([, value]) => ["string", "number"].includes(typeof value) && value !== "",
  );
  for (const name of NAMES) {
    const found = filled.find(([key]) => key.toLowerCase() === name);
    if (found !== undefined) return String(found[1]);
  }
  return String(filled[0]?.[1] ?? index + 1);
}
