import proj4 from "proj4";
import type { Crs } from "../core/geo/crs.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { polygonOf } from "../core/vector/coverage.ts";
import { attributesOf } from "./attributes.ts";
import { inBatches } from "./batches.ts";

/** About a millimetre. A corner is rounded alike in every polygon that has it, so shared borders stay identical. */
const DECIMALS = 8;

export const writeGeojson: Exporter["write"] = async (coverage, options, sink, onProgress, signal) => {
  const attributes = attributesOf(coverage, options);
  const position = toWgs84(coverage.grid.crs);
  const encoder = new TextEncoder();
  let text = `{"type":"FeatureCollection","name":"OCCUPATION_SOL","features":[`;
  const flush = async (): Promise<void> => {
    await sink.write(encoder.encode(text));
    text = "";
  };
  const addFeature = (face: number): void => {
    const coordinates = polygonOf(coverage, face).map((ring) => {
      const positions: string[] = [];
      for (let at = 0; at < ring.length; at += 2) positions.push(position(ring[at]!, ring[at + 1]!));
      return `[${positions.join(",")}]`;
    });
    const properties = JSON.stringify(attributes(face));
    const geometry = `{"type":"Polygon","coordinates":[${coordinates.join(",")}]}`;
    text += `${face > 0 ? "," : ""}\n{"type":"Feature","properties":${properties},"geometry":${geometry}}`;
  };
  await inBatches(coverage.faces.count, addFeature, onProgress, signal, flush);
  text += "\n]}\n";
  await flush();
};

/** Map x, y → "[longitude,latitude]". All of Ocsol's CRS keep the sense of rotation, so outer rings stay right-handed. */
function toWgs84(crs: Crs): (x: number, y: number) => string {
  const { forward } = proj4(crs.proj4, "+proj=longlat +datum=WGS84 +no_defs");
  return (x, y) => {
    const [longitude, latitude] = forward([x, y]);
    return `[${longitude!.toFixed(DECIMALS)},${latitude!.toFixed(DECIMALS)}]`;
  };
}
