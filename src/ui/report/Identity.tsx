import type { RefObject } from "react";
import { FactList } from "../FactList.tsx";
import { useReport } from "./context.ts";
import { verificationOf } from "./verification.ts";

/** What this is, that it is a prediction, and of what. */
export function Identity({ smallMap }: { smallMap: RefObject<HTMLCanvasElement | null> }) {
  const tools = useReport();
  const { report, r, format, locale, hectares, day } = tools;
  const { notice, detail } = verificationOf(tools);
  const { crs, model, zones, summary } = report;
  const rows = [
    [r.facts.image, report.image],
    [r.facts.millesime, report.millesime || r.facts.unknown],
    [r.facts.mapped, `${hectares(summary.area.planimetric)}\u202fha`],
    [r.facts.extent, zones === undefined ? r.facts.wholeImage : r.facts.partOfImage],
    [r.facts.polygons, format.number(report.polygons)],
    [r.facts.pixel, format.length(report.gsdMetres)],
    [r.facts.system, `${crs.name} (EPSG:${crs.code})`],
    [r.facts.model, model === undefined ? r.facts.elsewhere : `${model.name[locale]} (${model.version})`],
    [r.facts.made, day(report.created)],
    ...(report.edits?.corrections ? [[r.checked.edits, format.number(report.edits.corrections)] as const] : []),
  ] as const;
  return (
    <>
      <p className="report-notice" data-testid="report-notice">
        <strong>{notice}</strong> {detail} {report.synthetic && <strong>{r.synthetic}</strong>}
      </p>
      <div className="identity">
        <FactList rows={rows} className="report-facts" />
        <canvas ref={smallMap} aria-hidden />
      </div>
    </>
  );
}
