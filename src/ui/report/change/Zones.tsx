import type { ChangeFigures } from "../../../core/change/figures.ts";
import { shareReviewed } from "../../../core/report/change-report.ts";
import { TableHeads } from "../TableHeads.tsx";
import { useChangeReport } from "./context.ts";

/** So many zones are on paper, some twenty sheets; and so many at most have their table among the other figures. */
const ON_PAPER = 1000;
const AMONG_FIGURES = 40;

/** Land take of each zone that the user has brought, as long as it takes; where it is long, at the report's end. */
export function Zones({ place }: { place: "among-figures" | "end" }) {
  const { report, c, format, locale, hectares, part } = useChangeReport();
  const { zones, figures: whole } = report;
  if (zones === undefined || (place === "end") !== zones.list.length > AMONG_FIGURES) return null;
  const byName = new Intl.Collator(locale, { numeric: true });
  const rows = mostTaken(zones.list).sort((one, other) => byName.compare(one.name, other.name));
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
      <p>
        {c.zones.from(zones.file, format.number(zones.list.length))}{" "}
        {rows.length < zones.list.length && c.zones.printed(format.number(rows.length))}
      </p>
      <table className="report-table report-matrix report-long report-zones" data-testid="report-zones">
        <TableHeads rows={c.zones.zone} figures={columns.map(([, head]) => head)} />
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

/** All, or those with the most ground that was or may have been artificialised. */
function mostTaken<Zone extends { readonly figures: ChangeFigures }>(list: readonly Zone[]): Zone[] {
  const taken = ({ figures: { landTake } }: Zone) => landTake.artificialised + landTake.mayBeArtificialised;
  return list.toSorted((one, other) => taken(other) - taken(one)).slice(0, ON_PAPER);
}
