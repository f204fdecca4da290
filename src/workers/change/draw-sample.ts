import { drawSample } from "../../core/sample/draw.ts";
import { groundOfChanges } from "../../core/sample/grounds.ts";
import type { ChangeApi } from "./api.ts";
import type { HeldChange } from "./held-change.ts";

/** Points of the change map as it is decided at the moment. */
export function createDrawSample(held: HeldChange): Pick<ChangeApi, "drawSample"> {
  return {
    async drawSample(design, size, seed) {
      return drawSample(groundOfChanges(held.ledger.map), design, size, seed);
    },
  };
}
