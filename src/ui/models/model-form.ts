import {
  type BandOrder,
  defaultHaloPx,
  type ModelDescription,
  type ModelDraft,
  type ModelFact,
  missingFacts,
  type Normalisation,
} from "../../core/models/description.ts";
import { type FlairPreset, flairPreset } from "../../core/models/flair.ts";
import { type NormalisationName, normalisationName, normalisations } from "../../core/models/normalisations.ts";

/** What is typed into the form that describes a model, as typed; "" is not filled in. */
export interface ModelForm {
  readonly name: string;
  readonly preset: FlairPreset | "";
  readonly bandOrder: BandOrder;
  readonly normalisation: NormalisationName | "other" | "";
  /** of 0–255 values, red green blue; count with "other" only */
  readonly mean: readonly string[];
  readonly std: readonly string[];
  readonly resolutionCentimetres: string;
  readonly windowPx: string;
  /** "": an eighth of the window */
  readonly haloPx: string;
  readonly channels: readonly FormChannel[];
}

export interface FormChannel {
  readonly label: string;
  /** NEVER or a CoSIA `numero` */
  readonly numero: string;
}

/** Value of a channel that is never chosen. */
export const NEVER = "never";

/** What is known already and, for a file named as IGN names its FLAIR models, that preset: the user has the last word. */
export function formOf(draft: ModelDraft): ModelForm {
  const { known, channels } = draft;
  const form: ModelForm = {
    name: known.name ?? "",
    preset: "",
    bandOrder: known.bandOrder ?? "rgb",
    ...normalisationFields(known.normalisation),
    resolutionCentimetres: known.resolutionMetres === undefined ? "" : centimetres(known.resolutionMetres),
    windowPx: known.windowPx === undefined ? "" : String(known.windowPx),
    haloPx: known.haloPx === undefined ? "" : String(known.haloPx),
    channels: channels.map(formChannel),
  };
  const classes = /flair.*?(12|15|19)cl/i.exec(draft.file)?.[1];
  const named = channels.every(({ label }) => label === "");
  return classes !== undefined && named ? withPreset(form, `flair-${classes as "12" | "15" | "19"}`, draft) : form;
}

/** The form with all that a preset knows. */
export function withPreset(form: ModelForm, preset: FlairPreset | "", { graph }: ModelDraft): ModelForm {
  const known = preset === "" ? undefined : flairPreset(preset, graph);
  if (known === undefined) return { ...form, preset: "" };
  return {
    ...form,
    preset,
    bandOrder: known.bandOrder,
    ...(graph.input.type === "float32" && normalisationFields(known.normalisation)),
    resolutionCentimetres: centimetres(known.resolutionMetres),
    windowPx: String(known.windowPx),
    haloPx: String(known.haloPx),
    channels: known.channels.map(formChannel),
  };
}

/** The form with so many classes, those there are kept. */
export function withChannelCount(form: ModelForm, count: number): ModelForm {
  const { channels } = form;
  const more = Array.from({ length: Math.max(0, count - channels.length) }, () => ({ label: "", numero: "" }));
  return { ...form, channels: [...channels.slice(0, count), ...more] };
}

/** What the form says as a description, or what is missing for one. */
export function descriptionOf(
  form: ModelForm,
  draft: ModelDraft,
): { readonly description: ModelDescription } | { readonly missing: readonly ModelFact[] } {
  const windowPx = positive(form.windowPx);
  const resolution = positive(form.resolutionCentimetres);
  const normalisation = normalisationOf(form);
  const channels = form.channels.map(({ label, numero }) => ({
    label,
    numero: numero === "" ? undefined : numero === NEVER ? null : Number(numero),
  }));
  // of a single class there is nothing to choose
  const choosable = channels.filter(({ numero }) => typeof numero === "number").length >= 2;
  const missing = missingFacts({
    ...draft,
    channels: choosable ? channels : [],
    known: {
      ...(windowPx !== undefined && { windowPx }),
      ...(resolution !== undefined && { resolutionMetres: resolution / 100 }),
      ...(normalisation !== undefined && { normalisation }),
    },
  });
  if (missing.length > 0 || windowPx === undefined || resolution === undefined || normalisation === undefined)
    return { missing };
  return {
    description: {
      name: form.name.trim() || draft.file,
      bandOrder: form.bandOrder,
      normalisation,
      resolutionMetres: resolution / 100,
      windowPx: Math.round(windowPx),
      haloPx: form.haloPx === "" ? defaultHaloPx(windowPx) : Number(form.haloPx),
      channels: channels.map(({ label, numero }) => ({ label, numero: numero ?? null })),
    },
  };
}

/** What an empty halo field stands for. */
export function impliedHaloPx({ windowPx }: ModelForm): string {
  const size = positive(windowPx);
  return size === undefined ? "" : String(defaultHaloPx(size));
}

/** Something must be left of a window. */
export function mostHaloPx({ windowPx }: ModelForm): number | undefined {
  const size = positive(windowPx);
  return size === undefined ? undefined : Math.ceil(size / 2) - 1;
}

function normalisationFields(one: Normalisation | undefined): Pick<ModelForm, "normalisation" | "mean" | "std"> {
  if (one === undefined) return { normalisation: "", mean: ["", "", ""], std: ["", "", ""] };
  const own = !one.inGraph;
  return {
    normalisation: normalisationName(one) ?? "other",
    mean: own ? one.mean.map(rounded) : ["", "", ""],
    std: own ? one.std.map(rounded) : ["", "", ""],
  };
}

function normalisationOf({ normalisation, mean, std }: ModelForm): Normalisation | undefined {
  if (normalisation === "") return undefined;
  if (normalisation !== "other") return normalisations[normalisation];
  const means = mean.map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  const stds = std.map((text) => positive(text) ?? Number.NaN);
  return [...means, ...stds].every(Number.isFinite) ? { inGraph: false, mean: means, std: stds } : undefined;
}

function formChannel({ label, numero }: { label: string; numero: number | null | undefined }): FormChannel {
  return { label, numero: numero === undefined ? "" : numero === null ? NEVER : String(numero) };
}

function positive(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** 0.1 + 0.2 never shows. */
function rounded(value: number): string {
  return String(Math.round(value * 1e4) / 1e4);
}

function centimetres(metres: number): string {
  return rounded(metres * 100);
}
