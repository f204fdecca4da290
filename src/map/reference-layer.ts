import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import { cosiaOf, rgbOf } from "../core/landcover/cosia.ts";
import { coverOf } from "../core/landcover/ocsge.ts";
import { referenceOf } from "../state/commands/reference.ts";
import { isBlind } from "../state/sampling.ts";
import type { App, OpenReference } from "../state/store.ts";
import { gridTileLayer, type RevisedTiles } from "./grid-tiles.ts";
import { type MapPart, PLACE } from "./map-part.ts";

/** Lines that show on light and on dark ground, by their two colours side by side. */
const LINE = [20, 22, 24, 255] as const;
const HALO = [255, 255, 255, 200] as const;
/** 0–255: the photograph, or our own classes, stay to be seen through it */
const TINT_ALPHA = 170;

/** The reference above the result: its classes' outlines or their colours. Above all the map's own layers. */
export function referenceLayer(map: OlMap, app: App): MapPart {
  let layer: TileLayer<RevisedTiles> | undefined;
  let shown: OpenReference["grid"] | undefined;
  let codes: OpenReference["codes"] | undefined;

  function renew(reference: OpenReference | undefined): void {
    if (layer !== undefined) map.removeLayer(layer);
    layer = undefined;
    shown = reference?.grid;
    codes = reference?.codes;
    if (reference === undefined) return;
    const { grid, levels } = reference;
    const colours = reference.codes.map((code) => rgbOf(colourOf(reference, code)));
    layer = gridTileLayer(grid, levels, async (rect, level, signal) => {
      // A pixel more to the right and below, so that a line on the edge of a tile is seen.
      const wider = { ...rect, width: rect.width + 1, height: rect.height + 1 };
      const places = await app.engine.paintReference(wider, levels[level]!.scale, signal);
      const { reference: now } = app.store.getState();
      const asTint = "reference" in now && now.reference.shown === "colours";
      const image = new ImageData(rect.width, rect.height);
      if (asTint) tint(image, places, colours);
      else outline(image, places);
      return image;
    });
    layer.setZIndex(PLACE.reference);
    map.addLayer(layer);
  }

  return {
    follow(state) {
      const reference = referenceOf(state);
      if (reference?.grid !== shown || reference?.codes !== codes) renew(reference);
      if (reference === undefined) return;
      layer?.setVisible(reference.shown !== "hidden" && !isBlind(state));
      layer?.getSource()?.showRevision(reference.shown === "colours" ? "colours" : "outlines");
    },
  };
}

function colourOf({ nomenclature }: OpenReference, code: string): string {
  return (nomenclature === "ocsge" ? coverOf(code)?.colour : cosiaOf(Number(code))?.colour) ?? "#808080";
}

function tint({ width, height, data }: ImageData, places: Uint8Array, colours: readonly (readonly number[])[]): void {
  for (let pixel = 0; pixel < width * height; pixel++) {
    const place = places[pixel + Math.floor(pixel / width)]!;
    if (place > 0) data.set([...colours[place - 1]!, TINT_ALPHA], 4 * pixel);
  }
}

/** A dark line where the class changes to the right or below, and a light one before it. */
function outline({ width, height, data }: ImageData, places: Uint8Array): void {
  const changes = (column: number, row: number): boolean => {
    const at = row * (width + 1) + column;
    return places[at] !== places[at + 1] || places[at] !== places[at + width + 1];
  };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (changes(column, row)) data.set(LINE, 4 * (row * width + column));
      else if ((column + 1 < width && changes(column + 1, row)) || (row + 1 < height && changes(column, row + 1))) {
        data.set(HALO, 4 * (row * width + column));
      }
    }
  }
}
