import type { Page } from "@playwright/test";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { chooseFile } from "./support/chosen-file.ts";
import { sceneTiff } from "./support/scenes.ts";

const NAME = "2021-scene.tif";
const START = "/?model=ocsol-tiny-test";

let scene: Uint8Array;
test.beforeAll(async () => {
  scene = await sceneTiff(224);
});

async function openScene(app: AppPage): Promise<void> {
  await app.open(START);
  await app.openFile(NAME, scene);
  await expect(app.page.getByTestId("image-summary")).toContainText(NAME);
}

/** What the map shows, as it is kept, once it has come to rest: metres. */
async function settledView(page: Page): Promise<readonly number[]> {
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<readonly number[]>((resolve) => {
          const opening = indexedDB.open("ocsol-work");
          opening.onsuccess = () => {
            const reading = opening.result.transaction("work").objectStore("work").getAll();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(reading.result[0]?.view ?? []);
            };
          };
        }),
    );
  let last: readonly number[] = [];
  await expect(async () => {
    const before = last;
    last = await kept();
    expect(last).toHaveLength(4);
    expect(last).toEqual(before);
  }).toPass({ intervals: [1500] });
  return last;
}

const told = (page: Page) => page.getByTestId("history-told");

test("choices are undone and redone by buttons and keys, aloud, and never from a text field", async ({ app }, info) => {
  await openScene(app);
  const { page } = app;
  await expect(page.getByTestId("undo")).toHaveAttribute("aria-disabled", "true");
  await app.openStep("area");
  await page.getByTestId("area-view").click();
  await expect(page.getByTestId("area-windows")).toBeVisible();
  await page.getByTestId("undo").click();
  await expect(told(page)).toHaveText("Défait : zone.");
  await expect(page.getByTestId("area-windows")).toHaveCount(0);
  await page.keyboard.press("Control+y");
  await expect(told(page)).toHaveText("Refait : zone.");
  await expect(page.getByTestId("area-windows")).toBeVisible();
  await page.screenshot({ path: info.outputPath("undo.png") });
  await app.segment();
  await app.openStep("export");
  const year = page.getByLabel("Millésime");
  await year.fill("1999");
  await year.press("Enter");
  await year.pressSequentially("7");
  await page.keyboard.press("Control+z"); // the field's own
  await expect(page.getByTestId("undo")).toHaveAttribute("title", /millésime/);
  await page.getByTestId("map").focus();
  await page.keyboard.press("Control+z");
  await expect(told(page)).toHaveText("Défait : millésime.");
  await expect(year).toHaveValue("2021");
  await page.keyboard.press("Control+Shift+Z");
  await expect(year).toHaveValue("1999");
  expect(app.complaints).toEqual([]);
});

test("a run is not pulled from under itself by an undoing", async ({ app }) => {
  await openScene(app);
  const { page } = app;
  await app.chooseBackend("wasm");
  await app.startSegmenting();
  await expect(page.getByTestId("progress")).toBeVisible();
  await page.getByTestId("undo").click();
  await expect(told(page)).toContainText("Le calcul en cours en dépend");
  await expect(page.getByTestId("backend-wanted")).toHaveValue("wasm");
});

test("keys press the page's buttons, ? lists them, and the user can switch single ones off for good", async ({
  app,
}, info) => {
  await openScene(app);
  const { page } = app;
  await page.getByRole("button", { name: "Zoomer", exact: true }).click();
  await app.openStep("area");
  await page.getByTestId("area-draw").click();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("area-draw")).not.toHaveAttribute("aria-pressed", "true");
  const image = page.getByRole("checkbox", { name: "Image", exact: true });
  await app.segment();
  await expect(image).toBeChecked();
  await page.getByTestId("map").focus();
  await page.keyboard.press("i");
  await expect(image).not.toBeChecked();
  await page.keyboard.press("I");
  await expect(image).toBeChecked();
  await app.openStep("export");
  await page.getByLabel("Millésime").press("i");
  await app.openStep("check");
  await expect(image).toBeChecked();
  await page.getByTestId("map").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("heading", { name: "Raccourcis clavier" })).toBeVisible();
  await page.keyboard.press("i"); // under a dialog nothing moves
  await page.screenshot({ path: info.outputPath("keys.png") });
  await expectAccessible(app);
  await page.getByLabel("Raccourcis d’une seule touche").uncheck();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("keys")).toHaveCount(0);
  await expect(page.getByTestId("map")).toBeFocused();
  await page.keyboard.press("i");
  await expect(image).toBeChecked();
  const chooser = page.waitForEvent("filechooser");
  await page.reload();
  await page.keyboard.press("o");
  await page.evaluate(() => {
    const record = JSON.parse(localStorage.getItem("ocsol.settings")!);
    localStorage.setItem("ocsol.settings", JSON.stringify({ ...record, singleKeys: "damaged" }));
  });
  await page.reload();
  await expect(page.getByTestId("demo")).toBeVisible();
  await page.keyboard.press("o");
  await chooser;
  expect(app.complaints).toEqual([]);
});

test("after a reload language, palette, backend, thresholds, area, classes, year and map are as they were", async ({
  app,
}, info) => {
  await app.open(START);
  const { page } = app;
  await chooseFile(page, NAME, scene);
  await page.getByRole("button", { name: "Parcourir…" }).click();
  await expect(page.getByTestId("image-summary")).toContainText(NAME);
  await app.chooseBackend("wasm");
  await app.openStep("area");
  await page.getByRole("button", { name: "Zoomer", exact: true }).click();
  await page.getByTestId("area-view").click();
  await expect(page.getByTestId("area-windows")).toBeVisible();
  await app.segment();
  await app.openStep("export");
  const year = page.getByLabel("Millésime");
  await year.fill("1999");
  await year.press("Enter");
  await page.getByTestId("preset").selectOption("ocsge");
  await app.openStep("check");
  const shown = page.getByTestId("legend").locator("button[aria-pressed]").first();
  await shown.click();
  await page.getByRole("button", { name: "Zoomer", exact: true }).click();
  const before = await settledView(page);
  await page.screenshot({ path: info.outputPath("before.png") });
  await page.reload();
  await page
    .getByTestId("kept-run")
    .getByRole("button", { name: /Rouvrir/ })
    .click();
  await app.segmented();
  await page.screenshot({ path: info.outputPath("after.png") });
  await expect(page.getByLabel("Millésime")).toHaveValue("1999");
  await expect(page.getByTestId("preset")).toHaveValue("ocsge");
  await expect(page.getByTestId("backend-wanted")).toHaveValue("wasm");
  await expect(shown).toHaveAttribute("aria-pressed", "false");
  const after = await settledView(page);
  const metres = before[2]! - before[0]!;
  for (const [index, side] of after.entries()) expect(Math.abs(side - before[index]!)).toBeLessThan(metres / 20);
  await expect(page.getByTestId("undo")).toHaveAttribute("aria-disabled", "true");
  await app.openStep("area");
  await expect(page.getByTestId("area-windows")).toBeVisible();
});
