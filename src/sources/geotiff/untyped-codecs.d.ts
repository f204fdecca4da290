/** The part we use of a codec that ships no types (it comes with geotiff.js too). */
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
