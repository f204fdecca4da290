import { appError } from "../core/errors.ts";
import { type Crs, crsOf, type EpsgCode } from "../core/geo/crs.ts";
import type { Rendering } from "../core/ports/raster-source.ts";

/** Options of every command that reads orthophotos. */
export const inputOptions = {
  crs: { type: "string" },
  bands: { type: "string" },
  stretch: { type: "string" },
} as const;

export const inputUsage = "[--crs EPSG] [--bands 4,1,2] [--stretch LOW,HIGH]";

export type InputValues = { readonly [option in keyof typeof inputOptions]?: string | undefined };

/**
 * The CRS for images that name none, and how colours are made of their samples. Bands are counted from 1, as GDAL does.
 * Throws `argument-invalid`.
 */
export function readInputOptions(values: InputValues): { assumedCrs: EpsgCode | undefined; rendering: Rendering } {
  const { crs, bands, stretch } = values;
  const known = readCrs(crs, "--crs");
  const chosen = bands === undefined ? undefined : numbersIn(bands).map((band) => band - 1);
  if (chosen && (chosen.length < 3 || !chosen.every((band) => Number.isInteger(band) && band >= 0)))
    throw appError("argument-invalid", { detail: `--bands ${bands}` });
  const [low, high, ...others] = stretch === undefined ? [] : numbersIn(stretch);
  const ordered = low !== undefined && high !== undefined && others.length === 0 && low < high;
  if (stretch !== undefined && !ordered) throw appError("argument-invalid", { detail: `--stretch ${stretch}` });
  return {
    assumedCrs: known?.code,
    rendering: { ...(chosen && { bands: chosen }), ...(ordered && { stretch: { low, high } }) },
  };
}

/** "2154" or "EPSG:2154". @throws AppError "argument-invalid" for a system we do not carry */
export function readCrs(text: string | undefined, option: string): Crs | undefined {
  if (text === undefined) return undefined;
  const crs = crsOf(Number(/^(?:EPSG:)?(\d+)$/i.exec(text)?.[1]));
  if (crs === undefined) throw appError("argument-invalid", { detail: `${option} ${text}` });
  return crs;
}

function numbersIn(list: string): number[] {
  return list.split(",").map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
}
