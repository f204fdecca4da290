import { countedChanges, type ReportedSide } from "../../../core/report/change-report.ts";
import { comparedExtent } from "../../../core/report/extent.ts";
import type { Side } from "../../change.ts";
import { bothSides, weaknesses } from "../../comparison.ts";
import { modelNamed } from "../../result.ts";
import { sampleOf } from "../../sampling.ts";
import type { App, State } from "../../store.ts";
import { measureZones } from "./zones.ts";

/** Shows the report of the comparison as it stands, once the figures by zone are those of the same decisions. */
export async function openChangeReport(app: App): Promise<void> {
  const { store } = app;
  const zoneFigures = await measureZones(app);
  const state = store.getState();
  const { change, models, sampling } = state;
  const { compared, zones, area } = change;
  const sides = bothSides(change);
  if (sides === undefined || compared === undefined) return;
  if (zones !== undefined && zoneFigures === undefined) return; // given up, or failed and said
  const { before, after } = sides;
  const { settings, grid, figures, changes } = compared;
  store.setState({
    error: undefined,
    report: {
      of: "change",
      created: new Date().toISOString(),
      sides: { before: reported(before, models), after: reported(after, models) },
      weaknesses: weaknesses(change),
      modelsAccepted: change.modelsAccepted,
      settings,
      area: area && { name: area.name },
      misregistration: change.misregistration,
      crs: grid.crs,
      bounds: comparedExtent(grid, before.facts, after.facts, settings.shift, area?.zones),
      figures,
      changes: countedChanges(changes),
      zones: zones && {
        file: zones.file,
        list: zones.list.map((zone, at) => ({ ...zone, figures: zoneFigures![at]! })),
      },
      sample: sampleOf(sampling, "change"),
    },
  });
}

function reported({ facts, image }: Side, models: State["models"]): ReportedSide {
  return { ...facts, photograph: image !== undefined, modelCard: modelNamed(facts.model, models)?.manifest };
}
