import { shareReviewed } from "../../../core/report/change-report.ts";
import type { Verification } from "../verification.ts";
import type { ChangeReportTools } from "./context.ts";

/** What may be said of how far the changes were reviewed. */
export function verificationOf({ report, r, c, format, part }: ChangeReportTools): Verification {
  const { count, ofAll, byArea } = shareReviewed(report.figures);
  if (count === 0) return { notice: r.notice, detail: c.notice.detail, running: r.running };
  if (count < ofAll)
    return {
      notice: c.notice.part(format.number(count), format.number(ofAll), part(byArea)),
      detail: c.notice.detail,
      running: r.checked.runningPart,
    };
  return {
    notice: c.notice.whole(format.number(ofAll)),
    detail: c.notice.wholeDetail,
    running: r.checked.runningWhole,
  };
}
