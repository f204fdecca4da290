/** A band's values in one photograph (rising, 0–255) and what they are in the tones of another: linear between them. */
export type ToneCurve = readonly (readonly [value: number, tone: number])[];

/** Of red, green and blue. Plain data, safe to post and to keep. */
export type Tones = readonly ToneCurve[];

/** What a photograph was matched to before it was segmented, and how: its own pixels are what they were. */
export interface MatchedColours {
  /** file name of the photograph whose tones it was given */
  readonly like: string;
  readonly tones: Tones;
}

/** Knots at either end that say how steep the curve goes on beyond it: two alone may lie a grain of noise apart. */
const END = 4;

/** The tone of a value; beyond the ends of the curve straight on. */
export function toneOf(curve: ToneCurve, value: number): number {
  if (value <= curve[0]![0]) return onLine(curve[0]!, curve[Math.min(END, curve.length) - 1]!, value);
  if (value >= curve.at(-1)![0]) return onLine(curve.at(-1)!, curve[Math.max(0, curve.length - END)]!, value);
  const at = curve.findIndex(([known]) => known > value);
  return onLine(curve[at - 1]!, curve[at]!, value);
}

function onLine([x0, y0]: ToneCurve[number], [x1, y1]: ToneCurve[number], value: number): number {
  return y0 + ((value - x0) * (y1 - y0)) / (x1 - x0);
}

/** Interleaved pixels in other tones; bands beyond those of `tones` stay. */
export function inTones(pixels: Uint8Array, bands: number, tones: Tones): Uint8Array {
  const out = pixels.slice();
  tones.slice(0, bands).forEach((curve, band) => {
    const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => toneOf(curve, value));
    for (let at = band; at < out.length; at += bands) out[at] = table[out[at]!]!;
  });
  return out;
}

/** Whether what a file says can be used: a curve of two knots at least whose values rise. */
export function isMatchedColours(said: unknown): said is MatchedColours {
  const { like, tones } = (said ?? {}) as Partial<Record<keyof MatchedColours, unknown>>;
  return typeof like === "string" && Array.isArray(tones) && tones.every(isCurve);
}

function isCurve(said: unknown): said is ToneCurve {
  if (!Array.isArray(said) || said.length < 2) return false;
  return said.every((knot: unknown, at) => {
    if (!Array.isArray(knot) || knot.length !== 2 || !knot.every(Number.isFinite)) return false;
    return at === 0 || knot[0] > said[at - 1][0];
  });
}
