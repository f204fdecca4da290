import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSettings, type Settings, settingsText, withSettings } from "./settings-record.ts";
import type { View } from "./store.ts";

const settings: Settings = {
  locale: "en",
  model: "a",
  backend: { wanted: "wasm", allowSoftwareGpu: true },
  generalisation: { preset: "ocsge", minAreaSquareMetres: 12, smooth: true, squareBuildings: true },
  palette: "safe",
  opacity: 0.25,
  layer: "confidence",
  singleKeys: false,
};

describe("the record of settings", () => {
  it("gives back what it was given", () => {
    expect(parseSettings(settingsText(settings))).toEqual(settings);
    expect(parseSettings(settingsText({ palette: "safe" }))).toEqual({ palette: "safe" });
  });

  it("loses a damaged field and keeps the others", () => {
    for (const [key, damage] of [
      ["locale", "de"],
      ["model", 7],
      ["backend", { wanted: "cuda", allowSoftwareGpu: true }],
      ["backend", null],
      ["generalisation", { ...settings.generalisation, minAreaSquareMetres: -1 }],
      ["generalisation", { ...settings.generalisation, preset: "constructor" }],
      ["palette", "toString"],
      ["opacity", Number.NaN],
      ["opacity", "0.5"],
      ["layer", []],
      ["singleKeys", "no"],
    ] as const) {
      const { [key]: _, ...others } = settings;
      expect(parseSettings(JSON.stringify({ version: 1, ...settings, [key]: damage }))).toEqual(others);
    }
  });

  it("reads nothing of another version, and nothing where there is none", () => {
    expect(parseSettings(JSON.stringify({ ...settings, version: 2 }))).toEqual({});
    expect(parseSettings(null)).toEqual({});
  });

  it("never fails, whatever has become of the text", () => {
    const text = settingsText(settings);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.nat(text.length).map((end) => text.slice(0, end)),
        ),
        (damaged) => {
          const read = parseSettings(damaged);
          const view = { opacity: 0.6 } as View;
          expect(withSettings({ view }, read).view?.opacity).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
