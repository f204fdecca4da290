import type { Browser } from "@playwright/test";
import { writeSceneGeoTiff } from "../src/demo/geotiff.ts";
import { createScene } from "../src/demo/scene.ts";
import { MemorySink } from "../src/export/geotiff/memory-sink.ts";
import { expect, test } from "./support/app-page.ts";

const SIDE = 400;

async function dated(date: "before" | "after"): Promise<Uint8Array> {
  const sink = new MemorySink();
  await writeSceneGeoTiff(createScene({ seed: 43, width: SIDE, height: SIDE, date }), sink);
  return sink.bytes();
}

/** Names of the workers that live, those that workers have started too. */
async function liveWorkers(browser: Browser): Promise<string[]> {
  const system = await browser.newBrowserCDPSession();
  const { targetInfos } = await system.send("Target.getTargets", { filter: [{ type: "worker" }] });
  await system.detach();
  return targetInfos.map(({ title }) => title).sort();
}

/** Names and not bytes: what piles up is workers, and memory at rest is the collector's business. */
test("no worker outlives what it was started for, however the two dates are changed", async ({ app, browser }) => {
  const { page } = app;
  await app.open("/?model=ocsol-tiny-test");
  const unpacking = await page.evaluate(() => Math.min(4, navigator.hardwareConcurrency));
  /** Each opened photograph has a raster worker, which has workers that unpack for it. */
  const living = (photographs: number, ...others: string[]) => [
    ...others,
    ...Array.from({ length: photographs }, () => "raster"),
    ...Array.from({ length: photographs * unpacking }, () => "unpack"),
  ];
  const areLeft = (wanted: readonly string[]) =>
    expect.poll(() => liveWorkers(browser), { timeout: 60_000 }).toEqual([...wanted].sort());
  /** The steps keep the image that was segmented last, and its map. */
  const compared = () => areLeft(living(3, "change", "vector"));
  /** The path goes on by itself when a comparison is done, and may fold what was just unfolded. */
  const press = (step: number, control: string) =>
    expect(async () => {
      const title = page.getByTestId(`step-${step}`);
      if ((await title.getAttribute("aria-expanded")) !== "true") await title.click();
      await page.getByTestId(control).click({ timeout: 1000 });
    }).toPass({ timeout: 20_000 });

  await page.getByTestId("compare-dates").click();
  for (const comparison of ["first", "second"]) {
    await test.step(`${comparison} comparison`, async () => {
      await app.dropAll({ "quartier_2024.tif": await dated("after"), "quartier_2020.tif": await dated("before") });
      await expect(page.getByTestId("land-take")).toBeAttached({ timeout: 60_000 });
      await compared();
    });
    await test.step("segmented again in its own colours", async () => {
      await press(2, "match-colours");
      await expect(page.getByTestId("match-colours")).not.toBeChecked({ timeout: 60_000 });
      await compared();
    });
    await test.step("swapped", async () => {
      await press(1, "swap-dates");
      await expect(page.getByTestId("side-before")).toContainText("quartier_2024");
      await compared();
    });
    await test.step("put away for another", async () => {
      await press(1, "another-comparison");
      await areLeft(living(1, "vector"));
    });
  }
  expect(app.complaints).toEqual([]);
});
