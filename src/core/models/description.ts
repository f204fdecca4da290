import type { ModelChannel, ModelManifest } from "../ports/model-manifest.ts";

/** What an ONNX graph says of itself; undefined where it leaves a size open. */
export interface GraphFacts {
  readonly input: Pick<ModelManifest["input"], "name" | "type" | "layout">;
  readonly windowPx: number | undefined;
  readonly output: Pick<ModelManifest["output"], "name" | "kind">;
  readonly channels: number | undefined;
}

export type BandOrder = "rgb" | "bgr";

export type Normalisation = ModelManifest["normalisation"];

/** What a graph does not say and a person, or a file's metadata, must. */
export interface ModelDescription {
  readonly name: string;
  readonly bandOrder: BandOrder;
  /** red, green, blue, whatever the order of the bands */
  readonly normalisation: Normalisation;
  readonly resolutionMetres: number;
  readonly windowPx: number;
  readonly haloPx: number;
  readonly channels: readonly Omit<ModelChannel, "index">[];
}

/** A channel whose class is not known yet has `numero` undefined; null is a dead one. */
export interface DraftChannel {
  readonly label: string;
  readonly numero: number | null | undefined;
}

/** A model half described: what is known of it, for a person to complete. */
export interface ModelDraft {
  /** the graph's file */
  readonly file: string;
  readonly graph: GraphFacts;
  readonly known: Omit<Partial<ModelDescription>, "channels">;
  /** empty where not even their number is known */
  readonly channels: readonly DraftChannel[];
}

export type ModelFact = "normalisation" | "resolution" | "window" | "classes";

/** What keeps a draft from being a description. */
export function missingFacts({ known, channels }: ModelDraft): ModelFact[] {
  const missing: ModelFact[] = [];
  if (known.resolutionMetres === undefined) missing.push("resolution");
  if (known.windowPx === undefined) missing.push("window");
  if (known.normalisation === undefined) missing.push("normalisation");
  if (channels.length === 0 || channels.some(({ numero }) => numero === undefined)) missing.push("classes");
  return missing;
}

/** The draft as a description, or undefined while something is missing. */
export function completed(draft: ModelDraft): ModelDescription | undefined {
  const { name = draft.file, bandOrder = "rgb", normalisation, resolutionMetres, windowPx, haloPx } = draft.known;
  const channels = draft.channels.flatMap(({ label, numero }) => (numero === undefined ? [] : [{ label, numero }]));
  if (resolutionMetres === undefined || windowPx === undefined || normalisation === undefined) return undefined;
  if (channels.length === 0 || channels.length < draft.channels.length) return undefined;
  const halo = haloPx ?? defaultHaloPx(windowPx);
  return { name, bandOrder, normalisation, resolutionMetres, windowPx, haloPx: halo, channels };
}

/** An eighth on each side: a convolutional network sees less and less context towards its window's edge. */
export function defaultHaloPx(windowPx: number): number {
  return Math.floor(windowPx / 8);
}
