import { measurePolygons } from "../../../core/vector/measure.ts";
import { canCorrect, presentCut } from "../../corrections.ts";
import { groundOf } from "../../result.ts";
import type { App } from "../../store.ts";
import { addEdit, changeCorrecting } from "./change.ts";
import { askPolygons } from "./faces.ts";

/** Where along a drawn line the face to be cut is looked for, the most likely place first. */
const PROBES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];

/** Cuts the face that the line crosses, the one about its middle before all others. */
export async function cutAlong(app: App, line: Float64Array): Promise<void> {
  const ground = groundOf(app.store.getState());
  if (ground === undefined || !canCorrect(app.store.getState())) return;
  const found = await askPolygons(app, async (signal) => {
    const tried = new Set<string>();
    for (const share of PROBES) {
      const [x, y] = pointAlong(line, share);
      const face = await app.engine.faceAt(x, y, signal);
      if (face === undefined || tried.has(face.at.join())) continue;
      tried.add(face.at.join());
      const parts = await app.engine.partsOf(face.at, line, signal);
      if (parts.length >= 2) return { face, parts };
    }
    return { parts: undefined };
  });
  if (found === undefined) return;
  if (found.parts === undefined) {
    changeCorrecting(app, { cut: undefined, notice: "not-crossed" });
    return;
  }
  const size = new Map(found.parts.map((part) => [part, measurePolygons(part.polygons, ground.crs).planimetric]));
  const parts = found.parts.toSorted((one, other) => size.get(one)! - size.get(other)!);
  changeCorrecting(app, { cut: { face: found.face, parts, chosen: 0 } });
}

export function choosePart(app: App, chosen: number): void {
  const cut = presentCut(app.store.getState());
  if (cut?.parts[chosen] !== undefined) changeCorrecting(app, { cut: { ...cut, chosen } });
}

/** The chosen part gets a class. */
export function classifyPart(app: App, numero: number): void {
  const cut = presentCut(app.store.getState());
  if (cut === undefined) return;
  if (numero === cut.face.numero) {
    changeCorrecting(app, { notice: "same-class" });
    return;
  }
  const added = addEdit(app, { kind: "shape", by: "split", shape: cut.parts[cut.chosen]!, to: { numero } });
  if (added) changeCorrecting(app, { cut: undefined });
}

/** @param share of the line's length, 0–1 */
function pointAlong(line: Float64Array, share: number): readonly [x: number, y: number] {
  const lengths = Array.from({ length: line.length / 2 - 1 }, (_, side) =>
    Math.hypot(line[2 * side + 2]! - line[2 * side]!, line[2 * side + 3]! - line[2 * side + 1]!),
  );
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  let side = 0;
  while (side < lengths.length - 1 && left > lengths[side]!) left -= lengths[side++]!;
  const part = lengths[side]! === 0 ? 0 : left / lengths[side]!;
  const along = (axis: 0 | 1) => {
    const from = line[2 * side + axis]!;
    return from + part * (line[2 * side + 2 + axis]! - from);
  };
  return [along(0), along(1)];
}
