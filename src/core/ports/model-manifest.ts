/** `models/<id>/manifest.json`: all that is needed to run a model and to tell the truth about it. */
export interface ModelManifest {
  readonly schema: 1;
  readonly id: string;
  readonly version: string;
  readonly date: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly licence: string;
  readonly credits: readonly string[];
  readonly input: {
    readonly name: string;
    readonly type: "uint8" | "float32";
    readonly layout: "nhwc" | "nchw";
    /** in the order the graph wants them */
    readonly bands: readonly string[];
  };
  /** `mean` and `std` are of 0–255 values; with `inGraph` they are for information only */
  readonly normalisation: {
    readonly inGraph: boolean;
    readonly mean: readonly number[];
    readonly std: readonly number[];
  };
  /** ground sample distance the model expects, metres */
  readonly resolutionMetres: number;
  readonly windowPx: number;
  /** pixels cut off on each side of an answer */
  readonly haloPx: number;
  readonly output: {
    readonly name: string;
    /** a score for each class, or the index of the class alone: then nothing is known of the confidence */
    readonly kind: "logits" | "classes";
    readonly channels: readonly ModelChannel[];
  };
  readonly files: readonly ModelFile[];
  /** by the name of what it was measured on */
  readonly metrics: Readonly<Record<string, MeasuredAccuracy>>;
  /** what giving it pixels twice as wide does, where that has been measured (`src/cli/coarse.bench.ts`) */
  readonly coarse?: CoarseAccuracy;
  readonly limits: { readonly fr: readonly string[]; readonly en: readonly string[] };
}

/** Intersections over unions, 0–1. */
export interface MeasuredAccuracy {
  readonly miou: number;
  /** at 95 % */
  readonly miouInterval?: readonly [low: number, high: number];
  /** images it was measured on */
  readonly patches?: number;
  /** of classes, or of several taken as one where they can hardly be told apart */
  readonly byGroup?: Readonly<Record<string, number>>;
  readonly byClass?: Readonly<Record<string, number>>;
}

/** Shares, 0–1, on the validation zones: of pixels with the same class, and intersections over unions at either resolution. */
export interface CoarseAccuracy {
  readonly agreement: number;
  readonly miou: number;
  readonly ownMiou: number;
  readonly building: number;
  readonly ownBuilding: number;
}

export interface ModelChannel {
  readonly index: number;
  /** CoSIA `numero`, 1–15; null is a dead channel, never chosen */
  readonly numero: number | null;
  readonly label: string;
}

export interface ModelFile {
  readonly path: string;
  readonly role: ModelFileRole;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * `logits`: the graph every backend can run, whatever its `output.kind`. `classes`: for a GPU, uint8 RGB in, uint8
 * class index and uint8 confidence out; `classes-fp16` the same where the GPU has shader-f16. `deepness`: float NCHW
 * for QGIS, never loaded by Ocsol.
 */
export type ModelFileRole = "logits" | "classes" | "classes-fp16" | "deepness";

/** False for a graph that answers with the class alone: nothing may be said of how sure it is. */
export function givesConfidence({ output }: ModelManifest): boolean {
  return output.kind === "logits";
}

/** The file every backend can run; `parseManifest` has made sure that there is one. */
export function graphFile({ files }: ModelManifest): ModelFile {
  return files.find(({ role }) => role === "logits")!;
}
