import { reportExtent } from "../../core/report/extent.ts";
import type { RunCost } from "../../core/report/footprint.ts";
import type { ReportedModel } from "../../core/report/report.ts";
import { modelOf, modelText } from "../result.ts";
import { downloadedBytes } from "../run-cost.ts";
import type { App, State } from "../store.ts";
import { referenceOf } from "./reference.ts";
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
      const reference = referenceOf(before);
      store.setState({
        exporting: before.exporting,
        report: {
          of: "map",
          ...exportOptionsOf(result, before),
          imageShown: image !== undefined,
          gsdMetres: grid.gsdMetres,
          crs: grid.crs,
          bounds: reportExtent(grid, area?.zones),
          zones: area?.zones,
          model: model?.manifest ?? unknownModel(modelText(result)),
          modelAdded: model?.added ?? false,
          ...(reference?.usesTaken && { usesFrom: reference.file }),
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

/** A model that is not on this machine: all that its result says of it is its name, if that. */
function unknownModel(text: string): ReportedModel | undefined {
  if (text === "") return undefined;
  const [id = "", ...version] = text.split(" ");
  return {
    id,
    version: version.join(" "),
    name: { fr: id, en: id },
    licence: "",
    credits: [],
    metrics: {},
    limits: { fr: [], en: [] },
  };
}

export function closeReport({ store }: App): void {
  store.setState({ report: undefined });
}

/** What the run took, where all of it was run in this session; with what came over the network for it. */
function costOf(state: State): RunCost | undefined {
  const { run, image, result } = state;
  if (run.phase !== "done" || run.ran?.whole !== true || image === undefined || result?.from !== "run")
    return undefined;
  return { seconds: run.ran.seconds, downloadedBytes: downloadedBytes(state) };
}
