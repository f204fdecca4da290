import { type AppError, appError, type NoImage } from "../core/errors.ts";

/** What a file is that none of our readers takes, and what to do with it. */
type Verdict =
  | { readonly is: "archive"; readonly kind: string }
  /** another image format, which GDAL turns into one of ours */
  | { readonly is: "image"; readonly format: string }
  | { readonly is: "no-image"; readonly kind: NoImage };

const archive = (kind: string): Verdict => ({ is: "archive", kind });
const image = (format: string): Verdict => ({ is: "image", format });
const noImage = (kind: NoImage): Verdict => ({ is: "no-image", kind });

/** A file's first bytes: text (as Latin-1 characters), from the start or `at` some byte. */
const signatures: readonly (readonly [text: string, at: number, verdict: Verdict])[] = [
  ["7z\xbc\xaf\x27\x1c", 0, archive("7z")],
  ["PK\x03\x04", 0, archive("zip")],
  ["Rar!\x1a\x07", 0, archive("rar")],
  ["\x1f\x8b", 0, archive("gz")],
  ["\xfd7zXZ\0", 0, archive("xz")],
  ["\x28\xb5\x2f\xfd", 0, archive("zst")],
  ["msid", 0, image("MrSID")],
  ["\x89PNG", 0, image("PNG")],
  ["\xff\xd8\xff", 0, image("JPEG")],
  ["WEBP", 8, image("WebP")],
  ["GIF8", 0, image("GIF")],
  ["BM", 0, image("BMP")],
  ["EHFA_HEADER_TAG", 0, image("Erdas Imagine")],
  ["%PDF", 0, image("PDF")],
  ["\x89HDF\r\n\x1a\n", 0, noImage("grid")],
  ["CDF\x01", 0, noImage("grid")],
  ["CDF\x02", 0, noImage("grid")],
  ["CDF\x05", 0, noImage("grid")],
  ["SQLite format 3\0", 0, noImage("tiles")],
  ["PMTiles", 0, noImage("tiles")],
  ["LASF", 0, noImage("point-cloud")],
  ["ply\n", 0, noImage("point-cloud")],
  ["b3dm", 0, noImage("model-3d")],
  ["i3dm", 0, noImage("model-3d")],
  ["pnts", 0, noImage("model-3d")],
  ["glTF", 0, noImage("model-3d")],
  ["\0\0\x27\x0a", 0, noImage("vector")],
  ["fgb\x03", 0, noImage("vector")],
  ["<VRTDataset", 0, noImage("tile-list")],
];

/** Names of what has no signature to tell it by; `.7z.001` is a piece of a split archive, of which only the first has one. */
const names: readonly (readonly [RegExp, Verdict])[] = [
  [/\.7z\.\d{3}$/, archive("7z.001")],
  [/\.(tar|tgz|bz2|z)$/, archive("tar")],
  [/\.ecw$/, image("ECW")],
  [/\.sid$/, image("MrSID")],
  [/\.(asc|bil|bip|bsq|ers|img|grd|dem|xyz)$/, image("")],
  [/\.vrt$/, noImage("tile-list")],
  [/\.(mbtiles|gpkg|pmtiles)$/, noImage("tiles")],
  [/\.(shp|dxf|dwg|kml|gml|geojson|mif|fgb)$/, noImage("vector")],
];

/**
 * Why a file is not opened, from its first bytes (16 are enough) or, where they tell nothing, its name:
 * `file-is-an-archive`, `file-needs-converting`, `file-holds-no-image`, or `file-not-a-raster` where neither does.
 */
export function refusalOf(head: Uint8Array, file: string): AppError {
  const text = String.fromCharCode(...head.subarray(0, 16));
  const name = file.toLowerCase();
  const signed = signatures.find(([signature, at]) => text.startsWith(signature, at));
  const split = names[0]!;
  const named = split[0].test(name) ? split : names.find(([ending]) => ending.test(name));
  // The first piece of a split archive is signed 7z: that it is a piece matters more.
  const verdict = named === split || signed === undefined ? named?.[1] : signed[2];
  switch (verdict?.is) {
    case "archive":
      return appError("file-is-an-archive", { file, kind: verdict.kind });
    case "image":
      return appError("file-needs-converting", { file, format: verdict.format, command: conversion(file) });
    case "no-image":
      return appError("file-holds-no-image", { file, kind: verdict.kind });
    default:
      return appError("file-not-a-raster", { file });
  }
}

/** The line that makes a cloud-optimised GeoTIFF of it, to be run in its folder. */
function conversion(file: string): string {
  const stem = file.replace(/\.[^.]*$/, "");
  return `gdal_translate -of COG -co COMPRESS=JPEG "${file}" "${stem}.tif"`;
}
