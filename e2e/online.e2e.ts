import { readFileSync } from "node:fs";
import { wasmDecoder } from "../src/cli/decoders/wasm-decoder.ts";
import { GEOPLATEFORME_ORIGIN } from "../src/core/geoplateforme/imagery.ts";
import { openRaster } from "../src/sources/registry.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { LAND, land, photographed, standInForIgn } from "./support/ign.ts";
import { attempt, stranger } from "./support/stranger.ts";

const backgroundOf = (app: AppPage) => app.page.getByLabel("Fond de carte IGN");

/** The map over the middle of France, near enough for one download to take what it shows. */
async function zoomIn(app: AppPage): Promise<void> {
  const take = app.page.getByTestId("take-orthophoto");
  await expect(async () => {
    await app.page.getByRole("button", { name: "Zoomer", exact: true }).click();
    await app.page.waitForTimeout(250);
    await expect(app.page.getByTestId("area-estimate")).toContainText("en 2 requêtes", { timeout: 100 });
  }).toPass({ timeout: 120_000 });
  await expect(take).toBeEnabled();
}

test("nothing is contacted before the user asks, then data.geopf.fr and no one else", async ({ app }, info) => {
  const server = await standInForIgn(app.page);
  const foreign = await stranger();
  try {
    await app.open();
    await app.page.getByRole("button", { name: "Fond de carte et BD ORTHO" }).click();
    await expect(app.page.getByTestId("page-switch")).toContainText("data.geopf.fr");
    await app.page.screenshot({ path: info.outputPath("switch.png") });
    expect(app.contacts.elsewhere()).toEqual([]);
    expect(await app.page.evaluate(attempt, "https://data.geopf.fr/wms-r")).toBe("refused");
    expect(server.log).toEqual([]);

    await app.page.getByRole("link", { name: "Passer en ligne" }).click();
    await expect(app.page.getByTestId("online-badge")).toHaveText("En ligne : data.geopf.fr");
    await expect(app.page.locator(".empty-privacy")).toContainText("Vos images restent sur votre ordinateur.");
    await app.page.screenshot({ path: info.outputPath("online.png") });
    await app.openDemo();
    expect(app.contacts.elsewhere()).toEqual([]);
    expect(server.log).toEqual([]);

    await backgroundOf(app).check();
    await expect(app.page.locator(".map-credit")).toContainText("IGN");
    await expect.poll(() => server.log.length).toBeGreaterThan(0);
    await app.page.screenshot({ path: info.outputPath("background.png") });
    for (const url of app.contacts.elsewhere()) expect(url).toMatch(/^https:\/\/data\.geopf\.fr\/wms-r\?/);
    app.contacts.allow(GEOPLATEFORME_ORIGIN);
    // Anyone else is refused here too, whoever asks.
    expect(await app.page.evaluate(attempt, foreign.url)).toBe("refused");
    const workers = app.page.workers();
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) expect(await worker.evaluate(attempt, foreign.url)).toBe("refused");
    expect(foreign.hits()).toBe(0);

    await app.page.getByRole("button", { name: "Revenir hors ligne" }).click();
    await expect(app.page.getByTestId("page-switch")).toContainText("L’image ouverte se ferme");
    await app.page.getByRole("link", { name: "Revenir hors ligne" }).click();
    await expect(app.page.locator(".empty-privacy")).toContainText("Rien ne quitte votre ordinateur.");
    await expect(app.page.getByTestId("online-badge")).toHaveCount(0);
  } finally {
    foreign.close();
    server.close();
  }
});

test("BD ORTHO of the area shown comes, through a block too, lies where it should, and is segmented", async ({
  app,
}, info) => {
  const server = await standInForIgn(app.page, photographed(land()));
  try {
    app.contacts.allow(GEOPLATEFORME_ORIGIN);
    await app.open("/en-ligne.html?model=ocsol-tiny-test");
    await backgroundOf(app).check();
    await expect(app.page.getByTestId("area-estimate")).toContainText("zoomez");
    await expect(app.page.getByTestId("take-orthophoto")).toBeDisabled();
    await app.page.screenshot({ path: info.outputPath("france.png") });
    await zoomIn(app);
    await app.page.screenshot({ path: info.outputPath("area.png") });
    Object.assign(server.habits, { blockNext: true, blockMilliseconds: 1500 });
    const before = server.log.length;
    await app.page.getByTestId("take-orthophoto").click();
    await expect(app.page.getByTestId("image-summary")).toContainText("BDORTHO_", { timeout: 60_000 });
    const asked = server.log.slice(before);
    expect(asked.map(({ status }) => status)).toContain(429);
    const answered = asked.find(({ status }) => status === 200)!;
    expect(answered.at - asked[0]!.at).toBeGreaterThanOrEqual(1500);
    await expect(app.page.getByTestId("image-facts")).toContainText("IGN - BD ORTHO, Licence Ouverte 2.0");
    await app.page.screenshot({ path: info.outputPath("taken.png") });

    const download = app.page.waitForEvent("download");
    await app.page.getByTestId("save-orthophoto").click();
    const path = info.outputPath("saved.tif");
    await (await download).saveAs(path);
    expect((await download).suggestedFilename()).toMatch(/^BDORTHO_\d{6}_\d{7}_\d{8}T\d{6}\.tif$/);
    await expectTrueToTheLand(path);

    await app.segment();
    await app.page.screenshot({ path: info.outputPath("segmented.png") });
    expect(app.complaints.filter((text) => !text.includes("429"))).toEqual([]);
  } finally {
    server.close();
  }
});

/** The file's pixels are the land's at the place the file says, and fit worse at every place beside it. */
async function expectTrueToTheLand(path: string): Promise<void> {
  const source = await openRaster(new File([readFileSync(path)], "saved.tif"), { decoder: wasmDecoder() });
  const { affine, crs } = source.grid;
  expect([crs.code, affine[0], affine[4]]).toEqual([2154, 0.2, -0.2]);
  const side = 200;
  const { pixels } = await source.read({ column: 300, row: 200, width: side, height: side }, 0);
  const scene = land();
  const difference = (shiftX: number, shiftY: number) => {
    const column = Math.round((affine[2] - LAND.x) / 0.2) + 300 + shiftX;
    const row = Math.round((LAND.y - affine[5]) / 0.2) + 200 + shiftY;
    const truth = scene.render({ column, row, width: side, height: side }).pixels;
    return pixels.reduce((sum, value, at) => sum + Math.abs(value - truth[at]!), 0) / pixels.length;
  };
  const here = difference(0, 0);
  expect(here).toBeLessThan(8);
  for (const [x, y] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const)
    expect(difference(x, y)).toBeGreaterThan(here * 1.2);
}

test("a refusal, a server's own words and a cancel each leave a sentence or nothing", async ({ app }, info) => {
  const server = await standInForIgn(app.page);
  const error = app.page.getByTestId("error");
  const take = app.page.getByTestId("take-orthophoto");
  try {
    app.contacts.allow(GEOPLATEFORME_ORIGIN);
    await app.open("/en-ligne.html?model=ocsol-tiny-test");
    await backgroundOf(app).check();
    await zoomIn(app);

    // Images of the page need no permission; reading does.
    server.habits.allowOrigin = "https://cartes.gouv.fr";
    await take.click();
    await expect(error).toHaveAttribute("data-tag", "online-refused");
    await expect(error).toContainText("Téléchargez plutôt la BD ORTHO de votre département sur cartes.gouv.fr");
    await app.page.screenshot({ path: info.outputPath("refused.png") });

    server.habits.allowOrigin = "*";
    server.habits.exception = "Couche inconnue";
    await take.click();
    await expect(error).toHaveAttribute("data-tag", "online-answer-invalid");
    await expect(error).toContainText("Couche inconnue");

    delete server.habits.exception;
    server.habits.perSecond = 0;
    await take.click();
    await expect(app.page.getByText("0 / 2 requêtes")).toBeVisible();
    await app.page.screenshot({ path: info.outputPath("taking.png") });
    await app.page.locator(".online").getByRole("button", { name: "Annuler" }).click();
    await expect(take).toBeEnabled();
    await expect(error).toHaveCount(0);
  } finally {
    server.close();
  }
});
