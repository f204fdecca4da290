import type { Bounds } from "../../core/geo/bounds.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";

/** Points of a line that are nearer than this to the last one drawn are left out, dots: communes have thousands of them. */
const NEAR = 1;

/** Polygons of the map as a path on a canvas that shows `bounds`. */
export function zonePath(
  { width, height }: { readonly width: number; readonly height: number },
  zones: readonly Zone[],
  [minX, minY, maxX, maxY]: Bounds,
): Path2D {
  const path = new Path2D();
  for (const ring of zones.flatMap(({ polygons }) => polygons.flat())) {
    let [fromX, fromY] = [Infinity, Infinity];
    for (let at = 0; at < ring.length; at += 2) {
      const x = ((ring[at]! - minX) / (maxX - minX)) * width;
      const y = ((maxY - ring[at + 1]!) / (maxY - minY)) * height;
      if (at === 0) path.moveTo(x, y);
      else if (Math.hypot(x - fromX, y - fromY) < NEAR) continue;
      else path.lineTo(x, y);
      [fromX, fromY] = [x, y];
    }
    path.closePath();
  }
  return path;
}

/** Dark with a white rim, so that it is seen on any ground. */
export function strokeRimmed(context: CanvasRenderingContext2D, path: Path2D, dots: number): void {
  for (const [colour, line] of [
    ["white", 2.25 * dots],
    ["black", dots],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.stroke(path);
  }
}

/** CSS pixels of the canvas, at 200 dots an inch: 7 points */
export const LABEL_PX = 19;

/** A short name in the middle of a place, dark with a white rim. */
export function writeLabel(context: CanvasRenderingContext2D, name: string, x: number, y: number): void {
  context.font = `600 ${LABEL_PX}px "Atkinson Hyperlegible Next", sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = "white";
  context.lineWidth = 5;
  context.strokeText(name, x, y);
  context.fillStyle = "black";
  context.fillText(name, x, y);
}
