import { execFileSync } from "node:child_process";

/** Why GDAL's checks are skipped, or false. */
export const gdalMissing: string | false = (() => {
  try {
    execFileSync("ogrinfo", ["--version"], { stdio: "ignore" });
    return false;
  } catch {
    return "ogrinfo is not installed (apt-get install gdal-bin)";
  }
})();

/** One row of a query on a vector file, by OGR's SQLite dialect. */
export function queryRow(path: string, sql: string): Record<string, string> {
  const text = execFileSync("ogrinfo", ["-q", "-dialect", "SQLite", "-sql", sql, path], { encoding: "utf8" });
  return Object.fromEntries(
    [...text.matchAll(/^ {2}(\w+) \([^)]+\) = (.*)$/gm)].map(([, name, value]) => [name, value!]),
  );
}

/** What `ogrinfo -so` says of a layer: geometry type, CRS, fields and types. */
export function layerSummary(path: string, layer: string): string {
  return execFileSync("ogrinfo", ["-so", path, layer], { encoding: "utf8" });
}
