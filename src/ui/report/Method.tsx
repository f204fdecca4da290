import { decreeThresholds } from "../../core/landcover/artificialisation.ts";
import { FactList } from "../FactList.tsx";
import { useReport } from "./context.ts";

/** The thresholds under which the figures hold. */
export function Method() {
  const { report, r, format } = useReport();
  const { usesFrom } = report;
  const squareMetres = (value: number) => `${format.number(value)}\u202fm²`;
  const rows = [
    [r.method.generalisation, r.method.preset(report.preset, format)],
    [
      r.method.borders,
      report.simplifyMetres ? r.method.smoothed(format.length(report.simplifyMetres)) : r.method.staircase,
    ],
    [
      r.method.decree,
      r.method.decreeDetail(squareMetres(decreeThresholds.built), squareMetres(decreeThresholds.island)),
    ],
    ...(usesFrom === undefined ? [] : [[r.method.uses, r.method.usesFrom(usesFrom)] as const]),
  ] as const;
  return (
    <section>
      <h2>{r.method.title}</h2>
      <FactList rows={rows} className="report-facts" />
    </section>
  );
}
