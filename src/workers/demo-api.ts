import * as Comlink from "comlink";
import { writeSceneGeoTiff } from "../demo/geotiff.ts";
import { createScene, DEMO_SEED } from "../demo/scene.ts";
import { selfTestWindow } from "../demo/self-test-window.ts";
import { BlobSink } from "../export/blob-sink.ts";
import type { DemoApi } from "./api.ts";

export function createDemoApi(): DemoApi {
  return {
    async write({ seed, size, date = "before" }) {
      const sink = new BlobSink();
      await writeSceneGeoTiff(createScene({ seed, width: size, height: size, date }), sink);
      const parts = [seed !== DEMO_SEED && seed, date === "after" && "apres"].filter(Boolean);
      const name = `${["scene-de-synthese", ...parts].join("-")}.tif`;
      // Its date never changes, for the scene never does: a run of it can be taken up after a reload.
      return new File([sink.blob("image/tiff")], name, { type: "image/tiff", lastModified: 0 });
    },
    async selfTestWindow(windowPx) {
      const window = selfTestWindow(windowPx);
      return Comlink.transfer(window, [window.pixels.buffer, window.mask.buffer]);
    },
  };
}
