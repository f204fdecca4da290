import { useApp } from "../context.ts";
import { FactList } from "../FactList.tsx";
import { useReport } from "./context.ts";

export function Credits() {
  const { version } = useApp();
  const { report, r, locale } = useReport();
  const { model, synthetic, imageCredit } = report;
  const rows = [
    [r.credits.image, synthetic ? r.synthetic : (imageCredit ?? r.credits.imageUnknown)],
    [r.credits.nomenclature, r.credits.nomenclatureDetail],
    [
      r.credits.model,
      model === undefined
        ? r.facts.elsewhere
        : [`${model.name[locale]} ${model.version}`, ...model.credits].join(" · "),
    ],
    [r.credits.software, r.credits.softwareDetail(version)],
  ] as const;
  return (
    <section>
      <h2>{r.credits.title}</h2>
      <FactList rows={rows} className="report-facts" />
    </section>
  );
}
