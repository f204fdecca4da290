import { resultRecordIn } from "../sources/vector/result-geopackage.ts";
import { openFileOnDisk } from "./decoders/file-on-disk.ts";

/** What a GeoPackage of Ocsol's says of how it was made; undefined for any other. */
export async function resultInfo(path: string): Promise<Record<string, unknown> | undefined> {
  const file = await openFileOnDisk(path);
  try {
    const record = await resultRecordIn(file);
    return record && { file: file.name, format: "GeoPackage", ...record };
  } finally {
    await file.close();
  }
}
