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
    readonly bands: readonly string[];
  };
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
    readonly kind: "logits";
    readonly channels: readonly { readonly index: number; readonly numero: number; readonly label: string }[];
  };
  readonly files: readonly {
    readonly path: string;
    readonly role: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  readonly metrics: Readonly<Record<string, { readonly miou: number }>>;
  readonly limits: { readonly fr: readonly string[]; readonly en: readonly string[] };
}
