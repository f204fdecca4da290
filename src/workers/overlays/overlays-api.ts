import * as Comlink from "comlink";
import { appError } from "../../core/errors.ts";
import { toPixel } from "../../core/geo/affine.ts";
import { type Grid, gridBounds } from "../../core/raster/grid.ts";
import { openOverlays } from "../../sources/vector/open-overlays.ts";
import type { OverlayFacts, OverlayHit, OverlaysApi } from "../api.ts";
import { browserFile } from "../browser-file.ts";
import { type Attributes, type DisplayLayer, displayLayer, featuresIn, isAt } from "./display-layer.ts";
import { paintLayer } from "./paint-layer.ts";

/** More than these at one place are not told: nobody reads them. */
const MOST_HITS = 20;

export function createOverlaysApi(): OverlaysApi {
  const layers = new Map<number, { readonly layer: DisplayLayer; readonly grid: Grid }>();
  const held = (id: number) => {
    const found = layers.get(id);
    if (found === undefined) throw appError("internal", { detail: `no overlay ${id}` });
    return found;
  };
  return {
    async open(files, grid, firstId) {
      const opened = await openOverlays(files.map(browserFile), { bounds: gridBounds(grid), crs: grid.crs });
      return opened.map((layer, place): OverlayFacts => {
        const id = firstId + place;
        layers.set(id, { layer: displayLayer(layer, grid), grid });
        return { id, name: layer.name, features: layer.features.length, columns: columnsOf(layer.features) };
      });
    },
    async close(id) {
      layers.delete(id);
    },
    async paint(id, rect, zoom, look) {
      const bitmap = paintLayer(held(id).layer, rect, zoom, look);
      return Comlink.transfer(bitmap, [bitmap]);
    },
    async at(ids, [x, y], reach) {
      const hits: OverlayHit[] = [];
      for (const id of ids) {
        const { layer, grid } = held(id);
        const [column, row] = toPixel(grid.affine, x, y);
        const pixels = reach / Math.abs(grid.affine[0]);
        for (const place of featuresIn(layer, { column, row, width: 0, height: 0 }, pixels)) {
          const feature = layer.features[place]!;
          if (hits.length < MOST_HITS && isAt(feature, column, row, pixels)) {
            hits.push({ id, attributes: textsOf(feature.attributes) });
          }
        }
      }
      return hits;
    },
  };
}

/** Of all features: those of a GeoJSON need not have the same. */
function columnsOf(features: readonly { readonly properties: Attributes }[]): string[] {
  const columns = new Set<string>();
  for (const { properties } of features) for (const column of Object.keys(properties)) columns.add(column);
  return [...columns];
}

/** Values as they are shown; those that say nothing are left out. */
function textsOf(attributes: Attributes): [string, string][] {
  return Object.entries(attributes).flatMap(([column, value]): [string, string][] => {
    if (value === null || value === undefined || value === "") return [];
    return [[column, typeof value === "object" ? JSON.stringify(value) : String(value)]];
  });
}
