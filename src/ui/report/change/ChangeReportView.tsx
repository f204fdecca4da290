import "../../styles/change-report.css";
import { useEffect, useMemo, useState } from "react";
import type { ChangeReport } from "../../../core/report/change-report.ts";
import { changeName } from "../../../state/commands/change/export.ts";
import { useApp } from "../../context.ts";
import type { Drawing } from "../PaperMap.tsx";
import { ReportFrame } from "../ReportFrame.tsx";
import { Accuracy } from "./Accuracy.tsx";
import { ChangesMap } from "./ChangesMap.tsx";
import { Credits } from "./Credits.tsx";
import { ChangeReportContext, useChangeReport } from "./context.ts";
import { Flows, VerdictFlows } from "./Flows.tsx";
import { KeyFigures } from "./KeyFigures.tsx";
import { Largest } from "./Largest.tsx";
import { Limits } from "./Limits.tsx";
import { Method } from "./Method.tsx";
import { Photographs } from "./Photographs.tsx";
import { type DrawChangePictures, PicturesContext, pictureList } from "./pictures.ts";
import { Reviewed } from "./Reviewed.tsx";
import { Sides } from "./Sides.tsx";
import { verificationOf } from "./verification.ts";
import { Weaknesses } from "./Weaknesses.tsx";
import { Zones } from "./Zones.tsx";

interface ChangeReportViewProps {
  readonly report: ChangeReport;
  readonly draw: DrawChangePictures;
}

/** The report of two dates compared. */
export default function ChangeReportView({ report, draw }: ChangeReportViewProps) {
  return (
    <ChangeReportContext value={report}>
      <Sheets draw={draw} />
    </ChangeReportContext>
  );
}

function Sheets({ draw }: { draw: DrawChangePictures }) {
  const app = useApp();
  const tools = useChangeReport();
  const { report, c } = tools;
  const { before, after } = report.sides;
  const pictures = useMemo(pictureList, []);
  const [drawing, setDrawing] = useState<Drawing>("drawing");
  useEffect(() => {
    const controller = new AbortController();
    draw([...pictures.list], app, report, controller.signal).then(
      () => setDrawing("drawn"),
      () => {
        if (!controller.signal.aborted) setDrawing("failed");
      },
    );
    return () => controller.abort();
  }, [draw, app, report, pictures]);
  const subject = [before, after].map(({ image, file }) => (image || file).replace(/\.[a-z0-9]+$/i, "")).join(" → ");
  return (
    <ReportFrame
      title={c.title}
      subject={subject}
      heads={{ top: `${verificationOf(tools).running} · Ocsol`, foot: subject }}
      fileName={changeName(app.store.getState(), c.filePart)}
      drawing={drawing === "drawing"}
    >
      <PicturesContext value={pictures.add}>
        <Sides />
        <Weaknesses />
        <KeyFigures />
        <Limits />
        <ChangesMap drawing={drawing} />
        <Reviewed />
        <Photographs drawing={drawing} />
        <Zones place="among-figures" />
        <VerdictFlows />
        <Flows />
        <Accuracy />
        <Largest />
        <Method />
        <Credits />
        <Zones place="end" />
      </PicturesContext>
    </ReportFrame>
  );
}
