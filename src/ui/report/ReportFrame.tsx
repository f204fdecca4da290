import "../styles/report.css";
import { ArrowLeft, Printer } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { closeReport } from "../../state/commands/open-report.ts";
import { useApp } from "../context.ts";
import { Languages } from "../Languages.tsx";
import { type RunningHeads, useRunningHeads } from "./use-running-heads.ts";
import { useReportWords } from "./words.ts";

interface ReportFrameProps {
  readonly title: string;
  /** what it is of */
  readonly subject: string;
  readonly heads: RunningHeads;
  /** of the PDF, without its extension */
  readonly fileName: string;
  /** pictures are still being drawn: what is printed now would lack them */
  readonly drawing: boolean;
  readonly children: ReactNode;
}

/** A report in the place of the map, on sheets of paper, until the user goes back. */
export function ReportFrame({ title, subject, heads, fileName, drawing, children }: ReportFrameProps) {
  const app = useApp();
  const { r } = useReportWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const close = useCallback(() => closeReport(app), [app]);
  useRunningHeads(heads, fileName);
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
          disabled={drawing}
          onClick={() => print()}
        >
          <Printer size={16} aria-hidden /> {r.print}
        </button>
      </div>
      <main className="paper">
        <h1 ref={heading} tabIndex={-1}>
          {title} <span>{subject}</span>
        </h1>
        {children}
      </main>
    </div>
  );
}
