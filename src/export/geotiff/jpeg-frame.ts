/** What a JPEG stream's frame header says (ITU-T T.81, B.2.2). */
export interface JpegFrame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** luminance samples to one of chrominance, across and down: what TIFF calls YCbCrSubSampling */
  readonly subsampling: readonly [across: number, down: number];
}

const SOI = 0xd8;
const SOS = 0xda;
/** Baseline, extended and progressive DCT, Huffman coded: what every reader of JPEG in TIFF decodes. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/** Undefined where the bytes are no whole JPEG stream of such a frame. */
export function jpegFrameOf(bytes: Uint8Array): JpegFrame | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === SOS) return undefined;
    if (FRAMES.includes(marker)) return frameAt(view, at + 4);
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** After marker and length: precision, height, width, number of components, three bytes for each. */
function frameAt(view: DataView, at: number): JpegFrame | undefined {
  const components = view.getUint8(at + 5);
  if (at + 6 + 3 * components > view.byteLength || components < 1) return undefined;
  /** horizontal factor in the upper four bits, vertical in the lower */
  const factors = (component: number) => view.getUint8(at + 6 + 3 * component + 1);
  const chrominance = factors(Math.min(1, components - 1));
  return {
    width: view.getUint16(at + 3),
    height: view.getUint16(at + 1),
    components,
    subsampling: [(factors(0) >> 4) / (chrominance >> 4), (factors(0) & 15) / (chrominance & 15)],
  };
}
