import type { Bounds } from "../core/geo/bounds.ts";
import { rgbOf } from "../core/landcover/cosia.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import type { App, OpenImage } from "../state/store.ts";
import { paintImage } from "./paint.ts";
import { type Label, placeLabels } from "./place-labels.ts";

export interface ReportMap {
  readonly bounds: Bounds;
  /** veils what lies outside; undefined: nothing */
  readonly zones: readonly Zone[] | undefined;
  /** what a cover is called on the map, by its code: its number in the legend */
  readonly names: ReadonlyMap<string, string>;
}

/** Pieces of the image are read this large, one after the other. */
const PIECE_PX = 1024;

/** Colours over the photograph: strong enough to tell apart on paper, and it still shows through. */
const COVER_OPACITY = 0.6;
const BORDER_OPACITY = 0.55;
/** CSS pixels of the canvas, at 200 dots an inch: 7 points */
const LABEL_PX = 19;

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
    const photograph = await readPhotograph(image, engine, bounds, width, height, signal);
    context.imageSmoothingQuality = "high";
    context.drawImage(photograph.picture, photograph.left, photograph.top, photograph.width, photograph.height);
  }
  const covers = await engine.paintCovers(bounds, width, height, signal);
  context.drawImage(paintCovers(covers, width, height), 0, 0);
  if (zones !== undefined) outline(context, zones, bounds);
  writeLabels(context, placeLabels(covers, width, height, LABEL_PX), names);
}

/** The photograph under `bounds` from its coarsest level that is still as fine as the picture, and where it goes. */
async function readPhotograph(
  { opened: { grid, levels } }: OpenImage,
  engine: App["engine"],
  [minX, minY, maxX, maxY]: Bounds,
  width: number,
  height: number,
  signal: AbortSignal,
) {
  const pixel = (maxX - minX) / width;
  const cell = grid.affine[0];
  const fine = levels.filter(({ scale }) => cell * scale <= pixel);
  const level = levels.indexOf(fine.reduce((best, one) => (one.scale > best.scale ? one : best), levels[0]!));
  const step = cell * levels[level]!.scale;
  const left = Math.floor((minX - grid.affine[2]) / step);
  const top = Math.floor((grid.affine[5] - maxY) / step);
  const right = Math.ceil((maxX - grid.affine[2]) / step);
  const bottom = Math.ceil((grid.affine[5] - minY) / step);
  const picture = new OffscreenCanvas(right - left, bottom - top);
  const context = picture.getContext("2d")!;
  for (let row = top; row < bottom; row += PIECE_PX) {
    for (let column = left; column < right; column += PIECE_PX) {
      const piece = {
        column,
        row,
        width: Math.min(PIECE_PX, right - column),
        height: Math.min(PIECE_PX, bottom - row),
      };
      context.putImageData(paintImage(await engine.readImage(piece, level, signal)), column - left, row - top);
    }
  }
  const down = (maxY - minY) / height;
  return {
    picture,
    left: (grid.affine[2] + left * step - minX) / pixel,
    top: (maxY - (grid.affine[5] - top * step)) / down,
    width: (picture.width * step) / pixel,
    height: (picture.height * step) / down,
  };
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
function outline(context: CanvasRenderingContext2D, zones: readonly Zone[], [minX, minY, maxX, maxY]: Bounds): void {
  const { width, height } = context.canvas;
  const path = new Path2D();
  for (const ring of zones.flatMap(({ polygons }) => polygons.flat())) {
    for (let at = 0; at < ring.length; at += 2) {
      const x = ((ring[at]! - minX) / (maxX - minX)) * width;
      const y = ((maxY - ring[at + 1]!) / (maxY - minY)) * height;
      if (at === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    path.closePath();
  }
  const outside = new Path2D();
  outside.rect(0, 0, width, height);
  outside.addPath(path);
  context.fillStyle = "rgb(255 255 255 / 55%)";
  context.fill(outside, "evenodd");
  for (const [colour, line] of [
    ["white", 9],
    ["black", 4],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.stroke(path);
  }
}

function writeLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  names: ReadonlyMap<string, string>,
): void {
  context.font = `600 ${LABEL_PX}px "Atkinson Hyperlegible Next", sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { x, y, cover } of labels) {
    const name = names.get(coverClasses[cover - 1]!.code) ?? "";
    context.strokeStyle = "white";
    context.lineWidth = 5;
    context.strokeText(name, x, y);
    context.fillStyle = "black";
    context.fillText(name, x, y);
  }
}
