import type { DateName } from "../../core/change/change-map.ts";
import { changeKinds } from "../../core/change/change-map.ts";
import { kindColours } from "../../core/change/kind-colours.ts";
import type { Point } from "../../core/geo/affine.ts";
import { reprojection } from "../../core/geo/reproject.ts";
import { rgbOf } from "../../core/landcover/cosia.ts";
import type { ImageReader } from "../../core/registration/image-reader.ts";
import type { ChangeReport } from "../../core/report/change-report.ts";
import type { App } from "../../state/store.ts";
import { kindPatterns } from "./kind-patterns.ts";
import { LABEL_PX, strokeRimmed, writeLabel, zonePath } from "./outline.ts";
import { drawPhotograph } from "./photograph.ts";

export interface ChangePicture {
  readonly canvas: HTMLCanvasElement;
  readonly shows: DateName | "changes";
  readonly bounds: ChangeReport["bounds"];
  readonly outlined?: number | undefined;
}

/** Under the changes the photograph is light, so that it takes no colour for one of theirs. */
const VEIL = "rgb(255 255 255 / 60%)";
const FILL_OPACITY = 0.85;
const BORDER_OPACITY = 0.9;
const ROOM_FOR_LABEL = 1.2 * LABEL_PX;

/** Draws the photographs and the change map of a report, one after the other. Rejects as the engine does. */
export async function drawChangePictures(
  pictures: readonly ChangePicture[],
  app: App,
  report: ChangeReport,
  signal: AbortSignal,
): Promise<void> {
  for (const picture of pictures) {
    const { canvas, shows, bounds } = picture;
    const context = canvas.getContext("2d")!;
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    await drawSide(context, app, report, bounds, shows === "changes" ? "after" : shows, signal);
    if (shows === "changes") await drawChanges(context, app, report, signal);
    if (picture.outlined !== undefined) {
      const shape = await app.engine.change.shapeOf(picture.outlined, signal);
      strokeRimmed(context, zonePath(canvas, [shape], bounds), 2);
    }
  }
}

/** The photograph of a date where it belongs on the change map: the earlier one moved as its map was. */
async function drawSide(
  context: CanvasRenderingContext2D,
  { store, engine }: App,
  { crs, settings }: ChangeReport,
  bounds: ChangeReport["bounds"],
  date: DateName,
  signal: AbortSignal,
): Promise<void> {
  const image = store.getState().change.sides[date]?.image;
  if (image === undefined) return;
  const [east, north] = date === "before" ? settings.shift : [0, 0];
  const project = reprojection(crs, image.grid.crs);
  const toImage = (x: number, y: number): Point => project(x - east, y - north);
  const reader: ImageReader = { ...image, read: (rect, level) => engine.change.images.read(date, rect, level, signal) };
  await drawPhotograph(context, reader, bounds, signal, toImage);
}

async function drawChanges(
  context: CanvasRenderingContext2D,
  { engine }: App,
  { bounds, zones, largest }: ChangeReport,
  signal: AbortSignal,
): Promise<void> {
  const { width, height } = context.canvas;
  context.fillStyle = VEIL;
  context.fillRect(0, 0, width, height);
  if (zones !== undefined) {
    context.strokeStyle = "rgb(0 0 0 / 70%)";
    context.lineWidth = 1.5;
    context.stroke(
      zonePath(
        context.canvas,
        zones.list.map(({ zone }) => zone),
        bounds,
      ),
    );
  }
  const kinds = await engine.change.paintPicture(bounds, width, height, signal);
  context.drawImage(paintChanges(kinds, width, height), 0, 0);
  const [minX, minY, maxX, maxY] = bounds;
  const dots = width / (maxX - minX);
  for (const [index, { at, bounds: own }] of largest.entries()) {
    // beside a change that its number would hide
    const aside = (own[2] - own[0]) * dots < ROOM_FOR_LABEL ? ROOM_FOR_LABEL : 0;
    const y = ((maxY - at[1]) / (maxY - minY)) * height;
    writeLabel(context, String(index + 1), (at[0] - minX) * dots + aside, y - aside);
  }
}

/** Each kind in its colour and pattern, and a dark line around. */
function paintChanges(kinds: Uint8Array, width: number, height: number): OffscreenCanvas {
  const picture = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  const colours = changeKinds.map((kind) => rgbOf(kindColours[kind]));
  const patterns = changeKinds.map((kind) => kindPatterns[kind]);
  for (let pixel = 0; pixel < kinds.length; pixel++) {
    const kind = kinds[pixel]!;
    const x = pixel % width;
    const right = x + 1 === width ? kind : kinds[pixel + 1]!;
    const below = kinds[pixel + width] ?? kind;
    if (kind !== right || kind !== below) {
      image.data[4 * pixel + 3] = Math.round(255 * BORDER_OPACITY);
    } else if (kind > 0) {
      const isInk = patterns[kind - 1]!(x, Math.floor(pixel / width));
      image.data.set(isInk ? colours[kind - 1]! : [255, 255, 255], 4 * pixel);
      image.data[4 * pixel + 3] = Math.round(255 * FILL_OPACITY);
    }
  }
  picture.getContext("2d")!.putImageData(image, 0, 0);
  return picture;
}
