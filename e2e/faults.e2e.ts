import type { Page } from "@playwright/test";
import type { ErrorTag } from "../src/core/errors.ts";
import { AppPage, expect, test } from "./support/app-page.ts";
import { chooseFile } from "./support/chosen-file.ts";
import { type Death, hasDied, kill, mortalWorkers, sabotage } from "./support/faults.ts";
import { sceneTiff } from "./support/scenes.ts";

const NAME = "2021-scene.tif";
const START = "/?model=ocsol-tiny-test";

let scene: Uint8Array;
test.beforeAll(async () => {
  scene = await sceneTiff(192);
});

/** What each fault came to, told at the end. */
const table: (readonly [fault: string, sentence: string, kept: string])[] = [];
test.afterAll(() => {
  for (const row of table) console.warn(row.join(" | "));
});

/** Waits for the sentence of an error; it is noted for the table and taken off the screen. */
async function told({ page }: AppPage, fault: string, tag: ErrorTag, kept: string): Promise<void> {
  const error = page.getByTestId("error");
  await expect(error).toHaveAttribute("data-tag", tag, { timeout: 60_000 });
  const sentence = await error.locator("p").first().innerText();
  expect(sentence).not.toMatch(/undefined|\[object/);
  table.push([fault, sentence, kept]);
  await error.getByRole("button", { name: "Fermer" }).click();
}

function untold(fault: string, kept: string): void {
  table.push([fault, "(rien : le travail continue)", kept]);
}

async function openScene(app: AppPage, bytes = scene): Promise<void> {
  await app.openFile(NAME, bytes);
  await expect(app.page.getByTestId("image-summary")).toContainText(NAME);
}

const stopped = (page: Page) => page.getByText(/Arrêté à [1-9]\d* \/ \d+ fenêtres/);

async function goOn(app: AppPage): Promise<void> {
  await app.page.getByRole("button", { name: "Reprendre" }).click();
  await app.segmented();
}

/** Every polygon of the result, to compare what a fault has left with what there was. */
async function polygons(app: AppPage, path: string): Promise<string> {
  const { page } = app;
  const text = (await app.export("geojson", path)).toString();
  await page.getByText("Autres formats").click();
  const { features } = JSON.parse(text) as { features: { geometry: unknown }[] };
  expect(features.length).toBeGreaterThan(5);
  return JSON.stringify(features.map(({ geometry }) => geometry));
}

test("a worker killed in any phase is told in a sentence, and the same click does it after all", async ({
  app,
}, info) => {
  const { page } = app;
  await mortalWorkers(page);
  await app.open(START);

  await kill(page, { worker: "raster", method: "open" });
  await app.openFile(NAME, scene);
  await told(
    app,
    "lecteur tué à l’ouverture",
    "worker-crashed",
    "rien n’était ouvert ; le fichier s’ouvre au second essai",
  );
  await openScene(app);
  await app.chooseBackend("wasm");

  const inRun = async (fault: string, death: Death) => {
    await kill(page, death);
    await app.startSegmenting();
    await told(app, fault, "worker-crashed", "l’image et ce qui est segmenté");
  };
  await inRun("réseau tué à son chargement", { worker: "inference", method: "load" });
  await kill(page, { worker: "inference", method: "run", nth: 5 });
  await app.startSegmenting();
  await expect.poll(() => hasDied(page)).toBe(true);
  await app.segmented();
  await expect(page.getByTestId("error")).toHaveCount(0);
  untold("réseau tué en pleine segmentation", "tout : la fenêtre perdue est refaite une fois");
  await app.openStep("export");
  await page.getByLabel("Surface minimale").fill("1");
  await page.getByLabel("Surface minimale").press("Enter");
  const whole = await polygons(app, info.outputPath("whole.geojson"));

  const again = async (fault: string, death: Death, work: () => Promise<void>, kept: string) => {
    await kill(page, death);
    await work();
    await told(app, fault, "worker-crashed", kept);
    expect(await polygons(app, info.outputPath(`${death.worker}-${death.method}.geojson`))).toBe(whole);
  };
  const make = async (id: string) => {
    const button = page.getByTestId(`export-${id}`);
    if (!(await button.isVisible())) await page.getByTestId("other-formats").locator("summary").click();
    await button.click();
  };
  const change = async () => {
    // other thresholds and back: the map has to be made anew
    await page.getByTestId("preset").selectOption("cosia");
    await page.getByTestId("preset").selectOption("libre");
  };
  await change();
  await again(
    "tracé tué en vectorisant",
    { worker: "vector", method: "vectorise" },
    () => make("geojson"),
    "le résultat",
  );
  await change();
  await again(
    "lecteur tué en vectorisant",
    { worker: "raster", method: "serveClasses" },
    () => make("geojson"),
    "le résultat",
  );
  await again(
    "tracé tué en écrivant un fichier",
    { worker: "vector", method: "exportAs" },
    () => make("geopackage"),
    "le résultat",
  );
  await again(
    "lecteur tué en écrivant une trame",
    { worker: "raster", method: "exportRaster" },
    () => make("classes"),
    "le résultat",
  );
  await change();
  await again(
    "tracé tué en faisant le rapport",
    { worker: "vector", method: "vectorise" },
    () => page.getByTestId("open-report").click(),
    "le résultat",
  );
});

test("a reader killed in mid-run stops it; what is done stays, and it goes on to the same end", async ({ app }) => {
  const { page } = app;
  await mortalWorkers(page);
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  for (const [method, fault] of [
    ["readModelWindow", "lecteur tué en lisant une fenêtre"],
    ["writeTile", "lecteur tué en écrivant une fenêtre"],
  ] as const) {
    await kill(page, { worker: "raster", method, nth: 12 });
    await app.startSegmenting();
    await told(app, fault, "worker-crashed", "les fenêtres faites, sur le disque");
    await expect(stopped(page)).toBeVisible();
  }
  await goOn(app);
});

test("memory that runs out is called by its name, and what is done stays", async ({ app }) => {
  const { page } = app;
  await sabotage(
    page,
    "raster",
    `{ const { write } = FileSystemSyncAccessHandle.prototype; let writes = 0;
       FileSystemSyncAccessHandle.prototype.write = function (...given) {
         if (++writes === 30) throw new RangeError("Array buffer allocation failed");
         return write.apply(this, given);
       }; }`,
    1,
  );
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  await app.startSegmenting();
  await told(app, "mémoire épuisée en écrivant (RangeError)", "out-of-memory", "les fenêtres faites");
  await expect(stopped(page)).toBeVisible();
  await goOn(app);
});

test("a runtime without memory is called so too, and the run can be begun again", async ({ app }) => {
  const { page } = app;
  let short = true;
  await page.route(/ort-wasm[^/]*\.wasm$/, (route) =>
    short ? route.fulfill({ status: 200, body: "", contentType: "application/wasm" }) : route.continue(),
  );
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  await app.startSegmenting();
  await told(app, "moteur de calcul abîmé (WASM)", "backend-unavailable", "l’image");
  short = false;
  await app.segment();
});

test("a damaged model is fetched again past the caches; one that stays so is told, and another copy goes on", async ({
  app,
}) => {
  const { page } = app;
  let damaged = 1;
  const fetched: string[] = [];
  await page.route(/model[^/]*\.onnx$/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    fetched.push(route.request().url());
    if (damaged-- > 0) body[500]! ^= 1;
    await route.fulfill({ response, body });
  });
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  await app.segment();
  expect(fetched[1]).toBe(fetched[0]);
  untold("modèle abîmé dans un cache", "tout : le modèle est repris à sa source");
  damaged = Number.POSITIVE_INFINITY;
  await page.reload();
  await openScene(app);
  await app.startSegmenting();
  await app.segmented(); // all of it was done: no model is needed
  await app.openFile("2022-autre.tif", await sceneTiff(200));
  await expect(page.getByTestId("image-summary")).toContainText("2022-autre.tif");
  await app.startSegmenting();
  await told(app, "modèle abîmé à sa source", "model-checksum", "l’image ouverte");
  damaged = 0;
  await app.segment();
});

test("a GPU lost in mid-run is asked for again; one that is lost again and again is told, and the processor goes on", async ({
  app,
}) => {
  const { page } = app;
  const losing = (after: number) =>
    `{ const ask = GPUAdapter.prototype.requestDevice; const { submit } = GPUQueue.prototype; let submits = 0; let device;
       GPUAdapter.prototype.requestDevice = async function (...given) { return (device = await ask.apply(this, given)); };
       GPUQueue.prototype.submit = function (...given) { submit.apply(this, given); if (++submits === ${after}) device.destroy(); }; }`;
  await sabotage(page, "inference", losing(4), 1);
  await app.open(START);
  await openScene(app, await sceneTiff(100));
  await app.chooseBackend("webgpu", true);
  await app.segment();
  await expect(page.getByTestId("error")).toHaveCount(0);
  untold("carte graphique perdue une fois", "tout : la fenêtre perdue est refaite");
  await page.unrouteAll();
  await sabotage(page, "inference", losing(1));
  await page.reload();
  await app.openFile("2022-autre.tif", await sceneTiff(90));
  await expect(page.getByTestId("image-summary")).toContainText("2022-autre.tif");
  await app.startSegmenting();
  await told(app, "carte graphique perdue à chaque fois", "gpu-lost", "les fenêtres faites");
  await page.unrouteAll();
  await app.chooseBackend("wasm");
  await app.startSegmenting();
  await app.segmented();
});

test("a file changed on disk while it is open is told; opened again, it is segmented", async ({ app }) => {
  const { page } = app;
  await app.open(START);
  await chooseFile(page, NAME, scene);
  await page.getByRole("button", { name: "Parcourir…" }).click();
  await expect(page.getByTestId("image-summary")).toContainText(NAME);
  await app.chooseBackend("wasm");
  await chooseFile(page, NAME, scene); // the same bytes, written anew: the browser knows the file no more
  await app.startSegmenting();
  await told(app, "fichier modifié sur le disque", "file-changed", "ce qui est segmenté, et les choix");
  await page.getByTestId("open-file").click();
  await page.getByText("Ouvrir une autre image…").filter({ visible: true }).click();
  await expect(page.getByTestId("undo")).toHaveAttribute("aria-disabled", "true"); // another opening, another history
  await app.segment();
});

test("without a database, or with one that is full, the run goes on and the screen says what is not kept", async ({
  app,
}) => {
  const { page } = app;
  await page.addInitScript(() => {
    const full = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    Storage.prototype.setItem = full;
    IDBObjectStore.prototype.put = full;
  });
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.getByRole("button", { name: "FR", exact: true }).click();
  await app.segment();
  await expect(page.getByTestId("error")).toHaveCount(0);
  const sentence = page.locator(".warning").filter({ hasText: "exportez avant de fermer la page", visible: true });
  await expect(sentence).toBeVisible();
  table.push(["base du navigateur pleine", await sentence.innerText(), "tout, jusqu’à la fermeture"]);
  await app.make("geojson");
});

test("two tabs segment two images side by side, and each keeps its own settings for the next session", async ({
  app,
}) => {
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  const second = new AppPage(await app.page.context().newPage());
  await second.open(START);
  await second.openFile("2022-autre.tif", await sceneTiff(150));
  await expect(second.page.getByTestId("image-summary")).toContainText("2022-autre.tif");
  await second.startSegmenting();
  await app.startSegmenting();
  for (const tab of [app, second]) {
    await tab.segmented();
    await expect(tab.page.getByTestId("error")).toHaveCount(0);
  }
  await second.openStep("export");
  await second.page.getByTestId("preset").selectOption("ocsge");
  await app.page.getByRole("button", { name: "EN", exact: true }).click();
  await second.page.reload();
  const settings = await second.page.evaluate(() => JSON.parse(localStorage.getItem("ocsol.settings")!));
  expect(settings).toMatchObject({ locale: "en", backend: { wanted: "wasm" }, generalisation: { preset: "ocsge" } });
  await expect(second.page.getByTestId("kept-run")).toHaveCount(2);
  untold("deux onglets, deux images", "tout, de part et d’autre");
});

test("an opened result whose worker dies comes back from its file, and a layer that was being read can be read again", async ({
  app,
}, info) => {
  const { page } = app;
  await mortalWorkers(page);
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  await app.segment();
  const saved = await app.export("geopackage", info.outputPath("resultat.gpkg"));
  await page.reload();
  await kill(page, { worker: "area", method: "recognise" });
  await app.drop("resultat.gpkg", saved);
  await told(app, "lecteur de couches tué", "worker-crashed", "rien n’était ouvert");
  await kill(page, { worker: "vector", method: "reopen" });
  await app.drop("resultat.gpkg", saved);
  await told(app, "tracé tué en rouvrant un résultat", "worker-crashed", "rien n’était ouvert");
  await app.drop("resultat.gpkg", saved);
  await expect(page.getByTestId("result-summary")).toContainText("resultat.gpkg");
  await expect(page.getByTestId("legend")).toBeVisible();
  await kill(page, { worker: "vector", method: "readOpened" });
  await page.getByRole("button", { name: "Zoomer", exact: true }).click();
  await expect.poll(() => hasDied(page)).toBe(true);
  await kill(page, { worker: "vector", method: "exportAs" });
  await app.openStep("export");
  await page.getByTestId("export-geopackage").click();
  await told(app, "tracé tué en exportant un résultat rouvert", "worker-crashed", "le résultat, relu dans son fichier");
  await app.openStep("check");
  await expect(page.getByTestId("legend")).toBeVisible();
  await app.make("geojson");
});

test("polygons whose worker dies while they are traced or corrected are made again, with every correction", async ({
  app,
}) => {
  const { page } = app;
  const shown = page.getByTestId("shown");
  const besideTheTools = { x: 900, y: 400 };
  const traceAgain = async () => {
    await page.getByTestId("trace-again").click();
    await expect(shown).toHaveAttribute("data-shown", "polygons", { timeout: 60_000 });
  };
  await mortalWorkers(page);
  await app.open(START);
  await openScene(app);
  await app.chooseBackend("wasm");
  await app.segment();
  await kill(page, { worker: "vector", method: "vectorise" });
  await page.getByTestId("open-corrections").click();
  await told(app, "tracé tué en préparant la correction", "worker-crashed", "le résultat");
  await traceAgain();
  await page.getByTestId("tool-reclass").click();
  await page.getByTestId("map").click({ position: besideTheTools });
  await expect(page.getByTestId("face")).toBeVisible();
  await kill(page, { worker: "vector", method: "correct" });
  await page.getByTestId("class-1").click();
  await expect.poll(() => hasDied(page)).toBe(true);
  await expect(page.getByTestId("edit-count")).toContainText("1");
  await expect(shown).toHaveAttribute("data-shown", "polygons", { timeout: 60_000 });
  untold("tracé tué en corrigeant", "le résultat et la correction, refaits sans rien demander");
  await expect(async () => {
    await page.getByTestId("map").click({ position: besideTheTools });
    await expect(page.getByTestId("face")).toHaveAttribute("data-numero", "1", { timeout: 2000 });
  }).toPass({ timeout: 60_000 });
});
