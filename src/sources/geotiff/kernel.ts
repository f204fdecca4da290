import type { Differences } from "../../core/ports/image-decoder.ts";
import { kernelBytes } from "../kernel-bytes.ts";
import { kernelBase64 } from "./kernel.wasm.ts";

/** What kernel/index.ts exports; addresses in bytes. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly HEAP: WebAssembly.Global;
  readonly INPUT_SLACK: WebAssembly.Global;
  readonly OUTPUT_SLACK: WebAssembly.Global;
  readonly DAMAGED: WebAssembly.Global;
  prepare(): void;
  inflate(from: number, length: number, to: number, size: number): number;
  undoHorizontal(data: number, rows: number, rowBytes: number, pixelBytes: number, sampleBytes: number): void;
}

const PAGE_BYTES = 65_536;
/** WebAssembly's memory grows and never shrinks: after a strip of the largest kind the whole kernel is let go. */
const KEPT_BYTES = 32 * 1024 * 1024;

let compiled: Promise<WebAssembly.Module> | undefined;
let kept: Promise<Kernel> | undefined;

/** The thread's kernel. */
export function loadKernel(): Promise<Kernel> {
  kept ??= newKernel();
  return kept;
}

async function newKernel(): Promise<Kernel> {
  compiled ??= WebAssembly.compile(kernelBytes(kernelBase64));
  return new Kernel((await WebAssembly.instantiate(await compiled)).exports as unknown as Exports);
}

/**
 * The inner loops of the reader, compiled to WebAssembly from AssemblyScript (kernel/). Deflate streams unpack in it about
 * as fast as in Node's zlib (kernel.bench.ts), several times as fast as through a browser's `DecompressionStream`.
 */
export class Kernel {
  readonly #run: Exports;

  constructor(exports: Exports) {
    this.#run = exports;
    exports.prepare();
  }

  /**
   * A zlib stream → at most `size` bytes of it, their `differences` undone. What follows the stream, or would be more than
   * `size`, is not looked at. Throws when the stream is damaged, or cut short.
   */
  inflate(bytes: Uint8Array, size: number, differences?: Differences): Uint8Array<ArrayBuffer> {
    const { memory, HEAP, INPUT_SLACK, OUTPUT_SLACK, DAMAGED, inflate } = this.#run;
    const start = HEAP.value;
    const from = start + size + OUTPUT_SLACK.value;
    const end = from + bytes.length;
    try {
      this.#growTo(end + INPUT_SLACK.value);
      const all = new Uint8Array(memory.buffer);
      all.set(bytes, from);
      all.fill(0, end, end + INPUT_SLACK.value);
      const made = inflate(from, bytes.length, start, size);
      if (made === DAMAGED.value) throw new Error("damaged deflate stream");
      if (differences) this.#undo(made, differences);
      return this.#take(made);
    } finally {
      this.#letGoIfLarge();
    }
  }

  /** Undoes the differences of samples. */
  undoHorizontal(data: Uint8Array, differences: Differences): Uint8Array<ArrayBuffer> {
    const { memory, HEAP, OUTPUT_SLACK } = this.#run;
    try {
      this.#growTo(HEAP.value + data.length + OUTPUT_SLACK.value);
      new Uint8Array(memory.buffer).set(data, HEAP.value);
      this.#undo(data.length, differences);
      return this.#take(data.length);
    } finally {
      this.#letGoIfLarge();
    }
  }

  #undo(length: number, { rowBytes, pixelBytes, sampleBytes }: Differences): void {
    this.#run.undoHorizontal(this.#run.HEAP.value, Math.floor(length / rowBytes), rowBytes, pixelBytes, sampleBytes);
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    const { memory, HEAP } = this.#run;
    return new Uint8Array(memory.buffer as ArrayBuffer, HEAP.value, length).slice();
  }

  #letGoIfLarge(): void {
    if (this.#run.memory.buffer.byteLength > KEPT_BYTES) kept = undefined;
  }

  #growTo(bytes: number): void {
    const { memory } = this.#run;
    const missing = bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  }
}
