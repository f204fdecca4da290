import { appError } from "../core/errors.ts";
import type { ModelFileRole, ModelManifest } from "../core/ports/model-manifest.ts";

const roles: readonly ModelFileRole[] = ["logits", "classes", "classes-fp16", "deepness"];

/** Past this a window's scores alone are gigabytes. */
const LARGEST_WINDOW_PX = 4096;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** A manifest read from JSON, or `model-manifest-invalid` naming the first field that is wrong. */
export function parseManifest(json: unknown, model: string): ModelManifest {
  const need = (fits: boolean, field: string) => {
    if (!fits) throw appError("model-manifest-invalid", { model, detail: field });
  };
  need(typeof json === "object" && json !== null && !Array.isArray(json), "{}");
  const manifest = json as ModelManifest;
  need(manifest.schema === 1, `schema ${String(manifest.schema)}`);
  for (const field of ["id", "version"] as const) need(isText(manifest[field]), field);
  for (const field of ["date", "licence"] as const) need(typeof manifest[field] === "string", field);
  need(isText(manifest.name?.fr) && isText(manifest.name.en), "name");
  need(isTexts(manifest.credits), "credits");
  need(isTexts(manifest.limits?.fr) && isTexts(manifest.limits.en), "limits");
  need(typeof manifest.metrics === "object" && manifest.metrics !== null, "metrics");
  for (const [set, measured] of Object.entries(manifest.metrics)) {
    need(isNumber(measured?.miou), `metrics.${set}.miou`);
    const { miouInterval = [0, 0], patches = 0, byGroup = {}, byClass = {} } = measured;
    need(Array.isArray(miouInterval) && miouInterval.length === 2, `metrics.${set}.miouInterval`);
    const figures = [...miouInterval, patches, ...Object.values(byGroup ?? {}), ...Object.values(byClass ?? {})];
    need(figures.every(isNumber), `metrics.${set}`);
  }

  if (manifest.coarse !== undefined) {
    const { agreement, miou, ownMiou, building, ownBuilding } = manifest.coarse;
    need([agreement, miou, ownMiou, building, ownBuilding].every(isNumber), "coarse");
  }
  const { input, normalisation, windowPx, haloPx, output, files } = manifest;
  need(isText(input?.name), "input.name");
  need(input.type === "uint8" || input.type === "float32", "input.type");
  need(input.layout === "nhwc" || input.layout === "nchw", "input.layout");
  need(isTexts(input.bands) && input.bands.length > 0, "input.bands");
  need(typeof normalisation?.inGraph === "boolean", "normalisation.inGraph");
  if (!normalisation.inGraph) {
    const perBand = (values: unknown) =>
      Array.isArray(values) && values.length === input.bands.length && values.every(isNumber);
    // bytes cannot hold a normalised value
    need(input.type === "float32", "normalisation.inGraph");
    need(perBand(normalisation.mean), "normalisation.mean");
    need(perBand(normalisation.std) && normalisation.std.every((std) => std > 0), "normalisation.std");
  }
  need(isNumber(manifest.resolutionMetres) && manifest.resolutionMetres > 0, "resolutionMetres");
  need(Number.isInteger(windowPx) && windowPx > 0 && windowPx <= LARGEST_WINDOW_PX, "windowPx");
  need(Number.isInteger(haloPx) && haloPx >= 0 && windowPx > 2 * haloPx, "haloPx");

  need(isText(output?.name), "output.name");
  need(output.kind === "logits" || output.kind === "classes", "output.kind");
  need(Array.isArray(output.channels) && output.channels.length >= 2, "output.channels");
  output.channels.forEach((channel, index) => {
    const { numero } = channel;
    const known = numero === null || (Number.isInteger(numero) && numero >= 1 && numero <= 15);
    need(channel.index === index && known && typeof channel.label === "string", `output.channels[${index}]`);
  });
  // of a single class there is nothing to choose
  need(output.channels.filter(({ numero }) => numero !== null).length >= 2, "output.channels");

  need(Array.isArray(files) && files.length > 0, "files");
  files.forEach((file, index) => {
    // beside the manifest, never elsewhere on the disk
    const beside = isText(file?.path) && !/[/\\]|^\.\.?$/.test(file.path);
    const whole = isNumber(file?.bytes) && /^[0-9a-f]{64}$/.test(String(file?.sha256));
    need(beside && whole && roles.includes(file.role), `files[${index}]`);
  });
  need(
    files.some(({ role }) => role === "logits"),
    "files: logits",
  );
  return manifest;
}
