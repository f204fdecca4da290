import { graphFile } from "../../core/ports/model-manifest.ts";
import { reportExtent } from "../../core/report/extent.ts";
import type { RunCost } from "../../core/report/footprint.ts";
import type { ReportedModel } from "../../core/report/report.ts";
import { modelOf, modelText } from "../result.ts";
import type { App, State } from "../store.ts";
import { reportError } from "./report-error.ts";
import { onVectorWorker } from "./vector-work.ts";
import { exportOptionsOf, vectoriseResult } from "./vectorise-result.ts";

/** Measures the result under the chosen settings and shows the report of it. */
export async function openReport(app: App): Promise<void> {
  const { store } = app;
  const before = store.getState();
  const { image, result, area } = before;
  if (result === undefined) return;
  const { grid } = result.raster;
  store.setState({ error: undefined });
  try {
    await onVectorWorker(app, async (signal) => {
      const show = (share: number) => {
        if (!signal.aborted) store.setState({ exporting: { phase: "vectorising", share } });
      };
      show(0);
      const { faces, summary } = await vectoriseResult(app, show, signal);
      const model = modelOf(result, before.models);
      store.setState({
        exporting: before.exporting,
        report: {
          ...exportOptionsOf(result, before),
          synthetic: image?.synthetic ?? false,
          gsdMetres: grid.gsdMetres,
          crs: grid.crs,
          bounds: reportExtent(grid, area?.zones),
          zones: area?.zones,
          model: model?.manifest ?? unknownModel(modelText(result), grid.gsdMetres),
          modelAdded: model?.added ?? model === undefined,
          summary,
          polygons: faces,
          cost: costOf(before),
        },
      });
    });
  } catch (error) {
    store.setState({ exporting: { phase: "idle" } });
    reportError(app, error);
  }
}

/** A model that is not on this machine: all that its result says of it is its name. */
function unknownModel(text: string, resolutionMetres: number): ReportedModel {
  const [id = "", ...version] = text.split(" ");
  return {
    id,
    version: version.join(" "),
    name: { fr: id, en: id },
    licence: "",
    credits: [],
    resolutionMetres,
    metrics: {},
    limits: { fr: [], en: [] },
  };
}

export function closeReport({ store }: App): void {
  store.setState({ report: undefined });
}

/** What the run took, where all of it was run in this session; with what came over the network for it. */
function costOf({ run, image, result, online }: State): RunCost | undefined {
  if (run.phase !== "done" || run.ran?.whole !== true || image === undefined || result?.from !== "run")
    return undefined;
  const { added, manifest } = result.model;
  const taken = online?.taking.phase === "taken" ? online.taking.file : undefined;
  const fromNetwork = image.inputs.some((input) => "url" in input || input.file === taken);
  return {
    seconds: run.ran.seconds,
    downloadedBytes: (added ? 0 : graphFile(manifest).bytes) + (fromNetwork ? image.opened.bytes : 0),
  };
}
