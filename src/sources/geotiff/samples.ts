import { appError } from "../../core/errors.ts";
import type { BandRole, SampleFormat } from "../../core/ports/raster-source.ts";
import { bandRolesOf } from "./band-roles.ts";
import type { Ifd } from "./ifd.ts";
import { COMPRESSION, PHOTOMETRIC, TAG } from "./tags.ts";

const FORMATS: Readonly<Record<number, SampleFormat>> = { 1: "uint", 2: "int", 3: "float", 4: "uint" };
const FORMAT_NAMES: Readonly<Record<number, string>> = { 3: "float", 5: "complex int", 6: "complex float" };
const DEPTHS: Readonly<Record<SampleFormat, readonly number[]>> = {
  uint: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 32, 64],
  int: [8, 16, 32, 64],
  float: [16, 32, 64],
};
/** colours that no tone of single samples makes red, green and blue */
const MIXED: Readonly<Record<number, string>> = {
  [PHOTOMETRIC.separated]: "CMYK",
  [PHOTOMETRIC.yCbCr]: "YCbCr",
  8: "CIELab",
  9: "ICCLab",
  10: "ITULab",
  32803: "colour filter array",
  32844: "LogL",
  32845: "LogLuv",
  34892: "linear raw",
};

/** What each pixel's samples are. */
export interface Samples {
  /** per pixel, alpha included */
  readonly count: number;
  readonly bits: number;
  readonly format: SampleFormat;
  readonly whiteIsZero: boolean;
  /** of each sample, in the file's order */
  readonly roles: readonly BandRole[];
  /** all reds, then greens, then blues, 16 bits each, of 2^`bits` entries */
  readonly colorMap: Float64Array | undefined;
  /** a band with this value (NaN: with none) holds no data */
  readonly nodata: number | undefined;
}

/** Throws `samples-unsupported` for colours or depths we do not read, with what the file has. */
export function samplesOf(ifd: Ifd, file: string): Samples {
  const count = ifd.number(TAG.samplesPerPixel) ?? 1;
  const bitsOfEach = ifd.numbers(TAG.bitsPerSample) ?? Float64Array.of(1);
  const formatOfEach = ifd.numbers(TAG.sampleFormat) ?? Float64Array.of(1);
  const photometric = ifd.number(TAG.photometric) ?? PHOTOMETRIC.blackIsZero;
  const [bits = 1] = bitsOfEach;
  const [formatNumber = 1] = formatOfEach;
  const format = FORMATS[formatNumber];
  const refused = (what: string) => appError("samples-unsupported", { file, bands: count, bits, format: what });

  if (count < 1) throw refused("no samples");
  // YCbCr under JPEG is the JPEG decoder's business; stored otherwise it is subsampled in a way only libtiff unpacks.
  const inJpeg = photometric === PHOTOMETRIC.yCbCr && ifd.number(TAG.compression) === COMPRESSION.jpeg;
  if (MIXED[photometric] !== undefined && !inJpeg) throw refused(MIXED[photometric]);
  if (bitsOfEach.some((other) => other !== bits)) throw refused(`bits ${bitsOfEach.join(", ")}`);
  if (formatOfEach.some((other) => other !== formatNumber)) throw refused(`formats ${formatOfEach.join(", ")}`);
  if (format === undefined || !DEPTHS[format].includes(bits)) {
    throw refused(FORMAT_NAMES[formatNumber] ?? `${format ?? `format ${formatNumber}`}`);
  }
  const colorMap = photometric === PHOTOMETRIC.palette ? ifd.numbers(TAG.colorMap) : undefined;
  if (photometric === PHOTOMETRIC.palette && (bits > 16 || format !== "uint" || colorMap?.length !== 3 * 2 ** bits)) {
    throw refused("palette");
  }
  return {
    count,
    bits,
    format,
    whiteIsZero: photometric === PHOTOMETRIC.whiteIsZero,
    roles: bandRolesOf(ifd, count, photometric),
    colorMap,
    nodata: nodataOf(ifd, bits, format),
  };
}

/** GDAL writes nodata as text. A value no sample can have masks nothing. */
function nodataOf(ifd: Ifd, bits: number, format: SampleFormat): number | undefined {
  const text = ifd.text(TAG.gdalNodata)?.trim();
  if (!text) return undefined;
  if (/^[-+]?nan$/i.test(text)) return format === "float" ? Number.NaN : undefined;
  const value = /^[-+]?inf/i.test(text) ? Number(text.startsWith("-") ? "-Infinity" : "Infinity") : Number(text);
  if (Number.isNaN(value)) return undefined;
  // The text has the digits of a double, the samples fewer bits.
  return format === "float" && bits === 32 ? Math.fround(value) : value;
}
