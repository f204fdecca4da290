import { appError } from "../../core/errors.ts";
import type { Affine } from "../../core/geo/affine.ts";
import type { Ifd } from "./ifd.ts";
import { TAG } from "./tags.ts";

/**
 * Where the file says its pixels lie, or undefined when it says nothing. Positions of pixel centres
 * (RasterPixelIsPoint) become outer corners, as everywhere in Ocsol and as GDAL reports them.
 * Throws `affine-unsupported` for control points and for a degenerate transformation.
 */
export function affineOf(ifd: Ifd, pixelIsPoint: boolean, file: string): Affine | undefined {
  const corner = cornerAffineOf(ifd, file);
  if (corner === undefined) return undefined;
  const [a, b, c, d, e, f] = corner;
  if (!corner.every(Number.isFinite) || a * e - b * d === 0) {
    throw appError("affine-unsupported", { file, detail: corner.join(" ") });
  }
  return pixelIsPoint ? [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2] : corner;
}

function cornerAffineOf(ifd: Ifd, file: string): Affine | undefined {
  const scale = ifd.numbers(TAG.modelPixelScale);
  const tiepoints = ifd.numbers(TAG.modelTiepoint) ?? [];
  if (scale !== undefined && scale.length >= 2 && tiepoints.length >= 6) {
    const [scaleX = 0, scaleY = 0] = scale;
    const [column = 0, row = 0, , x = 0, y = 0] = tiepoints;
    // Rows go down the map. Writers that store a negative scale mean the same (GDAL takes the absolute value too).
    const stepY = -Math.abs(scaleY);
    return [scaleX, 0, x - column * scaleX, 0, stepY, y - row * stepY];
  }
  const matrix = ifd.numbers(TAG.modelTransformation);
  if (matrix !== undefined && matrix.length >= 8) {
    const [a = 0, b = 0, , c = 0, d = 0, e = 0, , f = 0] = matrix;
    return [a, b, c, d, e, f];
  }
  if (tiepoints.length >= 6) {
    throw appError("affine-unsupported", { file, detail: `${tiepoints.length / 6} control points` });
  }
  return undefined;
}
