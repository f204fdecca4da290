import { appError } from "../../core/errors.ts";
import type { OpenOptions } from "../registry.ts";
import type { Composition } from "./compose.ts";
import type { Ifd } from "./ifd.ts";
import { COMPRESSION, PHOTOMETRIC, TAG } from "./tags.ts";

const EXTRA_ASSOCIATED_ALPHA = 1;
const EXTRA_UNASSOCIATED_ALPHA = 2;
const FORMATS: Readonly<Record<number, string>> = { 1: "uint", 2: "int", 3: "float", 4: "undefined", 5: "complex int" };
const PHOTOMETRICS: Readonly<Record<number, string>> = {
  [PHOTOMETRIC.palette]: "palette",
  [PHOTOMETRIC.separated]: "CMYK",
  [PHOTOMETRIC.yCbCr]: "YCbCr",
  [PHOTOMETRIC.cieLab]: "CIELab",
};
const bandNames = ["red", "green", "blue", "nir"] as const;

/**
 * What each pixel's samples are. Accepted: 8-bit unsigned, three colours or four (red, green, blue, near infrared), and
 * an alpha sample or none; where classes are wanted, one band, with a palette or without. Throws `samples-unsupported` with what the file has instead.
 */
export function compositionOf(
  ifd: Ifd,
  file: string,
  content: OpenOptions["content"] = "colours",
): Composition & { readonly bandNames: readonly string[] } {
  const samples = ifd.number(TAG.samplesPerPixel) ?? 1;
  const bitsOfEach = ifd.numbers(TAG.bitsPerSample) ?? [1];
  const formatOfEach = ifd.numbers(TAG.sampleFormat) ?? [1];
  const photometric = ifd.number(TAG.photometric) ?? PHOTOMETRIC.blackIsZero;
  const extra = ifd.numbers(TAG.extraSamples) ?? [];
  const alphaAt = extra.findIndex((kind) => kind === EXTRA_ASSOCIATED_ALPHA || kind === EXTRA_UNASSOCIATED_ALPHA);
  const alpha = alphaAt < 0 ? undefined : samples - extra.length + alphaAt;
  const bands = samples - (alpha === undefined ? 0 : 1);

  const bits = bitsOfEach.find((value) => value !== 8) ?? 8;
  const format = formatOfEach.find((value) => value !== 1 && value !== 4) ?? 1;
  const refused = (name: string) => appError("samples-unsupported", { file, bands, bits, format: name });
  if (format !== 1 || bits !== 8) throw refused(FORMATS[format] ?? `format ${format}`);

  if (content === "classes") {
    const plain = photometric === PHOTOMETRIC.palette || photometric === PHOTOMETRIC.blackIsZero;
    if (!plain || samples !== 1) throw refused(PHOTOMETRICS[photometric] ?? "uint");
    return { bands: 1, samples: 1, alpha: undefined, nodata: nodataOf(ifd), bandNames: ["class"] };
  }
  // YCbCr under JPEG is the JPEG decoder's business; stored otherwise it is subsampled in a way only libtiff unpacks.
  const inJpeg = photometric === PHOTOMETRIC.yCbCr && ifd.number(TAG.compression) === COMPRESSION.jpeg;
  const colours = PHOTOMETRICS[photometric];
  if (colours !== undefined && !inJpeg) throw refused(colours);
  if (bands < 3 || bands > 4 || (alpha !== undefined && alpha !== samples - 1)) throw refused("uint");
  return { bands, samples, alpha, nodata: nodataOf(ifd), bandNames: bandNames.slice(0, bands) };
}

/** GDAL writes nodata as text; a value no byte can have masks nothing. */
function nodataOf(ifd: Ifd): number | undefined {
  const text = ifd.text(TAG.gdalNodata)?.trim();
  const value = text ? Number(text) : Number.NaN;
  return Number.isInteger(value) && value >= 0 && value <= 255 ? value : undefined;
}
