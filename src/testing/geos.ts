import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Coverage, polygonOf } from "../core/vector/coverage.ts";
import { queryRow } from "./ogr.ts";

/** What GEOS, through OGR, finds of one or several coverages that do not touch each other. */
export interface GeosVerdict {
  readonly polygons: number;
  readonly valid: number;
  /** sum of the polygons' areas and area of their union, map units²: equal where nothing overlaps */
  readonly area: number;
  readonly union: number;
}

/**
 * Each coverage is judged for itself and the figures are added up: one start of OGR for many small maps.
 * Coordinates are written in full, as exports have them.
 */
export function judgedByGeos(coverages: readonly Coverage[]): GeosVerdict {
  const file = join(tmpdir(), `ocsol-geos-${process.pid}-${coverages.length}.csv`);
  writeFileSync(file, polygonsAsCsv(coverages));
  const layer = file.slice(file.lastIndexOf("/") + 1, -4);
  try {
    const row = queryRow(
      file,
      `SELECT SUM(n) AS polygons, SUM(valid) AS valid, SUM(area) AS area, SUM(together) AS together FROM
      (SELECT COUNT(*) AS n, SUM(ST_IsValid(geometry)) AS valid, SUM(ST_Area(geometry)) AS area,
      ST_Area(ST_Union(geometry)) AS together FROM "${layer}" GROUP BY sample)`,
    );
    const [polygons, valid, area, union] = ["polygons", "valid", "area", "together"].map((name) => Number(row[name]));
    return { polygons: polygons!, valid: valid!, area: area!, union: union! };
  } finally {
    rmSync(file);
  }
}

/** Coordinates are written in full; column `sample` is the coverage's place in the list. */
export function polygonsAsCsv(coverages: readonly Coverage[]): string {
  const rows = coverages.flatMap((coverage, sample) =>
    Array.from({ length: coverage.faces.count }, (_, face) => `${sample},"${wkt(polygonOf(coverage, face))}"`),
  );
  return `sample,WKT\n${rows.join("\n")}\n`;
}

function wkt(polygon: readonly Float64Array[]): string {
  const rings = polygon.map((ring) => {
    const positions: string[] = [];
    for (let at = 0; at < ring.length; at += 2) positions.push(`${ring[at]} ${ring[at + 1]}`);
    return `(${positions.join(",")})`;
  });
  return `POLYGON(${rings.join(",")})`;
}
