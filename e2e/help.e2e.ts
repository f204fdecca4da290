import { readFileSync } from "node:fs";
import type { ConsoleMessage } from "@playwright/test";
import { GEOPLATEFORME_ORIGIN } from "../src/core/geoplateforme/imagery.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { standInForIgn } from "./support/ign.ts";
import { sceneTiff } from "./support/scenes.ts";
import { attempt, stranger } from "./support/stranger.ts";

async function open(app: AppPage, page: "machine" | "privacy" | "about" | "exercise"): Promise<void> {
  await app.page.getByTestId("help").click();
  await app.page.getByTestId(`help-${page}`).click();
}

const closeDialog = (app: AppPage) => app.page.keyboard.press("Escape");

test("capabilities: what is here, what it means, a test of the model, and a text to copy", async ({ app }, info) => {
  await app.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.open("/?model=ocsol-tiny-test");
  await open(app, "machine");
  const dialog = app.page.getByTestId("machine");
  await expect(dialog).toContainText("Processeur (WASM) : la seule carte graphique est simulée par logiciel");
  await expect(dialog).toContainText("swiftshader");
  await expect(dialog).toContainText("pas encore : lancez l’essai");
  await app.page.screenshot({ path: info.outputPath("machine.png") });
  await dialog.getByRole("button", { name: "Essayer le modèle" }).click();
  await expect(app.page.getByTestId("self-test")).toContainText(
    "Réponse conforme à celle attendue (100,0 % des points)",
  );
  await expect(dialog).toContainText("fenêtres par seconde, soit un km² à 20 cm en");
  await expectAccessible(app);
  await dialog.getByTestId("copy-machine").click();
  await expect(dialog).toContainText("ni nom de fichier, ni lieu, ni adresse");
  const text = await app.page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("Système de fichiers privé (OPFS) : oui");
  expect(text).not.toMatch(/localhost:|https?:\/\//);
  await app.page.screenshot({ path: info.outputPath("machine-tested.png") });

  await closeDialog(app);
  await expect(app.page.getByTestId("help")).toBeFocused();
  await app.page.getByRole("button", { name: "EN", exact: true }).click();
  await open(app, "about");
  await expect(app.page.getByTestId("about")).toContainText("Braille Institute");
  await expect(app.page.getByTestId("about")).toContainText("Etalab 2.0");
  await expectAccessible(app);
  await app.page.screenshot({ path: info.outputPath("about-en.png") });
  expect(app.complaints).toEqual([]);
});

test("privacy: nobody is contacted, who is tried is shown as refused, and all that is kept can be erased", async ({
  app,
}, info) => {
  const said: ConsoleMessage[] = [];
  app.page.on("console", (message) => said.push(message));
  const foreign = await stranger();
  try {
    await app.open("/?model=ocsol-tiny-test");
    await app.openFile("Parcelle-de-Mme-Durand-2021.tif", await sceneTiff(200));
    await expect(app.page.getByTestId("map")).toBeVisible();
    await app.segment();
    await app.make("geojson");
    await open(app, "privacy");
    const dialog = app.page.getByTestId("privacy");
    await expect(dialog.getByTestId("contacted-nobody")).toHaveText("Ailleurs : rien.");
    await expect(dialog.getByTestId("blocked")).toHaveCount(0);
    await expect(dialog.getByTestId("policy")).toContainText("connect-src 'self' blob: data:\n");
    await expect(dialog.getByTestId("stored")).toContainText("Résultats (1)");
    await expectAccessible(app);
    await app.page.screenshot({ path: info.outputPath("privacy.png") });
    // nothing of a whole journey in the console: neither the file's name nor anything else
    expect(said.map((message) => message.text())).toEqual([]);

    expect(await app.page.evaluate(attempt, foreign.url)).toBe("refused");
    const worker = app.page.workers().at(-1)!;
    expect(await worker.evaluate(attempt, foreign.url)).toBe("refused");
    const origin = new URL(foreign.url).origin;
    await expect(dialog.getByTestId("blocked")).toHaveText(
      `${origin} : 2 tentatives, refusées par la page avant tout envoi`,
    );
    await expect(dialog.getByTestId("contacted-nobody")).toBeVisible();
    expect(foreign.hits()).toBe(0);
    await app.page.screenshot({ path: info.outputPath("privacy-blocked.png") });

    await dialog.getByTestId("erase").click();
    await expect(dialog.getByRole("alertdialog")).toContainText("Un résultat n’a jamais été exporté");
    await app.page.screenshot({ path: info.outputPath("erase.png") });
    await dialog.getByRole("button", { name: "Garder" }).click();
    await dialog.getByTestId("erase").click();
    await dialog.getByTestId("erase-all").click();
    await expect(app.page.getByTestId("erased")).toContainText("Tout est effacé");
    await app.page.screenshot({ path: info.outputPath("erased.png") });
    const left = await app.page.evaluate(async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return [...names, ...(await indexedDB.databases()).map(({ name }) => name), ...Object.keys(localStorage)];
    });
    expect(left).toEqual([]);
    await app.page.getByRole("link", { name: "Rouvrir Ocsol" }).click();
    await expect(app.page.getByTestId("demo")).toBeVisible();
    await expect(app.page.getByTestId("resume-offer")).toHaveCount(0);
  } finally {
    foreign.close();
  }
});

test("a workshop: an exercise by link, its zones, right and wrong answers, a file of them, and bad exercises", async ({
  app,
}, info) => {
  const { page } = app;
  await app.open("/?exercice=exemple.ocsol-exercice.json&model=ocsol-tiny-test");
  const panel = page.getByTestId("exercise");
  await expect(panel.getByRole("heading")).toHaveText("Mesurer le sol d’un quartier");
  await expect(page.getByTestId("image-summary")).toContainText("scène de synthèse", { timeout: 60_000 });
  await expect(page.getByTestId("map")).toBeVisible();
  await panel.getByRole("button", { name: "Lotissement" }).click();
  await expect(panel.getByRole("button", { name: "Lotissement" })).toHaveAttribute("aria-pressed", "true");
  await page.screenshot({ path: info.outputPath("exercise.png") });
  const { questions } = JSON.parse(readFileSync("public/exemple.ocsol-exercice.json", "utf8")) as {
    questions: { expected: number; tolerance: number }[];
  };

  const answer = async (number: number, typed: string) => {
    const question = panel.getByTestId(`question-${number}`);
    await question.getByRole("textbox").fill(typed);
    await question.getByRole("textbox").press("Enter");
    return question.locator("[data-verdict]");
  };
  const [buildings, impermeable] = questions as [(typeof questions)[0], (typeof questions)[0]];
  await expect(await answer(1, "beaucoup")).toContainText("Écrivez un nombre");
  await expect(
    await answer(1, `${String(buildings.expected + buildings.tolerance / 2).replace(".", ",")} ha`),
  ).toContainText("Juste. Attendu : 0,29 ha, à 0,05 ha près.");
  const wrong = await answer(2, String(impermeable.expected - 2 * impermeable.tolerance).replace(".", ","));
  await expect(wrong).toContainText("Pas dans la tolérance. Attendu : 96,6 %");
  await expect(wrong).toContainText("entrepôts, voirie et parking");
  await expect(page.getByTestId("exercise-score")).toHaveText("1 juste sur 3");
  await wrong.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath("exercise-answers.png") });
  await expectAccessible(app, { within: ".exercise" });

  await page.getByRole("button", { name: "EN", exact: true }).click();
  await expect(panel.getByRole("heading")).toHaveText("Measuring the ground of a district");
  const download = page.waitForEvent("download");
  await page.getByTestId("save-answers").click();
  const saved = JSON.parse(readFileSync((await (await download).path())!, "utf8"));
  expect(saved.answers.map(({ right }: { right: boolean | null }) => right)).toEqual([true, false, null]);
  await page.getByRole("button", { name: "Leave the exercise" }).click();
  await expect(panel).toHaveCount(0);

  const error = page.getByTestId("error");
  await app.drop("lecon.ocsol-exercice.json", new TextEncoder().encode('{"version": 1, "title": 3}'));
  await expect(error).toContainText("is not a usable exercise (title)");
  await page.screenshot({ path: info.outputPath("exercise-bad.png") });
  await open(app, "exercise");
  await page.getByTestId("exercise-example").click();
  await expect(panel).toBeVisible();
  await app.open("/?exercice=absent.ocsol-exercice.json");
  await expect(error).toHaveAttribute("data-tag", "exercise-missing");
  await app.open("/?exercice=https://ailleurs.example/x.ocsol-exercice.json");
  await expect(error).toHaveAttribute("data-tag", "exercise-elsewhere");
});

test("privacy on the online page: IGN's server with its count, once it is asked, and no one else", async ({
  app,
}, info) => {
  const server = await standInForIgn(app.page);
  try {
    app.contacts.allow(GEOPLATEFORME_ORIGIN);
    await app.open("/en-ligne.html?model=ocsol-tiny-test");
    await open(app, "privacy");
    const dialog = app.page.getByTestId("privacy");
    await expect(dialog.getByTestId("contacted-nobody")).toBeVisible();
    await expect(dialog.getByTestId("policy")).toContainText("connect-src 'self' blob: data: https://data.geopf.fr");
    await closeDialog(app);
    await app.page.getByLabel("Fond de carte IGN").check();
    await expect.poll(() => server.log.length).toBeGreaterThan(0);
    await open(app, "privacy");
    await expect(dialog.getByTestId("contacted")).toHaveText(/^https:\/\/data\.geopf\.fr\s: \d+ requêtes?$/);
    await app.page.screenshot({ path: info.outputPath("privacy-online.png") });
  } finally {
    server.close();
  }
});
