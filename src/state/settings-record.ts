import type { PaletteId } from "../core/landcover/palettes.ts";
import { type PresetId, presetIds } from "../core/landcover/presets.ts";
import type { BackendSettings } from "../core/ports/backend-choice.ts";
import type { App, Generalisation, State } from "./store.ts";

/** What holds for whatever is opened, from one session to the next. What belongs to one image or result is not here. */
export interface Settings {
  readonly locale: "fr" | "en";
  /** manifest id */
  readonly model: string;
  readonly backend: BackendSettings;
  /** segment at half the resolution */
  readonly coarse: boolean;
  readonly generalisation: Generalisation;
  readonly palette: PaletteId;
  /** 0–1, of the result above the image */
  readonly opacity: number;
  readonly layer: "classes" | "confidence";
  readonly hatched: boolean;
  /** 0–1 */
  readonly hatchBelow: number;
  readonly singleKeys: boolean;
}

/** Grows when a field changes its meaning: a record of another version is not read. */
const VERSION = 1;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isBoolean = (value: unknown) => typeof value === "boolean";
const isOptional = (value: unknown) => value === undefined || isBoolean(value);
const oneOf =
  (...values: readonly string[]) =>
  (value: unknown) =>
    values.includes(value as string);
const between = (least: number, most: number) => (value: unknown) =>
  typeof value === "number" && value >= least && value <= most;
const fieldsOf =
  (checks: Readonly<Record<string, (value: unknown) => boolean>>) =>
  (value: unknown): boolean =>
    isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]));

const checks: { readonly [Key in keyof Settings]: (value: unknown) => boolean } = {
  locale: oneOf("fr", "en"),
  model: (value) => typeof value === "string",
  backend: fieldsOf({ wanted: oneOf("auto", "webgpu", "wasm"), allowSoftwareGpu: isBoolean, gentle: isOptional }),
  coarse: isBoolean,
  generalisation: fieldsOf({
    preset: oneOf(...(presetIds satisfies readonly PresetId[])),
    minAreaSquareMetres: between(0, Number.MAX_VALUE),
    smooth: isBoolean,
    squareBuildings: isBoolean,
  }),
  palette: oneOf("official", "safe"),
  opacity: between(0, 1),
  layer: oneOf("classes", "confidence"),
  hatched: isBoolean,
  hatchBelow: between(0, 1),
  singleKeys: isBoolean,
};

/** Of a kept record, what is sound: damage costs a setting, never the start. */
export function parseSettings(text: string | null): Partial<Settings> {
  try {
    const record: unknown = JSON.parse(text ?? "null");
    if (!isObject(record) || record["version"] !== VERSION) return {};
    const sound = Object.entries(checks).filter(([key, check]) => check(record[key]));
    return Object.fromEntries(sound.map(([key]) => [key, record[key]]));
  } catch {
    return {};
  }
}

export function settingsText(settings: Partial<Settings>): string {
  return JSON.stringify({ version: VERSION, ...settings });
}

/** The state with the settings of before; the model is another matter: it may not be here any more. */
export function withSettings({ view }: Pick<State, "view">, settings: Partial<Settings>): Partial<State> {
  const { locale: _, model: __, backend, coarse, generalisation, singleKeys, ...ofView } = settings;
  return {
    chosen: settings,
    ...(backend && { backend }),
    ...(coarse !== undefined && { coarse }),
    ...(generalisation && { generalisation }),
    ...(singleKeys !== undefined && { singleKeys }),
    view: { ...view, ...ofView },
  };
}

/**
 * Notes what the user chooses for whatever is opened next, to be called by the command of the choice: what an image, a
 * run, an opened result or an exercise brings is not the user's wish for others.
 */
export function noteChosen({ store }: Pick<App, "store">, change: Partial<Settings>): void {
  store.setState(({ chosen }) => ({ chosen: { ...chosen, ...change } }));
}
