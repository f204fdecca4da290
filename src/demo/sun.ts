import type { Painting } from "./canvas.ts";
import { shadePainting } from "./canvas.ts";
import { type Polygon, sweep } from "./geometry.ts";
import type { Random } from "./random.ts";

/** Where light comes from: a late summer morning or noon in the south of France. */
export interface Sun {
  /** unit vector over the ground towards the sun (y to the south) */
  readonly x: number;
  readonly y: number;
  /** metres of shadow for a metre of height */
  readonly shadow: number;
}

export function sunOf(source: Random): Sun {
  const angle = Math.PI / 2 + source.between(-0.8, 0.45);
  return { x: Math.cos(angle), y: Math.sin(angle), shadow: source.between(0.55, 0.85) };
}

/** The shadow of an upright body of a footprint and a height. */
export function shadowOf(footprint: Polygon, heightMetres: number, sun: Sun): Painting {
  const reach = heightMetres * sun.shadow;
  return shadePainting(sweep(footprint, -sun.x * reach, -sun.y * reach));
}
