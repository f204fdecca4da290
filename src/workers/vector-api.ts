import * as Comlink from "comlink";
import { partsCutBy } from "../core/edits/cut-line.ts";
import { faceAt, leastSure } from "../core/edits/face-facts.ts";
import { appError } from "../core/errors.ts";
import { compare, inOrder } from "../core/landcover/comparison.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import { gridBounds } from "../core/raster/grid.ts";
import type { ClassWindow } from "../core/raster/window.ts";
import { coversAt } from "../core/sample/answers-from-zones.ts";
import { drawSample } from "../core/sample/draw.ts";
import { groundOfMap } from "../core/sample/grounds.ts";
import { OUTSIDE } from "../core/vector/coverage.ts";
import { facesAt } from "../core/vector/faces-at.ts";
import { type PaintableZones, paintable, paintZones } from "../core/vector/paint-zones.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { BlobSink } from "../export/blob-sink.ts";
import { comparisonCsv } from "../export/comparison-csv.ts";
import { exporterOf } from "../export/registry.ts";
import { type ReferenceLayer, readReference } from "../sources/vector/read-reference.ts";
import { readResult } from "../sources/vector/result-geopackage.ts";
import type { ClassesApi, VectorApi } from "./api.ts";
import { browserFile } from "./browser-file.ts";
import { HeldMap } from "./held-map.ts";
import { openedMap } from "./opened-map.ts";

export function createVectorApi(): VectorApi {
  let map: SurveyedMap | undefined;
  let held: HeldMap | undefined;
  let reference:
    | { readonly layer: ReferenceLayer; readonly shapes: PaintableZones; readonly places: Uint8Array }
    | undefined;
  let takesUses = false;
  const useLayer = () => (takesUses ? reference?.layer : undefined);
  const exported = (): SurveyedMap => {
    if (map === undefined) throw appError("internal", { detail: "nothing vectorised" });
    return map;
  };
  const present = (): HeldMap => {
    if (held === undefined) throw appError("internal", { detail: "nothing vectorised" });
    return held;
  };
  const sent = (window: ClassWindow): ClassWindow =>
    Comlink.transfer(window, [window.classes.buffer, window.confidence.buffer]);

  return {
    async vectorise(classes, grid, levels, options, confidenceKnown, onProgress) {
      map = undefined;
      held = undefined; // a run has taken its place
      const remote = Comlink.wrap<ClassesApi>(classes);
      try {
        const whole = await vectorise(
          { grid, levels, read: (rect, level) => remote.read(rect, level) },
          options,
          (done, total) => onProgress(done / total),
        );
        if (!confidenceKnown) whole.faces.confidence.fill(Number.NaN);
        held = new HeldMap(whole, levels);
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
      const told = openedMap(result);
      held = new HeldMap(result.map, told.levels);
      map = undefined;
      return told;
    },
    async resurvey(area) {
      const surveyed = present().survey({ area, useLayer: useLayer() });
      map = surveyed.map;
      return { faces: map.faces.count, arcs: map.arcs.count, summary: surveyed.summary };
    },
    async correct(kept, added, onProgress) {
      map = undefined;
      return present().correct(kept, added, onProgress);
    },
    async faceAt(x, y) {
      const { corrected, covers } = present();
      return faceAt(corrected, covers, x, y);
    },
    async partsOf(at, line) {
      return partsCutBy(present().corrected, at, line);
    },
    async leastSure(count, area) {
      const { corrected, covers } = present();
      return leastSure(corrected, covers, count, area);
    },
    async readMapped(rect, level) {
      return sent(present().read(rect, level));
    },
    async readOpened(rect, level) {
      return sent(present().read(rect, level));
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
    async drawSample(design, size, seed) {
      return drawSample(groundOfMap(exported()), design, size, seed);
    },
    async coversAt(places) {
      if (reference === undefined) throw appError("internal", { detail: "no reference" });
      return coversAt(places, reference.layer);
    },
    async compare() {
      if (reference === undefined) throw appError("internal", { detail: "no reference" });
      const areas = compare(exported(), reference.layer);
      return { areas, csv: comparisonCsv(areas) };
    },
  };
}
