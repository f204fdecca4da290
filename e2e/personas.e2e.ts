import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestInfo } from "@playwright/test";
import { toMap } from "../src/core/geo/affine.ts";
import { crsOf } from "../src/core/geo/crs.ts";
import { reprojection } from "../src/core/geo/reproject.ts";
import { createScene, DEMO_SEED } from "../src/demo/scene.ts";
import { correctionsMessagesOf } from "../src/i18n/corrections.ts";
import { exerciseMessagesOf } from "../src/i18n/exercise.ts";
import { formatsOf, type Locale, messagesOf } from "../src/i18n/index.ts";
import { machineMessagesOf } from "../src/i18n/machine.ts";
import { reportMessagesOf } from "../src/i18n/report.ts";
import { osgeoMissing, readLayers } from "../src/testing/ogr.ts";
import { AppPage, expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { sceneTiff } from "./support/scenes.ts";
import { staticServer } from "./support/static-server.ts";
import { copyOf, expectReady, visitor } from "./support/visitor.ts";

const dist = join(import.meta.dirname, "../dist");

const groundOf = (size: number) => createScene({ seed: DEMO_SEED, width: size, height: size }).grid;

interface Words {
  readonly locale: Locale;
  readonly t: (typeof messagesOf)[Locale];
  readonly c: (typeof correctionsMessagesOf)[Locale];
  readonly e: (typeof exerciseMessagesOf)[Locale];
  readonly m: (typeof machineMessagesOf)[Locale];
  readonly r: (typeof reportMessagesOf)[Locale];
  readonly format: ReturnType<typeof formatsOf>;
}

const wordsOf = (locale: Locale): Words => ({
  locale,
  t: messagesOf[locale],
  c: correctionsMessagesOf[locale],
  e: exerciseMessagesOf[locale],
  m: machineMessagesOf[locale],
  r: reportMessagesOf[locale],
  format: formatsOf(locale),
});

const [french, english] = [wordsOf("fr"), wordsOf("en")];

/** By the report's own button where that lies over the page. */
async function speak({ page }: AppPage, locale: Locale): Promise<void> {
  const report = page.getByTestId("report");
  const front = (await report.count()) > 0 ? report : page.locator("header");
  await front.getByRole("button", { name: locale.toUpperCase(), exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", locale);
}

/** What the screen says at one point of a journey, in English and in French, which goes on in French. */
async function inEach(app: AppPage, check: (words: Words) => Promise<void>): Promise<void> {
  for (const words of [english, french]) {
    await speak(app, words.locale);
    await check(words);
  }
}

/** Takes screenshots in the order of the journey. */
function photographer({ page }: AppPage, info: TestInfo) {
  let taken = 0;
  return (name: string) => page.screenshot({ path: info.outputPath(`${++taken}-${name}.png`) });
}

/** A place of what is seen of the map, by shares of its sides. */
async function onMap({ page }: AppPage, across: number, down: number): Promise<readonly [number, number]> {
  const { x, y, width, height } = (await page.locator("#stage").boundingBox())!;
  return [x + across * width, y + down * height];
}

async function openCorrections({ page }: AppPage): Promise<void> {
  await page.getByTestId("open-corrections").click();
  await settle(page);
}

/** Waits until the polygons have as many corrections as there are. */
async function settle(page: AppPage["page"]): Promise<void> {
  await expect(page.getByTestId("shown")).toHaveAttribute("data-shown", "polygons", { timeout: 60_000 });
  await expect(page.locator(".applying")).toHaveCount(0);
}

/** Polygons of an exported GeoPackage, by whether a person has looked at them, and their area in all. */
function polygonsOf(path: string) {
  const { features } = readLayers(path).find(({ name }) => name === "OCCUPATION_SOL")!;
  expect(features.filter(({ valid }) => !valid)).toEqual([]);
  return {
    squareMetres: features.reduce((sum, { area }) => sum + area, 0),
    checked: (how: "vérifié" | "corrigé") => features.filter(({ values }) => values["ocsol_controle"] === how),
  };
}

const PLANNED = 500;
/** 10 × 10 windows of the tests' own small model, enough to pause and to leave in the middle */
const SURVEYED = 320;

/** A commune that takes the middle of the image and leaves it on no side. */
function commune() {
  const { affine } = groundOf(PLANNED);
  const corners = [[0.2, 0.25], [0.75, 0.2], [0.8, 0.8], [0.25, 0.75]] as const; // biome-ignore format: a ring on a line
  const ring = [...corners, corners[0]].map(([x, y]) => toMap(affine, x * PLANNED, y * PLANNED));
  const doubled = ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at]![0] * y - x * ring[at]![1], 0);
  const feature = {
    type: "Feature",
    properties: { nom: "Commune" },
    geometry: { type: "Polygon", coordinates: [ring] },
  };
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
  const file = new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", crs, features: [feature] }));
  return { file, squareMetres: Math.abs(doubled) / 2 };
}

test("a planner maps a commune, reviews, corrects, exports and reports, with the network cut", async ({
  browser,
}, info) => {
  test.skip(osgeoMissing !== false, String(osgeoMissing));
  const server = await staticServer(dist);
  const { context, app } = await visitor(browser, server);
  const { page } = app;
  const shot = photographer(app, info);
  try {
    await app.open(`${server.origin}/?model=ocsol-tiny-test`);
    await expectReady(app);
    await app.drop("ortho_2021.tif", await sceneTiff(PLANNED));
    await expect(page.getByTestId("image-summary")).toContainText("ortho_2021.tif");
    server.stop();
    await context.setOffline(true);
    await inEach(app, ({ t }) => expect(copyOf(app)).toHaveText(t.offline.disconnected));
    await shot("opened");

    const outline = commune();
    await app.drop("commune.geojson", outline.file);
    await inEach(app, ({ t }) => expect(page.getByTestId("layer-question")).toContainText(t.map.overlay.asArea));
    await shot("question");
    await page.getByTestId("as-area").click();
    await inEach(app, ({ format }) => expect(app.stepTitle("area")).toContainText(format.area(outline.squareMetres)));
    await app.segment();
    await shot("segmented");

    await page.getByTestId("map").press("s");
    const handle = page.getByRole("slider", { name: french.t.map.swipeHandle });
    await handle.press("ArrowRight");
    await expect(handle).toHaveAttribute("aria-valuenow", "52");
    await shot("swipe");
    await page.getByTestId("map").press("s");
    await page.getByRole("button", { name: french.t.map.identify, exact: true }).click();
    await page.mouse.click(...(await onMap(app, 0.5, 0.5)));
    const identified = page.getByTestId("identified");
    await inEach(app, ({ t }) => expect(identified).toContainText(t.map.identified.cover));
    await expect(identified).toContainText("EPSG:2154");
    await shot("identified");
    await identified.getByRole("button", { name: french.t.map.close }).click();

    await openCorrections(app);
    await page.getByTestId("review").press("Enter");
    await shot("review");
    const progress = page.getByTestId("review-progress");
    await page.keyboard.press("Enter");
    await expect(progress).toContainText(/^1 /);
    await page.keyboard.press("7");
    await expect(progress).toContainText(/^2 /);
    await settle(page);
    const count = page.getByTestId("edit-count");
    const counted = ({ t, format }: Words) => expect(count).toContainText(t.correcting.count(1, 1, format));
    await inEach(app, counted);
    await page.keyboard.press("Control+z");
    await inEach(app, ({ t }) =>
      expect(page.getByTestId("history-told")).toHaveText(t.history.told.undone(t.history.choices.edits)),
    );
    await expect(count).not.toContainText(french.t.correcting.count(1, 1, french.format));
    await page.keyboard.press("Control+y");
    await inEach(app, counted);
    await settle(page);
    await expectAccessible(app);
    await shot("reviewed");
    await page.getByTestId("corrections").getByRole("button", { name: french.c.close }).click();

    const path = info.outputPath("commune.gpkg");
    await app.export("geopackage", path);
    await shot("exported");
    const polygons = polygonsOf(path);
    // at least one of each: the outline may cut a polygon in two
    expect(polygons.checked("vérifié").length).toBeGreaterThan(0);
    expect(new Set(polygons.checked("corrigé").map(({ values }) => values["ocsol_numero"]))).toEqual(new Set([7]));
    expect(Math.abs(polygons.squareMetres - outline.squareMetres)).toBeLessThan(0.5);

    await page.getByTestId("open-report").click();
    await expect(page.getByTestId("report-map")).toBeVisible();
    await inEach(app, async ({ r }) => {
      await expect(page.getByTestId("report-map")).toHaveAttribute("data-drawing", "drawn");
      await expect(page.getByTestId("report")).toContainText(r.facts.partOfImage);
      await expect(page.getByTestId("report-notice")).not.toContainText(r.notice);
    });
    await expectAccessible(app);
    await shot("report");
    expect(server.strangers).toEqual([]);
    expect(app.complaints).toEqual([]);
  } finally {
    await context.close();
    server.stop();
  }
});

test("a trainer opens an exercise by its link, answers from the report, and shows what is contacted", async ({
  app,
}, info) => {
  const { page } = app;
  const shot = photographer(app, info);
  const { title, zones, questions } = JSON.parse(readFileSync("public/exemple.ocsol-exercice.json", "utf8"));
  await app.open("/?exercice=exemple.ocsol-exercice.json");
  const panel = page.getByTestId("exercise");
  await expect(page.getByTestId("image-summary")).toContainText(french.t.image.synthetic, { timeout: 60_000 });
  await inEach(app, async ({ locale, t }) => {
    await expect(panel.getByRole("heading")).toHaveText(title[locale]);
    await expect(page.getByTestId("image-summary")).toContainText(t.image.synthetic);
  });
  await panel.getByRole("button", { name: zones.features[0].properties.name }).click();
  await shot("exercise");
  await app.segment();
  await shot("segmented");

  await app.openStep("export");
  await page.getByTestId("open-report").click();
  await expect(page.getByTestId("report-map")).toHaveAttribute("data-drawing", "drawn", { timeout: 60_000 });
  await shot("report");
  const built = page.getByTestId("report-covers").locator('tr[data-code="CS1.1.1.1"] td.figure').first();
  const hectares = await built.innerText();
  await page.keyboard.press("Escape");
  const question = panel.getByTestId("question-1");
  const verdict = question.locator("[data-verdict]");
  await question.getByRole("textbox").fill(hectares);
  await question.getByRole("button", { name: french.e.check }).click();
  await expect(verdict).toHaveAttribute("data-verdict", "right");
  await inEach(app, async ({ locale, e }) => {
    await expect(question.getByRole("button", { name: e.check })).toBeVisible();
    await expect(verdict).toContainText(questions[0].explanation[locale]);
    await expect(page.getByTestId("exercise-score")).toHaveText(e.score(1, "1", String(questions.length)));
  });
  await verdict.scrollIntoViewIfNeeded();
  await shot("answered");
  await expectAccessible(app);

  const help = async (which: "machine" | "privacy") => {
    await page.getByTestId("help").click();
    await page.getByTestId(`help-${which}`).click();
    return page.getByTestId(which);
  };
  for (const words of [english, french]) {
    await speak(app, words.locale);
    const machine = await help("machine");
    await expect(machine).toContainText(words.m.machine.speed);
    await expect(machine).not.toContainText(words.m.machine.probing);
    await shot(`capabilities-${words.locale}`);
    await page.keyboard.press("Escape");
    const privacy = await help("privacy");
    await expect(privacy.getByTestId("contacted-nobody")).toHaveText(words.m.privacy.nobody);
    await expect(privacy.getByTestId("contacted")).toHaveCount(0);
    await shot(`privacy-${words.locale}`);
    await page.keyboard.press("Escape");
  }
  expect(app.complaints).toEqual([]);
});

test("an agent without signal maps, pauses, corrects, loses the tab, goes on and exports", async ({
  browser,
}, info) => {
  test.skip(osgeoMissing !== false, String(osgeoMissing));
  const server = await staticServer(dist);
  const { context, app } = await visitor(browser, server);
  const here = `${server.origin}/?model=ocsol-tiny-test`;
  const [plot, other] = [await sceneTiff(SURVEYED), await sceneTiff(SURVEYED + 64)];
  const windows = /([5-9]|\d\d) \/ [\d\s.,]+/;
  /** Starts, and comes back at the first frame that has done some windows; the button that is there is pressed. */
  const startAnd = async ({ page }: AppPage, button: "pause" | undefined) => {
    await app.openStep("segment");
    await page.getByTestId("segment").click();
    await page.waitForFunction(
      ([windows, button]) => {
        const text = document.querySelector('[data-testid="progress"]')?.textContent ?? "";
        const pressed = document.querySelector<HTMLElement>(`[data-testid="${button}"]`);
        if (!new RegExp(windows!).test(text) || (button !== undefined && pressed === null)) return false;
        pressed?.click();
        return true;
      },
      [windows.source, button] as const,
      { timeout: 60_000 },
    );
  };
  try {
    const shot = photographer(app, info);
    await app.open(here);
    await expectReady(app);
    server.stop();
    await context.setOffline(true);
    await app.page.reload();
    for (const { t, locale } of [english, french]) {
      await speak(app, locale);
      await expect(copyOf(app)).toHaveText(t.offline.disconnected);
      await copyOf(app).click();
      await expect(app.page.getByTestId("offline-detail")).toContainText(t.offline.disconnectedReady);
      await shot(`offline-${locale}`);
      await app.page.keyboard.press("Escape");
    }
    await app.openFile("parcelle_2021.tif", plot);
    await expect(app.page.getByTestId("image-summary")).toContainText("parcelle_2021.tif");

    const { crs, affine } = groundOf(SURVEYED);
    const [longitude, latitude] = reprojection(crs, crsOf(4326)!)(...toMap(affine, 0.4 * SURVEYED, 0.4 * SURVEYED));
    await context.grantPermissions(["geolocation"], { origin: server.origin });
    await context.setGeolocation({ longitude, latitude, accuracy: 8 });
    await app.page.getByRole("button", { name: french.t.map.position, exact: true }).click();
    const position = app.page.getByTestId("position");
    await inEach(app, async ({ t }) => {
      await expect(position).toContainText(t.map.located.accuracy(`8\u202fm`));
      await expect(position).toContainText(t.map.located.following);
    });
    await shot("position");
    await expectAccessible(app);
    await position.getByRole("button", { name: french.t.map.located.hide }).click();
    await app.page.getByRole("button", { name: french.t.map.fit, exact: true }).click();

    await startAnd(app, "pause");
    await inEach(app, ({ t }) => expect(app.page.getByTestId("progress")).toContainText(t.run.paused));
    await shot("paused");
    await expectAccessible(app);
    await app.page.getByTestId("continue").click();
    await app.segmented();

    await openCorrections(app);
    await app.page.getByTestId("tool-brush").click();
    await app.page.keyboard.press("5");
    await app.page.mouse.move(...(await onMap(app, 0.5, 0.45)));
    await app.page.mouse.down();
    await app.page.mouse.move(...(await onMap(app, 0.55, 0.55)), { steps: 8 });
    await app.page.mouse.up();
    await inEach(app, ({ t, format }) =>
      expect(app.page.getByTestId("edit-count")).toContainText(t.correcting.count(1, 0, format)),
    );
    await settle(app.page);
    await shot("brush");

    await app.openFile("suivante_2021.tif", other);
    await expect(app.page.getByTestId("image-summary")).toContainText("suivante_2021.tif");
    await startAnd(app, undefined);
    const again = new AppPage(await context.newPage());
    again.keepsCopy = true;
    await app.page.close();

    const shotAgain = photographer(again, info);
    await again.open(here);
    const offers = again.page.getByTestId("kept-run");
    await expect(offers).toHaveCount(2);
    await inEach(again, ({ t }) =>
      expect(offers.filter({ hasText: "parcelle_2021.tif" })).toContainText(t.kept.reopen("parcelle_2021.tif")),
    );
    await shotAgain("offers");
    await expectAccessible(again);
    await offers.filter({ hasText: "suivante_2021.tif" }).getByRole("button").first().click();
    await shotAgain("asked-again");
    await again.drop("suivante_2021.tif", other);
    await again.segmented();
    await again.openFile("parcelle_2021.tif", plot);
    await expect(again.page.getByTestId("image-summary")).toContainText("parcelle_2021.tif");
    await again.segment();
    await inEach(again, ({ t, format }) =>
      expect(again.page.getByTestId("corrections-count")).toContainText(t.correcting.count(1, 0, format)),
    );
    await shotAgain("taken-up");
    const path = info.outputPath("parcelle.gpkg");
    await again.export("geopackage", path);
    await shotAgain("exported");
    const polygons = polygonsOf(path);
    expect(polygons.checked("corrigé").map(({ values }) => values["ocsol_numero"])).toContain(5);
    expect(Math.abs(polygons.squareMetres - (SURVEYED * 0.2) ** 2)).toBeLessThan(0.5);
    expect(server.strangers).toEqual([]);
    expect([...app.complaints, ...again.complaints]).toEqual([]);
  } finally {
    await context.close();
    server.stop();
  }
});
