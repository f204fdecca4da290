import { lazy, Suspense, useState } from "react";
import type { ChangeReport } from "../../core/report/change-report.ts";
import type { Report } from "../../core/report/report.ts";
import { closeReport } from "../../state/commands/open-report.ts";
import { reportError } from "../../state/commands/report-error.ts";
import { useApp } from "../context.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";
import type { DrawChangePictures } from "./change/pictures.ts";
import type { DrawReportMap } from "./ReportMap.tsx";

/** What the composition root gives, which alone knows how maps are drawn. */
export interface DrawReports {
  readonly map: DrawReportMap;
  readonly change: DrawChangePictures;
}

const loadViews = () => ({
  Map: lazy(() => import("./ReportView.tsx")),
  Change: lazy(() => import("./change/ChangeReportView.tsx")),
});

/** The report that is open, loaded when it is asked for. */
export function ReportLayer({ report, draw }: { report: Report | ChangeReport; draw: DrawReports }) {
  const app = useApp();
  const [views] = useState(loadViews); // one that could not be loaded stays so: the next report asks for it anew
  const leave = (error: unknown) => {
    closeReport(app);
    reportError(app, error);
  };
  return (
    <ErrorBoundary onError={leave}>
      <Suspense>
        {report.of === "map" ? (
          <views.Map report={report} draw={draw.map} />
        ) : (
          <views.Change report={report} draw={draw.change} />
        )}
      </Suspense>
    </ErrorBoundary>
  );
}
