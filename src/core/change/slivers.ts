/**
 * Ground that seems to have changed only because a border was drawn a little beside itself. Of the union of all changed
 * ground, what a disc as wide as the tolerance does not fit into is no change: the union's morphological opening (Serra,
 * "Image analysis and mathematical morphology", 1982, chapter II) says where it does. Faces are judged whole where that can be; one
 * that is partly too narrow, the thin tail of a real change, is cut across the tail and nowhere else, so that a change keeps its borders to the last
 * bit.
 *
 * The opening rounds corners off, and these are the change's own: what lies within √2 radii of a place where the disc's
 * centre fits stays, which holds every right angle whole and a tail for less than half a radius. Judged on cells of a
 * fifteenth of the tolerance: a strip as wide as the tolerance stays, one narrower by a fifteenth goes.
 */

import { firstRunBeyond, type Runs, RunWriter } from "../generalise/runs.ts";
import { toMap } from "../geo/affine.ts";
import { OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { EMPTY_SET } from "../vector/overlay/zone-sets.ts";
import { assemble, keptSlots, partsOf } from "../vector/parts.ts";
import { BitRows, opened } from "./bit-rows.ts";
import { ArcStrips, type FineCells, fillBetween, fineCells, visitCells } from "./fine-cells.ts";
import { overlaid, type Patience, upTo } from "./patience.ts";

/** Rows of cells looked at together: some 30 MB at 25 000 pixels. */
const STRIP_ROWS = 512;

export interface WithoutSlivers {
  readonly map: PlanarMap;
  /** the face of the map before that each face is, or is a part of */
  readonly faceOf: Int32Array;
  /** by face: 1 where the change is wide enough to be one */
  readonly changed: Uint8Array;
}

/** @param changed by face: 1 where the two dates differ */
export async function withoutSlivers(
  map: PlanarMap,
  changed: Uint8Array,
  toleranceMetres: number,
  wait: Patience,
): Promise<WithoutSlivers> {
  const whole = (judged: Uint8Array): WithoutSlivers => ({
    map,
    faceOf: Int32Array.from(judged, (_, face) => face),
    changed: judged,
  });
  if (!(toleranceMetres > 0) || !changed.includes(1)) return whole(changed);
  const cells = fineCells(map, toleranceMetres);
  const { wide, isWide, isNarrow } = await judge(map, changed, cells, upTo(wait, 0, 0.4));
  const isMixed = changed.map((value, face) => value & isWide[face]! & isNarrow[face]!);
  const stays = changed.map((value, face) => value & isWide[face]!);
  if (!isMixed.includes(1)) return whole(stays);
  const zone = await cutZone(map, isMixed, cells, wide, wait.pause);
  if (zone.polygons.length === 0) return whole(stays);
  const cut = await cutAlong(map, stays, isMixed, zone, upTo(wait, 0.5, 1));
  await wait.pause();
  const isMet = metByWide(cut.map, cut.isPart, cells, wide);
  return {
    map: cut.map,
    faceOf: cut.faceOf,
    changed: cut.changed.map((value, face) => (cut.isPart[face] === 1 ? isMet[face]! : value)),
  };
}

interface Judged {
  /** cells that stay, where there is change: runs of each row */
  readonly wide: Runs;
  /** by face: some of its changed ground stays; some does not. Told by the cells on its border, which is enough: a way
   * from cells inside to where the disc fits, or from there to what is not changed, crosses it. */
  readonly isWide: Uint8Array;
  readonly isNarrow: Uint8Array;
}

async function judge(map: PlanarMap, changed: Uint8Array, cells: FineCells, wait: Patience): Promise<Judged> {
  const { arcs, faces } = map;
  const { columns, rows, radius } = cells;
  const isChanged = (face: number): boolean => face !== OUTSIDE && changed[face] === 1;
  const parts = (arc: number): boolean => isChanged(arcs.left[arc]!) !== isChanged(arcs.right[arc]!);
  const reach = Math.SQRT2 * radius + 1;
  const margin = radius + Math.ceil(reach) + 1;
  const strips = new ArcStrips(
    map,
    (arc) => isChanged(arcs.left[arc]!) || isChanged(arcs.right[arc]!),
    cells,
    STRIP_ROWS,
    margin,
  );
  const wide = new RunWriter(rows);
  const isWide = new Uint8Array(faces.count);
  const isNarrow = new Uint8Array(faces.count);
  for (let strip = 0; strip * STRIP_ROWS < rows; strip++) {
    const first = strip * STRIP_ROWS;
    const height = Math.min(STRIP_ROWS, rows - first);
    const here = strips.of(strip);
    let stays: BitRows | undefined;
    if (here.length > 0) {
      const ground = new BitRows(columns, height + 2 * margin);
      fillBetween(map, here.filter(parts), cells, first - margin, ground);
      const opening = opened(ground, radius, reach);
      stays = opening;
      for (const arc of here) {
        const left = arcs.left[arc]!;
        const right = arcs.right[arc]!;
        visitCells(map, arc, cells, first, height, (column, row) => {
          const seen = opening.has(column, row - first + margin) ? isWide : isNarrow;
          if (left !== OUTSIDE) seen[left] = 1;
          if (right !== OUTSIDE) seen[right] = 1;
        });
      }
    }
    for (let row = 0; row < height; row++) {
      stays?.runs(row + margin, (start, end) => wide.add(start, end));
      wide.endRow();
    }
    wait.onProgress((first + height) / rows);
    await wait.pause();
  }
  return { wide: wide.view(), isWide, isNarrow };
}

/**
 * Where mixed faces are cut: their cells that do not stay but touch one that does, as a zone of rectangles whose common
 * sides cancel out. So a cut is a few cells across a tail, however long the tail.
 */
async function cutZone(
  map: PlanarMap,
  isMixed: Uint8Array,
  cells: FineCells,
  wide: Runs,
  pause: () => Promise<void>,
): Promise<Zone> {
  const { arcs } = map;
  const { columns, rows } = cells;
  const mixed = (face: number): boolean => face !== OUTSIDE && isMixed[face] === 1;
  const parts = (arc: number): boolean => mixed(arcs.left[arc]!) !== mixed(arcs.right[arc]!);
  const strips = new ArcStrips(map, (arc) => mixed(arcs.left[arc]!) || mixed(arcs.right[arc]!), cells, STRIP_ROWS, 0);
  const boxes = new Boxes();
  /** One row: cells that stay in some rows, and so many columns to either side. */
  const staying = (beside: readonly number[], margin: number): Int32Array => {
    const line = new BitRows(columns, 1);
    for (const row of beside) {
      if (row < 0 || row >= rows) continue;
      for (let run = wide.ofRow[row]!; run < wide.ofRow[row + 1]!; run++) {
        line.setRun(0, wide.start[run]! - margin, wide.end[run]! + margin);
      }
    }
    return line.words;
  };
  for (let strip = 0; strip * STRIP_ROWS < rows; strip++) {
    const first = strip * STRIP_ROWS;
    const height = Math.min(STRIP_ROWS, rows - first);
    const here = strips.of(strip);
    if (here.length === 0) continue;
    const ground = new BitRows(columns, height);
    fillBetween(map, here.filter(parts), cells, first, ground);
    for (const arc of here)
      visitCells(map, arc, cells, first, height, (column, row) => ground.set(column, row - first));
    for (let row = first; row < first + height; row++) {
      const near = staying([row - 1, row, row + 1], 1);
      const own = staying([row], 0);
      const line = (row - first) * ground.wordsEach;
      for (let word = 0; word < ground.wordsEach; word++) {
        ground.words[line + word] = ground.words[line + word]! & near[word]! & ~own[word]!;
      }
      boxes.addRow(row, ground, row - first);
    }
    await pause();
  }
  const { affine } = map.grid;
  const at = (column: number, row: number) =>
    toMap(affine, (column * cells.width) / map.unit, (row * cells.height) / map.unit);
  return {
    polygons: boxes
      .all()
      .map(([left, top, right, bottom]) => [
        Float64Array.of(
          ...at(left, top),
          ...at(left, bottom),
          ...at(right, bottom),
          ...at(right, top),
          ...at(left, top),
        ),
      ]),
  };
}

type Box = [left: number, top: number, right: number, bottom: number];

/** Runs of cells as boxes; runs below each other that begin and end alike are one. */
class Boxes {
  readonly #done: Box[] = [];
  #open = new Map<number, Box>();
  #row = -1;

  addRow(row: number, of: BitRows, at: number): void {
    const open = new Map<number, Box>();
    of.runs(at, (left, right) => {
      const above = this.#row === row - 1 ? this.#open.get(left) : undefined;
      const box: Box = above?.[2] === right ? above : [left, row, right, row];
      box[3] = row + 1;
      open.set(left, box);
      if (box !== above) this.#done.push(box);
    });
    this.#open = open;
    this.#row = row;
  }

  all(): readonly Box[] {
    return this.#done;
  }
}

interface Cut extends WithoutSlivers {
  /** by face: 1 for what is left of a mixed one on either side of its cuts */
  readonly isPart: Uint8Array;
}

/** The map cut along a zone inside mixed faces; what lies in the zone is no change. */
async function cutAlong(
  map: PlanarMap,
  stays: Uint8Array,
  isMixed: Uint8Array,
  zone: Zone,
  wait: Patience,
): Promise<Cut> {
  const laid = await overlaid(map, [zone], upTo(wait, 0, 0.8));
  const { faces } = map;
  // Twice the face, and one more in the zone.
  const ground = laid.face.map((face, edge) => {
    if (face === OUTSIDE) return OUTSIDE;
    return 2 * face + (isMixed[face] === 1 && laid.set[edge] !== EMPTY_SET ? 1 : 0);
  });
  const kept = keptSlots(laid, (piece) => ground[2 * piece] !== ground[2 * piece + 1]);
  const { partOf, faceOf: groundOf, pixels } = partsOf(laid, kept, ground);
  const faceOf = groundOf.map((value) => value >> 1);
  return {
    map: {
      grid: map.grid,
      unit: laid.lattice.unit,
      faces: {
        count: faceOf.length,
        numero: Uint8Array.from(faceOf, (face) => faces.numero[face]!),
        pixels: Uint32Array.from(pixels, (area) => Math.max(1, Math.round(area))),
        confidence: Float64Array.from(faceOf, (face) => faces.confidence[face]!),
      },
      ...assemble(laid, kept, partOf),
    },
    faceOf,
    changed: Uint8Array.from(groundOf, (value) => stays[value >> 1]! & (1 - (value & 1))),
    isPart: Uint8Array.from(groundOf, (value) => isMixed[value >> 1]! & (1 - (value & 1))),
  };
}

/** By face: 1 where a cell that stays is on its border; told of some faces only. */
function metByWide(map: PlanarMap, isAsked: Uint8Array, cells: FineCells, wide: Runs): Uint8Array {
  const { arcs, faces } = map;
  const found = new Uint8Array(faces.count);
  const isOpen = (face: number): boolean => face !== OUTSIDE && isAsked[face] === 1 && found[face] === 0;
  for (let arc = 0; arc < arcs.count; arc++) {
    const left = arcs.left[arc]!;
    const right = arcs.right[arc]!;
    if (!isOpen(left) && !isOpen(right)) continue;
    visitCells(map, arc, cells, 0, cells.rows, (column, row) => {
      const run = firstRunBeyond(wide, row, column);
      if (run === wide.ofRow[row + 1] || wide.start[run]! > column) return;
      if (left !== OUTSIDE) found[left] = 1;
      if (right !== OUTSIDE) found[right] = 1;
    });
  }
  return found;
}
