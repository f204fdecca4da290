import { kernelBytes } from "../kernel-bytes.ts";
import { signContexts, significanceContexts } from "./block-contexts.ts";
import type { Area } from "./geometry.ts";
import { kernelBase64 } from "./kernel.wasm.ts";
import {
  afterLess,
  afterMore,
  CONTEXTS,
  type ContextRecord,
  contextIn,
  MQ_STATES,
  startingState,
} from "./mq-states.ts";

/** Samples of a component in the kernel's memory: those of `area`, row by row, `pitch` samples apart. */
export interface Plane {
  readonly data: Int32Array | Float32Array;
  readonly pitch: number;
  readonly area: Area;
}

/** What kernel/index.ts exports; addresses in bytes. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly CONTEXTS: WebAssembly.Global;
  readonly TRANSITIONS: WebAssembly.Global;
  readonly SIGNIFICANCE_CONTEXTS: WebAssembly.Global;
  readonly SIGN_CONTEXTS: WebAssembly.Global;
  readonly SAMPLES: WebAssembly.Global;
  readonly HEAP: WebAssembly.Global;
  readonly BEFORE: WebAssembly.Global;
  readonly AFTER: WebAssembly.Global;
  startBlock(width: number, height: number, orientation: number, causal: number): void;
  startMq(from: number): void;
  startRaw(from: number, to: number): void;
  propagate(plane: number, raw: number): void;
  refine(plane: number, raw: number): void;
  cleanup(plane: number): void;
  decode(context: number): number;
  synthesise(
    data: number,
    pitch: number,
    width: number,
    height: number,
    oddX: number,
    oddY: number,
    reversible: number,
  ): void;
  spreadBlock(
    from: number,
    size: number,
    pitch: number,
    to: number,
    step: number,
    toPitch: number,
    width: number,
    height: number,
    scale: number,
  ): void;
  spreadLow(from: number, pitch: number, to: number, toPitch: number, width: number, height: number): void;
  untransform97(y: number, cb: number, cr: number, bytes: number): void;
  untransform53(y: number, u: number, v: number, bytes: number): void;
  toBytes(
    from: number,
    pitch: number,
    width: number,
    height: number,
    to: number,
    step: number,
    shift: number,
    most: number,
    reversible: number,
  ): void;
}

const MAX_BLOCK_SAMPLES = 4096;
const PAGE_BYTES = 65_536;
/** What `toBytes` writes too much. */
const SPARE_PIXELS = 7;

let compiled: Promise<WebAssembly.Module> | undefined;

/** A new kernel with a memory of its own: some MB, once it has decoded. */
export async function loadKernel(): Promise<Kernel> {
  compiled ??= WebAssembly.compile(kernelBytes(kernelBase64));
  return new Kernel((await WebAssembly.instantiate(await compiled)).exports as unknown as Exports);
}

/**
 * The inner loops of the decoder, compiled to WebAssembly from AssemblyScript (kernel/): 2.5 × as fast as the same loops
 * in JavaScript. Its memory holds one code-block's bytes and then, instead of them, the planes of one window.
 */
export class Kernel {
  readonly run: Exports;
  readonly #at: Readonly<Record<"contexts" | "heap" | "samples" | "before" | "after", number>>;
  /** the contexts as they are when a codeword begins */
  readonly #contexts: Uint8Array;
  #heapUsed = 0;

  constructor(exports: Exports) {
    this.run = exports;
    this.#at = {
      contexts: exports.CONTEXTS.value,
      heap: exports.HEAP.value,
      samples: exports.SAMPLES.value,
      before: exports.BEFORE.value,
      after: exports.AFTER.value,
    };
    for (let state = 0; state < MQ_STATES; state++) {
      const transition = exports.TRANSITIONS.value + 16 * state;
      this.#writeContext(transition, afterMore(state));
      this.#writeContext(transition + 8, afterLess(state));
    }
    for (let context = 0; context < CONTEXTS; context++) {
      this.#writeContext(this.#at.contexts + 8 * context, contextIn(startingState(context)));
    }
    this.#contexts = new Uint8Array(exports.memory.buffer, this.#at.contexts, 8 * CONTEXTS).slice();
    const bytes = new Uint8Array(exports.memory.buffer);
    for (const [orientation, contexts] of significanceContexts.entries()) {
      bytes.set(contexts, exports.SIGNIFICANCE_CONTEXTS.value + contexts.length * orientation);
    }
    bytes.set(signContexts, exports.SIGN_CONTEXTS.value);
  }

  resetContexts(): void {
    new Uint8Array(this.run.memory.buffer).set(this.#contexts, this.#at.contexts);
  }

  #writeContext(at: number, { probability, symbol, state }: ContextRecord): void {
    const view = new DataView(this.run.memory.buffer, at, 8);
    view.setInt32(0, probability, true);
    view.setUint8(4, symbol);
    view.setUint8(5, state);
  }

  /** Puts the bytes of a codeword where the kernel reads them, two of 0xFF after them. Gives their range. */
  putCodeword(parts: readonly Uint8Array[]): readonly [start: number, end: number] {
    const start = this.#at.heap;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    this.#grow(length + 2);
    const bytes = new Uint8Array(this.run.memory.buffer, start, length + 2);
    let end = 0;
    for (const part of parts) {
      bytes.set(part, end);
      end += part.length;
    }
    bytes.fill(0xff, length);
    return [start, start + length];
  }

  /** The coefficients of the code-block decoded last; valid until the kernel is used again. */
  coefficients(count: number): Int32Array {
    return new Int32Array(this.run.memory.buffer, this.#at.samples, Math.min(count, MAX_BLOCK_SAMPLES));
  }

  /** Forgets all planes and makes room for those of these areas, and for as many bytes as come of them. */
  reserve(areas: readonly Area[], pixels: number, bands: number): void {
    this.#heapUsed = 0;
    this.#grow(areas.reduce((sum, area) => sum + this.#planeBytes(area), (pixels + SPARE_PIXELS) * bands));
  }

  /** A plane of zeros, reserved before; valid until the next `reserve`. */
  plane(area: Area, reversible: boolean): Plane {
    const pitch = pitchOf(area);
    const start = this.#at.heap + this.#heapUsed;
    const length = this.#planeBytes(area);
    this.#heapUsed += length;
    const { buffer } = this.run.memory;
    new Uint8Array(buffer, start, length).fill(0);
    const first = start + 4 * pitch * this.#rowsBefore(area);
    const samples = pitch * (area.y1 - area.y0);
    return {
      data: reversible ? new Int32Array(buffer, first, samples) : new Float32Array(buffer, first, samples),
      pitch,
      area,
    };
  }

  /** One level of the inverse wavelet transform, in place. */
  synthesise({ data, pitch, area }: Plane): void {
    const { x0, y0, x1, y1 } = area;
    if (x1 <= x0 || y1 <= y0) return;
    const start = data.byteOffset - 4 * pitch * this.#rowsBefore(area);
    const reversible = data instanceof Int32Array ? 1 : 0;
    this.run.synthesise(start, 4 * pitch, x1 - x0, y1 - y0, x0 & 1, y0 & 1, reversible);
  }

  /**
   * Puts a part of a code-block (its coefficients from `first` on, `blockWidth` to a row) into a plane, the first of them
   * at `at`, and the next `step` samples on, right and down. With `scale` 0 the coefficients are halved, else they are
   * multiplied.
   */
  spreadBlock(
    coefficients: Int16Array | Int32Array,
    first: number,
    blockWidth: number,
    plane: Plane,
    at: number,
    step: number,
    width: number,
    height: number,
    scale: number,
  ): void {
    const { buffer } = this.run.memory;
    const size = coefficients.BYTES_PER_ELEMENT;
    const start = this.#at.samples;
    if (size === 2) new Int16Array(buffer, start, coefficients.length).set(coefficients);
    else new Int32Array(buffer, start, coefficients.length).set(coefficients);
    const to = plane.data.byteOffset + 4 * at;
    const pitch = 4 * plane.pitch * step;
    this.run.spreadBlock(start + size * first, size, blockWidth, to, 4 * step, pitch, width, height, scale);
  }

  /** Puts `low` of the coarser resolution's samples to their even places. */
  spreadLow(lower: Plane, low: Area, plane: Plane): void {
    const from = lower.data.byteOffset + 4 * placeIn(lower, low.x0, low.y0);
    const to = plane.data.byteOffset + 4 * placeIn(plane, 2 * low.x0, 2 * low.y0);
    this.run.spreadLow(from, 4 * lower.pitch, to, 4 * plane.pitch, low.x1 - low.x0, low.y1 - low.y0);
  }

  /** The inverse colour transform of three planes of the same size and kind, in place. */
  untransform(first: Plane, second: Plane, third: Plane): void {
    const [y, u, v] = [first, second, third].map(({ data }) => data.byteOffset) as [number, number, number];
    if (first.data instanceof Int32Array) this.run.untransform53(y, u, v, first.data.byteLength);
    else this.run.untransform97(y, u, v, first.data.byteLength);
  }

  /** `area` of planes of so many bits as interleaved bytes. */
  interleaved(bands: readonly { readonly plane: Plane; readonly bits: number }[], area: Area): Uint8Array {
    const start = this.#at.heap + this.#heapUsed;
    const [width, height] = [area.x1 - area.x0, area.y1 - area.y0];
    for (const [index, { plane, bits }] of bands.entries()) {
      const from = plane.data.byteOffset + 4 * placeIn(plane, area.x0, area.y0);
      const reversible = plane.data instanceof Int32Array ? 1 : 0;
      const [shift, most] = [2 ** (bits - 1), 2 ** bits - 1];
      this.run.toBytes(from, 4 * plane.pitch, width, height, start + index, bands.length, shift, most, reversible);
    }
    return new Uint8Array(this.run.memory.buffer, start, width * height * bands.length).slice();
  }

  #rowsBefore({ y0 }: Area): number {
    return this.#at.before + (y0 & 1);
  }

  #planeBytes(area: Area): number {
    return 4 * pitchOf(area) * (this.#rowsBefore(area) + area.y1 - area.y0 + this.#at.after);
  }

  #grow(heapBytes: number): void {
    const { memory } = this.run;
    const missing = this.#at.heap + heapBytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  }
}

/** Index of a sample among a plane's. */
export function placeIn({ area, pitch }: Plane, x: number, y: number): number {
  return (y - area.y0) * pitch + x - area.x0;
}

/** Rows begin on 16 bytes, for four columns at a time. */
function pitchOf({ x0, x1 }: Area): number {
  return Math.ceil((x1 - x0) / 4) * 4;
}
