import { parseManifest } from "../inference/manifest.ts";
import type { ModelSource } from "../workers/api.ts";

const manifests = import.meta.glob<unknown>("../../models/*/manifest.json", { eager: true, import: "default" });
const files = import.meta.glob<string>("../../models/*/model.onnx", { eager: true, query: "?url", import: "default" });

/** Every model of `models/`; those whose id ends in "-test" are for tests, and offered only when asked for by id. */
export function bundledModels(wanted: string | null): ModelSource[] {
  return Object.entries(manifests)
    .map(([path, json]) => {
      const manifest = parseManifest(json, path);
      return { manifest, url: new URL(files[path.replace("manifest.json", "model.onnx")]!, document.baseURI).href };
    })
    .filter(({ manifest }) => !manifest.id.endsWith("-test") || manifest.id === wanted);
}
