import { graphFile, type ModelManifest } from "../core/ports/model-manifest.ts";
import { parseManifest } from "../inference/manifest.ts";
import type { ModelSource } from "../workers/api.ts";

const manifests = import.meta.glob<unknown>("../../models/*/manifest.json", { eager: true, import: "default" });
const graphs = import.meta.glob<string>(["../../models/*/*.onnx", "!../../models/*/deepness.onnx"], {
  eager: true,
  query: "?url",
  import: "default",
});

/** Every model of `models/`; those whose id ends in "-test" are for tests, and offered only when asked for by id. */
export function bundledModels(wanted: string | null): ModelSource[] {
  return Object.entries(manifests)
    .map(([path, json]) => {
      const manifest = parseManifest(json, path);
      const urlOf = (file: string) => new URL(graphs[path.replace("manifest.json", file)]!, document.baseURI).href;
      return { manifest, url: urlOf(graphFile(manifest).path), ...gpuUrls(manifest, urlOf) };
    })
    .filter(({ manifest }) => !manifest.id.endsWith("-test") || manifest.id === wanted);
}

/** Where the graphs made for a GPU are, if the model has both. */
function gpuUrls({ files }: ModelManifest, urlOf: (file: string) => string): Pick<ModelSource, "gpuUrls"> {
  const classes = files.find(({ role }) => role === "classes");
  const halfFloats = files.find(({ role }) => role === "classes-fp16");
  if (classes === undefined || halfFloats === undefined) return {};
  return { gpuUrls: { classes: urlOf(classes.path), "classes-fp16": urlOf(halfFloats.path) } };
}
