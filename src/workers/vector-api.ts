import * as Comlink from "comlink";
import { appError } from "../core/errors.ts";
import type { Coverage } from "../core/vector/coverage.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { exporterOf } from "../export/registry.ts";
import type { ClassesApi, VectorApi } from "./api.ts";

export function createVectorApi(): VectorApi {
  let coverage: Coverage | undefined;

  return {
    async vectorise(classes, grid, levels, minAreaSquareMetres, confidenceKnown, onProgress) {
      coverage = undefined;
      const remote = Comlink.wrap<ClassesApi>(classes);
      try {
        coverage = await vectorise(
          { grid, levels, read: (rect, level) => remote.read(rect, level) },
          { minAreaSquareMetres },
          (done, total) => onProgress(done / total),
        );
      } finally {
        remote[Comlink.releaseProxy]();
      }
      if (!confidenceKnown) coverage.faces.confidence.fill(Number.NaN);
      return { faces: coverage.faces.count, arcs: coverage.arcs.count };
    },
    async exportAs(format, options, onProgress) {
      if (coverage === undefined) throw appError("internal", { detail: "nothing vectorised" });
      const exporter = exporterOf(format);
      const sink = new MemorySink();
      await exporter.write(coverage, options, sink, (done, total) => onProgress(done / total));
      return sink.blob(exporter.mediaType);
    },
  };
}
