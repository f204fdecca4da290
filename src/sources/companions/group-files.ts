import type { PlacedFile } from "../../core/placed-file.ts";

/** What may lie beside an image. */
export type CompanionKind = "pam" | "overviews" | "tab" | "prj" | "world" | "other";

/** `x.tif.ovr`, `x.ovr`, `x.tif.aux.xml`, `x.aux.xml`: GDAL's names; world files by the usual endings (tfw, tifw, wld). */
const endings: readonly (readonly [CompanionKind, RegExp])[] = [
  ["pam", /\.aux\.xml$/],
  ["overviews", /\.ovr$/],
  ["tab", /\.tab$/],
  ["prj", /\.(prj|qpj)$/],
  ["world", /\.(tfw|tifw|tiffw|j2w|jp2w|jgw|jpgw|pgw|pngw|wld|[a-z0-9]{2,4}wx)$/],
  // beside an image without saying where it lies: metadata, statistics, checksums, previews' own
  [
    "other",
    /\.(xml|aux|rrd|msk|md5|sha1|sha256|txt|csv|html?|pdf|qml|qgz|qgs|dbf|shx|ini|db|log)$|^(thumbs\.db|\.ds_store)$/,
  ],
];

/** What kind of companion a name belongs to; undefined for what may be an image itself. */
export function companionKind(name: string): CompanionKind | undefined {
  const lower = name.toLowerCase();
  return endings.find(([, ending]) => ending.test(lower))?.[0];
}

export interface ImageFiles<F extends { readonly name: string }> extends PlacedFile<F> {
  readonly companions: Readonly<Partial<Record<CompanionKind, F>>>;
}

/**
 * The files of `others` that lie beside each image: in its folder, with its name but for the ending, in capitals or
 * not. `x.tif.ovr` is nobody's but `x.tif`'s; `x.prj` is `x.tif`'s and `x.jp2`'s.
 */
export function withCompanions<F extends { readonly name: string }>(
  images: readonly PlacedFile<F>[],
  others: readonly PlacedFile<F>[],
): readonly ImageFiles<F>[] {
  const byPlace = new Map<string, Map<CompanionKind, F>>();
  for (const { file, folder } of others) {
    const kind = companionKind(file.name);
    if (kind === undefined || kind === "other") continue;
    const ending = endings.find(([name]) => name === kind)![1];
    const key = `${folder}/${file.name.toLowerCase().replace(ending, "")}`;
    const beside = byPlace.get(key) ?? new Map<CompanionKind, F>();
    if (!beside.has(kind)) beside.set(kind, file);
    byPlace.set(key, beside);
  }
  return images.map((image) => {
    const name = image.file.name.toLowerCase();
    const stem = name.replace(/\.[^.]*$/, "");
    const ofStem = byPlace.get(`${image.folder}/${stem}`) ?? [];
    const ofName = byPlace.get(`${image.folder}/${name}`) ?? [];
    return { ...image, companions: Object.fromEntries([...ofStem, ...ofName]) };
  });
}
