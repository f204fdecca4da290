import { deviceWatts, footprintOf, gridGramsAKwh, KWH_A_GIGABYTE, type Range } from "../../core/report/footprint.ts";
import { useReport } from "./context.ts";

const cases = ["low", "typical", "high"] as const;

/** Energy and carbon of the run as a range, with what was assumed. */
export function Footprint() {
  const { report, r, format, locale } = useReport();
  const { cost } = report;
  if (cost === undefined)
    return (
      <section>
        <h2>{r.footprint.title}</h2>
        <p data-testid="report-footprint">{r.footprint.unknown}</p>
      </section>
    );
  const { wattHours, gramsCo2e } = footprintOf(cost);
  // More digits would claim what nobody has measured.
  const rough = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const rows: readonly [name: string, range: Range][] = [
    [r.footprint.device, deviceWatts],
    [r.footprint.energy, wattHours],
    [r.footprint.grid, gridGramsAKwh],
    [r.footprint.carbon, gramsCo2e],
  ];
  return (
    <section>
      <h2>{r.footprint.title}</h2>
      <table className="report-table" data-testid="report-footprint">
        <thead>
          <tr>
            <th scope="col">{r.footprint.what}</th>
            {cases.map((one) => (
              <th key={one} scope="col" className="figure">
                {r.footprint[one]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, range]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cases.map((one) => (
                <td key={one} className="figure">
                  {rough.format(range[one])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-note">
        {r.footprint.note(
          format.duration(cost.seconds),
          format.bytes(cost.downloadedBytes),
          format.number(KWH_A_GIGABYTE, 3),
          format.number(gridGramsAKwh.typical),
          `${format.number(gridGramsAKwh.low)}–${format.number(gridGramsAKwh.high)}`,
        )}{" "}
        {r.footprint.outside}
      </p>
    </section>
  );
}
