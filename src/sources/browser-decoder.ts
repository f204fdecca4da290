import type { DecodedImage, ImageDecoder } from "../core/ports/image-decoder.ts";
import { decodeFrame } from "./frame-decoder.ts";

/** JPEG and WebP by the browser's own decoders, in a worker. */
export function browserDecoder(): ImageDecoder {
  const draw = canvasDecoder();
  let framesAreKnown = "ImageDecoder" in globalThis;

  return {
    async decode(bytes, type): Promise<DecodedImage> {
      // Only the canvas gives a WebP's colours as libwebp makes them.
      if (type === "image/jpeg" && framesAreKnown) {
        const decoded = await decodeFrame(bytes as Uint8Array<ArrayBuffer>);
        if (decoded !== null) return decoded;
        framesAreKnown = false;
      }
      return draw(bytes, type);
    },
  };
}

/**
 * Opaque pixels come back exactly as coded; a canvas keeps colours multiplied by alpha, so colours under an alpha below
 * 255 are rounded and those under alpha 0 are lost (they are masked anyway).
 */
function canvasDecoder(): ImageDecoder["decode"] {
  // One canvas a size, kept: allocating one a tile costs more than the copy.
  let canvas: OffscreenCanvas | undefined;
  let context: OffscreenCanvasRenderingContext2D | null = null;

  return async (bytes, type) => {
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
    // Without these options the browser converts to its display's colours and multiplies by alpha.
    const bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
    try {
      const { width, height } = bitmap;
      if (canvas === undefined || canvas.width !== width || canvas.height !== height) {
        canvas = new OffscreenCanvas(width, height);
        // The pixels are read back at once: keep them out of the GPU.
        context = canvas.getContext("2d", { willReadFrequently: true });
      }
      if (context === null) throw new Error("no 2D canvas in this worker");
      context.globalCompositeOperation = "copy";
      context.drawImage(bitmap, 0, 0);
      return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
    } finally {
      bitmap.close();
    }
  };
}
