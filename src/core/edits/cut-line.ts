import { type Point, toMap } from "../geo/affine.ts";
import { type Coverage, OUTSIDE, polygonOf } from "../vector/coverage.ts";
import { overlay, type Zone } from "../vector/overlay/overlay.ts";
import { assemble, keptSlots, partsOf } from "../vector/parts.ts";
import { withRings } from "../vector/rings.ts";
import type { CorrectedMap } from "./corrected-map.ts";
import { faceNumberAt } from "./face-facts.ts";
import { mapOfFace } from "./local-map.ts";

/**
 * Ways back from a line's end to its beginning around the raster, in its widths and heights. At odd slants: one that ran
 * back along the line itself would take it away.
 */
const BY_NORTH: readonly Point[] = [
  [3.137, -2.713],
  [-2.291, -3.371],
];
const BY_SOUTH: readonly Point[] = [
  [2.917, 3.593],
  [-3.313, 2.459],
];

/**
 * The parts into which a line cuts the face at a place; fewer than two where it does not cross it.
 *
 * An overlay takes areas, not lines: two areas are laid over the face whose borders have the line in common and nothing
 * else. They close it around the raster, one by the north and one by the south. So what bounds both is the line.
 * @param line x, y pairs in the map's CRS
 */
export function partsCutBy(corrected: CorrectedMap, at: Point, line: Float64Array): Zone[] {
  const { map } = corrected;
  const face = faceNumberAt(corrected, at);
  if (face === OUTSIDE || line.length < 4) return [];
  const alone = mapOfFace(map, face);
  const { width, height, affine } = map.grid;
  const closed = (ways: readonly Point[]): Zone => {
    const back = ways.flatMap(([across, down]) => toMap(affine, across * width, down * height));
    return { polygons: [[Float64Array.from([...line, ...back, line[0]!, line[1]!])]] };
  };
  const laid = overlay(alone, [closed(BY_NORTH), closed(BY_SOUTH)]);
  const both = laid.sets.xor(laid.sets.only(0), laid.sets.only(1));
  const { face: faceOf, pieces, lattice } = laid;
  const inside = (edge: number): boolean => faceOf[edge] !== OUTSIDE;
  const cut = keptSlots(laid, (piece) => {
    if (faceOf[2 * piece] !== faceOf[2 * piece + 1]) return true;
    return inside(2 * piece) && pieces.bounds[piece] === both;
  });
  const { partOf, faceOf: faces } = partsOf(laid, cut, faceOf);
  const kept = keptSlots(laid, (piece) => partOf[2 * piece] !== partOf[2 * piece + 1]);
  const count = faces.length;
  const coverage: Coverage = withRings({
    grid: map.grid,
    unit: lattice.unit,
    faces: {
      count,
      numero: new Uint8Array(count),
      pixels: new Uint32Array(count),
      confidence: new Float64Array(count),
    },
    ...assemble(laid, kept, partOf),
  });
  return Array.from({ length: count }, (_, part) => ({ polygons: [polygonOf(coverage, part)] }));
}
