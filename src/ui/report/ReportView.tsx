import { useRef, useState } from "react";
import { resultName } from "../../core/millesime.ts";
import type { Report } from "../../core/report/report.ts";
import { Artificial } from "./Artificial.tsx";
import { Confidence } from "./Confidence.tsx";
import { Covers } from "./Covers.tsx";
import { Credits } from "./Credits.tsx";
import { ReportContext, useReport } from "./context.ts";
import { Footprint } from "./Footprint.tsx";
import { Identity } from "./Identity.tsx";
import { Method } from "./Method.tsx";
import { ModelCard } from "./ModelCard.tsx";
import type { Drawing } from "./PaperMap.tsx";
import { ReportFrame } from "./ReportFrame.tsx";
import { type DrawReportMap, ReportMap } from "./ReportMap.tsx";
import { verificationOf } from "./verification.ts";

interface ReportViewProps {
  readonly report: Report;
  readonly draw: DrawReportMap;
}

/** The report of one map. */
export default function ReportView({ report, draw }: ReportViewProps) {
  return (
    <ReportContext value={report}>
      <Sheets draw={draw} />
    </ReportContext>
  );
}

function Sheets({ draw }: { draw: DrawReportMap }) {
  const tools = useReport();
  const { report, r } = tools;
  const smallMap = useRef<HTMLCanvasElement>(null);
  const [drawing, setDrawing] = useState<Drawing>("drawing");
  const heads = {
    top: `${verificationOf(tools).running} · Ocsol`,
    foot: [report.image, report.millesime].filter(Boolean).join(" · "),
  };
  return (
    <ReportFrame
      title={r.title}
      subject={report.image}
      heads={heads}
      fileName={resultName(report.image, report.millesime, report.model?.id ?? "")}
      drawing={drawing === "drawing"}
    >
      <Identity smallMap={smallMap} />
      <Covers />
      <Artificial />
      <ReportMap draw={draw} drawing={drawing} onDrawing={setDrawing} smallMap={smallMap} />
      <Method />
      <Confidence />
      <ModelCard />
      <Footprint />
      <Credits />
    </ReportFrame>
  );
}
