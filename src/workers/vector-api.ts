import * as Comlink from "comlink";
import { appError } from "../core/errors.ts";
import { compare, inOrder } from "../core/landcover/comparison.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import { resurvey, type Survey, survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import { gridBounds } from "../core/raster/grid.ts";
import { OUTSIDE } from "../core/vector/coverage.ts";
import { facesAt } from "../core/vector/faces-at.ts";
import { type PaintableZones, paintable, paintZones } from "../core/vector/paint-zones.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { BlobSink } from "../export/blob-sink.ts";
import { comparisonCsv } from "../export/comparison-csv.ts";
import { exporterOf } from "../export/registry.ts";
import { type ReferenceLayer, readReference } from "../sources/vector/read-reference.ts";
import { readResult } from "../sources/vector/result-geopackage.ts";
import type { ClassesApi, VectorApi, VectorSummary } from "./api.ts";
import { browserFile } from "./browser-file.ts";
import { createOpenedMap } from "./opened-map.ts";

export function createVectorApi(): VectorApi {
  let map: SurveyedMap | undefined;
  let opened: ReturnType<typeof createOpenedMap> | undefined;
  let reference:
    | { readonly layer: ReferenceLayer; readonly shapes: PaintableZones; readonly places: Uint8Array }
    | undefined;
  let takesUses = false;
  const useLayer = () => (takesUses ? reference?.layer : undefined);
  const exported = (): SurveyedMap => {
    if (map === undefined) throw appError("internal", { detail: "nothing vectorised" });
    return map;
  };
  const reopened = () => {
    if (opened === undefined) throw appError("internal", { detail: "nothing opened" });
    return opened;
  };
  const keep = ({ map: surveyed, summary }: Survey): VectorSummary => {
    map = surveyed;
    return { faces: map.faces.count, arcs: map.arcs.count, summary };
  };

  return {
    async vectorise(classes, grid, levels, options, confidenceKnown, onProgress) {
      map = undefined;
      opened = undefined; // a run has taken its place
      const remote = Comlink.wrap<ClassesApi>(classes);
      try {
        const whole = await vectorise(
          { grid, levels, read: (rect, level) => remote.read(rect, level) },
          options,
          (done, total) => onProgress(done / total),
        );
        if (!confidenceKnown) whole.faces.confidence.fill(Number.NaN);
        return keep(survey(whole, { area, useLayer: useLayer() }));
      } finally {
        remote[Comlink.releaseProxy]();
      }
    },
    async exportAs(format, options, onProgress) {
      const exporter = exporterOf(format);
      const sink = new BlobSink();
      await exporter.write(exported(), options, sink, (done, total) => onProgress(done / total));
      return sink.blob(exporter.mediaType);
    },
    async paintCovers(bounds, width, height) {
      const map = exported();
      const placeOf = new Map(coverClasses.map(({ code }, index) => [code, index + 1]));
      const { covers } = map;
      const painted = Uint8Array.from(facesAt(map, bounds, width, height), (face) =>
        face === OUTSIDE ? 0 : placeOf.get(covers[face]!)!,
      );
      return Comlink.transfer(painted, [painted.buffer]);
    },
    async reopen(file, onProgress) {
      const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
      const result = await readResult(browserFile(file), onProgress, pause);
      opened = createOpenedMap(result);
      map = undefined;
      return opened.told;
    },
    async resurvey(area) {
      return keep(resurvey(reopened().map, { area, useLayer: useLayer() }));
    },
    async readOpened(rect, level) {
      const window = reopened().read(rect, level);
      return Comlink.transfer(window, [window.classes.buffer, window.confidence.buffer]);
    },
    async readReference(files, grid) {
      const layer = await readReference(files.map(browserFile), { bounds: gridBounds(grid), crs: grid.crs });
      const { nomenclature, codes, zones, uses } = layer;
      const known = inOrder(nomenclature, new Set(codes.filter((code) => code !== null)));
      const places = Uint8Array.from(codes, (code) => (code === null ? 0 : known.indexOf(code) + 1));
      reference = { layer, shapes: paintable(zones, grid), places };
      takesUses = false;
      return { nomenclature, codes: known, polygons: zones.length, hasUses: uses.some((use) => use !== null) };
    },
    async forgetReference() {
      reference = undefined;
      takesUses = false;
    },
    async paintReference(rect, scale) {
      const painted =
        reference === undefined
          ? new Uint8Array(rect.width * rect.height)
          : paintZones(reference.shapes, reference.places, rect, scale);
      return Comlink.transfer(painted, [painted.buffer]);
    },
    async takeUses(taken) {
      takesUses = taken;
    },
    async compare() {
      if (reference === undefined) throw appError("internal", { detail: "no reference" });
      const areas = compare(exported(), reference.layer);
      return { areas, csv: comparisonCsv(areas) };
    },
  };
}
