import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { modelNamed } from "./models.ts";

const shipped = new URL("../../models/ocsol-tiny-test/", import.meta.url);

test("a model is found in a folder with spaces and accents", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ocsol-models-"));
  const models = join(folder, "Modèles à l’essai 100%");
  mkdirSync(models);
  cpSync(fileURLToPath(shipped), join(models, "ocsol-tiny-test"), { recursive: true });
  const { manifest, url } = await modelNamed("ocsol-tiny-test", pathToFileURL(`${models}/`));
  const file = manifest.files[0]!.path;
  expect(readFileSync(fileURLToPath(url))).toEqual(readFileSync(new URL(file, shipped)));
  rmSync(folder, { recursive: true });
});
