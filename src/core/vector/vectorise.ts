import { zoneCoverage } from "../generalise/built-zone.ts";
import { generalise, type MinPixels } from "../generalise/generalise.ts";
import { minPixelsFor } from "../generalise/min-pixels.ts";
import { planOcsge, UNDETECTED } from "../generalise/ocsge.ts";
import { withOverrides } from "../generalise/overrides.ts";
import { pixelsInZone } from "../generalise/zone-share.ts";
import { classAffinity, withAlias } from "../landcover/affinity.ts";
import { type MinAreas, minAreaOf, type OcsgePreset, type PlainPreset, type Preset } from "../landcover/presets.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import type { Grid } from "../raster/grid.ts";
import type { LandCoverMap } from "./land-cover-map.ts";
import { withRings } from "./rings.ts";
import { simplify } from "./simplify.ts";
import { square } from "./square.ts";
import { trace } from "./trace.ts";

export interface VectoriseOptions {
  readonly preset: Preset;
  /** How far simplification may move a border; 0, and with nothing said, borders stay on pixel sides. */
  readonly simplifyMetres?: number;
  /** Whether simplified buildings get right angles; their corners move by as much again at most. */
  readonly squareBuildings?: boolean;
  /**
   * Settles in a later task, so that a worker hears of a cancellation while it generalises (`core` has no timer of its
   * own). Without it only cancellations that arrive between strips are seen.
   */
  readonly pause?: () => Promise<void>;
}

/** CoSIA "Bâtiment" */
const BUILDING = 1;

type OnProgress = (done: number, total: number) => void;

/**
 * The vector map of a class raster, traced, generalised as the preset says, then simplified: the one path of the app
 * and the command line.
 * @param onProgress rows read, rows to read in all (a preset may read the raster twice)
 * @throws AppError "map-too-noisy"; the signal's reason when aborted
 */
export async function vectorise(
  reader: ClassRasterReader,
  { preset, simplifyMetres = 0, squareBuildings = false, pause = async () => {} }: VectoriseOptions,
  onProgress: OnProgress = () => {},
  signal?: CancelSignal,
): Promise<LandCoverMap> {
  const map =
    preset.id === "ocsge"
      ? await vectoriseOcsge(reader, preset, pause, onProgress, signal)
      : await vectorisePlain(reader, preset, pause, onProgress, signal);
  const simplified = await simplify(map, simplifyMetres, pause, signal);
  if (!squareBuildings || simplifyMetres === 0) return simplified;
  return await square(simplified, BUILDING, simplifyMetres, pause, signal);
}

async function vectorisePlain(
  reader: ClassRasterReader,
  { minAreas }: PlainPreset,
  pause: () => Promise<void>,
  onProgress: OnProgress,
  signal?: CancelSignal,
): Promise<LandCoverMap> {
  const traced = await trace(reader, {}, onProgress, signal);
  const minPixels = minPixelsTable(minAreas, reader.grid);
  return withRings(
    await generalise(traced, { steps: [(numero) => minPixels[numero]!], affinity: classAffinity, pause }, signal),
  );
}

async function vectoriseOcsge(
  reader: ClassRasterReader,
  preset: OcsgePreset,
  pause: () => Promise<void>,
  onProgress: OnProgress,
  signal?: CancelSignal,
): Promise<LandCoverMap> {
  const { numero } = preset.built;
  const rows = reader.grid.height;
  const { zone, overrides } = await planOcsge(reader, preset, pause, (done) => onProgress(done, 2 * rows), signal);
  const builtZone = await zoneCoverage(zone, signal);
  const traced = await trace(withOverrides(reader, overrides), {}, (done) => onProgress(rows + done, 2 * rows), signal);
  const inside = minPixelsTable(preset.insideZone, reader.grid);
  const outside = minPixelsTable(preset.outsideZone, reader.grid);
  const undetectedOnly: MinPixels = (face) => (face === UNDETECTED ? Number.POSITIVE_INFINITY : 0);
  const collected: MinPixels = (face, inZone) => (inZone ? inside : outside)[face]!;
  const merged = await generalise(
    traced,
    {
      steps: [undetectedOnly, collected],
      affinity: withAlias(classAffinity, UNDETECTED, numero),
      inZone: pixelsInZone(traced, zone),
      pause,
    },
    signal,
  );
  // Left are those that have no neighbour at all: they are the built faces they were.
  const numeros = merged.faces.numero.map((face) => (face === UNDETECTED ? numero : face));
  return { ...withRings({ ...merged, faces: { ...merged.faces, numero: numeros } }), builtZone };
}

/** By class number. */
function minPixelsTable(minAreas: MinAreas, grid: Grid): Float64Array {
  return Float64Array.from({ length: 256 }, (_, numero) => minPixelsFor(minAreaOf(minAreas, numero), grid));
}
