import { Check } from "lucide-react";
import type { ReactNode } from "react";

/** `open`: can be used already, but is not what comes next */
export type StepPhase = "later" | "open" | "current" | "done";

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly phase: StepPhase;
  /** one line that says what was chosen or what is awaited */
  readonly summary?: string | undefined;
  readonly children?: ReactNode;
}

/** One step of the path: its number or a tick, its title, what was chosen, and its controls. */
export function Step({ number, title, phase, summary, children }: StepProps) {
  return (
    <li className={`step ${phase}`} aria-current={phase === "current" ? "step" : undefined}>
      <h2 className="step-title">
        <span className="step-number">
          {phase === "done" ? <Check size={14} aria-hidden strokeWidth={3} /> : number}
        </span>
        {title}
        {summary !== undefined && <span className="step-summary">{summary}</span>}
      </h2>
      {phase !== "later" && children !== undefined && <div className="step-body">{children}</div>}
    </li>
  );
}
