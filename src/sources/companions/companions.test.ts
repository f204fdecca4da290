import { describe, expect, test } from "vitest";
import { affineThrough } from "./control-points.ts";
import { companionKind, withCompanions } from "./group-files.ts";
import { parsePam } from "./pam.ts";
import { crsOfCoordSys } from "./tab.ts";
import { parseWorldFile } from "./world-file.ts";

const at = (path: string) => {
  const slash = path.lastIndexOf("/");
  return { file: { name: path.slice(slash + 1) }, folder: path.slice(0, Math.max(0, slash)) };
};

describe("companions lie beside their image", () => {
  const beside = (image: string, ...others: string[]) => {
    const [{ companions }] = withCompanions([at(image)], others.map(at)) as [ReturnType<typeof withCompanions>[0]];
    return Object.fromEntries(Object.entries(companions).map(([kind, file]) => [kind, file?.name]));
  };

  test.each([
    ["x.tif", ["x.tfw", "x.prj"], { world: "x.tfw", prj: "x.prj" }],
    ["DALLE.TIF", ["dalle.Tfw", "Dalle.PRJ"], { world: "dalle.Tfw", prj: "Dalle.PRJ" }],
    ["x.tif", ["x.tif.ovr", "x.tif.aux.xml"], { overviews: "x.tif.ovr", pam: "x.tif.aux.xml" }],
    ["x.jp2", ["x.j2w", "x.tab", "x.tif.ovr"], { world: "x.j2w", tab: "x.tab" }],
    ["x.v2.tif", ["x.tfw", "x.v2.tfw"], { world: "x.v2.tfw" }],
    ["north/x.tif", ["south/x.tfw", "x.tfw"], {}],
    ["north/x.tif", ["north/x.wld", "north/readme.txt"], { world: "x.wld" }],
  ])("%s among %j", (image, others, found) => {
    expect(beside(image, ...others)).toEqual(found);
  });

  test.each(["x.tif", "x.jp2", "x.7z", "x.ecw", "x.zip", "x.vrt", "x"])("%s is nobody's companion", (name) => {
    expect(companionKind(name)).toBeUndefined();
  });
});

describe("a world file", () => {
  test("places the centre of the first pixel", () => {
    expect(parseWorldFile("0.5\r\n0\r\n0\r\n-0.5\r\n1000.25\r\n1999.75\r\n")).toEqual([0.5, 0, 1000, 0, -0.5, 2000]);
  });
  test.each(["", "0.5 0 0 -0.5 1000", "0 0 0 0 1 1", "a b c d e f"])("%j is none", (text) => {
    expect(parseWorldFile(text)).toBeUndefined();
  });
});

describe("control points", () => {
  const far = (column: number, row: number, dx = 0) => ({
    column,
    row,
    x: 700_000 + 0.2 * column + dx,
    y: 6_600_000 - 0.2 * row,
  });
  test("keep their accuracy at six million metres, off the corners too", () => {
    const affine = affineThrough([far(100, 100), far(25_000, 200), far(300, 24_900), far(20_000, 20_000)])!;
    expect(affine[2]).toBeCloseTo(700_000, 6);
    expect(affine[4]).toBeCloseTo(-0.2, 10);
  });
  test.each([
    ["two", [far(0, 0), far(9, 9)]],
    ["on one line", [far(0, 0), far(5, 5), far(9, 9)]],
    ["one of them half a pixel off", [far(0, 0), far(10, 0), far(0, 10), far(10, 10, 0.4)]],
  ])("%s give no affine", (_, points) => {
    expect(affineThrough(points)).toBeUndefined();
  });
});

test("a PAM file without a place, and entities in its WKT", () => {
  expect(parsePam("<PAMDataset><PAMRasterBand/></PAMDataset>")).toEqual({ affine: undefined, crs: undefined });
  const srs =
    "<SRS dataAxisToSRSAxisMapping='1,2'>PROJCS[&quot;a &amp; b&quot;,AUTHORITY[&quot;EPSG&quot;,&quot;2154&quot;]]</SRS>";
  expect(parsePam(srs).crs?.crs?.code).toBe(2154);
});

test.each([
  ['NonEarth Units "m"'],
  ['Earth Projection 3, 1002, "m", 0, 46.8, 45.9, 47.7, 600000, 2200000'], // Lambert II étendu, NTF
  ['Earth Projection 10, 104, "m", 0'],
  ['Earth Projection 8, 104, "ft", 3, 0, 0.9996, 500000, 0'],
])("MapInfo's %s is none of ours", (clause) => {
  expect(crsOfCoordSys(clause)).toEqual({ crs: undefined, detail: clause });
});
