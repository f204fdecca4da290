import type { ReportedSide } from "../../../core/report/change-report.ts";
import { useChangeReport } from "./context.ts";
import { verificationOf } from "./verification.ts";

/** What this is, that it is a prediction, and what two maps it compares. */
export function Sides() {
  const tools = useChangeReport();
  const { report, r, c, locale, dateText } = tools;
  const { area, sides } = report;
  const { before, after } = sides;
  const { notice, detail } = verificationOf(tools);
  return (
    <>
      <p className="report-notice" data-testid="report-notice">
        <strong>{notice}</strong> {detail} {(before.synthetic || after.synthetic) && <strong>{r.synthetic}</strong>}
      </p>
      <SideTable
        title={c.sides.title}
        facts={[
          [c.sides.map, ({ file }) => file],
          [
            c.sides.kind,
            ({ kind, synthetic }) => `${c.sides.kinds[kind]}${synthetic ? ` (${c.sides.synthetic})` : ""}`,
          ],
          [c.sides.image, ({ image }) => image],
          [c.sides.date, ({ date }) => dateText(date)],
          [r.facts.millesime, ({ millesime }) => millesime],
          [
            r.facts.model,
            (side) => (side.modelCard ? `${side.modelCard.name[locale]} (${side.modelCard.version})` : side.model),
          ],
          [c.method.area, () => (area === undefined ? "" : area.name || c.method.areaDrawn)],
        ]}
      />
      <p className="report-note">
        {r.facts.made} {tools.day(report.created)}.
      </p>
    </>
  );
}

/** How either map was made. */
export function SidesMade() {
  const { r, c, format } = useChangeReport();
  const ours = (text: (side: ReportedSide) => string) => (side: ReportedSide) =>
    side.kind === "result" ? text(side) : "";
  return (
    <SideTable
      title={c.credits.maps}
      facts={[
        [c.sides.generalisation, ours(({ preset }) => (preset === undefined ? "" : r.method.preset(preset, format)))],
        [
          c.sides.borders,
          ours(({ simplifyMetres }) =>
            simplifyMetres > 0 ? r.method.smoothed(format.length(simplifyMetres)) : r.method.staircase,
          ),
        ],
        [
          r.facts.pixel,
          ({ resolutionMetres }) => (resolutionMetres === undefined ? "" : format.length(resolutionMetres)),
        ],
        [r.facts.system, ({ epsg }) => `EPSG:${epsg}`],
      ]}
    />
  );
}

interface SideTableProps {
  readonly title: string;
  /** a row to each; one that neither map has is left out */
  readonly facts: readonly (readonly [name: string, of: (side: ReportedSide) => string])[];
}

/** What is known of either map. */
function SideTable({ title, facts }: SideTableProps) {
  const { report, r, c } = useChangeReport();
  const { before, after } = report.sides;
  const rows = facts
    .map(([name, of]) => [name, of(before), of(after)] as const)
    .filter(([, was, is]) => was !== "" || is !== "");
  return (
    <table className="report-table sides">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{c.sides.before}</th>
          <th scope="col">{c.sides.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, was, is]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{was || r.facts.unknown}</td>
            <td>{is || r.facts.unknown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
