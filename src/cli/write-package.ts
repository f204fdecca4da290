/**
 * Packs the built app as one archive that any static server serves as it is: `npm run package`. The same sources give
 * the same bytes, with the same Node: files are in order and dated by the last commit (or `SOURCE_DATE_EPOCH`, in
 * seconds; https://reproducible-builds.org/specs/source-date-epoch/). No earlier date will do: servers send it, and
 * browsers keep a page for longer the older it is.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { writeZip, type ZipEntry } from "../export/zip-writer.ts";
import { writeFileWhole } from "./file-sink.ts";

const { values } = parseArgs({
  options: { from: { type: "string", default: "dist" }, to: { type: "string", default: "release" } },
});
const root = join(import.meta.dirname, "../..");

function filesIn(folder: string): Map<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1).replaceAll(sep, "/"), readFileSync(path)]));
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const seconds = process.env["SOURCE_DATE_EPOCH"] ?? execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: root });
const modified = new Date(1000 * Number(seconds));

const files = new Map(
  [...filesIn(join(root, values.from)), ...filesIn(join(root, "packaging"))].sort(([one], [other]) =>
    one < other ? -1 : 1,
  ),
);
const sums = [...files].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join("");
files.set("SHA256SUMS", Buffer.from(sums));

const name = `ocsol-${version}`;
const entries = [...files].map(([path, bytes]): ZipEntry => ({ name: `${name}/${path}`, write: (put) => put(bytes) }));
const archive = join(values.to, `${name}.zip`);
mkdirSync(values.to, { recursive: true });
const length = await writeFileWhole(archive, (sink) => writeZip(sink, entries, modified));
writeFileSync(`${archive}.sha256`, `${sha256(readFileSync(archive))}  ${name}.zip\n`);
console.warn(`${archive}: ${files.size} files, ${length} bytes`);
