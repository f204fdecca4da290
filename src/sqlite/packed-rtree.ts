import { hilbertOrder } from "../core/geo/hilbert.ts";
import { BulkTable } from "./bulk-table.ts";
import type { PageFile } from "./page-file.ts";

/** Of SQLite's R-tree in two dimensions: https://www.sqlite.org/rtree.html, and rtree.c for what lies in a node. */
const MOST_CELLS = 51;
const NODE_HEADER_BYTES = 4;
const CELL_BYTES = 8 + 4 * 4;
export const NODE_BYTES = NODE_HEADER_BYTES + MOST_CELLS * CELL_BYTES;

const ROOT_NODE = 1;

/** Root pages of the three tables behind an R-tree, by what their names end in. */
export interface RtreeRoots {
  readonly node: Uint8Array;
  readonly parent: Uint8Array;
  readonly rowid: Uint8Array;
}

/** The nodes of one level: `boxes` of four, and whom it holds. */
interface Level {
  readonly count: number;
  readonly boxes: Float32Array;
  /** node number of its first node; the others follow */
  first: number;
}

/**
 * A whole R-tree at once: entries along a Hilbert curve, 51 to a node, nodes likewise. SQLite's own way, one entry after
 * the other, takes a hundred times longer and leaves nodes that are two thirds full and overlap.
 *
 * Boxes are minx, maxx, miny, maxy, from `outward`.
 * @param boxes of the rows 1, 2, 3 …, one at least
 */
export function writePackedRtree(pages: PageFile, boxes: Float32Array): RtreeRoots {
  const order = hilbertOrder(middlesOf(boxes));
  const levels = levelsOver(boxes, order);
  const [node, parent, rowid] = [new BulkTable(pages), new BulkTable(pages), new BulkTable(pages)];
  const leafOf = new Uint32Array(order.length);
  for (let depth = levels.length - 1; depth >= 0; depth--) {
    const level = levels[depth]!;
    const below = levels[depth - 1];
    const members = below?.count ?? order.length;
    for (let index = 0; index < level.count; index++) {
      const number = level.first + index;
      const blob = new Uint8Array(NODE_BYTES);
      const view = new DataView(blob.buffer);
      const from = firstOf(index, level.count, members);
      const to = firstOf(index + 1, level.count, members);
      if (number === ROOT_NODE) view.setUint16(0, levels.length - 1);
      view.setUint16(2, to - from);
      for (let member = from; member < to; member++) {
        const box = below === undefined ? order[member]! : member;
        const at = NODE_HEADER_BYTES + (member - from) * CELL_BYTES;
        view.setUint32(at + 4, below === undefined ? box + 1 : below.first + member);
        for (let side = 0; side < 4; side++) {
          view.setFloat32(at + 8 + 4 * side, (below?.boxes ?? boxes)[4 * box + side]!);
        }
        if (below === undefined) leafOf[box] = number;
      }
      node.add(number, [null, blob]);
    }
  }
  for (let depth = levels.length - 2; depth >= 0; depth--) {
    const [level, above] = [levels[depth]!, levels[depth + 1]!];
    for (let index = 0; index < above.count; index++) {
      const to = firstOf(index + 1, above.count, level.count);
      for (let member = firstOf(index, above.count, level.count); member < to; member++) {
        parent.add(level.first + member, [null, above.first + index]);
      }
    }
  }
  for (let box = 0; box < leafOf.length; box++) rowid.add(box + 1, [null, leafOf[box]!]);
  return { node: node.finish(), parent: parent.finish(), rowid: rowid.finish() };
}

/** Leaves first, the root last; numbered from the root down, so that every table is written in the order of its ids. */
function levelsOver(boxes: Float32Array, order: Uint32Array): Level[] {
  const levels: Level[] = [];
  let [members, memberBoxes] = [order.length, boxes];
  do {
    const count = Math.ceil(members / MOST_CELLS);
    const level = { count, boxes: new Float32Array(4 * count), first: 0 };
    for (let index = 0; index < count; index++) {
      const to = firstOf(index + 1, count, members);
      let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
      for (let member = firstOf(index, count, members); member < to; member++) {
        const box = 4 * (levels.length === 0 ? order[member]! : member);
        minX = Math.min(minX, memberBoxes[box]!);
        maxX = Math.max(maxX, memberBoxes[box + 1]!);
        minY = Math.min(minY, memberBoxes[box + 2]!);
        maxY = Math.max(maxY, memberBoxes[box + 3]!);
      }
      level.boxes.set([minX, maxX, minY, maxY], 4 * index);
    }
    levels.push(level);
    [members, memberBoxes] = [count, level.boxes];
  } while (members > 1);
  let next = ROOT_NODE;
  for (const level of levels.toReversed()) {
    level.first = next;
    next += level.count;
  }
  return levels;
}

/** The first of `members` in the part `index` of `parts` even ones. */
function firstOf(index: number, parts: number, members: number): number {
  return Math.floor((index * members) / parts);
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Writes a box as an R-tree has it: 32-bit floats, none of which cuts anything off. */
export function setOutward(
  boxes: Float32Array,
  index: number,
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
): void {
  boxes[4 * index] = -floatAtLeast(-minX);
  boxes[4 * index + 1] = floatAtLeast(maxX);
  boxes[4 * index + 2] = -floatAtLeast(-minY);
  boxes[4 * index + 3] = floatAtLeast(maxY);
}

/** The least 32-bit float that is not below `value`. */
function floatAtLeast(value: number): number {
  float[0] = value;
  if (float[0] >= value) return float[0];
  // The next one: floats of one sign are ordered as their bits are.
  bits[0] = float[0] < 0 ? bits[0]! - 1 : bits[0]! + 1;
  return float[0];
}

function middlesOf(boxes: Float32Array): Float64Array {
  const middles = new Float64Array(boxes.length / 2);
  for (let at = 0; at < middles.length; at++) middles[at] = (boxes[2 * at]! + boxes[2 * at + 1]!) / 2;
  return middles;
}
