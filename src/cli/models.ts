import { readdir, readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { appError } from "../core/errors.ts";
import { parseManifest } from "../inference/manifest.ts";
import type { ModelSource } from "../workers/api.ts";

const modelsFolder = new URL("../../models/", import.meta.url);

/** A model of `models/` by its id; the first that is not for tests unless one is named. */
export async function modelNamed(id: string | undefined): Promise<ModelSource> {
  const wanted = id ?? (await shippedModels())[0] ?? "";
  const folder = new URL(`${encodeURIComponent(wanted)}/`, modelsFolder);
  const text = await readFile(new URL("manifest.json", folder), "utf8").catch((cause: unknown) => {
    throw appError("model-missing", { model: wanted }, cause);
  });
  const manifest = parseManifest(parsed(text, wanted), wanted);
  return { manifest, url: pathToFileURL(new URL(manifest.files[0]!.path, folder).pathname).href };
}

async function shippedModels(): Promise<string[]> {
  const entries = await readdir(modelsFolder, { withFileTypes: true });
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
