import type { Page } from "@playwright/test";
import type { Bounds } from "../../src/core/geo/bounds.ts";
import { GEOPLATEFORME_ORIGIN, ORTHO_GSD_METRES } from "../../src/core/geoplateforme/imagery.ts";
import { createScene, DEMO_SEED, type SyntheticScene } from "../../src/demo/scene.ts";
import { type Painter, startWmsServer, type WmsServer } from "../../src/testing/wms-server.ts";

/** Where the synthetic country begins: north-west of the middle of France, on a whole kilometre. */
export const LAND = { x: 660_000, y: 6_590_000 } as const;

/** The country that the server photographs: the demonstration's land without end. */
export function land(): SyntheticScene {
  return createScene({ seed: DEMO_SEED, width: 200_000, height: 200_000 });
}

/** The server's photograph of an extent: the land where its pixels are asked for, its mean colours from afar. */
export function photographed(scene: SyntheticScene): Painter {
  return ([minX, minY, maxX, maxY]: Bounds, width: number, height: number): Uint8Array => {
    const metres = (maxX - minX) / width;
    if (Math.abs(metres - ORTHO_GSD_METRES) > 1e-6) return chequered([minX, minY, maxX, maxY], width, height);
    const column = Math.round((minX - LAND.x) / metres);
    const row = Math.round((LAND.y - maxY) / metres);
    return scene.render({ column, row, width, height }).pixels;
  };
}

/** Fields of 100 km, 10 km, 1 km … : one can see on a screenshot that the background is there, and where. */
function chequered([minX, , maxX, maxY]: Bounds, width: number, height: number): Uint8Array {
  const metres = (maxX - minX) / width;
  const side = 10 ** Math.ceil(Math.log10(metres * 30));
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const x = Math.floor((minX + (at % width) * metres) / side);
    const y = Math.floor((maxY - Math.floor(at / width) * metres) / side);
    pixels.set((x + y) % 2 === 0 ? [96, 112, 72] : [128, 138, 96], at * 3);
  }
  return pixels;
}

/**
 * A server on this machine in the place of IGN's: what the page asks of data.geopf.fr, and nothing else, is asked of it.
 * The page's policy and the browser's CORS hold as they would.
 */
export async function standInForIgn(page: Page, paint: Painter = chequered): Promise<WmsServer> {
  const server = await startWmsServer(paint);
  await page.route(`${GEOPLATEFORME_ORIGIN}/**`, async (route) => {
    const url = route.request().url().replace(GEOPLATEFORME_ORIGIN, server.origin);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  return server;
}
