import { appError } from "../core/errors.ts";
import type { DraftChannel, GraphFacts, ModelDraft } from "../core/models/description.ts";
import { normalisations } from "../core/models/normalisations.ts";
import { numeroOfLabel } from "../core/models/numero-of-label.ts";

/** Overlap past this share of a window would leave next to nothing to keep. */
const MOST_OVERLAP_PERCENT = 90;

/**
 * What the `metadata_props` of the QGIS plugin Deepness say of a segmentation model; undefined where there are none.
 * Values are JSON, some files hold bare text or Python literals. Throws `model-refused` for a detector or a regressor
 * and for a value that cannot be read.
 */
export function readDeepness(
  metadata: ReadonlyMap<string, string>,
  graph: GraphFacts,
  model: string,
): Pick<ModelDraft, "known" | "channels"> | undefined {
  // Its documentation and some of its versions give different spellings.
  const value = (...keys: string[]) => {
    const text = keys.map((key) => metadata.get(key)).find((found) => found !== undefined);
    return text === undefined ? undefined : parsed(text);
  };
  const type = value("model_type");
  const names = value("class_names", "names");
  const resolution = value("resolution");
  // `names` alone is in many a file that knows nothing of Deepness.
  if (type === undefined && (names === undefined || resolution === undefined)) return undefined;
  if (type !== undefined && String(type).toLowerCase() !== "segmentor")
    throw appError("model-refused", { model, reason: "not-a-segmenter", detail: String(type) });

  const number = (key: string, found: unknown, fits: (value: number) => boolean): number | undefined => {
    if (found === undefined) return undefined;
    const read = Number(found);
    if (typeof found !== "object" && found !== "" && Number.isFinite(read) && fits(read)) return read;
    throw unreadable(model, key, found);
  };
  const tile = number("tile_size", value("tile_size", "tiles_size"), (px) => Number.isInteger(px) && px > 0);
  if (tile !== undefined && graph.windowPx !== undefined && tile !== graph.windowPx)
    throw appError("model-disagrees", { model, field: "tile_size", manifest: `${tile}`, graph: `${graph.windowPx}` });
  const windowPx = tile ?? graph.windowPx;
  const centimetres = number("resolution", resolution, (size) => size > 0);
  const percent = number(
    "tiles_overlap",
    value("tiles_overlap"),
    (share) => share >= 0 && share <= MOST_OVERLAP_PERCENT,
  );
  return {
    known: {
      // Deepness divides by 255, then standardises
      normalisation: graph.input.type === "uint8" ? normalisations.none : standardisation(model, value),
      ...(centimetres !== undefined && { resolutionMetres: centimetres / 100 }),
      ...(windowPx !== undefined && { windowPx }),
      // two neighbours share an overlap: each gives up half of it
      ...(windowPx !== undefined && percent !== undefined && { haloPx: Math.floor((windowPx * percent) / 200) }),
    },
    channels: channelsOf(names, graph, model),
  };
}

function standardisation(model: string, value: (key: string) => unknown) {
  const list = (key: string, least: number) => {
    const found = value(key);
    if (found === undefined) return undefined;
    if (Array.isArray(found) && found.length === 3 && found.every((one) => Number.isFinite(one) && one > least))
      return found.map((one: number) => one * 255);
    throw unreadable(model, key, found);
  };
  const mean = list("standardization_mean", Number.NEGATIVE_INFINITY);
  const std = list("standardization_std", 0);
  return mean === undefined && std === undefined
    ? normalisations.unit
    : { inGraph: false, mean: mean ?? normalisations.unit.mean, std: std ?? normalisations.unit.std };
}

/** `{"0": "name"}`, as a list too; each name's CoSIA class where it has one. */
function channelsOf(names: unknown, { channels }: GraphFacts, model: string): DraftChannel[] {
  if (names === undefined) return unnamedChannels(channels);
  if (typeof names !== "object" || names === null) throw unreadable(model, "class_names", names);
  const entries = Object.entries(names);
  const labels = entries.map((_, index) => (names as Record<string, unknown>)[index]);
  if (entries.length < 2 || labels.some((label) => typeof label !== "string"))
    throw unreadable(model, "class_names", names);
  if (channels !== undefined && labels.length !== channels)
    throw appError("model-disagrees", {
      model,
      field: "class_names",
      manifest: String(labels.length),
      graph: String(channels),
    });
  return (labels as string[]).map((label) => ({ label, numero: numeroOfLabel(label) }));
}

export function unnamedChannels(count: number | undefined): DraftChannel[] {
  return Array.from({ length: count ?? 0 }, () => ({ label: "", numero: undefined }));
}

function unreadable(model: string, key: string, found: unknown) {
  return appError("model-refused", { model, reason: "metadata", detail: `${key} = ${JSON.stringify(found)}` });
}

/** JSON, else a Python dictionary or list, else the text itself. */
function parsed(text: string): unknown {
  for (const json of [text, text.replace(/([{,]\s*)(\d+)\s*:/g, '$1"$2":').replaceAll("'", '"')]) {
    try {
      return JSON.parse(json);
    } catch {
      // the next reading
    }
  }
  return text;
}
