import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { DecodedImage, ImageDecoder } from "../../core/ports/image-decoder.ts";

const require = createRequire(import.meta.url);

// One instance a process: libjpeg-turbo's Emscripten module refuses to be created twice ("register public name twice").
// A damaged tile throws in it and leaves it usable (tested).
let jpeg: Promise<JpegModule> | undefined;
let webp: Promise<WebpModule> | undefined;

/**
 * JPEG by libjpeg-turbo and WebP by libwebp, both compiled to WASM: the pixels GDAL gives, in one thread. A codec is
 * loaded with the first tile that needs it. Rejects with an error of its own when the bytes are damaged.
 */
export function wasmDecoder(): ImageDecoder {
  return {
    async decode(bytes, type) {
      if (type === "image/webp") {
        webp ??= loadWebp();
        return decodeWebp(await webp, bytes);
      }
      jpeg ??= loadJpeg();
      return decodeJpeg(await jpeg, bytes);
    },
  };
}

/** Emscripten options that keep codecs from printing to the user's terminal. */
const silent = { print: () => {}, printErr: () => {} };

interface JpegModule {
  JPEGDecoder: new () => {
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    getFrameInfo(): { width: number; height: number; componentCount: number };
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  };
}

async function loadJpeg(): Promise<JpegModule> {
  const create = require("@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs") as (
    options: object,
  ) => Promise<JpegModule>;
  return create(silent);
}

function decodeJpeg(module: JpegModule, bytes: Uint8Array): DecodedImage {
  const decoder = new module.JPEGDecoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const { width, height, componentCount } = decoder.getFrameInfo();
    if (componentCount !== 1 && componentCount !== 3) throw new Error(`a JPEG tile of ${componentCount} components`);
    // Out of the codec's memory, which the next tile overwrites.
    return { width, height, channels: componentCount, data: decoder.getDecodedBuffer().slice() };
  } catch (error) {
    // A C++ exception arrives as a bare pointer.
    throw error instanceof Error ? error : new Error("damaged JPEG tile", { cause: error });
  } finally {
    decoder.delete();
  }
}

interface WebpModule {
  decode(bytes: Uint8Array): { width: number; height: number; data: Uint8ClampedArray } | null;
}

async function loadWebp(): Promise<WebpModule> {
  // The codec hands its pixels over in the browser's ImageData, which Node lacks.
  (globalThis as { ImageData?: unknown }).ImageData ??= class {
    readonly data: Uint8ClampedArray;
    readonly width: number;
    readonly height: number;
    constructor(data: Uint8ClampedArray, width: number, height: number) {
      this.data = data;
      this.width = width;
      this.height = height;
    }
  };
  const wasmBinary = await readFile(require.resolve("@jsquash/webp/codec/dec/webp_dec.wasm"));
  const { default: create } = (await import("@jsquash/webp/codec/dec/webp_dec.js")) as unknown as {
    default: (options: object) => Promise<WebpModule>;
  };
  return create({ ...silent, noInitialRun: true, wasmBinary });
}

function decodeWebp(module: WebpModule, bytes: Uint8Array): DecodedImage {
  const image = module.decode(bytes);
  if (image === null) throw new Error("damaged WebP tile");
  return { width: image.width, height: image.height, channels: 4, data: image.data };
}
