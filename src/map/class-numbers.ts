import type { ClassWindow } from "../core/raster/window.ts";
import { placeLabels } from "./place-labels.ts";

/** CSS pixels */
const SIZE = 12;

/**
 * A painted tile with the number of each class in its widest places, so that no class is told by colour alone. A number
 * lies within its tile: none is cut.
 */
export function withNumbers(
  painted: ImageData,
  window: ClassWindow,
  hidden: ReadonlySet<number>,
  enlarged: number,
): OffscreenCanvas {
  const { width, height } = painted;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d")!;
  context.putImageData(painted, 0, 0);
  context.font = `600 ${SIZE}px "Atkinson Hyperlegible Next", sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const shown = window.classes.map((numero) => (hidden.has(numero) ? 0 : numero));
  // Places are looked for among the raster's own pixels: an enlarged tile has no more of them than it shows.
  for (const { x, y, cover } of placeLabels(shown, window.width, window.height, Math.ceil(SIZE / enlarged))) {
    const at = [(x + 0.5) * enlarged, (y + 0.5) * enlarged] as const;
    context.strokeStyle = "white";
    context.lineWidth = 3;
    context.strokeText(String(cover), ...at);
    context.fillStyle = "black";
    context.fillText(String(cover), ...at);
  }
  return canvas;
}
