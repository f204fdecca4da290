import { appError } from "../../core/errors.ts";
import { yearOfDateTag } from "../../core/millesime.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { RasterSource, Rendering, Stretch } from "../../core/ports/raster-source.ts";
import { type Grid, gsdMetresOf, intersectRect } from "../../core/raster/grid.ts";
import { type Patch, withReducedLevels } from "../pyramid.ts";
import { pyramidSource } from "../pyramid-source.ts";
import type { RasterFile } from "../raster-file.ts";
import type { OpenOptions } from "../registry.ts";
import { sampledPreview } from "../sampled-preview.ts";
import { affineOf } from "./affine.ts";
import { crsOfGeoKeys, geoKeysOf, isPixelPoint } from "./geokeys.ts";
import { type RenderedLevel, readLevel, readPages, renderedLevel, type StoredLevel, storedLevels } from "./levels.ts";
import type { Composition } from "./render.ts";
import { type Samples, samplesOf } from "./samples.ts";
import { surveySamples } from "./survey-samples.ts";
import { compressionName, TAG } from "./tags.ts";
import { channelsOf, chosenBands, classChannels, needsStretch } from "./tones.ts";

/** where the stretch is not looked at */
const ANY_STRETCH: Stretch = { low: 0, high: 1 };

/** Opens a TIFF whose signature has been seen. See `openRaster` for the errors. */
export async function openGeoTiff(file: RasterFile, options: OpenOptions): Promise<RasterSource> {
  const pages = await readPages(file, options.overviews);
  const main = pages[0]?.ifd;
  if (main === undefined) throw appError("file-truncated", { file: file.name });

  const samples = samplesOf(main, file.name);
  const shown = options.content === "classes" ? [0] : chosenBands(samples, options.rendering, file.name);
  const stored = storedLevels(pages, samples, options);
  const [full] = stored as [StoredLevel, ...StoredLevel[]];
  const keys = geoKeysOf(main);
  const affine = affineOf(main, isPixelPoint(keys), file.name) ?? options.assumedAffine;
  if (affine === undefined) throw appError("georeference-missing", { file: file.name });
  const crs = crsOfGeoKeys(keys, options.assumedCrs, file.name);
  const { width, height } = full;
  const bands = shown.length;
  const gsdMetres = gsdMetresOf(affine, crs, width, height);
  const grid: Grid = { width, height, affine, crs, bands, gsdMetres };

  const { composition, rendering } =
    options.content === "classes"
      ? { composition: compositionOf(samples, classChannels(samples, file.name)), rendering: { bands: shown } }
      : await colourComposition(full, samples, shown, options, file);
  const levels = stored.map((level): RenderedLevel => renderedLevel(level, composition));
  const coarsest = levels[levels.length - 1] as RenderedLevel;
  const pyramid = withReducedLevels(
    levels.map((level) => ({ width: level.width, height: level.height, scale: level.scale })),
    bands,
    full.layout.tiled,
    (rect, level, signal) => readLevel(levels[level] as RenderedLevel, bands, rect, signal),
    (rect) => coarsest.blocks.isEmpty(intersectRect(rect, coarsest.width, coarsest.height)),
  );
  return pyramidSource({
    grid,
    facts: {
      file: file.name,
      format: "GeoTIFF",
      compression: compressionName(full.layout.compression),
      bands: samples.count - (composition.alpha === undefined ? 0 : 1),
      bits: samples.bits,
      sampleFormat: samples.format,
      tiled: full.layout.tiled,
      bandNames: samples.roles,
      rendering,
      copyright: main.text(TAG.copyright) || undefined,
      yearWritten: yearOfDateTag(main.text(TAG.dateTime)),
    },
    pyramid,
    preview: (signal) => previewOf(coarsest, composition, bands, signal),
    clear() {
      for (const { blocks, mask } of levels) {
        blocks.clear();
        mask?.clear();
      }
    },
  });
}

/** A second at the slowest rate of our codecs (13 Mpx/s on deflate). */
const PREVIEW_PIXELS = 12e6;

/** A rough picture, from chunks of the coarsest level. */
async function previewOf(
  coarsest: StoredLevel,
  composition: Composition,
  bands: number,
  signal: CancelSignal | undefined,
): Promise<Patch | undefined> {
  const { width, height, layout } = coarsest;
  // Strip by strip: many thin ones show more than a few thick ones.
  const thin = renderedLevel({ ...coarsest, layout: { ...layout, chunksPerBlock: 1 } }, composition);
  const { chunkWidth, chunkHeight } = layout;
  const stored = { width, height, bands, blockWidth: chunkWidth, blockHeight: chunkHeight, budget: PREVIEW_PIXELS };
  return sampledPreview(stored, (rect, _, asked) => readLevel(thin, bands, rect, asked), signal);
}

/** Rejects with `stretch-needed`, after a look at the samples, where they are deep and no (usable) stretch was said. */
async function colourComposition(
  full: StoredLevel,
  samples: Samples,
  bands: readonly number[],
  { rendering, signal }: OpenOptions,
  file: RasterFile,
): Promise<{ composition: Composition; rendering: Rendering }> {
  const under = (stretch: Stretch) => compositionOf(samples, channelsOf(samples, bands, stretch));
  if (!needsStretch(samples)) return { composition: under(ANY_STRETCH), rendering: { bands } };
  const stretch = rendering?.stretch;
  if (stretch !== undefined && isUsable(stretch)) return { composition: under(stretch), rendering: { bands, stretch } };
  const range = await surveySamples(full, under(ANY_STRETCH), signal);
  const { bits, format } = samples;
  throw appError("stretch-needed", { file: file.name, bits, format, ...range });
}

function isUsable({ low, high }: Stretch): boolean {
  return Number.isFinite(low) && Number.isFinite(high) && low < high;
}

function compositionOf({ roles, nodata, format }: Samples, channels: Composition["channels"]): Composition {
  const alpha = roles.indexOf("alpha");
  return { channels, alpha: alpha < 0 ? undefined : alpha, nodata, floats: format === "float" };
}
