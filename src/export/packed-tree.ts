/** Children to a node: what FlatGeobuf's own writers take. */
export const NODE_SIZE = 16;

/** minX, minY, maxX, maxY, then where it leads */
const NODE_BYTES = 4 * 8 + 8;

export interface PackedTree {
  readonly bytes: Uint8Array;
  /** Says where the feature of leaf `place` begins, in bytes from the first feature. */
  setFeature(place: number, offset: number): void;
}

/**
 * FlatGeobuf's packed R-tree: a node to every feature, in their order, and above them level by level a node to every
 * `NODE_SIZE`, up to one; the file has them from the top. A node leads to the number of its first child, a leaf to its
 * feature. One feature has a root above it all the same; none has no tree.
 * @param boxes minX, minY, maxX, maxY by feature number
 */
export function packedTree(order: Uint32Array, boxes: Float64Array): PackedTree {
  const levels = [order.length];
  while (levels.length === 1 || levels.at(-1)! > 1) levels.push(Math.ceil(levels.at(-1)! / NODE_SIZE));
  const nodes = levels.reduce((sum, size) => sum + size, 0);
  const bytes = new Uint8Array(nodes * NODE_BYTES);
  const view = new DataView(bytes.buffer);
  const firstLeaf = nodes - order.length;
  order.forEach((feature, place) => {
    for (let side = 0; side < 4; side++) {
      view.setFloat64((firstLeaf + place) * NODE_BYTES + 8 * side, boxes[4 * feature + side]!, true);
    }
  });
  let below = firstLeaf;
  for (let level = 1; level < levels.length; level++) {
    const first = below - levels[level]!;
    for (let node = 0; node < levels[level]!; node++) {
      const child = below + node * NODE_SIZE;
      const end = Math.min(child + NODE_SIZE, below + levels[level - 1]!);
      for (let side = 0; side < 4; side++) {
        const extreme = side < 2 ? Math.min : Math.max;
        let value = view.getFloat64(child * NODE_BYTES + 8 * side, true);
        for (let other = child + 1; other < end; other++) {
          value = extreme(value, view.getFloat64(other * NODE_BYTES + 8 * side, true));
        }
        view.setFloat64((first + node) * NODE_BYTES + 8 * side, value, true);
      }
      view.setBigUint64((first + node) * NODE_BYTES + 32, BigInt(child), true);
    }
    below = first;
  }
  return {
    bytes,
    setFeature: (place, offset) => view.setBigUint64((firstLeaf + place) * NODE_BYTES + 32, BigInt(offset), true),
  };
}
