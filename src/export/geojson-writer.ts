import { crsOf } from "../core/geo/crs.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { inBatches } from "./batches.ts";
import type { Field, Value } from "./fields.ts";
import { type Layer, landCoverLayer } from "./layers.ts";

/** About a millimetre. A corner is rounded alike in every polygon that has it, so shared borders stay identical. */
const DECIMALS = { degree: 8, metre: 3 } as const;

/** RFC 7946: WGS 84 longitude and latitude. For the web and for small maps. */
export const writeGeojson: Exporter["write"] = (map, options, sink, onProgress, signal) =>
  // All of Ocsol's CRS keep the sense of rotation, so outer rings stay right-handed.
  write(landCoverLayer(map, { ...options, crs: crsOf(4326)! }), "", sink, onProgress, signal);

/** The GeoJSON of 2008, before WGS 84 was its only system: GDAL, QGIS and ArcGIS read the `crs` it names. */
export const writeProjectedGeojson: Exporter["write"] = (map, options, sink, onProgress, signal) => {
  const layer = landCoverLayer(map, options);
  const { code } = layer.crs;
  // EPSG::4326 would say latitude first.
  const urn = code === 4326 ? "urn:ogc:def:crs:OGC:1.3:CRS84" : `urn:ogc:def:crs:EPSG::${code}`;
  return write(layer, `"crs":{"type":"name","properties":{"name":"${urn}"}},`, sink, onProgress, signal);
};

async function write(
  layer: Layer,
  crs: string,
  sink: ByteSink,
  onProgress: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  const decimals = DECIMALS[layer.crs.unit];
  const keys = layer.fields.map(({ name }) => JSON.stringify(name));
  const encoder = new TextEncoder();
  const description = JSON.stringify(layer.description);
  let text = `{"type":"FeatureCollection","name":"${layer.name}","description":${description},${crs}"features":[`;
  const flush = async (): Promise<void> => {
    await sink.write(encoder.encode(text));
    text = "";
  };
  const addFeature = (face: number): void => {
    const coordinates = layer.polygon(face).map((ring) => {
      const positions: string[] = [];
      for (let at = 0; at < ring.length; at += 2) {
        positions.push(`[${ring[at]!.toFixed(decimals)},${ring[at + 1]!.toFixed(decimals)}]`);
      }
      return `[${positions.join(",")}]`;
    });
    const row = layer.row(face);
    const properties = layer.fields.map((field, at) => `${keys[at]}:${jsonOf(field, row[at]!)}`).join(",");
    const geometry = `{"type":"Polygon","coordinates":[${coordinates.join(",")}]}`;
    text += `${face > 0 ? "," : ""}\n{"type":"Feature","properties":{${properties}},"geometry":${geometry}}`;
  };
  await inBatches(layer.count, addFeature, onProgress, signal, flush);
  text += "\n]}\n";
  await flush();
}

/** A real has its point even where it is whole: readers tell a column's type by it. */
function jsonOf({ type }: Field, value: Value): string {
  if (type === "real" && Number.isInteger(value)) return `${value}.0`;
  return JSON.stringify(type === "boolean" && value !== null ? Boolean(value) : value);
}
