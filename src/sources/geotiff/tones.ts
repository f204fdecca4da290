import { appError } from "../../core/errors.ts";
import type { Rendering, Stretch } from "../../core/ports/raster-source.ts";
import type { Samples } from "./samples.ts";

/** A sample's 8-bit value: itself, what a table says (indexed by the low 16 bits) or a linear stretch, rounded. */
export type Tone = "same" | Uint8Array | Stretch;

/** One band of the source. */
export interface Channel {
  /** of the file's pixel */
  readonly sample: number;
  readonly tone: Tone;
}

/**
 * Which bands a file is shown by when nobody chose: those it calls red, green and blue, else its first three, else the
 * one it has, three times. Throws `band-missing` when the chosen ones are not all there.
 */
export function chosenBands(
  { count, roles }: Pick<Samples, "count" | "roles">,
  rendering: Rendering | undefined,
  file: string,
): readonly number[] {
  const bands = rendering?.bands;
  if (bands !== undefined) {
    if (bands.length < 3) throw appError("internal", { detail: `a rendering of ${bands.length} bands` });
    const missing = bands.find((band) => !(Number.isInteger(band) && band >= 0 && band < count));
    if (missing !== undefined) throw appError("band-missing", { file, band: missing + 1, bands: count });
    return bands;
  }
  const colours = (["red", "green", "blue"] as const).map((colour) => roles.indexOf(colour));
  if (!colours.includes(-1)) return colours;
  const inOrder = roles.flatMap((role, sample) => (role === "alpha" ? [] : [sample]));
  return inOrder.length >= 3 ? inOrder.slice(0, 3) : [0, 0, 0];
}

/** The one band of a class raster, as its numbers are. Throws `samples-unsupported` for anything but one of at most 8 bits. */
export function classChannels({ count, bits, format, whiteIsZero }: Samples, file: string): readonly Channel[] {
  if (count !== 1 || bits > 8 || format !== "uint" || whiteIsZero) {
    throw appError("samples-unsupported", { file, bands: count, bits, format });
  }
  return [{ sample: 0, tone: "same" }];
}

/** Samples whose range the file does not say: shown only under a stretch. */
export function needsStretch({ bits, format, colorMap }: Samples): boolean {
  return colorMap === undefined && (bits > 8 || format !== "uint");
}

/**
 * 8-bit samples as they are, shallower ones spread over 0–255, deeper ones under `stretch`, palettes as their colours;
 * where white is 0, all the other way round. Shallow ones round down: so does the palette GDAL gives to white is 0.
 */
export function channelsOf(samples: Samples, bands: readonly number[], stretch: Stretch): readonly Channel[] {
  const { bits, format, colorMap, whiteIsZero } = samples;
  const toAll = (tone: Tone) => bands.map((sample): Channel => ({ sample, tone }));
  if (colorMap !== undefined) return bands.map((sample, index) => ({ sample, tone: colourTable(colorMap, index % 3) }));
  if (needsStretch(samples)) {
    const tone = whiteIsZero ? { low: stretch.high, high: stretch.low } : stretch;
    return toAll(bits <= 16 && format !== "float" ? tableOf((value) => toned(value, tone), format === "int") : tone);
  }
  if (bits === 8 && !whiteIsZero) return toAll("same");
  const most = 2 ** bits - 1;
  return toAll(tableOf((value) => Math.floor(((whiteIsZero ? most - value : value) * 255) / most), false));
}

/** `value` under a stretch, rounded, half up. */
export function toned(value: number, { low, high }: Stretch): number {
  const level = Math.floor(((value - low) * 255) / (high - low) + 0.5);
  return level > 0 ? Math.min(level, 255) : 0;
}

function tableOf(levelOf: (value: number) => number, signed: boolean): Uint8Array {
  return Uint8Array.from({ length: 1 << 16 }, (_, index) =>
    levelOf(signed && index >= 1 << 15 ? index - (1 << 16) : index),
  );
}

/** One colour of a ColorMap. Its values have 16 bits; some writers put 8-bit ones, which GDAL recognises so too. */
function colourTable(colorMap: Float64Array, colour: number): Uint8Array {
  const entries = colorMap.length / 3;
  const deep = colorMap.some((value) => value > 255);
  const table = new Uint8Array(1 << 16);
  for (let index = 0; index < entries; index++) {
    const value = colorMap[colour * entries + index] as number;
    table[index] = deep ? Math.floor(value / 257) : value;
  }
  return table;
}
