import { Check } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";

/** `open`: can be used already, but is not what comes next */
export type StepPhase = "later" | "open" | "current" | "done";

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly phase: StepPhase;
  /** one line that says what was chosen */
  readonly summary?: string | undefined;
  /** once done, only the title and the summary show until they are clicked */
  readonly folds?: boolean;
  readonly children?: ReactNode;
}

/** One step of the path: its number or a tick, its title, what was chosen, and its controls. */
export function Step({ number, title, phase, summary, folds = false, children }: StepProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (phase === "current") item.current?.scrollIntoView({ block: "nearest" });
  }, [phase]);
  const heading = (
    <h2 className="step-title">
      <span className="step-number">{phase === "done" ? <Check size={14} aria-hidden strokeWidth={3} /> : number}</span>
      {title}
      {summary !== undefined && phase !== "later" && <span className="step-summary">{summary}</span>}
    </h2>
  );
  const body = phase !== "later" && children !== undefined && <div className="step-body">{children}</div>;
  return (
    <li ref={item} className={`step ${phase}`} aria-current={phase === "current" ? "step" : undefined}>
      {folds && phase === "done" ? (
        <details>
          <summary>{heading}</summary>
          {body}
        </details>
      ) : (
        <>
          {heading}
          {body}
        </>
      )}
    </li>
  );
}
