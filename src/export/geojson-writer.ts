import { crsOf } from "../core/geo/crs.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { inBatches } from "./batches.ts";
import { landCoverLayer } from "./layers.ts";

/** About a millimetre. A corner is rounded alike in every polygon that has it, so shared borders stay identical. */
const DECIMALS = 8;

export const writeGeojson: Exporter["write"] = async (map, options, sink, onProgress, signal) => {
  // All of Ocsol's CRS keep the sense of rotation, so outer rings stay right-handed.
  const layer = landCoverLayer(map, { ...options, crs: crsOf(4326)! });
  const names = layer.fields.map(({ name }) => name);
  const encoder = new TextEncoder();
  let text = `{"type":"FeatureCollection","name":"${layer.name}","features":[`;
  const flush = async (): Promise<void> => {
    await sink.write(encoder.encode(text));
    text = "";
  };
  const addFeature = (face: number): void => {
    const coordinates = layer.polygon(face).map((ring) => {
      const positions: string[] = [];
      for (let at = 0; at < ring.length; at += 2) {
        positions.push(`[${ring[at]!.toFixed(DECIMALS)},${ring[at + 1]!.toFixed(DECIMALS)}]`);
      }
      return `[${positions.join(",")}]`;
    });
    const row = layer.row(face);
    const properties = JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at]])));
    const geometry = `{"type":"Polygon","coordinates":[${coordinates.join(",")}]}`;
    text += `${face > 0 ? "," : ""}\n{"type":"Feature","properties":${properties},"geometry":${geometry}}`;
  };
  await inBatches(layer.count, addFeature, onProgress, signal, flush);
  text += "\n]}\n";
  await flush();
};
