import { changedGround, takeRanges } from "../../../core/report/change-report.ts";
import { resultsOf } from "../../../core/sample/results.ts";
import { TableHeads } from "../TableHeads.tsx";
import { useChangeReport } from "./context.ts";

/** What was taken, given back, and the one less the other: certain, and what the use may add. */
export function KeyFigures() {
  const { report, c, hectares, share, area } = useChangeReport();
  const { figures, sample } = report;
  const { landTake, compared, uncompared } = figures;
  const ranges = takeRanges(figures);
  const changed = changedGround(figures);
  const byUse = {
    artificialised: [landTake.mayBeArtificialised],
    renatured: [landTake.mayBeRenatured],
    net: [landTake.mayBeArtificialised, -landTake.mayBeRenatured],
  };
  return (
    <section className="report-together">
      <h2>{c.take.title}</h2>
      <table className="report-table key-figures" data-testid="report-take">
        <TableHeads rows={c.take.what} figures={[c.take.certain, c.take.share, c.take.byUse, c.take.between]} />
        <tbody>
          {(["artificialised", "renatured", "net"] as const).map((name) => (
            <tr key={name} data-figure={name} className={name === "net" ? "strong" : undefined}>
              <th scope="row">{c.take[name]}</th>
              <td className="figure">{hectares(landTake[name])}</td>
              <td className="figure">{share(landTake[name])}</td>
              <td className="figure">{byUse[name].map((value) => signed(value, hectares)).join(" / ")}</td>
              <td className="figure">{c.take.range(hectares(ranges[name].least), hectares(ranges[name].most))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-note">
        {c.take.note(area(compared), area(changed), share(changed))}{" "}
        {hectares(uncompared) !== hectares(0) && c.take.uncompared(area(uncompared))} {c.take.explained}{" "}
        {sample !== undefined && resultsOf(sample).told > 0 ? c.take.interval : c.take.noInterval}
      </p>
    </section>
  );
}

/** What is added or taken away. */
function signed(squareMetres: number, hectares: (squareMetres: number) => string): string {
  const text = hectares(squareMetres);
  return squareMetres > 0 ? `+${text}` : text;
}
