import { readFileSync } from "node:fs";
import { onnxFile } from "../src/testing/onnx-builder.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

/** What Deepness users share: floats, channels first, probabilities out, all the rest in its metadata. */
const deepness = readFileSync("models/ocsol-tiny-test/deepness.onnx");
const manifest = JSON.parse(readFileSync("models/ocsol-tiny-test/manifest.json", "utf8"));
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The number of the brightest of the three bands, in a window of any size: nothing says what its classes are. */
const brightest = onnxFile({
  inputs: [{ name: "image", type: 1, dims: [1, 3, "height", "width"] }],
  outputs: [{ name: "band", type: 7, dims: [1, 1, "height", "width"] }],
  operator: { type: "ArgMax", integers: { axis: 1, keepdims: 1 } },
});

/** Announces the 19 scores of a FLAIR model of IGN, and gives three. */
const false19 = onnxFile({
  inputs: [{ name: "x", type: 1, dims: [1, 3, "height", "width"] }],
  outputs: [{ name: "y", type: 1, dims: ["n", 19, "h", "w"] }],
});

const notice = (app: AppPage) => app.page.getByTestId("model-notice");
const models = (app: AppPage) => app.page.getByTestId("model");

async function openScene(app: AppPage): Promise<void> {
  await app.openFile("scene_2024.tif", await sceneTiff(96));
  await expect(app.page.getByTestId("image-summary")).toContainText("scene_2024.tif");
}

test("a model with Deepness metadata: dropped, listed, run, still there after a reload, removed", async ({
  app,
}, info) => {
  await app.open();
  await app.drop("occitanie-2024.onnx", deepness);
  await expect(notice(app)).toContainText("Le modèle « occitanie-2024 » est ajouté. Il reste sur cet ordinateur");
  await app.page.screenshot({ path: info.outputPath("added.png") });
  await openScene(app);
  await app.openModelStep();
  await expect(models(app).locator("option:checked")).toHaveText("occitanie-2024");
  await expect(app.page.getByText("Ocsol n’en a pas mesuré la justesse")).toBeVisible();
  await app.page.screenshot({ path: info.outputPath("listed.png") });
  await app.segment();
  expect(await app.page.getByTestId("legend").locator("tbody tr").count()).toBeGreaterThan(1);

  await app.page.reload();
  await openScene(app);
  await app.openModelStep();
  await models(app).selectOption({ label: "occitanie-2024" });
  await app.page.getByTestId("remove-model").click();
  await expect(models(app)).toHaveCount(0); // a single model is no list
  await app.page.reload();
  await openScene(app);
  await app.openModelStep();
  await expect(app.page.getByRole("button", { name: "Ajouter un modèle…" })).toBeVisible();
  await expect(models(app)).toHaveCount(0);
  expect(app.complaints).toEqual([]);
});

test("a model that disagrees with its manifest is refused, and nothing is lost", async ({ app }, info) => {
  await app.open();
  await openScene(app);
  const { files: _, ...said } = { ...manifest, windowPx: 128 };
  await app.dropAll({
    "occitanie-2024.onnx": deepness,
    "manifest.json": json({ ...said, input: { ...said.input, type: "float32", layout: "nchw" } }),
  });
  const error = app.page.getByTestId("error");
  await expect(error).toContainText("« occitanie-2024.onnx » ne correspond pas à sa description");
  await expect(error).toContainText("Corrigez la description");
  await app.page.screenshot({ path: info.outputPath("refused.png") });
  await app.openModelStep();
  await expect(app.page.locator(".step-summary", { hasText: "Ocsol frugal" })).toBeVisible();
  await expect(models(app)).toHaveCount(0);
});

test("a model that says nothing is described in a form, by preset or by hand, with the keyboard", async ({
  app,
}, info) => {
  await app.open();
  await openScene(app);
  const { page } = app;
  const form = page.getByTestId("describe-model");

  await app.drop("FLAIR-INC_rgb_12cl_resnet34-unet.onnx", false19);
  await expect(form.getByRole("button", { name: "Ajouter" })).toBeEnabled();
  await expect(form.getByLabel("Préréglage").locator("option:checked")).toHaveText("IGN FLAIR-INC, 12 classes");
  await expect(form.getByLabel("Bord coupé")).toHaveValue("128");
  await page.screenshot({ path: info.outputPath("form-flair.png") });
  await form.getByRole("button", { name: "Ajouter" }).click();
  await expect(form.getByTestId("describe-refused")).toContainText("ne s’exécute pas ainsi");
  await page.screenshot({ path: info.outputPath("form-refused.png") });
  await expect(form.getByLabel("Fenêtre")).toHaveValue("512"); // what was filled in stays
  await page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);

  await app.drop("plus-claire.onnx", brightest);
  await expect(form).toContainText("il n’y aura pas de confiance");
  await expect(form.getByRole("button", { name: "Ajouter" })).toBeDisabled();
  await form.getByLabel("Pixel au sol").fill("20");
  await form.getByLabel("Fenêtre").fill("64");
  await form.getByLabel("Valeurs").selectOption({ label: "ramenées de 0 à 1" });
  await form.getByLabel("Nombre").fill("3");
  for (const [output, cosia] of ["3 · Zone imperméable", "12 · Pelouse", "6 · Surface eau"].entries())
    await form.getByLabel(`Classe CoSIA de la sortie ${output}`).selectOption({ label: cosia });
  await form.getByLabel("Nom", { exact: true }).first().focus();
  await page.keyboard.press("Enter");
  await expect(notice(app)).toContainText("« plus-claire » est ajouté");
  await app.segment();
  await expect(page.getByTestId("legend")).toContainText("Pelouse");
  await expect(page.getByRole("button", { name: "Confiance" })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("no-confidence.png") });
});

test("a link names a model on the app's own origin, and none elsewhere", async ({ app }) => {
  await app.page.route("**/modeles/occitanie.onnx", (route) => route.fulfill({ body: deepness }));
  await app.open("/?model=modeles/occitanie.onnx");
  await expect(notice(app)).toContainText("« occitanie » est ajouté");
  await app.open("/?model=https://example.org/m.onnx");
  await expect(app.page.getByTestId("error")).toContainText("Ocsol ne va rien chercher ailleurs");
});
