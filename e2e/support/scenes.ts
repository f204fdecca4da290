import { writeSceneGeoTiff } from "../../src/demo/geotiff.ts";
import { createScene, DEMO_SEED } from "../../src/demo/scene.ts";
import { MemorySink } from "../../src/export/geotiff/memory-sink.ts";

/** A corner of the demonstration scene as a GeoTIFF. */
export async function sceneTiff(size: number): Promise<Uint8Array> {
  const sink = new MemorySink();
  await writeSceneGeoTiff(createScene({ seed: DEMO_SEED, width: size, height: size }), sink);
  return sink.bytes();
}
