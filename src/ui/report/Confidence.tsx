import { AreaHeads } from "./AreaHeads.tsx";
import { Bar } from "./Bar.tsx";
import { useReport } from "./context.ts";

/** How much of the map is how sure. */
export function Confidence() {
  const { report, r, format, hectares, share } = useReport();
  const { classes, confidence, checked } = report.summary;
  if (confidence === null)
    return (
      <section>
        <h2>{r.confidence.title}</h2>
        <p>{r.confidence.unknown}</p>
      </section>
    );
  const weighted = classes.reduce((sum, { confidenceWeighted }) => sum + (confidenceWeighted ?? 0), 0);
  const known = classes.reduce((sum, { confidenceKnown }) => sum + confidenceKnown, 0);
  const corrected = checked.corrected.planimetric;
  const largest = Math.max(...confidence.map(({ squareMetres }) => squareMetres));
  return (
    <section>
      <h2>{r.confidence.title}</h2>
      <table className="report-table" data-testid="report-confidence">
        <thead>
          <tr>
            <th scope="col">{r.confidence.band}</th>
            <AreaHeads />
            <th scope="col">
              <span className="visually-hidden">{r.covers.picture}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {confidence.map(({ from, to, squareMetres }) => (
            <tr key={from}>
              <th scope="row">
                {from === 0
                  ? r.confidence.below(format.percent(to))
                  : r.confidence.between(format.number(100 * from), format.percent(to))}
              </th>
              <td className="figure">{hectares(squareMetres)}</td>
              <td className="figure">{share(squareMetres)}</td>
              <td className="bar-cell">
                <Bar share={largest > 0 ? squareMetres / largest : 0} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-note">
        {r.confidence.mean(format.percent(known > 0 ? weighted / known : 0))}{" "}
        {corrected > 0 && `${r.confidence.corrected(`${hectares(corrected)}\u202fha`)} `}
        {r.confidence.note}
      </p>
    </section>
  );
}
