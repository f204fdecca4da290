import type { PixelRect } from "../../core/raster/grid.ts";
import type { OverlayLook } from "../api.ts";
import { type DisplayFeature, type DisplayLayer, featuresIn } from "./display-layer.ts";
import { namePlace } from "./place-name.ts";

/** CSS pixels of a tile */
const HALO_WIDTH = 4;
const LINE_WIDTH = 2;
const POINT_RADIUS = 4;
const NAME_PX = 13;
/** A point's name stands beside it; it reaches this far at most. */
const LONGEST_NAME_PX = 160;
const HALO = "rgb(255 255 255 / 80%)";

/**
 * A tile of a layer, its lines in a colour over a light edge, and names where they have room: a name is written if the box
 * of its feature can hold it, which every tile that shows a part of it finds alike, so that none is cut at a tile's edge.
 * @param rect of the tile, in the grid's own pixels
 * @param zoom pixels of the tile to one of the grid
 */
export function paintLayer(
  layer: DisplayLayer,
  { column, row, width, height }: PixelRect,
  zoom: number,
  { colour, label }: OverlayLook,
): ImageBitmap {
  const canvas = new OffscreenCanvas(Math.round(width * zoom), Math.round(height * zoom));
  const context = canvas.getContext("2d")!;
  const margin = (label === undefined ? HALO_WIDTH : LONGEST_NAME_PX) / zoom;
  const shown = featuresIn(layer, { column, row, width, height }, margin);
  const outline = new Path2D();
  const dots = new Path2D();
  for (const place of shown) trace(layer.features[place]!, outline, dots, column, row, zoom);
  context.lineJoin = "round";
  context.strokeStyle = HALO;
  context.lineWidth = HALO_WIDTH;
  context.stroke(outline);
  context.stroke(dots);
  context.strokeStyle = colour;
  context.lineWidth = LINE_WIDTH;
  context.stroke(outline);
  context.fillStyle = colour;
  context.fill(dots);
  if (label !== undefined) {
    context.font = `600 ${NAME_PX}px sans-serif`;
    context.textBaseline = "middle";
    context.lineWidth = 3;
    for (const place of shown) writeName(context, layer, place, label, column, row, zoom);
  }
  return canvas.transferToImageBitmap();
}

function trace(
  { rings, lines, points }: DisplayFeature,
  outline: Path2D,
  dots: Path2D,
  column: number,
  row: number,
  zoom: number,
): void {
  for (const path of [...rings, ...lines]) {
    let [lastX, lastY] = [Infinity, Infinity];
    for (let at = 0; at < path.length; at += 2) {
      const x = (path[at]! - column) * zoom;
      const y = (path[at + 1]! - row) * zoom;
      // Corners nearer than half a pixel do not show; the last one closes a ring.
      if (at > 0 && at < path.length - 2 && Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5) continue;
      if (at === 0) outline.moveTo(x, y);
      else outline.lineTo(x, y);
      [lastX, lastY] = [x, y];
    }
  }
  for (let at = 0; at < points.length; at += 2) {
    const x = (points[at]! - column) * zoom;
    const y = (points[at + 1]! - row) * zoom;
    dots.moveTo(x + POINT_RADIUS, y);
    dots.arc(x, y, POINT_RADIUS, 0, 2 * Math.PI);
  }
}

function writeName(
  context: OffscreenCanvasRenderingContext2D,
  { features, boxes }: DisplayLayer,
  place: number,
  label: string,
  column: number,
  row: number,
  zoom: number,
): void {
  const feature = features[place]!;
  const name = String(feature.attributes[label] ?? "").trim();
  if (name === "") return;
  const [left, top, right, bottom] = boxes.subarray(4 * place, 4 * place + 4) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const isPoint = feature.rings.length + feature.lines.length === 0;
  const width = context.measureText(name).width;
  const hasRoom = isPoint
    ? width <= LONGEST_NAME_PX && !hasNeighbour(boxes, place, (width + 12) / zoom, NAME_PX / zoom)
    : width <= (right - left) * zoom && (feature.rings.length === 0 || NAME_PX <= (bottom - top) * zoom);
  const at = hasRoom ? namePlace(feature, [left, top, right, bottom]) : undefined;
  if (at === undefined) return;
  const x = (at[0] - column) * zoom + (isPoint ? 8 : 0);
  const y = (at[1] - row) * zoom;
  context.textAlign = isPoint ? "left" : "center";
  context.strokeStyle = "white";
  context.strokeText(name, x, y);
  context.fillStyle = "black";
  context.fillText(name, x, y);
}

/** Whether an earlier feature lies where the name of a point would stand. */
function hasNeighbour(boxes: Float32Array, place: number, width: number, height: number): boolean {
  const x = boxes[4 * place]!;
  const y = boxes[4 * place + 1]!;
  for (let at = 0; at < 4 * place; at += 4) {
    if (boxes[at]! >= x - width && boxes[at]! <= x + width && Math.abs(boxes[at + 1]! - y) <= height) return true;
  }
  return false;
}
