import type { RasterFacts } from "../core/ports/raster-source.ts";
import type { GdalFolder, GdalImage } from "./gdal-oracle.ts";

/** What `gdalinfo -json` says of a band, as far as colours go. */
interface GdalBand {
  readonly colorInterpretation?: string;
  readonly colorTable?: { readonly entries: readonly (readonly number[])[] };
  readonly metadata?: { readonly IMAGE_STRUCTURE?: { readonly PIXELTYPE?: string } };
}

interface GdalInfo {
  readonly bands: readonly GdalBand[];
  readonly metadata: { readonly IMAGE_STRUCTURE?: { readonly MINISWHITE?: string } };
}

/**
 * The three 8-bit bands a file should give, made of the samples GDAL reads: through its colour table where it has one,
 * under the rendering's stretch where the samples are deep, spread over 0–255 where they are shallow. For tests only.
 */
export function expectedOf(folder: GdalFolder, path: string, facts: RasterFacts): GdalImage {
  const { rendering, bits, bandNames, sampleFormat } = facts;
  // Red, green and blue have no palette and no white that is zero; asking GDAL takes as long as reading the file.
  const isPlain = bandNames.includes("red") && !(sampleFormat === "int" && bits === 8);
  const info = isPlain ? undefined : (JSON.parse(folder.run("gdalinfo", ["-json", path])) as GdalInfo);
  // GDAL 3.6 writes no 64-bit integers where we read them back.
  const { width, height, bands, samples } = folder.readSamples(path, bits === 64 ? ["-ot", "Float64"] : []);
  const pixels = new Uint8Array(width * height * 3);
  const shown = rendering.bands ?? [0, 1, 2];
  const whiteIsZero = info?.metadata.IMAGE_STRUCTURE?.MINISWHITE === "YES";
  const levelOf = (value: number) => {
    const most = 2 ** bits - 1;
    if (rendering.stretch === undefined) return Math.floor(((whiteIsZero ? most - value : value) * 255) / most);
    const [black, white] = whiteIsZero
      ? [rendering.stretch.high, rendering.stretch.low]
      : [rendering.stretch.low, rendering.stretch.high];
    const level = Math.floor(((value - black) * 255) / (white - black) + 0.5);
    return Number.isNaN(level) ? 0 : Math.max(0, Math.min(255, level));
  };
  for (let band = 0; band < 3; band++) {
    const from = shown[band] as number;
    const { colorTable, metadata } = info?.bands[from] ?? {};
    const signedByte = metadata?.IMAGE_STRUCTURE?.PIXELTYPE === "SIGNEDBYTE";
    for (let pixel = 0; pixel < width * height; pixel++) {
      const raw = samples[pixel * bands + from] as number;
      const value = signedByte && raw > 127 ? raw - 256 : raw;
      const entry = rendering.stretch === undefined ? colorTable?.entries[value] : undefined;
      pixels[pixel * 3 + band] = entry?.[band] ?? levelOf(value);
    }
  }
  return { width, height, bands: 3, pixels };
}
