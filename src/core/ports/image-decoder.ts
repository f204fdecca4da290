/** Interleaved RGBA or RGB pixels of one compressed tile. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Whole rows whose samples were stored as differences from the same sample of the pixel to their left. */
export interface Differences {
  readonly rowBytes: number;
  readonly pixelBytes: number;
  /** 1, 2, 4 or 8, least significant byte first: differences are modulo the samples' size */
  readonly sampleBytes: number;
}

/**
 * Decoding by the platform. JPEG and WebP: the browser's own in a page or worker, a WASM codec in Node.
 * Colours come back as the file's numbers (no colour management, no premultiplication).
 */
export interface ImageDecoder {
  decode(bytes: Uint8Array, type: "image/jpeg" | "image/webp"): Promise<DecodedImage>;
  /** Threads that unpack deflate, begun to be started by this call; without them the reader's own thread does it. */
  inflater?(): Inflate;
}

/**
 * A zlib stream → at most `size` bytes of it, their `differences` undone. `bytes` is detached after this call. Rejects
 * when the stream is damaged, or cut short.
 */
export type Inflate = (
  bytes: Uint8Array<ArrayBuffer>,
  size: number,
  differences: Differences | undefined,
) => Promise<Uint8Array<ArrayBuffer>>;
