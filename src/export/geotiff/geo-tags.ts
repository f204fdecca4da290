import { isNorthUp } from "../../core/geo/affine.ts";
import type { Grid } from "../../core/raster/grid.ts";
import type { TiffTag } from "./tiff-directory.ts";

/** GeoTIFF 1.1 (OGC 19-008) tags that say where a grid lies: affine, raster type and EPSG code. */
export function geoTags({ affine, crs }: Pick<Grid, "affine" | "crs">): TiffTag[] {
  const [a, b, c, d, e, f] = affine;
  const place: TiffTag[] = isNorthUp(affine)
    ? [
        { id: 33550, type: "double", values: [a, -e, 0] },
        { id: 33922, type: "double", values: [0, 0, 0, c, f, 0] },
      ]
    : [{ id: 34264, type: "double", values: [a, b, 0, c, d, e, 0, f, 0, 0, 0, 0, 0, 0, 0, 1] }];
  const projected = crs.unit === "metre";
  const keys = [
    [1024, projected ? 1 : 2], // GTModelType: projected or geographic
    [1025, 1], // GTRasterType: PixelIsArea
    [projected ? 3072 : 2048, crs.code],
  ] as const;
  const directory = [1, 1, 0, keys.length, ...keys.flatMap(([key, value]) => [key, 0, 1, value])];
  return [...place, { id: 34735, type: "short", values: directory }];
}
