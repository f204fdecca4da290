import type { DateName } from "../../../core/change/change-map.ts";
import { useApp } from "../../context.ts";
import { FactList } from "../../FactList.tsx";
import { useChangeReport } from "./context.ts";

/** Whose images and maps these are, and what made the report. */
export function Credits() {
  const { version } = useApp();
  const { report, r, c, locale } = useChangeReport();
  const imageOf = (date: DateName) => {
    const { synthetic, imageCredit } = report.sides[date];
    return synthetic ? r.synthetic : imageCredit || r.credits.imageUnknown;
  };
  const mapOf = (date: DateName) => {
    const { kind, modelCard, model } = report.sides[date];
    if (kind === "ocsge" || kind === "cosia") return `${c.sides.kinds[kind]} · IGN`;
    if (modelCard === undefined) return model || r.facts.elsewhere;
    return [`${modelCard.name[locale]} ${modelCard.version}`, ...modelCard.credits].join(" · ");
  };
  const rows = [
    ...(imageOf("before") === imageOf("after")
      ? [[c.credits.images, imageOf("after")] as const]
      : [[c.credits.before, imageOf("before")] as const, [c.credits.after, imageOf("after")] as const]),
    ...(mapOf("before") === mapOf("after")
      ? [[c.credits.maps, mapOf("after")] as const]
      : [[c.credits.mapBefore, mapOf("before")] as const, [c.credits.mapAfter, mapOf("after")] as const]),
    [r.credits.nomenclature, r.credits.nomenclatureDetail],
    [r.credits.software, r.credits.softwareDetail(version)],
  ] as const;
  return (
    <section className="report-together">
      <h2>{r.credits.title}</h2>
      <FactList rows={rows} className="report-facts" />
    </section>
  );
}
