import { kernelBytes } from "../kernel-bytes.ts";
import { kernelBase64 } from "./kernel.wasm.ts";

/** An image in three planes of 8 bits, as JPEG stores it: Y, Cb and Cr of full range (JFIF). */
export interface PlanarImage {
  readonly width: number;
  readonly height: number;
  /** I420: colours halved across and down; I422: across; I444: whole */
  readonly format: "I420" | "I422" | "I444";
  /** the planes one after the other, a halved side rounded up */
  readonly data: Uint8Array;
}

/** From how many pixels on libjpeg smooths a halved row of colours; it repeats the samples of narrower ones. */
export const NARROWEST = 5;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly HEAP: WebAssembly.Global;
  readonly SLACK: WebAssembly.Global;
  toRgb(
    luma: number,
    cb: number,
    cr: number,
    width: number,
    colourWidth: number,
    colourRows: number,
    halvedDown: number,
    row: number,
    end: number,
    scratch: number,
    to: number,
  ): void;
}

/** Rows at a time, even: what the kernel's memory holds. */
const BAND_ROWS = 64;
const PAGE_BYTES = 65_536;

let loading: Promise<Exports> | undefined;

/**
 * The same RGB as libjpeg makes of the planes, and so GDAL; interleaved. An image with halved colours is NARROWEST wide
 * or more.
 */
export async function toRgb(image: PlanarImage): Promise<Uint8Array> {
  loading ??= load();
  return convert(await loading, image);
}

async function load(): Promise<Exports> {
  const bytes = kernelBytes(kernelBase64);
  return (await WebAssembly.instantiate(bytes)).instance.exports as unknown as Exports;
}

function convert(kernel: Exports, { width, height, format, data }: PlanarImage): Uint8Array {
  const colourWidth = format === "I444" ? width : (width + 1) >> 1;
  const halvedDown = format === "I420";
  const colourRows = halvedDown ? (height + 1) >> 1 : height;
  const cbAt = width * height;
  const crAt = cbAt + colourWidth * colourRows;

  const slack = kernel.SLACK.value as number;
  const scratch = kernel.HEAP.value as number;
  const luma = scratch + 3 * width + 4 * slack;
  const cb = luma + BAND_ROWS * width;
  const mostColours = (halvedDown ? BAND_ROWS / 2 + 2 : BAND_ROWS) * colourWidth;
  const cr = cb + mostColours;
  const pixels = cr + mostColours;
  const missing = pixels + 3 * BAND_ROWS * width + slack - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE_BYTES));

  const memory = new Uint8Array(kernel.memory.buffer);
  const rgb = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row += BAND_ROWS) {
    const end = Math.min(row + BAND_ROWS, height);
    // Where rows are halved, those next to the band weigh in too.
    const first = halvedDown ? Math.max(row / 2 - 1, 0) * colourWidth : row * colourWidth;
    const last = (halvedDown ? Math.min((end >> 1) + 1, colourRows) : end) * colourWidth;
    memory.set(data.subarray(row * width, end * width), luma);
    memory.set(data.subarray(cbAt + first, cbAt + last), cb);
    memory.set(data.subarray(crAt + first, crAt + last), cr);
    kernel.toRgb(
      luma,
      cb - first,
      cr - first,
      width,
      colourWidth,
      colourRows,
      halvedDown ? 1 : 0,
      row,
      end,
      scratch,
      pixels,
    );
    rgb.set(memory.subarray(pixels, pixels + 3 * (end - row) * width), 3 * row * width);
  }
  return rgb;
}
