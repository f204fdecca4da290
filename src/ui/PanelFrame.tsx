import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useMessages } from "./context.ts";
import type { PanelLayout, SheetHeight } from "./panel-layout.ts";
import { SheetHandle } from "./SheetHandle.tsx";
import { StepsContext } from "./steps-context.ts";

interface PanelFrameProps {
  readonly layout: PanelLayout;
  readonly label: string;
  /** number of the step that comes next */
  readonly next: number;
  readonly titles: readonly string[];
  /** above the steps */
  readonly head?: ReactNode;
  /** @param open number of the step that is unfolded */
  readonly steps: (open: number) => ReactNode;
}

/** Steps one below the other, one of them unfolded: the one that comes next, or that the user opens. */
export function PanelFrame({ layout, label, next, titles, head, steps }: PanelFrameProps) {
  const { t } = useMessages();
  const panel = useRef<HTMLElement>(null);
  const [chosen, choose] = useState<{ readonly while: number; readonly step: number }>();
  // What the user has unfolded stays until the path goes on.
  const open = chosen?.while === next ? chosen.step : next;
  const show = (step: number) => {
    choose({ while: next, step });
    if (layout.folded) layout.fold(false);
  };
  useFocusOnward(panel, open, layout.sheet);
  return (
    <section ref={panel} id="steps" className="panel" aria-label={label} tabIndex={-1}>
      <SheetHandle layout={layout} />
      <div className="panel-scroll">
        {head}
        <StepsContext value={{ open: layout.folded ? 0 : open, next, titles, show }}>
          <ol>{steps(open)}</ol>
        </StepsContext>
      </div>
      <button
        type="button"
        className="panel-toggle"
        aria-expanded={!layout.folded}
        title={layout.folded ? t.frame.unfold : t.frame.fold}
        data-testid="panel-toggle"
        onClick={() => layout.fold(!layout.folded)}
      >
        {layout.folded ? <PanelLeftOpen size={20} aria-hidden /> : <PanelLeftClose size={20} aria-hidden />}
        <span className="step-name">{layout.folded ? t.frame.unfold : t.frame.fold}</span>
      </button>
    </section>
  );
}

/** When the path goes on, the step unfolded comes into sight, and the keyboard goes with it where its place is gone. */
function useFocusOnward(panel: RefObject<HTMLElement | null>, open: number, sheet: SheetHeight | undefined): void {
  const before = useRef(open);
  useLayoutEffect(() => {
    const unfolded = panel.current?.querySelector(".step.unfolded");
    unfolded?.scrollIntoView({ block: sheet === undefined ? "nearest" : "start" });
    if (before.current === open) return;
    before.current = open;
    const active = document.activeElement;
    const isLost = active === null || active === document.body || active.closest("[hidden]") !== null;
    if (isLost) unfolded?.querySelector<HTMLElement>(".step-title")?.focus({ preventScroll: true });
  }, [panel, open, sheet]);
}
