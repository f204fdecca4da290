import { appError } from "../core/errors.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";

/** A manifest read from JSON, or `model-manifest-invalid` naming the first field that is wrong. */
export function parseManifest(json: unknown, model: string): ModelManifest {
  const fail = (detail: string): never => {
    throw appError("model-manifest-invalid", { model, detail });
  };
  if (typeof json !== "object" || json === null) return fail("not an object");
  const manifest = json as ModelManifest;
  if (manifest.schema !== 1) fail(`schema ${String(manifest.schema)}`);
  if (typeof manifest.id !== "string") fail("id");
  if (manifest.input?.type !== "uint8" && manifest.input?.type !== "float32") fail("input.type");
  if (manifest.input.layout !== "nhwc" && manifest.input.layout !== "nchw") fail("input.layout");
  if (!(manifest.resolutionMetres > 0)) fail("resolutionMetres");
  if (!(manifest.windowPx > 0) || !(manifest.haloPx >= 0) || manifest.windowPx <= 2 * manifest.haloPx)
    fail("windowPx, haloPx");
  if (manifest.output?.kind !== "logits" || !Array.isArray(manifest.output.channels)) fail("output");
  manifest.output.channels.forEach((channel, index) => {
    if (channel.index !== index || !(channel.numero >= 1 && channel.numero <= 15)) fail(`output.channels[${index}]`);
  });
  if (!Array.isArray(manifest.files) || manifest.files.length === 0) fail("files");
  return manifest;
}
