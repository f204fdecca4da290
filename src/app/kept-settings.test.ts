import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { changeGeneralisation, changeView, chooseBackend, chooseModel } from "../state/commands/settings.ts";
import { allowSingleKeys } from "../state/commands/show-keys.ts";
import { createApp } from "../state/store.ts";
import type { Engine } from "../workers/engine.ts";
import { followSettings, keptSettings } from "./kept-settings.ts";

beforeEach(() => {
  const items = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

const start = () => {
  const app = createApp({} as Engine, [], "bundled", { save: async () => {} }, "0");
  followSettings(app);
  return app;
};
const ofFile = { preset: "ocsge", minAreaSquareMetres: 500, smooth: true, squareBuildings: true } as const;

test("what the user chooses is found again", () => {
  const app = start();
  chooseModel(app, "mine");
  chooseBackend(app, { wanted: "wasm" });
  changeGeneralisation(app, { minAreaSquareMetres: 20 });
  changeView(app, { palette: "safe", swipe: 0.5 });
  allowSingleKeys(app, false);
  expect(keptSettings()).toEqual({
    model: "mine",
    backend: { wanted: "wasm", allowSoftwareGpu: false },
    generalisation: { preset: "libre", minAreaSquareMetres: 20, smooth: false, squareBuildings: false },
    palette: "safe",
    singleKeys: false,
  });
  const { generalisation, backend, singleKeys, view } = start().store.getState();
  expect([generalisation.minAreaSquareMetres, backend.wanted, singleKeys, view.palette]).toEqual([
    20,
    "wasm",
    false,
    "safe",
  ]);
});

test("what a run, a file or an exercise brings is not, nor is it mixed into what the user chooses beside", () => {
  const { store, ...rest } = start();
  store.setState({ generalisation: ofFile, chosenModel: "of-run", coarse: true });
  store.setState({ backend: { wanted: "webgpu", allowSoftwareGpu: true } });
  store.setState({ result: undefined });
  expect(keptSettings()).toEqual({});
  changeGeneralisation({ store, ...rest }, { smooth: true });
  chooseBackend({ store, ...rest }, { gentle: true });
  expect(keptSettings()).toEqual({
    generalisation: { preset: "libre", minAreaSquareMetres: 50, smooth: true, squareBuildings: false },
    backend: { wanted: "auto", allowSoftwareGpu: false, gentle: true },
  });
});
