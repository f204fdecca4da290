import { verdictOrder } from "../../../core/change/figures.ts";
import { matrixHectares } from "../../hectares.ts";
import { TableHeads } from "../TableHeads.tsx";
import { useChangeReport } from "./context.ts";

/** So many columns of figures have room on a sheet beside the covers' names. */
const COLUMNS = 7;

/** What became of what: cover by cover, in parts where it is wider than the paper. */
export function Flows() {
  const { report, c, format, hectares, coverName } = useChangeReport();
  const { codes, flows } = report.figures;
  const all = codes.map((_, at) => at);
  const wasTotal = all.map((before) => sum(flows[before]!));
  const isTotal = all.map((after) => sum(flows.map((row) => row[after]!)));
  const rows = all.filter((at) => wasTotal[at]! > 0);
  const columns = all.filter((at) => isTotal[at]! > 0);
  const parts = partsOf(columns, COLUMNS);
  return (
    <section>
      <h2>{c.flows.title}</h2>
      {parts.map((part, index) => {
        const isLast = index === parts.length - 1;
        return (
          <table key={part[0]} className="report-table report-matrix" data-testid="report-flows">
            {parts.length > 1 && (
              <caption>{c.flows.part(format.number(index + 1), format.number(parts.length))}</caption>
            )}
            <TableHeads
              rows={c.flows.corner}
              figures={[...part.map((after) => codes[after]!), ...(isLast ? [c.flows.total] : [])]}
            />
            <tbody>
              {rows.map((before) => (
                <tr key={before} data-code={codes[before]}>
                  <th scope="row">
                    <span className="code">{codes[before]}</span> {coverName(codes[before]!)}
                  </th>
                  {part.map((after) => (
                    <td key={after} className={`figure${before === after ? " same" : ""}`} data-code={codes[after]}>
                      {matrixHectares(flows[before]![after]!, format)}
                    </td>
                  ))}
                  {isLast && <td className="figure">{hectares(wasTotal[before]!)}</td>}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{c.flows.total}</th>
                {part.map((after) => (
                  <td key={after} className="figure">
                    {hectares(isTotal[after]!)}
                  </td>
                ))}
                {isLast && <td className="figure">{hectares(sum(isTotal))}</td>}
              </tr>
            </tfoot>
          </table>
        );
      })}
      <p className="report-note">{c.flows.note}</p>
    </section>
  );
}

/** The same by what the ground's artificialisation was and is. */
export function VerdictFlows() {
  const { report, c, format } = useChangeReport();
  const { verdicts } = report.figures;
  return (
    <section>
      <h2>{c.verdicts.title}</h2>
      <table className="report-table report-matrix" data-testid="report-verdicts">
        <TableHeads rows={c.flows.corner} figures={verdictOrder.map((verdict) => c.verdicts[verdict])} />
        <tbody>
          {verdictOrder.map((was, row) => (
            <tr key={was} data-verdict={was}>
              <th scope="row">{c.verdicts[was]}</th>
              {verdictOrder.map((is, column) => (
                <td key={is} className={`figure${row === column ? " same" : ""}`} data-verdict={is}>
                  {matrixHectares(verdicts[row]![column]!, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** In parts as even as can be, of at most `most`. */
export function partsOf<T>(list: readonly T[], most: number): T[][] {
  const count = Math.ceil(list.length / most);
  const each = Math.ceil(list.length / count);
  return Array.from({ length: count }, (_, part) => list.slice(part * each, (part + 1) * each));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
