import type { ReportedSide } from "../../../core/report/change-report.ts";
import { type ChangeReportTools, useChangeReport } from "./context.ts";
import { verificationOf } from "./verification.ts";

/** What this is, that it is a prediction, and what two maps it compares. */
export function Sides() {
  const tools = useChangeReport();
  const { report, r, c } = tools;
  const { before, after } = report.sides;
  const { notice, detail } = verificationOf(tools);
  const rows = sideFacts(tools)
    .map(([name, of]) => [name, of(before), of(after)] as const)
    .filter(([, was, is]) => was !== "" || is !== "");
  return (
    <>
      <p className="report-notice" data-testid="report-notice">
        <strong>{notice}</strong> {detail} {(before.synthetic || after.synthetic) && <strong>{r.synthetic}</strong>}
      </p>
      <table className="report-table sides" data-testid="change-sides">
        <thead>
          <tr>
            <th scope="col">{c.sides.title}</th>
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
      <p className="report-note">
        {r.facts.made} {tools.day(report.created)}.
      </p>
    </>
  );
}

type SideRow = readonly [name: string, of: (side: ReportedSide) => string];

/** A row to a fact; a fact that neither map has is left out. */
function sideFacts({ r, c, format, locale, dateText }: ChangeReportTools): readonly SideRow[] {
  const isOurs = ({ kind }: ReportedSide) => kind === "result";
  return [
    [c.sides.map, ({ file }) => file],
    [c.sides.kind, ({ kind, synthetic }) => `${c.sides.kinds[kind]}${synthetic ? ` (${c.sides.synthetic})` : ""}`],
    [c.sides.image, ({ image }) => image],
    [c.sides.date, ({ date }) => dateText(date)],
    [r.facts.millesime, ({ millesime }) => millesime],
    [
      r.facts.model,
      (side) => (side.modelCard ? `${side.modelCard.name[locale]} (${side.modelCard.version})` : side.model),
    ],
    [
      c.sides.generalisation,
      (side) => (isOurs(side) && side.preset !== undefined ? r.method.preset(side.preset, format) : ""),
    ],
    [
      c.sides.borders,
      (side) => {
        if (!isOurs(side)) return "";
        return side.simplifyMetres > 0 ? r.method.smoothed(format.length(side.simplifyMetres)) : r.method.staircase;
      },
    ],
    [r.facts.pixel, ({ resolutionMetres }) => (resolutionMetres === undefined ? "" : format.length(resolutionMetres))],
    [r.facts.system, ({ epsg }) => `EPSG:${epsg}`],
  ];
}
