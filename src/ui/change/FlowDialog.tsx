import type { ChangeFigures } from "../../core/change/figures.ts";
import { Dialog } from "../Dialog.tsx";
import { useChange } from "./context.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Hectares from each cover to each other one. */
export function FlowDialog({ figures: { codes, flows }, onClose }: { figures: ChangeFigures; onClose: () => void }) {
  const { c, coverName, hectares } = useChange();
  // nothing went: an empty cell is read faster than a row of noughts
  const cell = (squareMetres: number) => (squareMetres === 0 ? "" : hectares(squareMetres));
  return (
    <Dialog title={c.figures.flowsTitle} size="content" testId="flows-dialog" onClose={onClose}>
      <p className="hint">{c.figures.flowsExplain}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className="matrix-frame" tabIndex={0} aria-label={c.figures.flowsTitle}>
        <table className="matrix" data-testid="flows">
          <thead>
            <tr>
              <th scope="col">{c.figures.fromTo}</th>
              {codes.map((code) => (
                <th key={code} scope="col" title={coverName(code)}>
                  {code}
                </th>
              ))}
              <th scope="col">{c.figures.total}</th>
            </tr>
          </thead>
          <tbody>
            {codes.map((code, row) => (
              <tr key={code}>
                <th scope="row">
                  <span className="code">{code}</span> {coverName(code)}
                </th>
                {codes.map((other, column) => (
                  <td key={other} className={row === column ? "same" : undefined}>
                    {cell(flows[row]![column]!)}
                  </td>
                ))}
                <td className="strong">{hectares(sum(flows[row]!))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{c.figures.total}</th>
              {codes.map((code, column) => (
                <td key={code} className="strong">
                  {hectares(sum(flows.map((row) => row[column]!)))}
                </td>
              ))}
              <td className="strong">{hectares(sum(flows.map(sum)))}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </Dialog>
  );
}
