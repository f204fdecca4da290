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

import { squaredDistances } from "../generalise/distance.ts";
import { firstRunBeyond, type Runs, RunWriter } from "../generalise/runs.ts";
import { toMap } from "../geo/affine.ts";
import { OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import { overlay, type Zone } from "../vector/overlay/overlay.ts";
import { EMPTY_SET } from "../vector/overlay/zone-sets.ts";
import { assemble, keptSlots, partsOf } from "../vector/parts.ts";
import { ArcStrips, type FineCells, fillBetween, fineCells, visitCells } from "./fine-cells.ts";

/** Rows of cells looked at together, and columns: distances of a window take 4 MB, of a strip's cells 25 at 25 000 pixels. */
const STRIP_ROWS = 512;
const WINDOW_COLUMNS = 1024;

/** What `withoutSlivers` needs of who waits for it. */
export interface Patience {
  /** share done, 0–1 */
  readonly onProgress: (share: number) => void;
  /** settles in a later task, or rejects where nobody waits any more */
  readonly pause: () => Promise<void>;
}

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
  { onProgress, pause }: Patience,
): Promise<WithoutSlivers> {
  const whole = (judged: Uint8Array): WithoutSlivers => ({
    map,
    faceOf: Int32Array.from(judged, (_, face) => face),
    changed: judged,
  });
  if (!(toleranceMetres > 0) || !changed.includes(1)) return whole(changed);
  const cells = fineCells(map, toleranceMetres);
  const { wide, isWide, isNarrow } = await judge(map, changed, cells, { onProgress, pause });
  const isMixed = changed.map((value, face) => value & isWide[face]! & isNarrow[face]!);
  const stays = changed.map((value, face) => value & isWide[face]!);
  if (!isMixed.includes(1)) return whole(stays);
  const zone = await cutZone(map, isMixed, cells, wide, pause);
  if (zone.polygons.length === 0) return whole(stays);
  const cut = cutAlong(map, stays, isMixed, zone);
  await pause();
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
  const writer = new RunWriter(1, rows);
  const isWide = new Uint8Array(faces.count);
  const isNarrow = new Uint8Array(faces.count);
  const ground = new Uint8Array(columns * (STRIP_ROWS + 2 * margin));
  const stays = new Uint8Array(columns * STRIP_ROWS);
  for (let strip = 0; strip * STRIP_ROWS < rows; strip++) {
    const first = strip * STRIP_ROWS;
    const height = Math.min(STRIP_ROWS, rows - first);
    const here = strips.of(strip);
    stays.fill(0);
    if (here.length > 0) {
      ground.fill(0);
      fillBetween(map, here.filter(parts), cells, first - margin, height + 2 * margin, ground);
      for (let column = 0; column < columns; column += WINDOW_COLUMNS) {
        openWindow(ground, stays, cells, margin, reach, column, height);
      }
      for (const arc of here) {
        const left = arcs.left[arc]!;
        const right = arcs.right[arc]!;
        visitCells(map, arc, cells, first, height, (column, row) => {
          const seen = stays[(row - first) * columns + column] === 1 ? isWide : isNarrow;
          if (left !== OUTSIDE) seen[left] = 1;
          if (right !== OUTSIDE) seen[right] = 1;
        });
      }
    }
    for (let row = 0; row < height; row++) writer.addRow(stays.subarray(row * columns, (row + 1) * columns));
    wait.onProgress((first + height) / rows);
    await wait.pause();
  }
  return { wide: writer.view(), isWide, isNarrow };
}

/** Writes what stays in a window of a strip: cells near one that the disc's centre fits into. */
function openWindow(
  ground: Uint8Array,
  stays: Uint8Array,
  { columns, radius }: FineCells,
  margin: number,
  reach: number,
  firstColumn: number,
  height: number,
): void {
  const width = Math.min(WINDOW_COLUMNS, columns - firstColumn);
  const wide = width + 2 * margin;
  const high = height + 2 * margin;
  // Beyond the map's sides nothing is known to have changed.
  const still = new Uint8Array(wide * high).fill(1);
  const from = Math.max(0, firstColumn - margin);
  const to = Math.min(columns, firstColumn + width + margin);
  let any = false;
  for (let row = 0; row < high; row++) {
    for (let column = from; column < to; column++) {
      if (ground[row * columns + column] === 0) continue;
      still[row * wide + column - firstColumn + margin] = 0;
      any = true;
    }
  }
  if (!any) return;
  const depths = squaredDistances(still, wide, high);
  any = false;
  for (let at = 0; at < still.length; at++) {
    const fits = depths[at]! >= radius * radius;
    still[at] = Number(fits);
    any ||= fits;
  }
  if (!any) return;
  const away = squaredDistances(still, wide, high);
  for (let row = 0; row < height; row++) {
    const line = (row + margin) * wide + margin;
    for (let column = 0; column < width; column++) {
      stays[row * columns + firstColumn + column] = Number(away[line + column]! <= reach * reach);
    }
  }
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
  const ground = new Uint8Array(columns * STRIP_ROWS);
  const near = new Uint8Array(columns);
  const boxes = new Boxes();
  const fill = (line: Uint8Array, row: number, value: number, margin: number): void => {
    if (row < 0 || row >= rows) return;
    for (let run = wide.ofRow[row]!; run < wide.ofRow[row + 1]!; run++) {
      line.fill(value, Math.max(0, wide.start[run]! - margin), wide.end[run]! + margin);
    }
  };
  for (let strip = 0; strip * STRIP_ROWS < rows; strip++) {
    const first = strip * STRIP_ROWS;
    const height = Math.min(STRIP_ROWS, rows - first);
    const here = strips.of(strip);
    if (here.length === 0) continue;
    ground.fill(0);
    fillBetween(map, here.filter(parts), cells, first, height, ground);
    for (const arc of here) {
      visitCells(map, arc, cells, first, height, (column, row) => {
        ground[(row - first) * columns + column] = 1;
      });
    }
    for (let row = first; row < first + height; row++) {
      near.fill(0);
      for (const beside of [row - 1, row, row + 1]) fill(near, beside, 1, 1);
      fill(near, row, 0, 0);
      const line = ground.subarray((row - first) * columns, (row - first + 1) * columns);
      for (let column = near.indexOf(1); column >= 0; column = near.indexOf(1, column + 1))
        near[column] = line[column]!;
      boxes.addRow(near, row);
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

  addRow(line: Uint8Array, row: number): void {
    const open = new Map<number, Box>();
    for (let left = line.indexOf(1); left >= 0; left = line.indexOf(1, left)) {
      const start = left;
      while (left < line.length && line[left] === 1) left++;
      const above = this.#row === row - 1 ? this.#open.get(start) : undefined;
      const box: Box = above?.[2] === left ? above : [start, row, left, row];
      box[3] = row + 1;
      open.set(start, box);
      if (box !== above) this.#done.push(box);
    }
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
function cutAlong(map: PlanarMap, stays: Uint8Array, isMixed: Uint8Array, zone: Zone): Cut {
  const laid = overlay(map, [zone]);
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
