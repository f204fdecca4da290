import { useMemo } from "react";
import { changeKinds } from "../../../core/change/change-map.ts";
import { isBelowScale, LEAST_DOTS } from "../../../core/report/change-report.ts";
import { KindSwatch } from "../../change/KindSwatch.tsx";
import { type Drawing, PaperMap } from "../PaperMap.tsx";
import { mapOnPaper } from "../paper.ts";
import { useChangeReport } from "./context.ts";
import { useAddPicture } from "./pictures.ts";

/** Where what has changed, with its legend. */
export function ChangesMap({ drawing }: { drawing: Drawing }) {
  const { report, r, c, kinds, format } = useChangeReport();
  const { bounds, crs, sides, zones, changes } = report;
  const add = useAddPicture();
  const paper = useMemo(() => mapOnPaper(bounds, crs), [bounds, crs]);
  const dot = (bounds[2] - bounds[0]) / paper.width;
  const isMarked = changes.some((change) => isBelowScale(change, dot));
  const label = sides.after.photograph ? c.map.labelOverImage : c.map.label;
  return (
    <section className="report-map" data-testid="report-map" data-drawing={drawing}>
      <h2>{c.map.title}</h2>
      <PaperMap canvas={add({ shows: "changes", bounds })} paper={paper} crs={crs} label={label} drawing={drawing} />
      <h3>{r.map.legend}</h3>
      <ul className="report-legend">
        {changeKinds.map((kind) => (
          <li key={kind}>
            <KindSwatch kind={kind} />
            {kinds[kind]}
          </li>
        ))}
        {zones !== undefined && (
          <li>
            <span className="area-key thin" />
            {c.map.zone}
          </li>
        )}
      </ul>
      <p className="report-note">
        {label}. {changes.length > 0 && c.map.numbers}{" "}
        {isMarked && c.map.marked(format.length(Number((LEAST_DOTS * paper.metresADot).toPrecision(2))))}
      </p>
    </section>
  );
}
