import type { Tile, TilePlan } from "./tile-plan.ts";
import type { ClassWindow } from "./window.ts";

/**
 * The session's answer (the middle of the model's window, model pixels) brought to the tile's own pixels by nearest
 * neighbour: class numbers are never blended.
 */
export function toKeptTile(plan: TilePlan, tile: Tile, answer: ClassWindow): ClassWindow {
  const { kept, windowColumn, windowRow } = tile;
  const { haloPx } = plan.shape;
  const columns = nearestIndices(kept.column - windowColumn, kept.width, plan.scale, haloPx, answer.width);
  const rows = nearestIndices(kept.row - windowRow, kept.height, plan.scale, haloPx, answer.height);
  const classes = new Uint8Array(kept.width * kept.height);
  const confidence = new Uint8Array(kept.width * kept.height);
  for (let row = 0; row < kept.height; row++) {
    const from = rows[row]! * answer.width;
    const to = row * kept.width;
    for (let column = 0; column < kept.width; column++) {
      classes[to + column] = answer.classes[from + columns[column]!]!;
      confidence[to + column] = answer.confidence[from + columns[column]!]!;
    }
  }
  return { width: kept.width, height: kept.height, classes, confidence };
}

/** For each class-grid pixel of one axis, the answer's pixel under its centre. */
function nearestIndices(offset: number, length: number, scale: number, haloPx: number, size: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => {
    const at = Math.floor((offset + i + 0.5) / scale) - haloPx;
    return Math.min(size - 1, Math.max(0, at));
  });
}
