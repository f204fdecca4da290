import { resultName } from "../../../core/millesime.ts";
import type { SavedFile } from "../../../core/ports/export-formats.ts";
import { bothSides } from "../../comparison.ts";
import type { App, State } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { patchChange } from "./change.ts";
import { onChange } from "./sides.ts";

const geopackage: SavedFile = { extension: ".gpkg", mediaType: "application/geopackage+sqlite3" };

/** Makes the GeoPackage of changes and, where one was drawn, of the sample. Saving it is another click. */
export async function makeChangePackage(app: App): Promise<void> {
  const { change, sampling } = app.store.getState();
  const { misregistration, modelsAccepted, zones } = change;
  patchChange(app, { made: undefined });
  const options = {
    created: new Date().toISOString(),
    misregistration: misregistration ?? undefined,
    modelsAccepted,
    sample: sampling.sample?.of === "change" ? sampling.sample : undefined,
    zones: zones?.list ?? [],
  };
  const blob = await onChange(app, "writing", (signal, onProgress) =>
    app.engine.change.exportPackage(options, onProgress, signal),
  );
  if (blob === undefined) return;
  patchChange(app, { made: { blob, name: changeName(app.store.getState()), format: geopackage } });
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

/** Of both dates' photographs and years; never a name that passes for IGN's. */
export function changeName({ change }: State, part = ""): string {
  const sides = bothSides(change);
  const nameOf = (side: NonNullable<typeof sides>["before"]) => side.facts.millesime || stem(side.facts.file);
  const years = sides === undefined ? "" : `${nameOf(sides.before)}-${nameOf(sides.after)}`;
  return resultName("changement", years, part);
}

const stem = (name: string): string => name.replace(/\.[^.]*$/, "");
