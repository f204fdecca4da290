import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { hasGdal } from "../../testing/gdal-oracle.ts";
import { crsOf, knownCrs } from "./crs.ts";
import { crsOfName, crsOfText } from "./crs-text.ts";

const codeOf = (text: string) => crsOfText(text).crs?.code;
const LAMBERT_93 = crsOf(2154)!.wkt;
const UTM_31 = crsOf(32631)!.wkt;
const withoutCodes = (wkt: string) => wkt.replace(/,AUTHORITY\["EPSG","\d+"\]/g, "");

/** The codes the data of the field come in, but for the conic zones. */
const PLAIN_CODES = [
  ...[2154, 9793, 9794, 5490, 4559, 2972, 2975, 4471, 4467, 3857, 4326, 3035],
  ...[32620, 32622, 32630, 32631, 32632, 32738, 32740, 25830, 25831, 25832],
];
const CONIC_ZONES = Array.from({ length: 9 }, (_, zone) => [3942 + zone, 9822 + zone, 9842 + zone]).flat();

test("every code of the field is known offline", () => {
  expect([...PLAIN_CODES, ...CONIC_ZONES].filter((code) => crsOf(code) === undefined)).toEqual([]);
});

describe("every known CRS is recognised", () => {
  test.each(knownCrs().map((crs) => [crs.code, crs] as const))("EPSG:%i", (code, crs) => {
    expect(codeOf(crs.wkt)).toBe(code);
    expect(codeOf(withoutCodes(crs.wkt)), "without its code").toBe(code);
    expect(codeOf(`EPSG:${code}`)).toBe(code);
  });
});

describe.skipIf(!hasGdal())("as GDAL writes it (skipped without gdal-bin)", () => {
  // ESRI's and WKT 2's names; the code that WKT 2 ends in is cut off, so that numbers must tell.
  test.each([...PLAIN_CODES, 3949, 9824, 9845])("EPSG:%i in ESRI's dialect and in WKT 2", (code) => {
    const told = (...options: string[]) =>
      execFileSync("gdalsrsinfo", [...options, "--single-line", `EPSG:${code}`], { encoding: "utf8" });
    expect(codeOf(told("-o", "wkt_esri"))).toBe(code);
    const wkt2 = told("-o", "wkt2");
    expect(codeOf(wkt2)).toBe(code);
    expect(codeOf(wkt2.replace(new RegExp(`,ID\\["EPSG",${code}\\]\\]\\s*$`), "]")), "by its numbers").toBe(code);
  });
});

describe("by numbers, not by names", () => {
  const esri =
    'PROJCS["Mon Lambert",GEOGCS["GCS",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000],PARAMETER["False_Northing",6600000],PARAMETER["Central_Meridian",3],PARAMETER["Standard_Parallel_1",44],PARAMETER["Standard_Parallel_2",49.00000000002],PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1]]';

  test("whatever it is called, parallels in either order and rounded", () => {
    expect(codeOf(esri)).toBe(2154);
  });

  test.each([
    ["an unknown datum on our ellipsoid", "D_RGF_1993", "Unknown_based_on_GRS80_ellipsoid", 2154],
    ["WGS 84 where RGF93 is meant", "D_RGF_1993", "D_WGS_1984", 2154],
    ["a newer realisation", "D_RGF_1993", "RGF93_v2b", 9794],
    ["another datum", "D_RGF_1993", "D_North_American_1983", undefined],
    ["another northing", "6600000", "6600001", undefined],
    ["another ellipsoid", "298.257222101", "293.4660212936269", undefined],
    ["feet", '"Meter",1', '"Foot",0.3048', undefined],
    ["grads", "0.0174532925199433", "0.01570796326794897", undefined],
    ["Paris", '"Greenwich",0', '"Paris",2.33722917', undefined],
  ])("%s", (_, from, to, code) => {
    expect(codeOf(esri.replace(from, to))).toBe(code);
  });

  test("the same projection on two ellipsoids, and nothing said of it: not assumed", () => {
    const bare = "+proj=tmerc +lat_0=0 +lon_0=3 +k=0.9996 +x_0=500000 +y_0=0 +units=m";
    expect(codeOf(bare)).toBeUndefined();
    expect(codeOf(`${bare} +ellps=GRS80`)).toBe(25831);
    expect(codeOf(`${bare} +datum=WGS84`)).toBe(32631);
    expect(codeOf(`${bare} +ellps=intl`)).toBeUndefined();
  });

  test("a name of ours with numbers that are not", () => {
    const wrong = withoutCodes(LAMBERT_93).replace('"central_meridian",3', '"central_meridian",2');
    expect(crsOfText(wrong)).toEqual({ crs: undefined, detail: "RGF93 v1 / Lambert-93" });
  });
});

describe("compounds, bounds and codes we do not carry", () => {
  const height = 'VERT_CS["NGF-IGN69 height",VERT_DATUM["Nivellement General de la France",2005],UNIT["metre",1]]';
  test.each([
    ["a compound", `COMPD_CS["L93 + IGN69",${LAMBERT_93},${height},AUTHORITY["EPSG","5698"]]`, 2154],
    ["a compound without codes", `COMPD_CS["x",${withoutCodes(UTM_31)},${height}]`, 32631],
    ["a bound CRS", `BOUNDCRS[SOURCECRS[${LAMBERT_93}],TARGETCRS[${crsOf(4326)!.wkt}]]`, 2154],
    ["its code says another", LAMBERT_93.replace('"EPSG","2154"', '"EPSG","27572"'), undefined],
    ["an open bracket", LAMBERT_93.slice(0, -1), undefined],
    ["nothing", "", undefined],
  ])("%s", (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

test.each([
  ["urn:ogc:def:crs:EPSG::2154", 2154],
  ["urn:ogc:def:crs:EPSG:9.8:32631", 32631],
  ["urn:ogc:def:crs,crs:EPSG::2154,crs:EPSG::5720", 2154],
  ["http://www.opengis.net/def/crs/EPSG/0/2154", 2154],
  ["http://www.opengis.net/gml/srs/epsg.xml#2154", 2154],
  ["epsg:5698", 2154],
  ["urn:ogc:def:crs:IGNF::RGF93LAMB93", 2154],
  ["IGNF:LAMB93", 2154],
  ["IGNF:RGF93CC49", 3949],
  ["urn:ogc:def:crs:OGC:1.3:CRS84", 4326],
  ["EPSG:27572", undefined],
  ["IGNF:LAMBE", undefined],
])("the name %s", (name, code) => {
  expect(crsOfName(name).crs?.code).toBe(code);
});
