import { coverOf } from "../../core/landcover/ocsge.ts";
import { AreaHeads } from "./AreaHeads.tsx";
import { Bar } from "./Bar.tsx";
import { useReport } from "./context.ts";

/** Hectares and share by cover class. The numbers are those of the map's legend. */
export function Covers() {
  const { report, r, locale, hectares, share } = useReport();
  const { area, classes } = report.summary;
  const largest = Math.max(...classes.map(({ planimetric }) => planimetric));
  return (
    <section>
      <h2>{r.covers.title}</h2>
      <table className="report-table" data-testid="report-covers">
        <thead>
          <tr>
            <th scope="col">{r.covers.number}</th>
            <th scope="col">{r.covers.cover}</th>
            <AreaHeads />
            <th scope="col">
              <span className="visually-hidden">{r.covers.picture}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map(({ code, planimetric }, index) => {
            const cover = coverOf(code)!;
            return (
              <tr key={code} data-code={code}>
                <td>
                  <span className="legend-key" style={{ background: cover.colour }}>
                    {index + 1}
                  </span>
                </td>
                <th scope="row">
                  {locale === "fr" ? cover.labelFr : cover.labelEn} <span className="code">{code}</span>
                </th>
                <td className="figure">{hectares(planimetric)}</td>
                <td className="figure">{share(planimetric)}</td>
                <td className="bar-cell">
                  <Bar share={planimetric / largest} />
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <th scope="row">{r.covers.total}</th>
            <td className="figure">{hectares(area.planimetric)}</td>
            <td className="figure">{share(area.planimetric)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      <p className="report-note">{r.covers.note(report.crs.name)}</p>
    </section>
  );
}
