/** The TIFF and GeoTIFF tags we read, by number (TIFF 6.0, GeoTIFF 1.1, GDAL's own 42113). */
export const TAG = {
  newSubfileType: 254,
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  predictor: 317,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  copyright: 33432,
  modelPixelScale: 33550,
  modelTiepoint: 33922,
  modelTransformation: 34264,
  geoKeyDirectory: 34735,
  geoDoubleParams: 34736,
  geoAsciiParams: 34737,
  gdalNodata: 42113,
} as const;

export const PHOTOMETRIC = { blackIsZero: 1, rgb: 2, palette: 3, mask: 4, separated: 5, yCbCr: 6, cieLab: 8 } as const;

export const COMPRESSION = {
  none: 1,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  packBits: 32773,
  deflateOld: 32946,
  zstd: 50000,
  webp: 50001,
} as const;

const names: Readonly<Record<number, string>> = {
  1: "none",
  2: "CCITT RLE",
  3: "CCITT fax 3",
  4: "CCITT fax 4",
  5: "LZW",
  6: "old-style JPEG",
  7: "JPEG",
  8: "deflate",
  32766: "NeXT",
  32771: "CCITT RLE (words)",
  32773: "PackBits",
  32809: "ThunderScan",
  32946: "deflate",
  34661: "JBIG",
  34676: "SGI LogLuv",
  34677: "SGI LogLuv 24 bits",
  34712: "JPEG 2000",
  34887: "LERC",
  34925: "LZMA",
  50000: "ZSTD",
  50001: "WebP",
  50002: "JPEG XL",
  52546: "JPEG XL",
};

export function compressionName(code: number): string {
  return names[code] ?? `number ${code}`;
}
