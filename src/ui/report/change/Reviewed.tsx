import { changeKinds } from "../../../core/change/change-map.ts";
import { shareReviewed } from "../../../core/report/change-report.ts";
import { useChangeReport } from "./context.ts";

/** What a person has looked at: changes told apart as they were reviewed or not. */
export function Reviewed() {
  const { report, c, kinds, format, hectares, part } = useChangeReport();
  const { changes } = report.figures;
  const { count, ofAll, byCount, byArea } = shareReviewed(report.figures);
  return (
    <section className="report-together">
      <h2>{c.review.title}</h2>
      <table className="report-table report-reviewed" data-testid="report-review">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {c.review.state}
            </th>
            <th scope="col" rowSpan={2} className="figure">
              {c.review.count}
            </th>
            <th scope="colgroup" colSpan={1 + changeKinds.length} className="heads-group">
              {c.review.hectares}
            </th>
          </tr>
          <tr>
            <th scope="col" className="figure">
              {c.flows.total}
            </th>
            {changeKinds.map((kind) => (
              <th key={kind} scope="col" className="figure">
                {kinds[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(["reviewed", "unreviewed", "rejected"] as const).map((state) => (
            <tr key={state} data-figure={state}>
              <th scope="row">{c.review[state]}</th>
              <td className="figure">{format.number(changes[state].count)}</td>
              <td className="figure">{hectares(changes[state].squareMetres)}</td>
              {changeKinds.map((kind) => (
                <td key={kind} className="figure">
                  {hectares(changes[state].byKind[kind])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-note">
        {ofAll === 0
          ? c.review.nothing
          : c.review.summary(format.number(count), format.number(ofAll), part(byCount), part(byArea))}{" "}
        {c.review.note}
      </p>
    </section>
  );
}
