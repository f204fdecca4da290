import { Builder } from "flatbuffers";
import { magicbytes } from "flatgeobuf/lib/mjs/constants.js";
import { Column } from "flatgeobuf/lib/mjs/flat-geobuf/column.js";
import { ColumnType } from "flatgeobuf/lib/mjs/flat-geobuf/column-type.js";
import { Crs } from "flatgeobuf/lib/mjs/flat-geobuf/crs.js";
import { Feature } from "flatgeobuf/lib/mjs/flat-geobuf/feature.js";
import { Geometry } from "flatgeobuf/lib/mjs/flat-geobuf/geometry.js";
import { GeometryType } from "flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js";
import { Header } from "flatgeobuf/lib/mjs/flat-geobuf/header.js";
import type { Bounds } from "../core/geo/bounds.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { resultRecordOf } from "../core/ports/result-record.ts";
import { inBatches } from "./batches.ts";
import { ByteBatch } from "./byte-batch.ts";
import type { Field } from "./fields.ts";
import { type Layer, landCoverLayer } from "./layers.ts";
import { NODE_SIZE, packedTree } from "./packed-tree.ts";
import { inHilbertOrder } from "./spatial-order.ts";

/**
 * FlatGeobuf 3 (https://flatgeobuf.org): header, index, features. With the package's own schema classes, but not by its
 * writer, which knows no index and makes every number a real.
 *
 * Features go to the sink as they are made; where each begins is then written into the index, for which room was left.
 */
export const writeFlatgeobuf: Exporter["write"] = async (map, options, sink, onProgress, signal) => {
  const layer = landCoverLayer(map, options);
  const { count } = layer;
  const { order, boxes, extent } = await inHilbertOrder(layer, (done) => onProgress(done, 2 * count), signal);
  await sink.write(magicbytes);
  await sink.write(headerOf(layer, extent, JSON.stringify(resultRecordOf(map, options))));
  const tree = packedTree(order, boxes);
  const treeAt = sink.length;
  await sink.write(tree.bytes);
  const featuresAt = sink.length;
  const builder = new Builder(1 << 16);
  const batch = new ByteBatch();
  const properties = new ByteBatch();
  const add = (place: number): void => {
    tree.setFeature(place, sink.length - featuresAt + batch.length);
    builder.clear();
    batch.append(featureOf(builder, properties, layer, order[place]!));
  };
  const report = (done: number): void => onProgress(count + done, 2 * count);
  await inBatches(count, add, report, signal, () => batch.flush(sink));
  await sink.writeAt(treeAt, tree.bytes);
};

const columnTypes: Readonly<Record<Field["type"], ColumnType>> = {
  text: ColumnType.String,
  integer: ColumnType.Int,
  real: ColumnType.Double,
  boolean: ColumnType.Bool,
};

function headerOf(layer: Layer, extent: Bounds | undefined, metadata: string): Uint8Array {
  const builder = new Builder();
  const columns = layer.fields.map(({ name, type }) => {
    const nameAt = builder.createString(name);
    Column.startColumn(builder);
    Column.addName(builder, nameAt);
    Column.addType(builder, columnTypes[type]);
    return Column.endColumn(builder);
  });
  const { code, name, wkt } = layer.crs;
  const [organisation, crsName, crsWkt] = ["EPSG", name, wkt].map((text) => builder.createString(text));
  Crs.startCrs(builder);
  Crs.addOrg(builder, organisation!);
  Crs.addCode(builder, code);
  Crs.addName(builder, crsName!);
  Crs.addWkt(builder, crsWkt!);
  const crs = Crs.endCrs(builder);
  const columnsAt = Header.createColumnsVector(builder, columns);
  const [nameAt, description, metadataAt] = [layer.name, layer.description, metadata].map((text) =>
    builder.createString(text),
  );
  const envelope = extent && Header.createEnvelopeVector(builder, [...extent]);
  Header.startHeader(builder);
  Header.addName(builder, nameAt!);
  if (envelope !== undefined) Header.addEnvelope(builder, envelope);
  Header.addGeometryType(builder, GeometryType.Polygon);
  Header.addColumns(builder, columnsAt);
  Header.addFeaturesCount(builder, BigInt(layer.count));
  // 0: none. A tree over nothing is not defined.
  Header.addIndexNodeSize(builder, layer.count === 0 ? 0 : NODE_SIZE);
  Header.addCrs(builder, crs);
  Header.addDescription(builder, description!);
  Header.addMetadata(builder, metadataAt!);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}

/** @returns bytes of the builder, good until it is used again */
function featureOf(builder: Builder, properties: ByteBatch, layer: Layer, index: number): Uint8Array {
  const rings = layer.polygon(index);
  const positions = rings.length === 1 ? rings[0]! : joined(rings);
  let end = 0;
  const ends = rings.map((ring) => (end += ring.length / 2));
  const propertiesAt = builder.createByteVector(propertiesOf(properties, layer, index));
  const xy = Geometry.createXyVector(builder, positions);
  const endsAt = rings.length === 1 ? undefined : Geometry.createEndsVector(builder, ends);
  Geometry.startGeometry(builder);
  if (endsAt !== undefined) Geometry.addEnds(builder, endsAt);
  Geometry.addXy(builder, xy);
  Geometry.addType(builder, GeometryType.Polygon);
  const geometry = Geometry.endGeometry(builder);
  Feature.startFeature(builder);
  Feature.addGeometry(builder, geometry);
  Feature.addProperties(builder, propertiesAt);
  builder.finishSizePrefixed(Feature.endFeature(builder));
  return builder.asUint8Array();
}

function joined(rings: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(rings.reduce((sum, ring) => sum + ring.length, 0));
  let at = 0;
  for (const ring of rings) {
    all.set(ring, at);
    at += ring.length;
  }
  return all;
}

const encoder = new TextEncoder();

/** Column number and value, of every column that has one. */
function propertiesOf(batch: ByteBatch, { fields, row }: Layer, index: number): Uint8Array {
  batch.clear();
  const values = row(index);
  fields.forEach(({ type }, column) => {
    const value = values[column]!;
    if (value === null) return;
    const columnAt = batch.take(2);
    batch.view.setUint16(columnAt, column, true);
    switch (type) {
      case "text": {
        const text = encoder.encode(String(value));
        const at = batch.take(4);
        batch.view.setUint32(at, text.length, true);
        batch.append(text);
        break;
      }
      case "integer": {
        const at = batch.take(4);
        batch.view.setInt32(at, Number(value), true);
        break;
      }
      case "real": {
        const at = batch.take(8);
        batch.view.setFloat64(at, Number(value), true);
        break;
      }
      case "boolean": {
        const at = batch.take(1);
        batch.view.setUint8(at, Number(value));
        break;
      }
    }
  });
  return batch.bytes.subarray(0, batch.length);
}
