import { useReport } from "./context.ts";
import { TableHeads } from "./TableHeads.tsx";

/** What is impermeable, and what is artificialised as far as an image can tell. */
export function Artificial() {
  const { report, r, hectares, share } = useReport();
  const { area, artificialisation } = report.summary;
  const { certain, dependsOnUse, never, impermeable } = artificialisation;
  const verdicts = [
    ["certain", certain],
    ["dependsOnUse", dependsOnUse],
    ["never", never],
  ] as const;
  const rows = [["impermeable", impermeable], ...verdicts] as const;
  return (
    <section>
      <h2>{r.artificial.title}</h2>
      <table className="report-table" data-testid="report-artificial">
        <TableHeads rows={r.artificial.what} figures={[r.covers.hectares, r.covers.share]} />
        <tbody>
          {rows.map(([name, { planimetric }]) => (
            <tr key={name} data-figure={name}>
              <th scope="row">
                <span className={`verdict-key ${name}`} /> {r.artificial[name]}
              </th>
              <td className="figure">{hectares(planimetric)}</td>
              <td className="figure">{share(planimetric)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="verdicts" role="img" aria-label={r.artificial.picture}>
        {verdicts.map(([name, { planimetric }]) => (
          <span key={name} className={name} style={{ flexGrow: planimetric / area.planimetric }} />
        ))}
      </div>
      <ul className="report-notes">
        {r.artificial.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
