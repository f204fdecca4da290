import * as Comlink from "comlink";
import { appError } from "../core/errors.ts";
import { coverClasses } from "../core/landcover/ocsge.ts";
import { survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
import { OUTSIDE } from "../core/vector/coverage.ts";
import { facesAt } from "../core/vector/faces-at.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { BlobSink } from "../export/blob-sink.ts";
import { exporterOf } from "../export/registry.ts";
import type { ClassesApi, VectorApi } from "./api.ts";

export function createVectorApi(): VectorApi {
  let map: SurveyedMap | undefined;

  return {
    async vectorise(classes, grid, levels, options, confidenceKnown, area, onProgress) {
      map = undefined;
      const remote = Comlink.wrap<ClassesApi>(classes);
      try {
        const whole = await vectorise(
          { grid, levels, read: (rect, level) => remote.read(rect, level) },
          options,
          (done, total) => onProgress(done / total),
        );
        if (!confidenceKnown) whole.faces.confidence.fill(Number.NaN);
        const surveyed = survey(whole, { area });
        map = surveyed.map;
        return { faces: map.faces.count, arcs: map.arcs.count, summary: surveyed.summary };
      } finally {
        remote[Comlink.releaseProxy]();
      }
    },
    async exportAs(format, options, onProgress) {
      if (map === undefined) throw appError("internal", { detail: "nothing vectorised" });
      const exporter = exporterOf(format);
      const sink = new BlobSink();
      await exporter.write(map, options, sink, (done, total) => onProgress(done / total));
      return sink.blob(exporter.mediaType);
    },
    async paintCovers(bounds, width, height) {
      if (map === undefined) throw appError("internal", { detail: "nothing vectorised" });
      const placeOf = new Map(coverClasses.map(({ code }, index) => [code, index + 1]));
      const { covers } = map;
      const painted = Uint8Array.from(facesAt(map, bounds, width, height), (face) =>
        face === OUTSIDE ? 0 : placeOf.get(covers[face]!)!,
      );
      return Comlink.transfer(painted, [painted.buffer]);
    },
  };
}
