import { appError } from "../../core/errors.ts";
import { resultName } from "../../core/millesime.ts";
import type { App } from "../store.ts";
import { reportError } from "./report-error.ts";

export interface ExportFormat {
  readonly id: string;
  readonly extension: string;
  readonly mediaType: string;
}

/** In the order the list shows them, the recommended one first. */
export const exportFormats: readonly ExportFormat[] = [
  { id: "geopackage", extension: ".gpkg", mediaType: "application/geopackage+sqlite3" },
  { id: "geojson", extension: ".geojson", mediaType: "application/geo+json" },
];

/** Share of the progress bar that tracing takes; writing takes the rest. */
const VECTORISING_SHARE = 0.6;

/** Vectorises the result and saves it as a file of the given format. */
export async function exportResult(app: App, format: ExportFormat): Promise<void> {
  const { store, engine, running, save } = app;
  const { image, result, minAreaSquareMetres, millesime } = store.getState();
  if (image === undefined || result === undefined) return;
  running.export?.abort();
  const controller = new AbortController();
  running.export = controller;
  const { signal } = controller;
  const { manifest } = result.model;
  const name = resultName(image.file.name, millesime, manifest.id);
  let faces = 0;

  const make = async (): Promise<Blob> => {
    const map = await engine.vectorise(
      result.raster,
      minAreaSquareMetres,
      (share) => store.setState({ exporting: { phase: "vectorising", share: share * VECTORISING_SHARE } }),
      signal,
    );
    faces = map.faces;
    return await engine.exportAs(
      format.id,
      { millesime, minAreaSquareMetres, image: image.file.name, model: `${manifest.id} ${manifest.version}` },
      (share) =>
        store.setState({
          exporting: { phase: "writing", share: VECTORISING_SHARE + share * (1 - VECTORISING_SHARE) },
        }),
      signal,
    );
  };

  store.setState({ exporting: { phase: "vectorising", share: 0 }, error: undefined });
  const file = make();
  try {
    await save(file, name, format.extension, format.mediaType);
    const { size } = await file;
    store.setState({ exporting: { phase: "saved", file: `${name}${format.extension}`, bytes: size, faces } });
  } catch (error) {
    controller.abort(appError("cancelled", {}));
    await file.catch(() => {});
    if (running.export !== controller) return;
    store.setState({ exporting: { phase: "idle" } });
    reportError(app, error);
  }
}

export function cancelExport({ running }: App): void {
  running.export?.abort(appError("cancelled", {}));
}
