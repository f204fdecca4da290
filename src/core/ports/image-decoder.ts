/** Interleaved RGBA or RGB pixels of one compressed tile. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Decoding by the platform. JPEG and WebP: the browser's own in a page or worker, a WASM codec in Node.
 * Colours come back as the file's numbers (no colour management, no premultiplication).
 */
export interface ImageDecoder {
  decode(bytes: Uint8Array, type: "image/jpeg" | "image/webp"): Promise<DecodedImage>;
}
