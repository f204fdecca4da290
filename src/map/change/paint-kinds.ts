import { changeKinds } from "../../core/change/change-map.ts";
import { kindColours } from "../../core/change/kind-colours.ts";
import { rgbOf } from "../../core/landcover/cosia.ts";

/** Kinds of change of a rectangle and the pixels around it: places in `changeKinds` from 1, (width + 2) × (height + 2). */
export interface KindsWindow {
  readonly width: number;
  readonly height: number;
  readonly kinds: Uint8Array;
}

/** Dots of a picture of the whole at which a kind has its colour: thin lines, so that the ground is seen between them. */
const PATTERNS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => modulo(x - y, 9) < 2,
  (_, y) => modulo(y, 8) < 2,
  (x, y) => modulo(x + y, 9) < 2,
  (x, y) => modulo(x, 8) < 3 && modulo(y, 8) < 3,
];
/** 0–255: of the tint between the lines */
const TINT = 46;
const INK = 215;
/** Dots of the line around a change, inside of it; as wide as a pixel where those are smaller. */
const BORDER = 2;
/** Around that line, so that it shows on ground of its own colour; RGBA. */
const RIM = [255, 255, 255, 210] as const;

const colours = changeKinds.map((kind) => rgbOf(kindColours[kind]));

/**
 * Each change with a line around it in its kind's colour, and that kind's pattern within.
 * @param enlarged dots to a pixel
 * @param left of the first dot, in a picture of the whole: patterns join from tile to tile
 * @returns RGBA of (width × enlarged) × (height × enlarged) dots
 */
export function kindDots(
  { width, height, kinds }: KindsWindow,
  enlarged: number,
  left: number,
  top: number,
  rim: readonly [number, number, number, number] = RIM,
): Uint8ClampedArray<ArrayBuffer> {
  const across = width * enlarged;
  const down = height * enlarged;
  const dots = new Uint8ClampedArray(across * down * 4);
  const stride = width + 2;
  const border = Math.min(BORDER, enlarged);
  for (let y = 0; y < down; y++) {
    const inY = y % enlarged;
    for (let x = 0; x < across; x++) {
      const inX = x % enlarged;
      const at = (Math.floor(y / enlarged) + 1) * stride + Math.floor(x / enlarged) + 1;
      const kind = kinds[at]!;
      // The nearest other kind within the border's reach.
      const beside =
        (inX < border && kinds[at - 1] !== kind) ||
        (inX >= enlarged - border && kinds[at + 1] !== kind) ||
        (inY < border && kinds[at - stride] !== kind) ||
        (inY >= enlarged - border && kinds[at + stride] !== kind);
      const dot = 4 * (y * across + x);
      if (kind === 0) {
        if (beside) dots.set(rim, dot);
        continue;
      }
      dots.set(colours[kind - 1]!, dot);
      dots[dot + 3] = beside ? 255 : PATTERNS[kind - 1]!(left + x, top + y) ? INK : TINT;
    }
  }
  return dots;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
