import { describe, expect, test } from "vitest";
import { refusalOf } from "./unreadable.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("told by its first bytes, whatever its name", () => {
  test.each([
    ["7z\xbc\xaf\x27\x1c\0\x04", "file-is-an-archive", { kind: "7z" }],
    ["PK\x03\x04\x14\0", "file-is-an-archive", { kind: "zip" }],
    ["\x1f\x8b\x08", "file-is-an-archive", { kind: "gz" }],
    ["msid\x01\0", "file-needs-converting", { format: "MrSID" }],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "file-needs-converting", { format: "JPEG" }],
    ["RIFF\x24\0\0\0WEBPVP8 ", "file-needs-converting", { format: "WebP" }],
    ["\x89HDF\r\n\x1a\n", "file-holds-no-image", { kind: "grid" }],
    ["SQLite format 3\0", "file-holds-no-image", { kind: "tiles" }],
    ["LASF\0\0", "file-holds-no-image", { kind: "point-cloud" }],
    ["\0\0\x27\x0a\0\0\0\0", "file-holds-no-image", { kind: "vector" }],
    ["b3dm\x01", "file-holds-no-image", { kind: "model-3d" }],
    ['<VRTDataset rasterXSize="5"', "file-holds-no-image", { kind: "tile-list" }],
    ["Bonjour", "file-not-a-raster", {}],
    ["", "file-not-a-raster", {}],
  ] as const)("%j", (head, tag, fields) => {
    expect(refusalOf(bytes(head), "dalle.tif")).toMatchObject({ tag, fields: { file: "dalle.tif", ...fields } });
  });
});

describe("told by its name, where its bytes tell nothing", () => {
  test.each([
    ["BDORTHO.7z.001", "7z\xbc\xaf\x27\x1c", "file-is-an-archive", { kind: "7z.001" }],
    ["BDORTHO.7z.002", "\x12\x34\x56\x78", "file-is-an-archive", { kind: "7z.001" }],
    ["DALLE.ECW", "e\x02\0\x01", "file-needs-converting", { format: "ECW" }],
    ["ensemble.vrt", "  <VRTDataset", "file-holds-no-image", { kind: "tile-list" }],
  ] as const)("%s", (file, head, tag, fields) => {
    expect(refusalOf(bytes(head), file)).toMatchObject({ tag, fields });
  });
});

test("the line to run names the file and a .tif beside it", () => {
  expect(refusalOf(bytes("e\x02"), "34 2021.v2.ecw").fields).toMatchObject({
    command: 'gdal_translate -of COG -co COMPRESS=JPEG "34 2021.v2.ecw" "34 2021.v2.tif"',
  });
});
