import type { DecodedImage } from "../core/ports/image-decoder.ts";
import { NARROWEST, toRgb } from "./ycbcr/to-rgb.ts";

/**
 * A JPEG by WebCodecs, where the browser has it: twice as fast as by a canvas, since the planes of Y, Cb and Cr come out
 * as they are stored, and no frame goes through a blob. Gives null for a frame whose layout is none that we know.
 */
export async function decodeFrame(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage | null> {
  const decoder = new ImageDecoder({ type: "image/jpeg", data: bytes, colorSpaceConversion: "none" });
  try {
    const { image } = await decoder.decode();
    try {
      return await pixelsOf(image);
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
}

async function pixelsOf(frame: VideoFrame): Promise<DecodedImage | null> {
  const { width, height } = frame.visibleRect ?? { width: 0, height: 0 };
  switch (frame.format) {
    case "I420":
    case "I422":
    case "I444": {
      if (frame.colorSpace.fullRange !== true || width < NARROWEST) return null;
      const data = new Uint8Array(frame.allocationSize());
      // Unless told otherwise, the planes are laid out without gaps.
      await frame.copyTo(data);
      return { width, height, channels: 3, data: await toRgb({ width, height, format: frame.format, data }) };
    }
    case "RGBX":
    case "BGRX": {
      const data = new Uint8Array(4 * width * height);
      await frame.copyTo(data, { format: "RGBX" });
      return { width, height, channels: 4, data };
    }
    default:
      return null;
  }
}
