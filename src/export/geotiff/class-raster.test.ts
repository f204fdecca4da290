import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Affine } from "../../core/geo/affine.ts";
import { crsOf } from "../../core/geo/crs.ts";
import { ocsgePreset } from "../../core/landcover/presets.ts";
import type { RasterFormatId } from "../../core/ports/export-formats.ts";
import type { ExportOptions } from "../../core/ports/exporter.ts";
import type { Grid, PixelRect } from "../../core/raster/grid.ts";
import type { Zone } from "../../core/vector/overlay/overlay.ts";
import { gdalFolder, hasGdal } from "../../testing/gdal-oracle.ts";
import { attributeTable, classFiles } from "./class-names.ts";
import { writeClassRaster } from "./class-raster.ts";
import { MemorySink } from "./memory-sink.ts";

const because = hasGdal() ? "" : " — skipped: gdalinfo (Debian's gdal-bin) is not installed and it is the judge";

const folder = gdalFolder();
afterAll(() => folder.remove());

const options: ExportOptions = {
  millesime: "2021",
  model: "frugal 1.2",
  image: 'été & "hiver" <34>.tif',
  imageCredit: "© Ville & région",
  preset: ocsgePreset,
  created: "2026-11-22T22:10:39.123Z",
};

const pixel = 0.2;
const corner = { x: 727_000, y: 6_290_000 };

type Band = (column: number, row: number) => number;

/** Fields of classes with specks in them, and ground nobody knows. */
const classAt: Band = (column, row) => {
  if ((column - 700) ** 2 + (row - 40) ** 2 < 60 ** 2) return 0;
  const speck = (column * 7919 + row * 104_729) % 97;
  return speck < 12 ? speck : 1 + ((Math.floor(column / 37) + 3 * Math.floor(row / 23)) % 15);
};
const confidenceAt: Band = (column, row) =>
  classAt(column, row) === 0 ? 0 : (column * 31 + row * 17 + column * row) & 255;

/** What a file is to hold. */
const expectedAt: Readonly<Record<RasterFormatId, Band>> = {
  classes: classAt,
  confidence: (column, row) => (classAt(column, row) === 0 ? 0 : Math.max(1, confidenceAt(column, row))),
};

function pixelsOf({ column, row, width, height }: PixelRect, at: Band): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, index) =>
    at(column + (index % width), row + Math.floor(index / width)),
  );
}

function rasterOf(width: number, height: number) {
  const affine: Affine = [pixel, 0, corner.x, 0, -pixel, corner.y];
  const grid: Grid = { width, height, affine, crs: crsOf(2154)!, bands: 1, gsdMetres: pixel };
  const read = async (rect: PixelRect) => ({
    width: rect.width,
    height: rect.height,
    classes: pixelsOf(rect, classAt),
    confidence: pixelsOf(rect, confidenceAt),
  });
  return { grid, read };
}

async function write(kind: RasterFormatId, width: number, height: number, area?: readonly Zone[]): Promise<string> {
  const sink = new MemorySink();
  await writeClassRaster(kind, rasterOf(width, height), options, area, sink);
  const path = join(folder.path, `${kind}-${width}x${height}${area ? "-area" : ""}.tif`);
  writeFileSync(path, sink.bytes());
  return path;
}

const gdalinfo = (path: string) => {
  const { stdout, stderr } = spawnSync("gdalinfo", ["-json", path], { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
};

const facts = {
  NATURE: "Prédiction automatique ; ceci n’est pas un produit de l’IGN",
  SOURCE: `Ocsol frugal 1.2 — prédiction automatique, image ${options.image}`,
  MODELE: "frugal 1.2",
  IMAGE: options.image,
  MILLESIME: "2021",
  DATE_IMAGE: "2021",
  CREDITS: options.imageCredit,
  DATE_PRODUCTION: options.created,
  TIFFTAG_SOFTWARE: "Ocsol",
  TIFFTAG_DATETIME: "2026:11:22 22:10:39",
  AREA_OR_POINT: "Area",
};

/** What an overview says of pixels, `width` to the row: as `reduce.ts` promises it, counted the slow way. */
function reduced(kind: RasterFormatId, pixels: Uint8Array, width: number, scale: number): Uint8Array {
  const height = pixels.length / width;
  const columns = Math.ceil(width / scale);
  return Uint8Array.from({ length: columns * Math.ceil(height / scale) }, (_, index) => {
    const known: number[] = [];
    for (let row = 0; row < scale; row++)
      for (let column = 0; column < scale; column++) {
        const [x, y] = [(index % columns) * scale + column, Math.floor(index / columns) * scale + row];
        const value = x < width && y < height ? pixels[y * width + x]! : 0;
        if (value !== 0) known.push(value);
      }
    if (known.length === 0) return 0;
    if (kind === "confidence") return Math.round(known.reduce((sum, value) => sum + value, 0) / known.length);
    const counts = new Map<number, number>();
    for (const value of known) counts.set(value, 1 + (counts.get(value) ?? 0));
    const most = Math.max(...counts.values());
    return known.find((value) => counts.get(value) === most)!;
  });
}

/** The first pixels that are not the same: comparing arrays of a million takes seconds. */
function differing(found: Uint8Array, expected: Uint8Array) {
  expect(found.length).toBe(expected.length);
  if (Buffer.compare(found, expected) === 0) return [];
  return [...expected.entries()].filter(([at, value]) => found[at] !== value).slice(0, 5);
}

describe.skipIf(!hasGdal())(`a class raster as a Cloud Optimized GeoTIFF${because}`, () => {
  test("classes are CoSIA numbers in CoSIA's colours, and the file says what it is", async () => {
    const path = await write("classes", 1030, 520);
    const info = gdalinfo(path);
    expect(info.metadata.IMAGE_STRUCTURE).toMatchObject({ LAYOUT: "COG", COMPRESSION: "DEFLATE" });
    expect(info.metadata[""]).toMatchObject(facts);
    expect(info.metadata[""].TIFFTAG_IMAGEDESCRIPTION).toBe(`Classe CoSIA (numéro). ${facts.NATURE}.`);
    expect(info.geoTransform).toEqual([corner.x, pixel, 0, corner.y, 0, -pixel]);
    expect(info.coordinateSystem.wkt).toContain('ID["EPSG",2154]');
    const [band] = info.bands;
    expect(band).toMatchObject({ noDataValue: 0, block: [512, 512], colorInterpretation: "Palette" });
    expect(band.description).toBe("Classe CoSIA (numéro)");
    expect(band.colorTable.entries[6]).toEqual([0x33, 0x75, 0xa1, 255]);
    expect(band.overviews.map(({ size }: { size: number[] }) => size)).toEqual([
      [515, 260],
      [258, 130],
    ]);
  });

  test("confidence is a grey band of 0 to 1", async () => {
    const info = gdalinfo(await write("confidence", 600, 10));
    expect(info.metadata[""]).toMatchObject(facts);
    const [band] = info.bands;
    expect(band).toMatchObject({ noDataValue: 0, colorInterpretation: "Gray", offset: 0 });
    expect(band.scale).toBeCloseTo(1 / 255, 14);
    expect(band.description).toBe("Confiance du modèle dans sa réponse, de 0 à 1");
  });

  const sizes: [number, number][] = [
    [3, 5],
    [512, 512],
    [1024, 512],
    [1133, 577],
    [1, 2049],
  ];
  test.each(sizes)("every pixel of every level, %i × %i", async (width, height) => {
    for (const kind of ["classes", "confidence"] as const) {
      const path = await write(kind, width, height);
      const pixels = pixelsOf({ column: 0, row: 0, width, height }, expectedAt[kind]);
      const overviews = Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / 512)));
      expect(gdalinfo(path).bands[0].overviews?.length ?? 0).toBe(overviews);
      for (let level = 0; level <= overviews; level++) {
        const extra = level === 0 ? [] : ["-oo", `OVERVIEW_LEVEL=${level - 1}only`];
        const found = folder.read(path, extra).pixels;
        expect(differing(found, reduced(kind, pixels, width, 2 ** level)), `${kind}, level ${level}`).toEqual([]);
      }
    }
  });

  test("nothing outside an area has data, at any level", async () => {
    const [width, height] = [1100, 700];
    const ring = (points: [number, number][]) =>
      Float64Array.from(points.flatMap(([column, row]) => [corner.x + column * pixel, corner.y - row * pixel]));
    const square = (from: number, to: number): [number, number][] => [[from, from], [to, from], [to, to], [from, to], [from, from]]; // biome-ignore format: a ring on a line
    // a triangle that reaches out of the image, and a square with a hole, which overlap
    const triangle: [number, number][] = [[-40, 30], [900.4, 200.3], [300, 900], [-40, 30]]; // biome-ignore format: a ring on a line
    const area = [{ polygons: [[ring(triangle)]] }, { polygons: [[ring(square(100, 660)), ring(square(200, 560))]] }];
    const side = ([ax, ay]: [number, number], [bx, by]: [number, number], x: number, y: number) =>
      (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const inside = (column: number, row: number) => {
      const [x, y] = [column + 0.5, row + 0.5];
      const within = (from: number, to: number) => x > from && x < to && y > from && y < to;
      const inTriangle = [0, 1, 2].every((at) => side(triangle[at]!, triangle[at + 1]!, x, y) > 0);
      return inTriangle || (within(100, 660) && !within(200, 560));
    };
    for (const kind of ["classes", "confidence"] as const) {
      const path = await write(kind, width, height, area);
      const at: Band = (column, row) => (inside(column, row) ? expectedAt[kind](column, row) : 0);
      const pixels = pixelsOf({ column: 0, row: 0, width, height }, at);
      expect(differing(folder.read(path).pixels, pixels)).toEqual([]);
      const smallest = folder.read(path, ["-oo", "OVERVIEW_LEVEL=1only"]).pixels;
      expect(differing(smallest, reduced(kind, pixels, width, 4))).toEqual([]);
    }
  });

  test("its values have names: beside it for every GDAL, in it as a table for newer ones", async () => {
    const path = await write("classes", 40, 30);
    for (const { name, content } of classFiles(path)) writeFileSync(name, content);
    const expected = [
      "",
      "Bâtiment",
      "Zone perméable",
      "Zone imperméable",
      "Piscine",
      "Sol nu",
      "Surface eau",
      "Neige",
    ];
    const text = folder.run("gdalinfo", ["-noct", path]);
    const names = [...text.matchAll(/^ +(\d+): (.*)$/gm)].map(([, , name]) => name);
    expect(names.slice(0, 8)).toEqual(expected);
    expect(names).toHaveLength(16);

    // the very table that the TIFF holds, where this GDAL looks for one
    expect(Buffer.from((await sinkOf()).bytes()).includes(attributeTable())).toBe(true);
    const pam = `<PAMDataset><PAMRasterBand band="1">${attributeTable()}</PAMRasterBand></PAMDataset>`;
    writeFileSync(`${path}.aux.xml`, pam);
    const { rat } = gdalinfo(path);
    expect(rat.tableType).toBe("thematic");
    expect(rat.row).toHaveLength(15);
    expect(rat.row[5].f).toEqual([6, "Surface eau", 0x33, 0x75, 0xa1]);
  });

  async function sinkOf(): Promise<MemorySink> {
    const sink = new MemorySink();
    await writeClassRaster("classes", rasterOf(40, 30), options, undefined, sink);
    return sink;
  }
});

test("QGIS's style has CoSIA's classes, names and colours", () => {
  const [, style] = classFiles("a.tif");
  expect(style!.name).toBe("a.qml");
  const entries = [...style!.content.matchAll(/<paletteEntry value="(\d+)" label="([^"]+)" color="(#[0-9a-f]{6})"/g)];
  expect(entries).toHaveLength(15);
  expect(entries[0]!.slice(1)).toEqual(["1", "1 – Bâtiment", "#ce7079"]);
});
