import type { Painting } from "./canvas.ts";

/** What lies over what, from the ground up. Everything up to `shadow` may be shaded by it. */
export const layerNames = [
  "ground",
  "verge",
  "bank",
  "water",
  "track",
  "road",
  "mark",
  "shadow",
  "object",
  "tree",
] as const;

export type Layers = Record<(typeof layerNames)[number], Painting[]>;

export function emptyLayers(): Layers {
  return {
    ground: [],
    verge: [],
    bank: [],
    water: [],
    track: [],
    road: [],
    mark: [],
    shadow: [],
    object: [],
    tree: [],
  };
}
