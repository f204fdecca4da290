import { readdir, readFile } from "node:fs/promises";
import { appError } from "../core/errors.ts";
import { parseManifest } from "../inference/manifest.ts";
import type { ModelSource } from "../workers/api.ts";

const modelsFolder = new URL("../../models/", import.meta.url);

/** A model of a folder (`models/`) by its id; the first that is not for tests unless one is named. */
export async function modelNamed(id: string | undefined, models = modelsFolder): Promise<ModelSource> {
  const wanted = id ?? (await shippedModels(models))[0] ?? "";
  const folder = new URL(`${encodeURIComponent(wanted)}/`, models);
  const text = await readFile(new URL("manifest.json", folder), "utf8").catch((cause: unknown) => {
    throw appError("model-missing", { model: wanted }, cause);
  });
  const manifest = parseManifest(parsed(text, wanted), wanted);
  return { manifest, url: new URL(manifest.files[0]!.path, folder).href };
}

async function shippedModels(models: URL): Promise<string[]> {
  const entries = await readdir(models, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "training" && !entry.name.endsWith("-test"))
    .map(({ name }) => name)
    .sort();
}

function parsed(text: string, model: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw appError("model-manifest-invalid", { model, detail: "JSON" }, cause);
  }
}
