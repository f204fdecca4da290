import { squaredDistances } from "./distance.ts";

/**
 * Morphological closing by the disc of `radiusCells`: what no disc of that radius can reach without touching `mask`.
 * A cell is in the disc if its centre is at most the radius away. Nothing is assumed about what lies beyond the edges:
 * the plane goes on, empty, so that a mask never grows towards an edge and never shrinks from one.
 */
export function closed(mask: Uint8Array, width: number, height: number, radiusCells: number): Uint8Array {
  const margin = Math.ceil(radiusCells) + 1;
  const wide = width + 2 * margin;
  const high = height + 2 * margin;
  const plane = new Uint8Array(wide * high);
  for (let row = 0; row < height; row++) {
    plane.set(mask.subarray(row * width, (row + 1) * width), (row + margin) * wide + margin);
  }
  const limit = radiusCells ** 2;
  // Dilated, then eroded: what stays further than the radius from all that the dilation did not reach.
  let distances = squaredDistances(plane, wide, high);
  for (let at = 0; at < plane.length; at++) plane[at] = Number(distances[at]! > limit);
  distances = squaredDistances(plane, wide, high);
  const result = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const first = (row + margin) * wide + margin;
    for (let column = 0; column < width; column++) {
      result[row * width + column] = Number(distances[first + column]! > limit);
    }
  }
  return result;
}
