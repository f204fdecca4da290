import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toAppError } from "../core/errors.ts";
import { writeSceneGeoTiff } from "../demo/geotiff.ts";
import { createScene, DEMO_SEED } from "../demo/scene.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { errorSentence } from "../i18n/index.ts";
import { openRaster } from "../sources/registry.ts";
import { onnxFile, withMetadata } from "../testing/onnx-builder.ts";
import { lastJson, runCli } from "../testing/run-cli.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";
import { wasmDecoder } from "./decoders/wasm-decoder.ts";
import { modelFor } from "./models.ts";
import { segment } from "./segment.ts";

const tinyFolder = fileURLToPath(new URL("../../models/ocsol-tiny-test/", import.meta.url));
const tiny = readFileSync(join(tinyFolder, "model.onnx"));
const manifest = JSON.parse(readFileSync(join(tinyFolder, "manifest.json"), "utf8"));
const SIZE = 96;
const MINUTES = 60_000;

/** The number of the brightest of the three bands: a network whose answer is plain to see, and that gives no scores. */
const brightest = onnxFile({
  inputs: [{ name: "image", type: 1, dims: [1, 3, "height", "width"] }],
  outputs: [{ name: "band", type: 7, dims: [1, 1, "height", "width"] }],
  operator: { type: "ArgMax", integers: { axis: 1, keepdims: 1 } },
});
const brightestManifest = {
  ...manifest,
  id: "brightest",
  name: { fr: "La plus claire", en: "The brightest" },
  input: { name: "image", type: "float32", layout: "nchw", bands: ["red", "green", "blue"] },
  normalisation: { inGraph: false, mean: [0, 0, 0], std: [255, 255, 255] },
  output: {
    name: "band",
    kind: "classes",
    channels: [1, 12, 6].map((numero, index) => ({ index, numero, label: `band ${index}` })),
  },
  files: undefined,
};

let folder: string;
const write = (name: string, content: Uint8Array | object) =>
  writeFileSync(join(folder, name), content instanceof Uint8Array ? content : JSON.stringify(content));
const runSegment = (...options: string[]) =>
  runCli(folder, ..."segment scene.tif --out out.geojson --workers 1".split(" "), ...options);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ocsol-own-model-"));
  const sink = new MemorySink();
  await writeSceneGeoTiff(createScene({ seed: DEMO_SEED, width: SIZE, height: SIZE }), sink);
  write("scene.tif", sink.bytes());
  const class_names = JSON.stringify({ ...manifest.output.channels.map(({ label }: { label: string }) => label) });
  const deepness = { model_type: '"Segmentor"', class_names, resolution: "20", tiles_size: "64", tiles_overlap: "50" };
  write("deepness.onnx", withMetadata(tiny, deepness));
  write("bare.onnx", tiny);
  write("brightest.onnx", brightest);
  write("brightest.json", brightestManifest);
}, MINUTES);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The pixels of a class raster; what else it says (its model, the moment) is its own. */
async function classesIn(name: string): Promise<Uint8Array> {
  const file = await openFileOnDisk(join(folder, name));
  try {
    const source = await openRaster(file, { decoder: wasmDecoder(), content: "classes" });
    return (await source.read({ column: 0, row: 0, width: SIZE, height: SIZE }, 0)).pixels;
  } finally {
    await file.close();
  }
}

describe("segment --model", () => {
  test(
    "an ONNX file with Deepness metadata answers as the model it was made from",
    async () => {
      const { stderr, stdout, status } = runSegment("--model", "deepness.onnx", "--classes", "own.tif", "--json");
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(lastJson(stdout)["model"]).toMatch(/^deepness-[0-9a-f]{8}$/);
      expect(runSegment("--model", "ocsol-tiny-test", "--classes", "ours.tif").status).toBe(0);
      expect(await classesIn("own.tif")).toEqual(await classesIn("ours.tif"));
    },
    4 * MINUTES,
  );

  test(
    "a model that answers with classes alone: its classes, and no confidence anywhere",
    () => {
      const { stderr, status } = runSegment("--model", "brightest.onnx", "--manifest", "brightest.json");
      expect(stderr).toBe("");
      expect(status).toBe(0);
      const { features } = JSON.parse(readFileSync(join(folder, "out.geojson"), "utf8")) as {
        features: { properties: { ocsol_numero: number; ocsol_confiance: number | null } }[];
      };
      expect(features.length).toBeGreaterThan(0);
      for (const { properties } of features) {
        expect([1, 12, 6]).toContain(properties.ocsol_numero);
        expect(properties.ocsol_confiance).toBeNull();
      }
    },
    4 * MINUTES,
  );
});

test("a folder with its manifest, and a graph with the manifest beside it", async () => {
  const own = join(folder, "mon modèle");
  mkdirSync(own);
  for (const name of ["model.onnx", "manifest.json"]) copyFileSync(join(tinyFolder, name), join(own, name));
  expect((await modelFor(own, undefined)).manifest.id).toBe("ocsol-tiny-test");
  const { manifest, url } = await modelFor(join(own, "model.onnx"), undefined);
  expect(manifest.id).toMatch(/^ocsol-tiny-test-[0-9a-f]{8}$/);
  expect(readFileSync(fileURLToPath(url))).toEqual(tiny);
  // of the graph beside, not of this one
  copyFileSync(join(folder, "deepness.onnx"), join(own, "other.onnx"));
  expect((await modelFor(join(own, "other.onnx"), undefined)).manifest.name.fr).toBe("other");
});

describe("a model that will not do is refused in one sentence", () => {
  const refused = async (words: RegExp, ...options: string[]) => {
    const paths = options.map((option) => (/\.(onnx|json|tif)$/.test(option) ? join(folder, option) : option));
    const run = segment([join(folder, "scene.tif"), "--out", join(folder, "x.geojson"), ...paths], abort.signal);
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => toAppError(thrown),
    );
    expect(error && errorSentence("fr", error)).toMatch(words);
  };
  const abort = new AbortController();

  test("neither manifest nor metadata", () =>
    refused(/il manque\s: la taille d’un pixel au sol, la classe CoSIA.*--manifest/, "--model", "bare.onnx"));
  test("a manifest of another model", () => {
    write("other.json", { ...brightestManifest, output: { ...brightestManifest.output, name: "classes" } });
    const words = /le nom de la sortie y vaut «\sclasses\s», mais «\sband\s»/;
    return refused(words, "--model", "brightest.onnx", "--manifest", "other.json");
  });
  test("no confidence to write", () =>
    refused(
      /Retirez --confidence/,
      ..."--model brightest.onnx --manifest brightest.json --confidence c.tif".split(" "),
    ));
  test("not an ONNX file", () => {
    write("image.onnx", readFileSync(join(folder, "scene.tif")));
    return refused(/n’est pas un fichier ONNX/, "--model", "image.onnx");
  });
  test("no such file", () => refused(/n’existe pas/, "--model", "absent.onnx"));
  test("a manifest without a file", () => refused(/Commande incorrecte/, "--manifest", "brightest.json"));
});

test("info says what an ONNX file takes and gives", () => {
  expect(lastJson(runCli(folder, "info", "deepness.onnx").stdout)).toMatchObject({
    format: "ONNX",
    inputs: [{ name: "image", type: "uint8", dims: [1, 64, 64, 3] }],
    outputs: [{ name: "logits", type: "float", dims: [1, 12, 64, 64] }],
    metadata: { resolution: "20", tiles_size: "64" },
  });
});
