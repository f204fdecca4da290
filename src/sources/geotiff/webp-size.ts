/** Width and height a WebP stream declares (RFC 9649: three kinds of first chunk). Throws when it is no WebP stream. */
export function webpSize(bytes: Uint8Array): { width: number; height: number } {
  if (bytes.length < 30) throw new Error("no WebP stream");
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (name(0) !== "RIFF" || name(8) !== "WEBP") throw new Error("no WebP stream");
  switch (name(12)) {
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const sizes = view.getUint32(21, true);
      return { width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X": {
      const triple = (at: number) => view.getUint16(at, true) + ((bytes[at + 2] as number) << 16);
      return { width: triple(24) + 1, height: triple(27) + 1 };
    }
    default:
      throw new Error("no WebP stream");
  }
}
