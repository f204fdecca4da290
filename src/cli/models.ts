import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { appError } from "../core/errors.ts";
import { graphFile, type ModelManifest } from "../core/ports/model-manifest.ts";
import { inspectModel, type NamedBytes, readyManifest } from "../inference/import-model.ts";
import { parseManifest } from "../inference/manifest.ts";
import type { ModelSource } from "../workers/api.ts";
import { userPath } from "./arguments.ts";

const modelsFolder = new URL("../../models/", import.meta.url);
const MANIFEST = "manifest.json";

/**
 * The model a user names: an ONNX file, a folder with a manifest, or the id of one of Ocsol's own.
 *
 * @param manifest path of the manifest of an ONNX file that has none beside it
 */
export async function modelFor(named: string | undefined, manifest: string | undefined): Promise<ModelSource> {
  const path = named === undefined ? "" : userPath(named);
  if (/\.onnx$/i.test(path)) return await modelAt(path, manifest === undefined ? undefined : userPath(manifest));
  if (manifest !== undefined) throw appError("argument-invalid", { detail: `--manifest ${manifest} : --model x.onnx` });
  return existsSync(join(path, MANIFEST)) && path !== ""
    ? await modelIn(pathToFileURL(`${path}/`), basename(path))
    : await modelNamed(named);
}

/** A model of a folder (`models/`) by its id; the first that is not for tests unless one is named. */
export async function modelNamed(id: string | undefined, models = modelsFolder): Promise<ModelSource> {
  const wanted = id ?? (await shippedModels(models))[0] ?? "";
  return await modelIn(new URL(`${encodeURIComponent(wanted)}/`, models), wanted);
}

/** An ONNX file with the manifest given, else the one beside it, else what its own metadata say. */
async function modelAt(path: string, manifestPath: string | undefined): Promise<ModelSource> {
  const beside = join(dirname(path), MANIFEST);
  const graph = await readNamed(path);
  const sidecar =
    manifestPath !== undefined
      ? await readNamed(manifestPath)
      : existsSync(beside) && (await describes(beside, path))
        ? await readNamed(beside)
        : undefined;
  const date = new Date().toISOString().slice(0, 10);
  return { manifest: readyManifest(inspectModel(graph, sidecar, date)), url: pathToFileURL(path).href };
}

/** In a folder of several models, the manifest may be of another one. */
async function describes(manifestPath: string, graphPath: string): Promise<boolean> {
  const json = parsed(await readFile(manifestPath, "utf8"), manifestPath) as Partial<ModelManifest> | null;
  if (!Array.isArray(json?.files)) return true;
  return json.files.some((file) => file?.role === "logits" && file.path === basename(graphPath));
}

async function modelIn(folder: URL, name: string): Promise<ModelSource> {
  const text = await readFile(new URL(MANIFEST, folder), "utf8").catch((cause: unknown) => {
    throw appError("model-missing", { model: name }, cause);
  });
  const manifest = parseManifest(parsed(text, name), name);
  return { manifest, url: new URL(encodeURIComponent(graphFile(manifest).path), folder).href };
}

async function shippedModels(models: URL): Promise<string[]> {
  const entries = await readdir(models, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "training" && !entry.name.endsWith("-test"))
    .map(({ name }) => name)
    .sort();
}

async function readNamed(path: string): Promise<NamedBytes> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw appError("file-not-found", { file: path }, cause);
  });
  return { name: basename(path), bytes };
}

function parsed(text: string, model: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw appError("model-manifest-invalid", { model, detail: "JSON" }, cause);
  }
}
