import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { Bounds } from "../core/geo/bounds.ts";
import { projjson } from "../core/geo/projjson-table.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { resultRecordOf } from "../core/ports/result-record.ts";
import { inBatches } from "./batches.ts";
import type { Field, Value } from "./fields.ts";
import { type Layer, landCoverLayer } from "./layers.ts";
import { inHilbertOrder } from "./spatial-order.ts";
import { wkbOf } from "./wkb.ts";

const GEOMETRY = "geometry";
const BBOX = "bbox";
const SIDES = ["xmin", "ymin", "xmax", "ymax"] as const;

/** What a reader of a small area takes at least, and what is in memory at once: some 10 MB. */
const ROWS_A_GROUP = 10_000;

/**
 * GeoParquet 1.1 (https://geoparquet.org/releases/v1.1.0/): polygons as WKB, each with its box, by whose statistics a
 * reader passes over the row groups that are elsewhere: so features follow a Hilbert curve.
 */
export const writeGeoparquet: Exporter["write"] = async (map, options, sink, onProgress, signal) => {
  const layer = landCoverLayer(map, options);
  const { count } = layer;
  const { order, boxes, extent } = await inHilbertOrder(layer, (done) => onProgress(done, 2 * count), signal);
  const writer = new ParquetWriter({
    writer: new SinkWriter(sink),
    schema: schemaOf(layer.fields),
    kvMetadata: [
      { key: "geo", value: JSON.stringify(geoMetadata(layer, extent)) },
      { key: "ocsol", value: JSON.stringify({ ...resultRecordOf(map, options), description: layer.description }) },
    ],
    createdBy: "Ocsol",
  });
  let group: RowGroup = emptyGroup(layer);
  const add = (place: number): void => {
    const face = order[place]!;
    const row = layer.row(face);
    for (const [column, field] of layer.fields.entries()) group.values[column]!.push(typed(field, row[column]!));
    const [xmin, ymin, xmax, ymax] = boxes.subarray(4 * face, 4 * face + 4);
    group.boxes.push({ xmin, ymin, xmax, ymax });
    group.geometries.push(wkbOf(layer.polygon(face)));
  };
  const writeGroup = async (): Promise<void> => {
    const { length } = group.geometries;
    if (length === 0) return;
    const { values, boxes, geometries } = group;
    group = emptyGroup(layer);
    await writer.write({
      columnData: [
        ...layer.fields.map(({ name }, column) => ({ name, data: values[column]! })),
        { name: BBOX, data: boxes },
        // No two are alike, and the least of them means nothing.
        { name: GEOMETRY, data: geometries, encoding: "PLAIN", statistics: false },
      ],
      rowGroupSize: length,
    });
  };
  const afterBatch = async (): Promise<void> => {
    if (group.geometries.length >= ROWS_A_GROUP) await writeGroup();
  };
  await inBatches(count, add, (done) => onProgress(count + done, 2 * count), signal, afterBatch);
  await writeGroup();
  await writer.finish();
};

/** The library's buffer, emptied into a sink after each row group. */
class SinkWriter extends ByteWriter {
  readonly #sink: ByteSink;

  constructor(sink: ByteSink) {
    super();
    this.#sink = sink;
  }

  async flush(): Promise<void> {
    await this.#sink.write(this.getBytes());
    this.index = 0;
  }

  override finish(): Promise<void> {
    return this.flush();
  }
}

/** Columns of some rows. */
interface RowGroup {
  readonly values: (Value | boolean)[][];
  readonly boxes: object[];
  readonly geometries: Uint8Array[];
}

function emptyGroup({ fields }: Layer): RowGroup {
  return { values: fields.map(() => []), boxes: [], geometries: [] };
}

const typed = ({ type }: Field, value: Value): Value | boolean =>
  type === "boolean" && value !== null ? Boolean(value) : value;

const columnTypes: Readonly<Record<Field["type"], Partial<SchemaElement>>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  real: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
};

function schemaOf(fields: readonly Field[]): SchemaElement[] {
  return [
    { name: "schema", num_children: fields.length + 2 },
    ...fields.map(({ name, type }): SchemaElement => ({ name, repetition_type: "OPTIONAL", ...columnTypes[type] })),
    { name: BBOX, repetition_type: "REQUIRED", num_children: SIDES.length },
    ...SIDES.map((name): SchemaElement => ({ name, repetition_type: "REQUIRED", type: "DOUBLE" })),
    { name: GEOMETRY, repetition_type: "REQUIRED", type: "BYTE_ARRAY" },
  ];
}

function geoMetadata({ crs }: Layer, extent: Bounds | undefined) {
  return {
    version: "1.1.0",
    primary_column: GEOMETRY,
    columns: {
      [GEOMETRY]: {
        encoding: "WKB",
        geometry_types: ["Polygon"],
        crs: JSON.parse(projjson.get(crs.code)!),
        orientation: "counterclockwise",
        edges: "planar",
        ...(extent && { bbox: extent }),
        covering: { bbox: Object.fromEntries(SIDES.map((side) => [side, [BBOX, side]])) },
      },
    },
  };
}
