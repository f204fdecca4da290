import { ArrowDown } from "lucide-react";
import { useAppState, useMessages } from "./context.ts";
import { STEP } from "./path.ts";
import { useSteps } from "./steps-context.ts";

/** On from checking, once the result is whole. */
export function ToExport() {
  const { t } = useMessages();
  const { show } = useSteps();
  const finished = useAppState(({ run, result }) => run.phase === "done" || result?.from === "file");
  return (
    <button
      type="button"
      className="button primary wide"
      disabled={!finished}
      data-testid="to-export"
      onClick={() => show(STEP.export)}
    >
      {t.frame.toExport} <ArrowDown size={16} aria-hidden />
    </button>
  );
}
