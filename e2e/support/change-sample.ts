import { readFileSync } from "node:fs";
import type { TestInfo } from "@playwright/test";
import { resultsOf } from "../../src/core/sample/results.ts";
import type { Sample } from "../../src/core/sample/sample.ts";
import { readSample } from "../../src/core/sample/sample-record.ts";
import { type AppPage, expect } from "./app-page.ts";
import { expectAccessible } from "./axe.ts";

const POINTS = 30;
/** Where the page is reloaded. */
const HALF_WAY = 12;

const reach = ({ page }: AppPage, number: number) =>
  expect(page.getByTestId("sample-card")).toHaveAttribute("data-point", String(number));

/**
 * What the map of a date shows, canvas by canvas as they lie on each other, but for the mark of the point in the middle:
 * a digest of it.
 */
async function seen({ page }: AppPage, date: "before" | "after"): Promise<string> {
  return page.locator(`.change-half.${date} .change-map`).evaluate(async (map) => {
    const { width, height } = map.getBoundingClientRect();
    const canvas = new OffscreenCanvas(width, height);
    const paper = canvas.getContext("2d")!;
    for (const layer of map.querySelectorAll<HTMLCanvasElement>(".ol-layer canvas")) {
      const { opacity } = layer.parentElement!.style;
      paper.globalAlpha = opacity === "" ? 1 : Number(opacity);
      paper.drawImage(layer, 0, 0, width, height);
    }
    // within a ring around the middle of what legend and buttons leave of the map
    paper.clearRect((width - 44) / 2 - 30, (height - 24) / 2 - 30, 60, 60);
    const { data } = paper.getImageData(0, 0, width, height);
    return [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))].join(" ");
  });
}

/** At the point nothing is seen but the photographs, which lie side by side already: what is seen without the changes. */
async function expectBlind(app: AppPage): Promise<void> {
  const { page } = app;
  const both = async () => [await seen(app, "before"), await seen(app, "after")];
  const asked = await stilled(both);
  await page.keyboard.press("Escape");
  await expect(page.locator(".kind-legend")).toBeVisible();
  await expect.poll(both).not.toEqual(asked);
  await page.keyboard.press("c");
  await expect(page.locator(".kind-legend")).toHaveCount(0);
  await expect.poll(both).toEqual(asked);
  await page.keyboard.press("c");
  await page.getByTestId("interpret").click();
}

/** What is seen once nothing moves any more. */
async function stilled(look: () => Promise<string[]>): Promise<string[]> {
  let now = await look();
  await expect(async () => {
    const before = now;
    now = await look();
    expect(now).toEqual(before);
  }).toPass({ intervals: [500] });
  return now;
}

/** Draws points of the changes and begins to say what the photographs show there, by keys alone. */
export async function startChangeSample(app: AppPage, info: TestInfo): Promise<void> {
  const { page } = app;
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const point = page.getByTestId("sample-point");
  await page.getByLabel("Points", { exact: true }).fill(String(POINTS));
  await page.getByLabel("Au moins, par classe").fill("4");
  await page.getByLabel("Graine").fill("2026");
  await page.getByTestId("draw-sample").focus();
  await expectAccessible(app);
  await page.getByTestId("draw-sample").click();
  await expect(page.getByTestId("sample")).toContainText(`Échantillon de ${POINTS}\u00a0points · graine 2026`);
  await page.keyboard.press("s");
  await page.getByTestId("interpret").click();
  await reach(app, 1);
  await expect(page.getByTestId("sample-card")).toBeFocused();
  await expect(page.locator(".kind-legend")).toHaveCount(0);
  await expectBlind(app);
  await expect(page.getByTestId("sample-card")).toBeFocused();
  await shot("point");
  await expectAccessible(app);

  await page.keyboard.press("h"); // meadow before; the later date is asked then
  await reach(app, 1);
  await expect(page.getByTestId("sample-after")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("1");
  await reach(app, 2);
  await page.keyboard.press("h");
  await page.keyboard.press("Enter"); // and nothing has changed
  await reach(app, 3);
  await page.keyboard.press("x"); // nobody can tell
  await reach(app, 4);
  await expect(point).toContainText(`3 sur ${POINTS} interprétés`);
  await page.keyboard.press("Control+z");
  await reach(app, 3);
  await expect(point).toContainText(`2 sur ${POINTS} interprétés`);
  await page.keyboard.press("Control+y");
  await expect(point).toContainText(`3 sur ${POINTS} interprétés`);
  await page.keyboard.press("n");
  for (let number = 4; number <= HALF_WAY; number++) await answer(app, number);
  await reach(app, HALF_WAY + 1);
}

/** Something of everything, whatever there is: figures have to agree, not to be good. */
async function answer(app: AppPage, number: number): Promise<void> {
  await reach(app, number);
  await app.page.keyboard.press(["1", "h", "v", "t"][number % 4]!);
  await app.page.keyboard.press(number % 3 === 0 ? "2" : "Enter");
}

/** After a reload: goes on where it was, to the end, and reads what the screen makes of it. */
export async function endChangeSample(app: AppPage, info: TestInfo): Promise<Sample> {
  const { page } = app;
  await expect(page.getByTestId("sample-progress")).toContainText(`${HALF_WAY} sur ${POINTS}`);
  await page.getByTestId("interpret").click();
  for (let number = HALF_WAY + 1; number <= POINTS; number++) await answer(app, number);
  await expect(page.getByTestId("sample-point")).toContainText("Tous les points ont une réponse.");
  await page.keyboard.press("Escape");
  await page.getByTestId("sample-results").click();
  const dialog = page.getByTestId("sample-results-dialog");
  await page.screenshot({ path: info.outputPath("resultats.png") });
  await expectAccessible(app);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Dossier d’audit" }).click();
  const { sample } = readSample(readFileSync((await (await download).path())!, "utf8"), "a.json");
  const { told, unsure, estimates } = resultsOf(sample);
  expect([told, unsure]).toEqual([POINTS - 1, 1]);
  const percent = new Intl.NumberFormat("fr", { style: "percent", minimumFractionDigits: 1 });
  await expect(dialog.getByTestId("overall")).toContainText(percent.format(estimates.overall!.value));
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.getByTestId("step-3").click();
  await expect(page.getByTestId("certainty")).toContainText("Artificialisation nette");
  await page.getByTestId("step-5").click();
  return sample;
}
