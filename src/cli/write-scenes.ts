/**
 * Writes synthetic orthophotos and their exact land cover for training and tests:
 * `node --import tsx src/cli/write-scenes.ts OUT_DIR --size 1536 --seeds 1001..1012 [--date after [--unchanged]] [--shift 0.3,-0.1]`
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeSceneGeoTiff, writeTruthGeoTiff } from "../demo/geotiff.ts";
import { createScene } from "../demo/scene.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";

const usage =
  "write-scenes OUT_DIR [--size 1536] [--seeds 1001..1012] [--date before|after] [--unchanged] [--shift EAST,NORTH]";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", default: "1536" },
    seeds: { type: "string", default: "1001..1012" },
    date: { type: "string", default: "before" },
    unchanged: { type: "boolean", default: false },
    shift: { type: "string", default: "0,0" },
  },
});
const [folder] = positionals;
const size = Number(values.size);
const [first = Number.NaN, last = first] = values.seeds.split("..").map(Number);
const date = values.date === "after" ? "after" : "before";
const [east = Number.NaN, north = Number.NaN] = values.shift.split(",").map(Number);
const isUsable = !Number.isNaN(east) && !Number.isNaN(north) && ["before", "after"].includes(values.date);
if (!folder || !isUsable || !Number.isInteger(size) || !Number.isInteger(first) || !Number.isInteger(last)) {
  console.error(usage);
  process.exit(2);
}

await mkdir(folder, { recursive: true });
for (let seed = first; seed <= last; seed++) {
  const scene = createScene({
    seed,
    width: size,
    height: size,
    date,
    isWorkedOn: !values.unchanged,
    shift: [east, north],
  });
  const image = new MemorySink();
  await writeSceneGeoTiff(scene, image);
  await writeFile(join(folder, `scene-${seed}.tif`), image.bytes());
  const truth = new MemorySink();
  await writeTruthGeoTiff(scene, truth);
  await writeFile(join(folder, `scene-${seed}-truth.tif`), truth.bytes());
  console.warn(`scene-${seed}.tif ${size}² ${image.length} bytes`);
}
