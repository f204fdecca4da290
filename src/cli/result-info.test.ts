import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { librePreset } from "../core/landcover/presets.ts";
import { survey } from "../core/landcover/survey.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { MemorySink } from "../export/geotiff/memory-sink.ts";
import { exporterOf } from "../export/registry.ts";
import { picture } from "../testing/pictures.ts";
import { lastJson, runCli } from "../testing/run-cli.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "ocsol-info-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("info says how a result was made", async () => {
  const preset = librePreset(0);
  const { map } = survey(await vectorise(picture(["12"]), { preset }), {});
  const sink = new MemorySink();
  const saying = { image: "33-2024.tif", millesime: "2024", model: "essai 1", preset, created: "2026-11-22T10:00:00Z" };
  await exporterOf("geopackage").write(map, saying, sink, () => {});
  writeFileSync(join(folder, "carte.gpkg"), sink.bytes());
  const { status, stdout } = runCli(folder, "info", "carte.gpkg");
  expect(status).toBe(0);
  expect(lastJson(stdout)).toMatchObject({
    file: "carte.gpkg",
    software: "Ocsol",
    ...saying,
    grid: { width: 2, unit: 1 },
  });
});
