import type { Exporter } from "../core/ports/exporter.ts";
import { layersOf } from "./layers.ts";
import { qgisStyle, sldStyle } from "./qgis-style.ts";
import { writeZip } from "./zip-writer.ts";

/** The styles of the layers, each as QGIS's .qml and OGC's .sld: for the formats that cannot carry them. */
export const writeStyles: Exporter["write"] = async (map, options, sink, onProgress, signal) => {
  const encoder = new TextEncoder();
  const entries = layersOf(map, options).flatMap(({ name }) => [
    { name: `${name}.qml`, text: qgisStyle(name) },
    { name: `${name}.sld`, text: sldStyle(name) },
  ]);
  const files = entries.map(({ name, text }) => ({
    name,
    write: (put: (bytes: Uint8Array) => Promise<void>) => put(encoder.encode(text)),
  }));
  onProgress(1, 1); // what remains takes no time
  signal?.throwIfAborted();
  await writeZip(sink, files, new Date(options.created));
};
