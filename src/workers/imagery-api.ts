import { appError } from "../core/errors.ts";
import { type AreaPlan, cornerOf, REQUEST_PX } from "../core/geoplateforme/area-plan.ts";
import { ORTHO_COPYRIGHT, ORTHO_GSD_METRES, ORTHO_LAYER, WMS_URL } from "../core/geoplateforme/imagery.ts";
import { BlobSink } from "../export/blob-sink.ts";
import { type JpegImage, writeJpegGeoTiff } from "../export/geotiff/jpeg-geotiff.ts";
import { areaTiles, realNetwork } from "../sources/geoplateforme/download-area.ts";
import { createOpfsFile, type FileSink } from "../storage/opfs-file.ts";
import type { ImageryApi } from "./api.ts";

export function createImageryApi(): ImageryApi {
  let taking: { readonly controller: AbortController; readonly settled: Promise<unknown> } | undefined;
  return {
    take(plan, name, onProgress) {
      const controller = new AbortController();
      const file = take(plan, name, onProgress, controller.signal);
      taking = { controller, settled: file.catch(() => {}) };
      return file;
    },
    async cancel() {
      taking?.controller.abort(appError("cancelled", {}));
      await taking?.settled;
    },
  };
}

async function take(plan: AreaPlan, name: string, onProgress: (done: number) => void, signal: AbortSignal) {
  const sink = (await createOpfsFile(name)) ?? memoryFile(name);
  try {
    await writeJpegGeoTiff(imageOf(plan), areaTiles(plan, realNetwork(), signal), sink, onProgress, signal);
    return await sink.file();
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

function imageOf(plan: AreaPlan): JpegImage {
  const [x, y] = cornerOf(plan, 0, 0);
  return {
    width: plan.width,
    height: plan.height,
    tileSize: REQUEST_PX,
    georeference: { crs: plan.crs, affine: [ORTHO_GSD_METRES, 0, x, 0, -ORTHO_GSD_METRES, y] },
    description: `${ORTHO_LAYER} (${WMS_URL}), ${new Date().toISOString().slice(0, 10)}`,
    copyright: ORTHO_COPYRIGHT,
  };
}

function memoryFile(name: string): FileSink {
  const sink = new BlobSink();
  return Object.assign(sink, {
    file: async () => new File([sink.blob("image/tiff")], name, { type: "image/tiff" }),
    discard: async () => {},
  });
}
