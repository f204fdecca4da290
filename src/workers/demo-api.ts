import { writeSceneGeoTiff } from "../demo/geotiff.ts";
import { createScene, DEMO_SEED, DEMO_SIZE } from "../demo/scene.ts";
import { BlobSink } from "../export/blob-sink.ts";
import type { DemoApi } from "./api.ts";

export function createDemoApi(): DemoApi {
  return {
    async write() {
      const sink = new BlobSink();
      await writeSceneGeoTiff(createScene({ seed: DEMO_SEED, width: DEMO_SIZE, height: DEMO_SIZE }), sink);
      // Its date never changes, for the scene never does: a run of it can be taken up after a reload.
      return new File([sink.blob("image/tiff")], "scene-de-synthese.tif", { type: "image/tiff", lastModified: 0 });
    },
  };
}
