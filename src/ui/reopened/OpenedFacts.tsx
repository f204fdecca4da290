import type { OpenedResult } from "../../state/store.ts";
import { useMessages } from "../context.ts";
import { FactList } from "../FactList.tsx";

/** What a result opened from a file says of how it was made. */
export function OpenedFacts({ opened: { file, record, raster } }: { opened: OpenedResult }) {
  const { t, format, locale } = useMessages();
  const { preset, simplifyMetres, squareBuildings } = record;
  const made = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(record.created));
  const thresholds =
    preset.id === "libre"
      ? t.reopened.least(format.number(preset.minAreas.others, 2))
      : t.export.presets[preset.id].name;
  const borders = [
    simplifyMetres > 0 ? t.reopened.smoothed(format.length(simplifyMetres)) : t.reopened.stairs,
    ...(squareBuildings ? [t.reopened.squared] : []),
  ].join(", ");
  const rows = [
    [t.reopened.image, record.image],
    [t.reopened.millesime, record.millesime || "–"],
    [t.reopened.model, record.model || "–"],
    [t.reopened.thresholds, thresholds],
    [t.reopened.borders, borders],
    [t.image.crs, `${raster.grid.crs.name} (EPSG:${raster.grid.crs.code})`],
    [t.reopened.made, made],
  ] as const;
  return (
    <div data-testid="reopened">
      <p>{t.reopened.from(file)}</p>
      <FactList rows={rows} />
    </div>
  );
}
