import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isAppError } from "../core/errors.ts";
import { completed, type ModelDraft } from "../core/models/description.ts";
import { flairPreset } from "../core/models/flair.ts";
import { onnxFile, withMetadata } from "../testing/onnx-builder.ts";
import { describedManifest, inspectModel, type NamedBytes, readyManifest } from "./import-model.ts";

const folder = new URL("../../models/ocsol-tiny-test/", import.meta.url);
const tiny: NamedBytes = { name: "tiny.onnx", bytes: readFileSync(new URL("model.onnx", folder)) };
const manifest = JSON.parse(readFileSync(new URL("manifest.json", folder), "utf8"));
const DATE = "2026-11-22";

const sidecar = (json: unknown): NamedBytes => ({
  name: "manifest.json",
  bytes: new TextEncoder().encode(JSON.stringify(json)),
});
const inspect = (json?: unknown, graph = tiny) =>
  inspectModel(graph, json === undefined ? undefined : sidecar(json), DATE);

function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return isAppError(error) ? { tag: error.tag, ...error.fields } : error;
  }
}

const flair: NamedBytes = {
  name: "FLAIR-INC_rgb_12cl.onnx",
  bytes: onnxFile({
    inputs: [{ name: "x", type: 1, dims: [1, 3, 512, 512] }],
    outputs: [{ name: "y", type: 1, dims: [1, 19, 512, 512] }],
  }),
};

describe("with a manifest", () => {
  test("it is taken, with an id of its own; its list of files may be left out", () => {
    const { files: _, ...without } = manifest;
    const taken = readyManifest(inspect(manifest));
    expect(taken).toMatchObject({ name: manifest.name, output: manifest.output });
    expect(taken.id).toMatch(/^ocsol-tiny-test-[0-9a-f]{8}$/);
    expect(readyManifest(inspect(without))).toEqual(taken);
    expect(taken.files).toEqual([{ ...manifest.files[0], path: "tiny.onnx" }]);
  });

  test("another class mapping is another model, so that no map of the first is taken up", () => {
    const channels = manifest.output.channels.map((channel: { numero: number }) => ({ ...channel, numero: 14 }));
    const other = readyManifest(inspect({ ...manifest, output: { ...manifest.output, channels } }));
    expect(other.id).not.toBe(readyManifest(inspect(manifest)).id);
  });

  test("of other weights, it is refused", () => {
    const files = [{ ...manifest.files[0], sha256: "0".repeat(64) }];
    expect(refusal(() => inspect({ ...manifest, files }))).toMatchObject({ tag: "model-checksum" });
  });

  test("that disagrees with the graph, it is refused by field", () => {
    const disagreeing = {
      "input.name": { input: { ...manifest.input, name: "x" } },
      "input.type": { input: { ...manifest.input, type: "float32" } },
      "input.layout": { input: { ...manifest.input, layout: "nchw" } },
      windowPx: { windowPx: 512 },
      "output.name": { output: { ...manifest.output, name: "x" } },
      "output.kind": { output: { ...manifest.output, kind: "classes" } },
      "output.channels": { output: { ...manifest.output, channels: manifest.output.channels.slice(0, 11) } },
    };
    for (const [field, change] of Object.entries(disagreeing))
      expect(refusal(() => inspect({ ...manifest, ...change }))).toMatchObject({ tag: "model-disagrees", field });
    const bands = ["red", "green", "blue", "near infrared"];
    expect(refusal(() => inspect({ ...manifest, input: { ...manifest.input, bands } }))).toMatchObject({
      reason: "bands",
    });
  });

  test("that is wrong in itself, or reaches for another file, it is refused by field", () => {
    const wrong = {
      "{}": [1],
      "schema 2": { ...manifest, schema: 2 },
      name: { ...manifest, name: "Modèle" },
      "output.channels[0]": {
        ...manifest,
        output: { ...manifest.output, channels: [{ index: 0, numero: 16, label: "x" }, ...manifest.output.channels] },
      },
      "files[0]": { ...manifest, files: [{ ...manifest.files[0], path: "../../model.onnx" }] },
      "files: logits": { ...manifest, files: [{ ...manifest.files[0], role: "deepness" }] },
    };
    for (const [detail, json] of Object.entries(wrong))
      expect(refusal(() => inspect(json))).toMatchObject({ tag: "model-manifest-invalid", detail });
  });
});

describe("without a manifest", () => {
  test("Deepness's metadata say all", () => {
    const class_names = JSON.stringify({ ...manifest.output.channels.map(({ label }: { label: string }) => label) });
    const bytes = withMetadata(tiny.bytes, {
      model_type: '"Segmentor"',
      class_names,
      resolution: "20",
      tiles_overlap: "50",
    });
    const taken = readyManifest(inspect(undefined, { name: "Été n°1.onnx", bytes }));
    expect(taken).toMatchObject({ resolutionMetres: 0.2, windowPx: 64, haloPx: 16, date: DATE, metrics: {} });
    expect(taken.id).toMatch(/^ete-n-1-[0-9a-f]{8}$/);
    expect(taken.output.channels.map(({ numero }) => numero)).toEqual(
      manifest.output.channels.map(({ numero }: { numero: number }) => numero),
    );
  });

  test("nor metadata, what is missing is named", () => {
    expect(refusal(() => readyManifest(inspect()))).toEqual({
      tag: "model-undescribed",
      model: "tiny.onnx",
      missing: ["resolution", "classes"],
    });
    expect(refusal(() => readyManifest(inspect(undefined, flair)))).toMatchObject({
      missing: ["resolution", "normalisation", "classes"],
    });
  });

  test("a FLAIR preset describes IGN's checkpoints: 19 logits, those not trained dead", () => {
    const { draft } = inspect(undefined, flair) as { draft: ModelDraft };
    const { channels, ...known } = flairPreset("flair-12", draft.graph)!;
    const description = completed({ ...draft, known: { ...draft.known, ...known }, channels })!;
    const described = describedManifest(flair, draft.graph, description, DATE);
    expect(described).toMatchObject({
      normalisation: { inGraph: false, mean: [105.08, 110.87, 101.82], std: [52.17, 45.38, 44] },
      resolutionMetres: 0.2,
      windowPx: 512,
      haloPx: 128,
    });
    const numeros = described.output.channels.map(({ numero }) => numero);
    expect(numeros).toEqual([1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14, ...Array(7).fill(null)]);
  });

  test("bands in another order take their statistics with them", () => {
    const { draft } = inspect(undefined, flair) as { draft: ModelDraft };
    const { channels, ...known } = flairPreset("flair-15", draft.graph)!;
    const description = completed({ ...draft, known: { ...draft.known, ...known, bandOrder: "bgr" }, channels })!;
    expect(describedManifest(flair, draft.graph, description, DATE)).toMatchObject({
      input: { bands: ["blue", "green", "red"] },
      normalisation: { mean: [101.82, 110.87, 105.08] },
    });
  });
});
