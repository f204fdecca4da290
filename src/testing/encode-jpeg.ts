import { createRequire } from "node:module";

interface Encoder {
  getDecodedBuffer(frame: object): Uint8Array;
  setProgressive(progressive: boolean): void;
  setQuality(percent: number): void;
  setSubSampling(mode: number): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
}

/** libjpeg-turbo's names of chroma subsampling: luminance samples to one of chrominance. */
const modes = { "1:1": 0, "2:1": 1, "2:2": 2 } as const;

const create = createRequire(import.meta.url)("@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs") as (
  options: object,
) => Promise<{ JPEGEncoder: new () => Encoder }>;
let codec: ReturnType<typeof create> | undefined;

/** A baseline JFIF stream of RGB pixels, as map servers send them. For tests only. */
export async function encodeJpeg(
  pixels: Uint8Array,
  width: number,
  height: number,
  subsampling: keyof typeof modes = "2:2",
): Promise<Uint8Array<ArrayBuffer>> {
  codec ??= create({ print: () => {}, printErr: () => {} });
  const encoder = new (await codec).JPEGEncoder();
  try {
    const frame = { width, height, bitsPerSample: 8, componentCount: 3, isSigned: false };
    encoder.getDecodedBuffer(frame).set(pixels);
    encoder.setProgressive(false);
    encoder.setQuality(92);
    encoder.setSubSampling(modes[subsampling]);
    encoder.encode();
    return new Uint8Array(encoder.getEncodedBuffer()); // out of the codec's memory
  } finally {
    encoder.delete();
  }
}
