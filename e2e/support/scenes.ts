import { windowAffine } from "../../src/core/geo/affine.ts";
import type { PixelRect } from "../../src/core/raster/grid.ts";
import { writeSceneGeoTiff } from "../../src/demo/geotiff.ts";
import { createScene, DEMO_SEED } from "../../src/demo/scene.ts";
import { MemorySink } from "../../src/export/geotiff/memory-sink.ts";
import { writeGeoTiff } from "../../src/export/geotiff/write-geotiff.ts";

const written = new Map<number, Promise<Uint8Array>>();

/** A corner of the demonstration scene as a GeoTIFF, made once for all journeys of a process: not to be changed. */
export function sceneTiff(size: number): Promise<Uint8Array> {
  const tiff = written.get(size) ?? writeScene(size);
  written.set(size, tiff);
  return tiff;
}

async function writeScene(size: number): Promise<Uint8Array> {
  const sink = new MemorySink();
  await writeSceneGeoTiff(createScene({ seed: DEMO_SEED, width: size, height: size }), sink);
  return sink.bytes();
}

/** A rectangle of the scene of `size` as a sheet of its own, and the world file that goes with it. */
export async function sheet(size: number, rect: PixelRect, georeferenced = true) {
  const scene = createScene({ seed: DEMO_SEED, width: size, height: size });
  const affine = windowAffine(scene.grid.affine, rect.column, rect.row);
  const sink = new MemorySink();
  await writeGeoTiff(
    {
      width: rect.width,
      height: rect.height,
      bands: 3,
      predictor: true,
      ...(georeferenced && { georeference: { affine, crs: scene.grid.crs } }),
    },
    (part) => scene.render({ ...part, column: part.column + rect.column, row: part.row + rect.row }).pixels,
    sink,
  );
  const [a, b, c, d, e, f] = affine;
  const worldFile = [a, d, b, e, c + (a + b) / 2, f + (d + e) / 2].join("\n");
  return { tiff: sink.bytes(), worldFile, crs: scene.grid.crs };
}
