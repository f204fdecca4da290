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
    if (kind !== "result") return `${c.sides.kinds[kind]} · IGN`;
    if (modelCard === undefined) return model || r.facts.elsewhere;
    return [`${modelCard.name[locale]} ${modelCard.version}`, ...modelCard.credits].join(" · ");
  };
  const rows = [
    [c.credits.before, imageOf("before")],
    [c.credits.after, imageOf("after")],
    [c.credits.modelBefore, mapOf("before")],
    [c.credits.modelAfter, mapOf("after")],
    [r.credits.nomenclature, r.credits.nomenclatureDetail],
    [r.credits.software, r.credits.softwareDetail(version)],
  ] as const;
  return (
    <section>
      <h2>{r.credits.title}</h2>
      <FactList rows={rows} className="report-facts" />
    </section>
  );
}
