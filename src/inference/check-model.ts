import { appError } from "../core/errors.ts";
import { graphFile, type ModelManifest } from "../core/ports/model-manifest.ts";
import { graphFacts } from "./onnx/graph-facts.ts";
import type { OnnxModel } from "./onnx/read-onnx.ts";

/** The names Ocsol has pixels for. */
const knownBands = ["red", "green", "blue"];

/**
 * Manifest and graph agree in all the graph says, or `model-disagrees` naming the field. Sizes it leaves open show
 * when it is run.
 */
export function checkAgreement(manifest: ModelManifest, onnx: OnnxModel): void {
  const { input, output } = manifest;
  const model = graphFile(manifest).path;
  if (input.bands.length !== knownBands.length || knownBands.some((band) => !input.bands.includes(band)))
    throw appError("model-refused", { model, reason: "bands", detail: input.bands.join(", ") });
  const agree = (field: string, wanted: string | number, found: string | number | undefined) => {
    if (found !== undefined && wanted !== found)
      throw appError("model-disagrees", { model, field, manifest: String(wanted), graph: String(found) });
  };
  if (!onnx.outputs.some(({ name }) => name === output.name))
    agree("output.name", output.name, onnx.outputs.map(({ name }) => name).join(", "));
  const graph = graphFacts(onnx, model, { output: output.name });
  agree("input.name", input.name, graph.input.name);
  agree("input.type", input.type, graph.input.type);
  // all sizes open: the manifest knows better
  if (graph.windowPx !== undefined) agree("input.layout", input.layout, graph.input.layout);
  agree("windowPx", manifest.windowPx, graph.windowPx);
  agree("output.kind", output.kind, graph.output.kind);
  agree("output.channels", output.channels.length, graph.channels);
}
