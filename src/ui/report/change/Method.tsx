import { decreeThresholds } from "../../../core/landcover/artificialisation.ts";
import { FactList } from "../../FactList.tsx";
import { useChangeReport } from "./context.ts";
import { SidesMade } from "./Sides.tsx";

/** What is a change and what is not, and how far the two images lay apart. */
export function Method() {
  const { report, r, c, format } = useChangeReport();
  const { settings, misregistration } = report;
  const squareMetres = (value: number) => `${format.number(value)}\u202fm²`;
  const [east, north] = settings.shift;
  const apart = () => {
    if (misregistration === undefined) return c.method.unmeasured;
    if (misregistration === null) return c.method.unmatched;
    const { metres, spreadMetres, matched, tried } = misregistration;
    return c.method.misregistrationDetail(
      format.length(metres),
      format.length(spreadMetres),
      format.number(matched),
      format.number(tried),
    );
  };
  const rows = [
    [c.method.tolerance, c.method.toleranceDetail(format.length(settings.toleranceMetres))],
    [
      c.method.smallest,
      settings.minChangeSquareMetres === undefined
        ? c.method.smallestPreset
        : c.method.smallestOwn(squareMetres(settings.minChangeSquareMetres)),
    ],
    [c.method.misregistration, apart()],
    [
      c.method.shift,
      east === 0 && north === 0
        ? c.method.unshifted
        : c.method.shiftDetail(metresOf(east, format), metresOf(north, format)),
    ],
    [c.method.unchanged, c.method.unchangedDetail],
    [
      r.method.decree,
      r.method.decreeDetail(squareMetres(decreeThresholds.built), squareMetres(decreeThresholds.island)),
    ],
  ] as const;
  return (
    <section>
      <h2>{c.method.title}</h2>
      <FactList rows={rows} className="report-facts" />
      <SidesMade />
    </section>
  );
}

/** To the centimetre, with its sign. */
function metresOf(metres: number, { number }: { number(value: number, digits: number): string }): string {
  return `${metres < 0 ? "−" : ""}${number(Math.abs(metres), 2)}\u202fm`;
}
