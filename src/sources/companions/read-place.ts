import type { Affine } from "../../core/geo/affine.ts";
import { type CrsReading, crsOfText } from "../../core/geo/crs-text.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import type { ImageFiles } from "./group-files.ts";
import { parsePam } from "./pam.ts";
import { parseTab } from "./tab.ts";
import { parseWorldFile } from "./world-file.ts";

/** Where the files beside an image say it lies. */
export interface CompanionPlace {
  readonly affine: Affine | undefined;
  readonly crs: CrsReading | undefined;
}

/** These files are a few kilobytes; an `.aux.xml` with a histogram of each band is a hundred. */
const MOST_BYTES = 4 * 1024 * 1024;

/** In the order of GDAL: `.aux.xml`, then `.tab`, then the world file; a `.prj` tells the CRS before a `.tab` does. */
export async function readPlace({ companions }: Pick<ImageFiles<RasterFile>, "companions">): Promise<CompanionPlace> {
  const { pam, tab, prj, world } = companions;
  const ofPam = pam && parsePam(await textOf(pam));
  const ofTab = tab && parseTab(await textOf(tab));
  const ofPrj = prj && crsOfText(await textOf(prj));
  const ofWorld = world && parseWorldFile(await textOf(world));
  return {
    affine: ofPam?.affine ?? ofTab?.affine ?? ofWorld,
    crs: [ofPam?.crs, ofPrj, ofTab?.crs].reduce((known, next) => (known?.crs === undefined ? (next ?? known) : known)),
  };
}

async function textOf(file: RasterFile): Promise<string> {
  const bytes = await readRange(file, 0, Math.min(file.size, MOST_BYTES));
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(utf16).decode(bytes);
}
