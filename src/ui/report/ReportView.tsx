import "../styles/report.css";
import { ArrowLeft, Printer } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { resultName } from "../../core/millesime.ts";
import type { Report } from "../../core/report/report.ts";
import { closeReport } from "../../state/commands/open-report.ts";
import { useApp } from "../context.ts";
import { Languages } from "../Languages.tsx";
import { Artificial } from "./Artificial.tsx";
import { Confidence } from "./Confidence.tsx";
import { Covers } from "./Covers.tsx";
import { Credits } from "./Credits.tsx";
import { ReportContext, useReport } from "./context.ts";
import { Footprint } from "./Footprint.tsx";
import { Identity } from "./Identity.tsx";
import { Method } from "./Method.tsx";
import { ModelCard } from "./ModelCard.tsx";
import { type Drawing, type DrawReportMap, ReportMap } from "./ReportMap.tsx";
import { useRunningHeads } from "./use-running-heads.ts";
import { verificationOf } from "./verification.ts";

interface ReportViewProps {
  readonly report: Report;
  readonly draw: DrawReportMap;
}

/** The report instead of the map, on sheets of paper, until the user goes back. */
export default function ReportView({ report, draw }: ReportViewProps) {
  return (
    <ReportContext value={report}>
      <Sheets draw={draw} />
    </ReportContext>
  );
}

function Sheets({ draw }: { draw: DrawReportMap }) {
  const app = useApp();
  const tools = useReport();
  const { report, r } = tools;
  const heading = useRef<HTMLHeadingElement>(null);
  const smallMap = useRef<HTMLCanvasElement>(null);
  const [drawing, setDrawing] = useState<Drawing>("drawing");
  const close = useCallback(() => closeReport(app), [app]);
  useRunningHeads(
    {
      top: `${verificationOf(tools).running} · Ocsol`,
      foot: [report.image, report.millesime].filter(Boolean).join(" · "),
    },
    resultName(report.image, report.millesime, report.model?.id ?? ""),
  );
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") close();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [close]);
  return (
    <div className="report" data-testid="report">
      <div className="report-bar">
        <button type="button" className="button" data-testid="close-report" onClick={close}>
          <ArrowLeft size={16} aria-hidden /> {r.back}
        </button>
        <Languages />
        <button
          type="button"
          className="button primary"
          data-testid="print-report"
          disabled={drawing === "drawing"}
          onClick={() => print()}
        >
          <Printer size={16} aria-hidden /> {r.print}
        </button>
      </div>
      <main className="paper">
        <h1 ref={heading} tabIndex={-1}>
          {r.title} <span>{report.image}</span>
        </h1>
        <Identity smallMap={smallMap} />
        <Covers />
        <Artificial />
        <ReportMap draw={draw} drawing={drawing} onDrawing={setDrawing} smallMap={smallMap} />
        <Method />
        <Confidence />
        <ModelCard />
        <Footprint />
        <Credits />
      </main>
    </div>
  );
}
