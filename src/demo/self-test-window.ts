import { windowAffine } from "../core/geo/affine.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { createScene, DEMO_SEED, DEMO_SIZE } from "./scene.ts";

/** Where the scene has houses, gardens, a road and a field within one window. */
const CORNER_PX = 600;

/** The same pixels on every machine: what a model answers to them is known. */
export function selfTestWindow(windowPx: number): RasterWindow {
  const { grid, render } = createScene({ seed: DEMO_SEED, width: DEMO_SIZE, height: DEMO_SIZE });
  return {
    width: windowPx,
    height: windowPx,
    bands: 3,
    pixels: render({ column: CORNER_PX, row: CORNER_PX, width: windowPx, height: windowPx }).pixels,
    mask: new Uint8Array(windowPx * windowPx).fill(255),
    affine: windowAffine(grid.affine, CORNER_PX, CORNER_PX),
  };
}
