import { appError } from "../../core/errors.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { KNOWN_STYLES } from "./block-style.ts";

/** Marker codes (ISO/IEC 15444-1 table A.2). */
export const MARKER = {
  soc: 0xff4f,
  cap: 0xff50,
  siz: 0xff51,
  cod: 0xff52,
  coc: 0xff53,
  qcd: 0xff5c,
  qcc: 0xff5d,
  rgn: 0xff5e,
  poc: 0xff5f,
  ppm: 0xff60,
  ppt: 0xff61,
  sot: 0xff90,
  sop: 0xff91,
  eph: 0xff92,
  sod: 0xff93,
  eoc: 0xffd9,
} as const;

/** Order of packets (table A.16): L layer, R resolution, C component, P position. */
const PROGRESSIONS = ["LRCP", "RLCP", "RPCL", "PCRL", "CPRL"] as const;
export type Progression = (typeof PROGRESSIONS)[number];

/** SIZ: the image and tile areas on the reference grid. */
export interface ImageSize {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly tileX0: number;
  readonly tileY0: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly components: readonly Component[];
}

export interface Component {
  readonly bits: number;
  readonly signed: boolean;
  /** reference-grid steps from one sample to the next */
  readonly stepX: number;
  readonly stepY: number;
}

/** How one component is transformed and cut (COD, COC). Sizes are exponents of two. */
export interface Coding {
  readonly levels: number;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly style: number;
  readonly reversible: boolean;
  /** by resolution, coarsest first */
  readonly precincts: readonly { readonly width: number; readonly height: number }[];
}

/** How one component's coefficients are quantised (QCD, QCC): by subband, in the order LL, HL, LH, HH, HL… */
export interface Quantisation {
  readonly guardBits: number;
  /** one step for all bands, the others derived from it (E-5) */
  readonly derived: boolean;
  readonly steps: readonly { readonly exponent: number; readonly mantissa: number }[];
}

/** The parameters in force in the main header or, where a tile changes them, in that tile. */
export interface Parameters {
  readonly progression: Progression;
  readonly layers: number;
  /** the first three components are a luminance and two differences (annex G) */
  readonly colourTransform: boolean;
  readonly codings: readonly Coding[];
  readonly quantisations: readonly Quantisation[];
}

export interface MainHeader {
  readonly size: ImageSize;
  readonly parameters: Parameters;
  /** where the first tile-part begins */
  readonly end: number;
}

const MAX_COMPONENTS = 16_384;
const MAX_LEVELS = 32;
/** Isot has 16 bits, so no file holds more. */
const MAX_TILES = 65_535;
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const READ_AHEAD_BYTES = 16_384;

interface Segment {
  readonly marker: number;
  readonly view: DataView;
}

/**
 * Marker segments from `start` up to the marker that is in none (SOT or SOD), `end` being where that one stands.
 * Rejects with `file-truncated`, or `file-unreadable` where no marker is.
 */
export async function readSegments(
  file: RasterFile,
  start: number,
  limit: number,
): Promise<{ readonly segments: readonly Segment[]; readonly end: number }> {
  const segments: Segment[] = [];
  let held = new Uint8Array(0);
  let heldAt = start;
  const view = async (at: number, length: number) => {
    if (at + length > heldAt + held.length) {
      if (at + length > limit) throw appError("file-truncated", { file: file.name });
      held = await readRange(file, at, Math.max(length, Math.min(READ_AHEAD_BYTES, limit - at)));
      heldAt = at;
    }
    return new DataView(held.buffer, at - heldAt, length);
  };
  for (let at = start; ; ) {
    const marker = (await view(at, 2)).getUint16(0);
    if (marker === MARKER.sot || marker === MARKER.sod) return { segments, end: at };
    if (marker < 0xff4f || at - start > MAX_HEADER_BYTES) throw damaged(file, `no marker at byte ${at}`);
    const length = (await view(at + 2, 2)).getUint16(0);
    if (length < 2) throw damaged(file, `marker ${marker.toString(16)} of length ${length}`);
    segments.push({ marker, view: await view(at + 4, length - 2) });
    at += 2 + length;
  }
}

export async function readMainHeader(file: RasterFile, start: number, limit: number): Promise<MainHeader> {
  const { segments, end } = await readSegments(file, start + 2, limit);
  const [first] = segments;
  if (first?.marker !== MARKER.siz) throw damaged(file, "no image size");
  try {
    const size = sizeOf(first.view, file);
    const parameters = withSegments(undefined, segments, size.components.length, file);
    return { size, parameters, end };
  } catch (error) {
    throw tooShort(file, error);
  }
}

/** The parameters of a tile: those of the main header but for what its first tile-part says. */
export function tileParameters(main: Parameters, segments: readonly Segment[], file: RasterFile): Parameters {
  try {
    return withSegments(main, segments, main.codings.length, file);
  } catch (error) {
    throw tooShort(file, error);
  }
}

export function damaged(file: RasterFile, detail: string): Error {
  return appError("file-unreadable", { file: file.name, detail: `JPEG 2000: ${detail}` });
}

export function unsupported(file: RasterFile, feature: string): Error {
  return appError("jp2-unsupported", { file: file.name, feature });
}

/** A DataView refuses to read past a marker segment's end. */
function tooShort(file: RasterFile, error: unknown): unknown {
  return error instanceof RangeError ? damaged(file, "a marker segment too short") : error;
}

function sizeOf(view: DataView, file: RasterFile): ImageSize {
  const [x1, y1, x0, y0, tileWidth, tileHeight, tileX0, tileY0] = Array.from({ length: 8 }, (_, index) =>
    view.getUint32(2 + 4 * index),
  ) as [number, number, number, number, number, number, number, number];
  const count = view.getUint16(34);
  if (count === 0 || count > MAX_COMPONENTS) throw damaged(file, `${count} components`);
  const components = Array.from({ length: count }, (_, index): Component => {
    const depth = view.getUint8(36 + 3 * index);
    return {
      bits: (depth & 0x7f) + 1,
      signed: depth >= 0x80,
      stepX: view.getUint8(37 + 3 * index),
      stepY: view.getUint8(38 + 3 * index),
    };
  });
  const size = { x0, y0, x1, y1, tileX0, tileY0, tileWidth, tileHeight, components };
  const lies =
    x1 <= x0 || y1 <= y0 || tileX0 > x0 || tileY0 > y0 || tileX0 + tileWidth <= x0 || tileY0 + tileHeight <= y0;
  if (lies) throw damaged(file, `an image area of ${x1 - x0} × ${y1 - y0} in tiles of ${tileWidth} × ${tileHeight}`);
  const { across, down } = tileCounts(size);
  if (across * down > MAX_TILES) throw damaged(file, `${across} × ${down} tiles`);
  return size;
}

export function tileCounts({ x1, y1, tileX0, tileY0, tileWidth, tileHeight }: ImageSize) {
  return { across: Math.ceil((x1 - tileX0) / tileWidth), down: Math.ceil((y1 - tileY0) / tileHeight) };
}

/** What the segments of a header say, over `base`. A component's own segment wins over the default of the same header (A.6). */
function withSegments(
  base: Parameters | undefined,
  segments: readonly Segment[],
  count: number,
  file: RasterFile,
): Parameters {
  const wide = count > 256 ? 2 : 1;
  const componentOf = (view: DataView) => (wide === 2 ? view.getUint16(0) : view.getUint8(0));
  let { progression, layers, colourTransform } = base ?? {};
  const codings: (Coding | undefined)[] = base?.codings.slice() ?? new Array(count);
  const quantisations: (Quantisation | undefined)[] = base?.quantisations.slice() ?? new Array(count);
  for (const { marker, view } of segments) {
    if (marker === MARKER.cod) {
      progression = PROGRESSIONS[view.getUint8(1)];
      if (progression === undefined) throw damaged(file, `progression ${view.getUint8(1)}`);
      layers = view.getUint16(2);
      if (layers === 0) throw damaged(file, "no layer");
      colourTransform = view.getUint8(4) === 1 && count >= 3;
      codings.fill(codingOf(view, 5, (view.getUint8(0) & 1) !== 0, file));
    } else if (marker === MARKER.qcd) {
      quantisations.fill(quantisationOf(view, 0, file));
    } else if (marker === MARKER.poc) throw unsupported(file, "POC");
    else if (marker === MARKER.ppm || marker === MARKER.ppt) throw unsupported(file, "PPM/PPT");
    else if (marker === MARKER.rgn) throw unsupported(file, "ROI");
    else if (marker === MARKER.cap) throw unsupported(file, "HTJ2K");
  }
  for (const { marker, view } of segments) {
    if (marker !== MARKER.coc && marker !== MARKER.qcc) continue;
    const component = componentOf(view);
    if (component >= count) continue;
    if (marker === MARKER.coc) codings[component] = codingOf(view, wide + 1, (view.getUint8(wide) & 1) !== 0, file);
    else quantisations[component] = quantisationOf(view, wide, file);
  }
  if (progression === undefined || layers === undefined || colourTransform === undefined) {
    throw damaged(file, "no coding style");
  }
  if (quantisations[0] === undefined) throw damaged(file, "no quantisation");
  return {
    progression,
    layers,
    colourTransform,
    codings: codings as Coding[],
    quantisations: quantisations as Quantisation[],
  };
}

/** SPcod and SPcoc (table A.15), from `at`. */
function codingOf(view: DataView, at: number, hasPrecincts: boolean, file: RasterFile): Coding {
  const levels = view.getUint8(at);
  const blockWidth = (view.getUint8(at + 1) & 0xf) + 2;
  const blockHeight = (view.getUint8(at + 2) & 0xf) + 2;
  const style = view.getUint8(at + 3);
  const reversible = view.getUint8(at + 4) === 1;
  if (levels > MAX_LEVELS) throw damaged(file, `${levels} decomposition levels`);
  if (blockWidth > 10 || blockHeight > 10 || blockWidth + blockHeight > 12) {
    throw damaged(file, `code-blocks of 2^${blockWidth} × 2^${blockHeight}`);
  }
  if ((style & ~KNOWN_STYLES) !== 0) throw unsupported(file, "HTJ2K");
  const precincts = Array.from({ length: levels + 1 }, (_, resolution) => {
    const sizes = hasPrecincts ? view.getUint8(at + 5 + resolution) : 0xff;
    const precinct = { width: sizes & 0xf, height: sizes >> 4 };
    if (resolution > 0 && (precinct.width === 0 || precinct.height === 0)) throw damaged(file, "precincts of 1 sample");
    return precinct;
  });
  return { levels, blockWidth, blockHeight, style, reversible, precincts };
}

/** Sqcd and SPqcd (table A.28), from `at`. */
function quantisationOf(view: DataView, at: number, file: RasterFile): Quantisation {
  const kind = view.getUint8(at) & 0x1f;
  const guardBits = view.getUint8(at) >> 5;
  if (kind > 2) throw damaged(file, `quantisation ${kind}`);
  const bytesEach = kind === 0 ? 1 : 2;
  const steps = Array.from({ length: Math.floor((view.byteLength - at - 1) / bytesEach) }, (_, index) => {
    const from = at + 1 + index * bytesEach;
    if (kind === 0) return { exponent: view.getUint8(from) >> 3, mantissa: 0 };
    const value = view.getUint16(from);
    return { exponent: value >> 11, mantissa: value & 0x7ff };
  });
  if (steps.length === 0) throw damaged(file, "no quantisation step");
  return { guardBits, derived: kind === 1, steps };
}
