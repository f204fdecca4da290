import type { ChangeFigures } from "../../../core/change/figures.ts";
import { shareReviewed } from "../../../core/report/change-report.ts";
import { useChangeReport } from "./context.ts";

/** Land take of each zone that the user has brought: as long as it takes, its heads repeated on every sheet. */
export function Zones() {
  const { report, c, format, locale, hectares, part } = useChangeReport();
  const { zones, figures: whole } = report;
  if (zones === undefined) return null;
  const byName = new Intl.Collator(locale, { numeric: true });
  const rows = zones.list.toSorted((one, other) => byName.compare(one.name, other.name));
  const isPartly = rows.some(({ figures }) => hectares(figures.uncompared) !== hectares(0));
  const columns: readonly (readonly [name: string, head: string, of: (figures: ChangeFigures) => string])[] = [
    ["compared", c.zones.compared, ({ compared }) => hectares(compared)],
    ...(isPartly
      ? [["uncompared", c.zones.uncompared, ({ uncompared }: ChangeFigures) => hectares(uncompared)] as const]
      : []),
    ...(["artificialised", "mayBeArtificialised", "renatured", "mayBeRenatured", "net"] as const).map(
      (name) => [name, c.zones[name], ({ landTake }: ChangeFigures) => hectares(landTake[name])] as const,
    ),
    ["reviewed", c.zones.reviewed, (figures) => part(shareReviewed(figures).byArea)],
  ];
  return (
    <section>
      <h2>{c.zones.title}</h2>
      <p>{c.zones.from(zones.file, format.number(rows.length))}</p>
      <table className="report-table report-long" data-testid="report-zones">
        <thead>
          <tr>
            <th scope="col">{c.zones.zone}</th>
            {columns.map(([name, head]) => (
              <th key={name} scope="col" className="figure">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, figures }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may be there twice, and the list does not change
            <tr key={index} data-zone={name}>
              <th scope="row">{name}</th>
              {columns.map(([column, , of]) => (
                <td key={column} className="figure" data-figure={column}>
                  {of(figures)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{c.zones.whole}</th>
            {columns.map(([column, , of]) => (
              <td key={column} className="figure">
                {of(whole)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <p className="report-note">{c.zones.note}</p>
    </section>
  );
}
