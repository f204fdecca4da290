import { resultName } from "../../../core/millesime.ts";
import type { SavedFile } from "../../../core/ports/export-formats.ts";
import { bothSides } from "../../comparison.ts";
import { sampleOf } from "../../sampling.ts";
import type { App, State } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { patchChange } from "./change.ts";
import { onChange } from "./sides.ts";

const csv: SavedFile = { extension: ".csv", mediaType: "text/csv" };
/** At the end of a file's name. */
const tables = { flows: "flux", "land-take": "artificialisation" } as const;
const geopackage: SavedFile = { extension: ".gpkg", mediaType: "application/geopackage+sqlite3" };

/**
 * Makes the GeoPackage of changes and, where one was drawn, of the sample. Saving it is another click.
 * @param remarks sentences that go with the file: see `ChangeExportOptions`
 */
export async function makeChangePackage(app: App, remarks: readonly string[]): Promise<void> {
  const { change, sampling } = app.store.getState();
  const { area, misregistration, modelsAccepted, zones } = change;
  const options = {
    created: new Date().toISOString(),
    area: area && { name: area.name },
    misregistration: misregistration ?? undefined,
    modelsAccepted,
    sample: sampleOf(sampling, "change"),
    zones: zones?.list ?? [],
    remarks,
  };
  await make(app, "", geopackage, (signal, onProgress) => app.engine.change.exportPackage(options, onProgress, signal));
}

/** Makes a table for spreadsheets. Saving it is another click. */
export async function makeChangeTable(app: App, table: "flows" | "land-take"): Promise<void> {
  const zones = app.store.getState().change.zones?.list ?? [];
  await make(app, tables[table], csv, (signal) => app.engine.change.exportTable(table, zones, signal));
}

async function make(
  app: App,
  part: string,
  format: SavedFile,
  work: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<Blob>,
): Promise<void> {
  patchChange(app, { made: undefined });
  const blob = await onChange(app, "writing", work);
  if (blob !== undefined) patchChange(app, { made: { blob, name: changeName(app.store.getState(), part), format } });
}

/** Saves what has been made; if the user leaves the dialogue, or the disk is full, it can be saved again. */
export async function saveMade(app: App): Promise<void> {
  const { made } = app.store.getState().change;
  if (made === undefined) return;
  try {
    await app.saving.save(made.blob, made.name, made.format);
    patchChange(app, { made: undefined });
  } catch (error) {
    reportError(app, error);
  }
}

/** Of both dates' years, or photographs where these are not known; never a name that passes for IGN's. */
export function changeName({ change }: State, part = ""): string {
  const sides = bothSides(change);
  const nameOf = (side: NonNullable<typeof sides>["before"]) =>
    side.facts.millesime || stem(side.facts.image || side.facts.file);
  const years = sides === undefined ? "" : `${nameOf(sides.before)}-${nameOf(sides.after)}`;
  return resultName("changement", years, part);
}

const stem = (name: string): string => name.replace(/\.[^.]*$/, "");
