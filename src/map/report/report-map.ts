import type { Bounds } from "../../core/geo/bounds.ts";
import { rgbOf } from "../../core/landcover/cosia.ts";
import { coverClasses } from "../../core/landcover/ocsge.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import type { App } from "../../state/store.ts";
import { placeLabels } from "../place-labels.ts";
import { LABEL_PX, strokeRimmed, writeLabel, zonePath } from "./outline.ts";
import { drawPhotograph } from "./photograph.ts";

export interface ReportMap {
  readonly bounds: Bounds;
  /** veils what lies outside; undefined: nothing */
  readonly zones: readonly Zone[] | undefined;
  /** what a cover is called on the map, by its code: its number in the legend */
  readonly names: ReadonlyMap<string, string>;
}

/** Colours over the photograph: strong enough to tell apart on paper, and it still shows through. */
const COVER_OPACITY = 0.6;
const BORDER_OPACITY = 0.55;

/**
 * Draws the photograph, the map's polygons over it with their legend numbers, and the area's outline, filling the canvas
 * at its own size. Rejects as the engine does.
 */
export async function drawReportMap(
  canvas: HTMLCanvasElement,
  { store, engine }: App,
  { bounds, zones, names }: ReportMap,
  signal: AbortSignal,
): Promise<void> {
  const { width, height } = canvas;
  const { image } = store.getState();
  const context = canvas.getContext("2d")!;
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  if (image !== undefined) {
    await drawPhotograph(context, { ...image.opened, read: engine.readImage }, bounds, signal);
  }
  const covers = await engine.paintCovers(bounds, width, height, signal);
  context.drawImage(paintCovers(covers, width, height), 0, 0);
  if (zones !== undefined) outline(context, zones, bounds);
  for (const { x, y, cover } of placeLabels(covers, width, height, LABEL_PX)) {
    writeLabel(context, names.get(coverClasses[cover - 1]!.code) ?? "", x, y);
  }
}

/** Each cover in its colour, and a dark line where two of them, or the map and nothing, meet. */
function paintCovers(covers: Uint8Array, width: number, height: number): OffscreenCanvas {
  const picture = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  const colours = coverClasses.map(({ colour }) => rgbOf(colour));
  for (let pixel = 0; pixel < covers.length; pixel++) {
    const cover = covers[pixel]!;
    const right = (pixel + 1) % width === 0 ? cover : covers[pixel + 1]!;
    const below = covers[pixel + width] ?? cover;
    if (cover !== right || cover !== below) {
      image.data[4 * pixel + 3] = Math.round(255 * BORDER_OPACITY);
    } else if (cover > 0) {
      image.data.set(colours[cover - 1]!, 4 * pixel);
      image.data[4 * pixel + 3] = Math.round(255 * COVER_OPACITY);
    }
  }
  picture.getContext("2d")!.putImageData(image, 0, 0);
  return picture;
}

/** A light veil over what lies outside the zones, and a dark line around them. */
function outline(context: CanvasRenderingContext2D, zones: readonly Zone[], bounds: Bounds): void {
  const { width, height } = context.canvas;
  const path = zonePath(context.canvas, zones, bounds);
  const outside = new Path2D();
  outside.rect(0, 0, width, height);
  outside.addPath(path);
  context.fillStyle = "rgb(255 255 255 / 55%)";
  context.fill(outside, "evenodd");
  strokeRimmed(context, path, 4);
}
