import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { appError } from "../core/errors.ts";
import {
  completed,
  type GraphFacts,
  type ModelDescription,
  type ModelDraft,
  missingFacts,
} from "../core/models/description.ts";
import { normalisations } from "../core/models/normalisations.ts";
import type { ModelFile, ModelManifest } from "../core/ports/model-manifest.ts";
import { checkAgreement } from "./check-model.ts";
import { readDeepness, unnamedChannels } from "./deepness.ts";
import { parseManifest } from "./manifest.ts";
import { graphFacts } from "./onnx/graph-facts.ts";
import { readOnnx } from "./onnx/read-onnx.ts";

/** A file the user brought. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Ready to run, or for a person to complete. */
export type Inspected = { readonly manifest: ModelManifest } | { readonly draft: ModelDraft };

/**
 * What is known of a model from its ONNX file and the manifest beside it, or from Deepness's metadata inside it.
 *
 * @param sidecar text of a `manifest.json`; its `files` may be left out
 * @param date of today, for models that have no manifest of their own
 */
export function inspectModel(graph: NamedBytes, sidecar: NamedBytes | undefined, date: string): Inspected {
  const onnx = readOnnx(graph.bytes, graph.name);
  if (sidecar !== undefined) {
    const manifest = sidecarManifest(graph, sidecar);
    checkAgreement(manifest, onnx);
    return { manifest };
  }
  const facts = graphFacts(onnx, graph.name);
  const deepness = readDeepness(onnx.metadata, facts, graph.name);
  const draft: ModelDraft = {
    file: graph.name,
    graph: facts,
    channels: deepness?.channels ?? unnamedChannels(facts.channels),
    known: {
      name: stemOf(graph.name),
      ...(facts.windowPx !== undefined && { windowPx: facts.windowPx }),
      // bytes in: the graph can only normalise by itself
      ...(facts.input.type === "uint8" && { normalisation: normalisations.none }),
      ...deepness?.known,
    },
  };
  const description = completed(draft);
  return description === undefined ? { draft } : { manifest: describedManifest(graph, draft.graph, description, date) };
}

/** The manifest of a model that nothing but the user describes. */
export function describedManifest(
  graph: NamedBytes,
  facts: GraphFacts,
  description: ModelDescription,
  date: string,
): ModelManifest {
  const { name, bandOrder, normalisation, resolutionMetres, windowPx, haloPx, channels } = description;
  const inOrder = <T>(values: readonly T[]) => (bandOrder === "bgr" ? values.toReversed() : values);
  const manifest = withOwnId({
    schema: 1,
    id: slug(name),
    version: "1",
    date,
    name: { fr: name, en: name },
    licence: "",
    credits: [],
    input: { ...facts.input, bands: inOrder(["red", "green", "blue"]) },
    normalisation: { ...normalisation, mean: inOrder(normalisation.mean), std: inOrder(normalisation.std) },
    resolutionMetres,
    windowPx,
    haloPx,
    output: { ...facts.output, channels: channels.map((channel, index) => ({ index, ...channel })) },
    files: [fileOf(graph)],
    metrics: {},
    limits: { fr: [], en: [] },
  });
  checkAgreement(parseManifest(manifest, graph.name), readOnnx(graph.bytes, graph.name));
  return manifest;
}

/** The manifest, or `model-undescribed` saying what is missing: for where nobody can be asked. */
export function readyManifest(inspected: Inspected): ModelManifest {
  if ("manifest" in inspected) return inspected.manifest;
  const { draft } = inspected;
  throw appError("model-undescribed", { model: draft.file, missing: missingFacts(draft) });
}

/** Of a manifest's files only the graph that was brought with it. */
function sidecarManifest(graph: NamedBytes, sidecar: NamedBytes): ModelManifest {
  const file = fileOf(graph);
  const json = parsedJson(sidecar);
  const listed = parseManifest(
    typeof json === "object" && json !== null && !Array.isArray(json) && !("files" in json)
      ? { ...json, files: [file] }
      : json,
    sidecar.name,
  );
  const expected = listed.files.filter(({ role }) => role === "logits");
  if (!expected.some((one) => one.sha256 === file.sha256))
    throw appError("model-checksum", { file: graph.name, expected: expected[0]!.sha256, actual: file.sha256 });
  return withOwnId({ ...listed, files: [file] });
}

function parsedJson({ name, bytes }: NamedBytes): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw appError("model-manifest-invalid", { model: name, detail: "JSON" }, cause);
  }
}

function fileOf({ name, bytes }: NamedBytes): ModelFile {
  return { path: name, role: "logits", bytes: bytes.length, sha256: bytesToHex(sha256(bytes)) };
}

/**
 * An id that no bundled model has and that changes with all that changes an answer: a class raster begun under another
 * class mapping is never taken up, and a model added twice is one.
 */
function withOwnId(manifest: ModelManifest): ModelManifest {
  const { id, input, normalisation, resolutionMetres, windowPx, haloPx, output, files } = manifest;
  const decisive = JSON.stringify([input, normalisation, resolutionMetres, windowPx, haloPx, output, files[0]!.sha256]);
  const print = bytesToHex(sha256(new TextEncoder().encode(decisive))).slice(0, 8);
  return { ...manifest, id: `${slug(id)}-${print}` };
}

function stemOf(file: string): string {
  return file.replace(/\.onnx$/i, "");
}

/** Fit for a file's name. */
function slug(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "model"
  );
}
