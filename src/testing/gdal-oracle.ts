import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Affine } from "../core/geo/affine.ts";

/**
 * GDAL's command line as the judge of our readers. For tests only.
 */
export interface GdalImage {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** interleaved */
  readonly pixels: Uint8Array;
}

export interface GdalSamples extends Omit<GdalImage, "pixels"> {
  /** interleaved */
  readonly samples: Float64Array;
}

/** ENVI's data types (a header's field) as arrays. */
const ENVI_ARRAYS: Readonly<Record<number, (bytes: ArrayBuffer) => ArrayLike<number>>> = {
  1: (bytes) => new Uint8Array(bytes),
  2: (bytes) => new Int16Array(bytes),
  3: (bytes) => new Int32Array(bytes),
  4: (bytes) => new Float32Array(bytes),
  5: (bytes) => new Float64Array(bytes),
  12: (bytes) => new Uint16Array(bytes),
  13: (bytes) => new Uint32Array(bytes),
};

export function hasGdal(): boolean {
  try {
    execFileSync("gdalinfo", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export interface GdalFolder {
  readonly path: string;
  /** Writes raw pixels where GDAL can read them; the path to give to `translate`. */
  source(name: string, image: GdalImage): string;
  /** `gdal_translate` with `options`; the path written. Throws with GDAL's own words. */
  translate(from: string, name: string, options: readonly string[]): string;
  run(command: string, args: readonly string[]): string;
  /** All bytes GDAL reads from a file (or from `extra`, e.g. an overview or `-b mask`). Throws if GDAL cannot. */
  read(path: string, extra?: readonly string[]): GdalImage;
  /** The same of samples of any type, as doubles; 64-bit integers need `-ot Float64`. GDAL 3.6 takes signed bytes for unsigned ones. */
  readSamples(path: string, extra?: readonly string[]): GdalSamples;
  remove(): void;
}

/** A temporary folder to make and read images in; `remove` it afterwards. */
export function gdalFolder(): GdalFolder {
  const path = mkdtempSync(join(tmpdir(), "ocsol-gdal-"));
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20_000,
      maxBuffer: 64 << 20,
    });
  const readBack = (from: string, extra: readonly string[]) => {
    const to = join(path, "read-back.raw");
    rmSync(to, { force: true });
    run("gdal_translate", ["-q", "-of", "ENVI", "-co", "INTERLEAVE=BIP", ...extra, from, to]);
    const header = readFileSync(join(path, "read-back.hdr"), "utf8");
    const field = (name: string) => Number(new RegExp(`^${name}\\s*=\\s*(\\d+)`, "m").exec(header)?.[1]);
    const size = { width: field("samples"), height: field("lines"), bands: field("bands") };
    return { ...size, type: field("data type"), bytes: readFileSync(to) };
  };
  const folder: GdalFolder = {
    path,
    source(name, { width, height, bands, pixels }) {
      const raw = join(path, `${name}.raw`);
      writeFileSync(raw, pixels);
      writeFileSync(
        join(path, `${name}.hdr`),
        `ENVI\nsamples = ${width}\nlines = ${height}\nbands = ${bands}\nheader offset = 0\n` +
          "file type = ENVI Standard\ndata type = 1\ninterleave = bip\nbyte order = 0\n",
      );
      return raw;
    },
    translate(from, name, options) {
      const to = join(path, name);
      run("gdal_translate", ["-q", ...options, from, to]);
      return to;
    },
    run,
    read(from, extra = []) {
      const { type, bytes, ...size } = readBack(from, extra);
      if (type !== 1) throw new Error("not 8-bit samples");
      return { ...size, pixels: new Uint8Array(bytes) };
    },
    readSamples(from, extra = []) {
      const { type, bytes, ...size } = readBack(from, extra);
      const arrayOf = ENVI_ARRAYS[type];
      if (arrayOf === undefined) throw new Error(`samples of ENVI type ${type}`);
      return { ...size, samples: Float64Array.from(arrayOf(new Uint8Array(bytes).buffer)) };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
  return folder;
}

/** What `gdalinfo` says of a file's place: its affine in our order, or undefined. */
export function gdalAffine(folder: GdalFolder, path: string): Affine | undefined {
  const { geoTransform } = JSON.parse(folder.run("gdalinfo", ["-json", path])) as { geoTransform?: number[] };
  if (geoTransform === undefined) return undefined;
  const [c = 0, a = 0, b = 0, f = 0, d = 0, e = 0] = geoTransform;
  return [a, b, c, d, e, f];
}
