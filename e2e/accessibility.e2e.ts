import type { Locator } from "@playwright/test";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { sceneTiff } from "./support/scenes.ts";

/** The same page in other lights; without transitions, that no colour is read half-way. */
const lights = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "active" },
] as const;

async function expectAccessibleInEveryLight(app: AppPage): Promise<void> {
  for (const light of lights) {
    await app.page.emulateMedia({ ...light, reducedMotion: "reduce" });
    // Where the system chooses the colours axe sees those of the page under them.
    await expectAccessible(app, light.forcedColors === "active" ? { except: ["color-contrast"] } : {});
  }
  await app.page.emulateMedia(lights[0]);
}

/** The focused element shows that it is, and something of it can be seen. */
async function expectFocusSeen(app: AppPage): Promise<void> {
  const fault = await app.page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return "nothing has the focus";
    const { left, top, right, bottom } = focused.getBoundingClientRect();
    const name = `${focused.tagName} ${focused.className} ${focused.textContent?.slice(0, 40)}`;
    const style = getComputedStyle(focused);
    const isRead = focused.matches("h1, h2, h3"); // takes the focus to be read from there
    if (!isRead && (style.outlineStyle === "none" || style.outlineWidth === "0px")) return `${name} shows no focus`;
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)] as const),
    );
    const seen = points.some(([x, y]) => {
      const above = document.elementFromPoint(x, y);
      return above !== null && (focused.contains(above) || above.contains(focused));
    });
    return seen ? undefined : `${name} is hidden behind something`;
  });
  expect(fault).toBeUndefined();
}

/** Presses Tab until `wanted` has the focus, looking at every stop on the way; past the page's end nothing has it, once. */
async function tabTo(app: AppPage, wanted: Locator): Promise<void> {
  let ends = 0;
  for (let stops = 0; stops < 60; stops++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await app.page.keyboard.press("Tab");
    if (await app.page.evaluate(() => document.activeElement === document.body)) expect(++ends).toBe(1);
    else await expectFocusSeen(app);
  }
  throw new Error(`Tab does not reach ${wanted}`);
}

for (const size of [
  { width: 1366, height: 768 },
  { width: 683, height: 384 }, // the same screen at 200 %
]) {
  test(`every screen is accessible at ${size.width} × ${size.height}`, async ({ app }, info) => {
    const { page } = app;
    await page.setViewportSize(size);
    await app.open("/?model=ocsol-tiny-test");
    await expectAccessibleInEveryLight(app);
    await page.getByTestId("to-online").click();
    await expectAccessibleInEveryLight(app);
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("to-online")).toBeFocused();
    await app.openFile("note.tif", new TextEncoder().encode("Bonjour"));
    await expect(page.getByTestId("error")).toBeVisible();
    await expectAccessibleInEveryLight(app);
    await app.openFile("scene.tif", await sceneTiff(160));
    await expect(page.getByTestId("map")).toBeVisible();
    await expectAccessibleInEveryLight(app);
    for (const step of ["image", "area", "model"] as const) {
      await app.openStep(step);
      await expectAccessible(app);
    }
    await page.getByText("Réglages").click();
    await expectAccessible(app);
    await page.getByTestId("open-file").click();
    await expectAccessible(app);
    await page.keyboard.press("Escape");
    await app.segment();
    await expectAccessibleInEveryLight(app);
    if (size.width > 700) {
      await page.getByTestId("panel-toggle").click();
      await expectAccessibleInEveryLight(app);
      await page.getByTestId("panel-toggle").click();
    } else {
      for (const height of ["haute", "basse"]) {
        await page.getByTestId("sheet-handle").click();
        await expect(page.getByTestId("sheet-handle")).toHaveAccessibleName(new RegExp(height));
        await expectAccessible(app);
      }
      await page.getByTestId("sheet-handle").press("ArrowUp");
    }
    await app.openStep("export");
    await page.getByTestId("other-formats").locator("summary").click();
    await expectAccessible(app);
    await page.getByTestId("export-geopackage").click();
    await expect(page.getByTestId("ask-millesime").getByRole("textbox")).toBeFocused();
    await expectAccessibleInEveryLight(app);
    await page.getByTestId("without-millesime").click();
    await expect(page.getByTestId("save-export")).toBeVisible();
    await expectAccessible(app);
    const download = page.waitForEvent("download");
    await page.getByTestId("save-export").click();
    await (await download).saveAs(info.outputPath("result.gpkg"));
    await expect(page.getByTestId("saved")).toBeVisible();
    await expectAccessible(app);
    await page.getByTestId("open-report").click();
    await expect(page.getByTestId("report")).toBeVisible();
    await expect(page.getByTestId("print-report")).toBeEnabled();
    await expectAccessible(app);
    expect(app.complaints).toEqual([]);
  });
}

test("the keyboard alone goes from the demonstration to a saved GeoPackage", async ({ app }, info) => {
  const { page } = app;
  await app.open();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller aux étapes" })).toBeFocused();
  await tabTo(app, page.getByTestId("demo"));
  await page.keyboard.press("Enter");
  await expect(app.stepTitle("segment")).toBeFocused({ timeout: 60_000 });
  // A part of it is enough: three steps nearer, the view's own area.
  await tabTo(app, page.getByRole("button", { name: "Zoomer", exact: true }));
  for (let nearer = 0; nearer < 3; nearer++) {
    await page.keyboard.press("Enter");
    await page.waitForTimeout(400); // the map glides for 150 ms
  }
  await tabTo(app, app.stepTitle("area"));
  await page.keyboard.press("Enter");
  await tabTo(app, page.getByTestId("area-view"));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("area-windows")).toBeVisible();
  await tabTo(app, page.getByTestId("onward").filter({ visible: true }));
  await page.keyboard.press("Enter");
  await expect(app.stepTitle("segment")).toBeFocused();
  await tabTo(app, page.getByTestId("segment"));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("run-done")).toBeAttached({ timeout: 200_000 });
  await expect(app.stepTitle("check")).toBeFocused();
  await tabTo(app, page.getByTestId("to-export"));
  await page.keyboard.press("Enter");
  await expect(app.stepTitle("export")).toBeFocused();
  await tabTo(app, page.getByTestId("export-geopackage"));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("save-export")).toBeFocused({ timeout: 60_000 });
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  await (await download).saveAs(info.outputPath("result.gpkg"));
  await expect(page.getByTestId("saved")).toBeVisible();
  await expectFocusSeen(app);
  expect(app.complaints).toEqual([]);
});

test("at 400 % nothing is lost sideways, with wider letters and lines too", async ({ app }) => {
  const { page } = app;
  await page.setViewportSize({ width: 320, height: 256 });
  await app.open("/?model=ocsol-tiny-test");
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await sideways()).toBe(0);
  await app.openFile("scene.tif", await sceneTiff(160));
  await expect(page.getByTestId("map")).toBeVisible();
  await app.openStep("model");
  // What WCAG 1.4.12 lets the reader set; by the browser's own means, which the page's policy does not bind.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  expect(await sideways()).toBe(0);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".panel *")]
      .filter((element) => element.checkVisibility() && element.children.length === 0)
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.textContent),
  );
  expect(cut).toEqual([]);
});
