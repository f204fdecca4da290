import {
  ArrowDown,
  Check,
  ChevronDown,
  Cpu,
  Download,
  Image,
  ListChecks,
  type LucideIcon,
  Play,
  Scan,
} from "lucide-react";
import { type ReactNode, useId } from "react";
import { useMessages } from "./context.ts";
import { useSteps } from "./steps-context.ts";

/** `open`: can be used already, but is not what comes next */
export type StepPhase = "later" | "open" | "current" | "done";

/** What the panel shows of a step where it is folded to icons; the first is step 1. */
const icons: readonly LucideIcon[] = [Image, Scan, Cpu, Play, ListChecks, Download];

interface StepProps {
  readonly number: number;
  readonly title: string;
  /** shown where the panel is folded */
  readonly icon?: LucideIcon;
  readonly phase: StepPhase;
  /** one line that says what was chosen or how far it is */
  readonly summary?: string | undefined;
  /** the way on, below what scrolls and always in sight */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** One step of the path: its number or a tick, its title, what was chosen, and, unfolded, its controls. */
export function Step({ number, title, icon, phase, summary, action, children }: StepProps) {
  const { t } = useMessages();
  const { open, next, show } = useSteps();
  const id = useId();
  const Icon = icon ?? icons[number - 1]!;
  const reachable = phase !== "later";
  const unfolded = reachable && open === number;
  return (
    <li className={`step ${phase}${unfolded ? " unfolded" : ""}`}>
      <h2>
        <button
          type="button"
          className="step-title"
          title={title}
          data-testid={`step-${number}`}
          disabled={!reachable}
          aria-expanded={unfolded}
          aria-controls={unfolded ? id : undefined}
          aria-current={phase === "current" ? "step" : undefined}
          onClick={() => show(unfolded ? next : number)}
        >
          <span className="step-number">
            {phase === "done" ? <Check size={14} aria-hidden strokeWidth={3} /> : number}
          </span>
          <Icon className="step-icon" size={20} aria-hidden />
          <span className="step-name">
            {title}
            {phase === "done" && <span className="visually-hidden">{t.frame.done}</span>}
          </span>
          {reachable && summary !== undefined && <span className="step-summary">{summary}</span>}
          {reachable && <ChevronDown className="step-chevron" size={16} aria-hidden />}
        </button>
      </h2>
      {reachable && (
        <div id={id} className="step-content" hidden={!unfolded}>
          <div className="step-body">{children}</div>
          {action !== undefined && <div className="step-action">{action}</div>}
          {action === undefined && number < next && <Onward />}
        </div>
      )}
    </li>
  );
}

/** From a step gone through already, back to where the path goes on. */
function Onward() {
  const { t } = useMessages();
  const { next, titles, show } = useSteps();
  return (
    <div className="step-action">
      <button type="button" className="button primary wide" data-testid="onward" onClick={() => show(next)}>
        {t.frame.onward(titles[next - 1]!)} <ArrowDown size={16} aria-hidden />
      </button>
    </div>
  );
}
