import type { CheckedGround } from "../../core/landcover/summary.ts";
import type { ReportTools } from "./context.ts";

/** What may be said of how far a map was checked. */
export interface Verification {
  readonly notice: string;
  readonly detail: string;
  readonly running: string;
}

/** A map is checked as a whole when what nobody has looked at is less than this share of it: the rounding of sums. */
const NOTHING = 1e-9;

export function verificationOf({ report, r, format }: Pick<ReportTools, "report" | "r" | "format">): Verification {
  const { area, checked } = report.summary;
  const { accepted, corrected } = checked;
  const said = (words: typeof r.checked.corrected, { faces, planimetric }: CheckedGround) =>
    faces === 0 ? [] : [words(format.number(faces), faces === 1, format.area(planimetric))];
  const counts = [...said(r.checked.corrected, corrected), ...said(r.checked.accepted, accepted)].join(", ");
  if (counts === "") return { notice: r.notice, detail: r.noticeDetail, running: r.running };
  const open = area.planimetric - accepted.planimetric - corrected.planimetric;
  if (open > NOTHING * area.planimetric) {
    return { notice: r.checked.part(counts), detail: r.noticeDetail, running: r.checked.runningPart };
  }
  return { notice: r.checked.whole(counts), detail: r.checked.wholeDetail, running: r.checked.runningWhole };
}
