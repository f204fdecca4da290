/**
 * Pixel (column, row) → map (x, y), in the order of rasterio's `Affine`:
 * x = a·column + b·row + c, y = d·column + e·row + f. (0, 0) is the outer corner of the first pixel.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export type Point = readonly [x: number, y: number];

export function toMap([a, b, c, d, e, f]: Affine, column: number, row: number): Point {
  return [a * column + b * row + c, d * column + e * row + f];
}

/** Map (x, y) → pixel (column, row), fractional. */
export function toPixel([a, b, c, d, e, f]: Affine, x: number, y: number): Point {
  const determinant = a * e - b * d;
  const dx = x - c;
  const dy = y - f;
  return [(e * dx - b * dy) / determinant, (a * dy - d * dx) / determinant];
}

/** The affine of the sub-grid that starts at (column, row) and whose pixels are `scaleX` × `scaleY` of the old ones. */
export function windowAffine(affine: Affine, column: number, row: number, scaleX = 1, scaleY = scaleX): Affine {
  const [a, b, , d, e] = affine;
  const [c, f] = toMap(affine, column, row);
  return [a * scaleX, b * scaleY, c, d * scaleX, e * scaleY, f];
}

/** Ground sample distance in map units: the square root of the pixel's area. */
export function cellSize([a, b, , d, e]: Affine): number {
  return Math.sqrt(Math.abs(a * e - b * d));
}

export function isNorthUp([a, b, , d, e]: Affine): boolean {
  return b === 0 && d === 0 && a > 0 && e < 0;
}
