import { numberOf } from "../../core/change/change-facts.ts";
import type { DateName } from "../../core/change/change-map.ts";
import type { Point } from "../../core/geo/affine.ts";
import { reprojection } from "../../core/geo/reproject.ts";
import type { ImageReader } from "../../core/registration/image-reader.ts";
import { type ChangeReport, LARGEST_SHOWN } from "../../core/report/change-report.ts";
import type { App } from "../../state/store.ts";
import { kindDots } from "../change/paint-kinds.ts";
import { markSmall } from "./mark-small.ts";
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
/** Around a change: told from the veil in black and white too. */
const RIM = [40, 40, 40, 200] as const;
const ROOM_FOR_LABEL = 1.2 * LABEL_PX;
/** Dots: the widest line around a zone, and of how many across the zones are that have it, on average. */
const ZONE_LINE = 1.5;
const ROOM_FOR_LINE = 60;

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
      strokeRimmed(context, zonePath(canvas, [shape], bounds), 1);
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
  { bounds, zones, changes }: ChangeReport,
  signal: AbortSignal,
): Promise<void> {
  const { width, height } = context.canvas;
  context.fillStyle = VEIL;
  context.fillRect(0, 0, width, height);
  if (zones !== undefined) {
    const across = Math.sqrt((width * height) / zones.list.length);
    context.strokeStyle = "#444";
    context.lineWidth = ZONE_LINE * Math.min(1, across / ROOM_FOR_LINE);
    // each by itself: all of them as one line take five times as long
    for (const { zone } of zones.list) context.stroke(zonePath(context.canvas, [zone], bounds));
  }
  const kinds = await engine.change.paintPicture(bounds, width, height, signal);
  const [minX, , maxX, maxY] = bounds;
  const dot = (maxX - minX) / width;
  markSmall(kinds, width, bounds, changes);
  context.drawImage(paintChanges(kinds, width, height), 0, 0);
  for (const { id, at, bounds: own } of changes.slice(0, LARGEST_SHOWN)) {
    // beside a change that its number would hide
    const aside = own[2] - own[0] < ROOM_FOR_LABEL * dot ? ROOM_FOR_LABEL : 0;
    writeLabel(context, String(numberOf({ id })), (at[0] - minX) / dot + aside, (maxY - at[1]) / dot - aside);
  }
}

/** As on the screen, where a picture of kinds has its neighbours around it: here there is nothing. */
function paintChanges(kinds: Uint8Array, width: number, height: number): OffscreenCanvas {
  const framed = new Uint8Array((width + 2) * (height + 2));
  for (let row = 0; row < height; row++) {
    framed.set(kinds.subarray(row * width, (row + 1) * width), (row + 1) * (width + 2) + 1);
  }
  const picture = new OffscreenCanvas(width, height);
  const dots = kindDots({ width, height, kinds: framed }, 1, 0, 0, RIM);
  picture.getContext("2d")!.putImageData(new ImageData(dots, width), 0, 0);
  return picture;
}
