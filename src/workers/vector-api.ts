import * as Comlink from "comlink";
import { appError } from "../core/errors.ts";
import { survey } from "../core/landcover/survey.ts";
import type { SurveyedMap } from "../core/landcover/surveyed-map.ts";
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
        map = survey(whole, { area }).map;
      } finally {
        remote[Comlink.releaseProxy]();
      }
      return { faces: map.faces.count, arcs: map.arcs.count };
    },
    async exportAs(format, options, onProgress) {
      if (map === undefined) throw appError("internal", { detail: "nothing vectorised" });
      const exporter = exporterOf(format);
      const sink = new BlobSink();
      await exporter.write(map, options, sink, (done, total) => onProgress(done / total));
      return sink.blob(exporter.mediaType);
    },
  };
}
