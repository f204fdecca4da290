import type { ChangeFigures } from "../../../core/change/figures.ts";
import { gridBounds } from "../../../core/raster/grid.ts";
import type { App } from "../../store.ts";
import { layerName } from "../set-area.ts";
import { patchChange } from "./change.ts";
import { onChange } from "./sides.ts";

/** Polygons that figures are wanted for, each by itself: communes, zones of a plan, parcels. */
export async function setZones(app: App, files: readonly File[]): Promise<void> {
  const { compared } = app.store.getState().change;
  if (compared === undefined) return;
  const { grid } = compared;
  const list = await onChange(app, "reading", (signal) =>
    app.engine.readZones(files, gridBounds(grid), grid.crs, signal),
  );
  if (list === undefined) return;
  patchChange(app, { zones: { file: layerName(files), epsg: grid.crs.code, list }, zoneFigures: undefined });
  await measureZones(app);
}

export function dropZones(app: App): void {
  patchChange(app, { zones: undefined, zoneFigures: undefined });
}

/** Figures by zone as the comparison stands: measured again only where it has changed. */
export async function measureZones(app: App): Promise<readonly ChangeFigures[] | undefined> {
  const { compared, zones, zoneFigures } = app.store.getState().change;
  if (compared === undefined || zones === undefined) return undefined;
  const of = compared.figures;
  if (zoneFigures?.of === of) return zoneFigures.list;
  const list = await onChange(app, "comparing", (signal) =>
    app.engine.change.figuresByZone(
      zones.list.map(({ zone }) => zone),
      signal,
    ),
  );
  if (list !== undefined) patchChange(app, { zoneFigures: { of, list } });
  return list;
}
