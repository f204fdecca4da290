import * as Comlink from "comlink";
import { appError } from "../core/errors.ts";
import { survey } from "../core/landcover/survey.ts";
import type { LandCoverMap } from "../core/vector/land-cover-map.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { exporterOf } from "../export/registry.ts";
import type { ClassesApi, VectorApi } from "./api.ts";

export function createVectorApi(): VectorApi {
  let map: LandCoverMap | undefined;

  return {
    async vectorise(classes, grid, levels, options, confidenceKnown, area, onProgress) {
      map = undefined;
      const remote = Comlink.wrap<ClassesApi>(classes);
      try {
        map = await vectorise(
          { grid, levels, read: (rect, level) => remote.read(rect, level) },
          options,
          (done, total) => onProgress(done / total),
        );
      } finally {
        remote[Comlink.releaseProxy]();
      }
      if (!confidenceKnown) map.faces.confidence.fill(Number.NaN);
      if (area !== undefined) map = survey(map, { area }).map;
      return { faces: map.faces.count, arcs: map.arcs.count };
    },
    async exportAs(format, options, onProgress) {
      if (map === undefined) throw appError("internal", { detail: "nothing vectorised" });
      const exporter = exporterOf(format);
      const sink = new MemorySink();
      await exporter.write(map, options, sink, (done, total) => onProgress(done / total));
      return sink.blob(exporter.mediaType);
    },
  };
}
