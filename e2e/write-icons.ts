/**
 * Draws the installed app's icons from `public/icon.svg`: `npm run icons`. Run it when that changes.
 *
 * A maskable icon may lose all but its middle circle of 80 % (W3C manifest, icon masks): the drawing is made smaller on
 * a ground of its own colour.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ensureChromium } from "./find-chromium.ts";

const folder = join(import.meta.dirname, "../public");
const GROUND = "#0b5563";
const icons = [
  { file: "icon-192.png", size: 192, share: 1, ground: "transparent" },
  { file: "icon-512.png", size: 512, share: 1, ground: "transparent" },
  { file: "icon-maskable-512.png", size: 512, share: 0.72, ground: GROUND },
];

const drawing = `data:image/svg+xml;base64,${readFileSync(join(folder, "icon.svg")).toString("base64")}`;
const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const { file, size, share, ground } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}"><img src="${drawing}" style="width:${100 * share}%">`,
  );
  await page.locator("img").evaluate((image) => (image as HTMLImageElement).decode());
  await page.screenshot({ path: join(folder, file), omitBackground: true });
}
await browser.close();
