import * as Comlink from "comlink";
import { type Bounds, boundsOf } from "../../core/geo/bounds.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import { openSide } from "../../sources/vector/read-side.ts";
import { browserFile } from "../browser-file.ts";
import { levelsOf } from "../map-windows.ts";
import type { ChangeApi } from "./api.ts";
import { HeldChange } from "./held-change.ts";

/** What the worker does but for sampling and exporting, which take what it holds. */
export type HeldChangeApi = Omit<ChangeApi, "drawSample" | "exportPackage" | "exportTable">;

export function createChangeApi(held = new HeldChange()): HeldChangeApi {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  const painted = (places: Uint8Array): Uint8Array => Comlink.transfer(places, [places.buffer]);
  const boundsOn = ({ column, row, width, height }: PixelRect, level: number): Bounds => {
    const { grid } = held.ledger.map;
    const { scale } = levelsOf(grid)[level]!;
    return boundsOf(grid.affine, column * scale, row * scale, width * scale, height * scale);
  };
  return {
    async setSide(date, files, onProgress) {
      return held.setSide(date, () => openSide(files.map(browserFile)), onProgress, pause);
    },
    async clearSide(date) {
      held.clearSide(date);
    },
    async compare(settings, area, onProgress) {
      const { grid } = await held.compare(settings, area, onProgress, pause);
      const { figures, changes } = held.ledger;
      return { figures, changes, grid, levels: levelsOf(grid) };
    },
    async decide(decisions) {
      const revised = held.ledger.decide(decisions);
      return { figures: held.ledger.figures, revised };
    },
    async figuresByZone(zones) {
      return held.ledger.figuresByZone(zones);
    },
    async changeAt(x, y) {
      return held.ledger.changeAt([x, y]);
    },
    async shapeOf(id) {
      return held.ledger.shapeOf(id);
    },
    async paintKinds(rect, level) {
      return painted(held.paintKinds(boundsOn(rect, level), rect.width, rect.height));
    },
    async paintCovers(date, rect, level) {
      return painted(held.paintCovers(date, boundsOn(rect, level), rect.width, rect.height));
    },
    async paintPicture(bounds, width, height) {
      return painted(held.paintKinds(bounds, width, height));
    },
  };
}
