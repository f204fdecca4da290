/** The part we use of two codecs that ship no types (both come with geotiff.js too). */
declare module "pako" {
  export class Inflate {
    constructor(options?: { chunkSize?: number });
    push(data: Uint8Array, last: boolean): boolean;
    onData(chunk: Uint8Array): void;
    readonly err: number;
    readonly msg: string;
  }
}

declare module "lerc" {
  const Lerc: {
    /** Throws strings. */
    decode(
      input: ArrayBuffer,
      options: { returnPixelInterleavedDims: boolean },
    ): {
      width: number;
      height: number;
      dimCount: number;
      pixels: ArrayBufferView<ArrayBuffer>[];
      /** 1 where the pixel is valid */
      mask: Uint8Array | null | undefined;
    };
  };
  export default Lerc;
}
