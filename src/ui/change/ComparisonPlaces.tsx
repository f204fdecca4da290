import { type ComponentType, lazy, Suspense, useState } from "react";
import type { DateName } from "../../core/change/change-map.ts";
import { leaveComparison } from "../../state/commands/change/show.ts";
import { reportError } from "../../state/commands/report-error.ts";
import { useApp, useMessages } from "../context.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";
import type { PanelLayout } from "../panel-layout.ts";

type PanelProps = { readonly layout: PanelLayout };
const loadPanel = () => lazy<ComponentType<PanelProps>>(() => import("./ChangePanel.tsx"));
const loadStage = () => lazy<ComponentType<object>>(() => import("./StagePlace.tsx"));

/** The panel of the comparison, loaded when it is asked for. */
export function ComparisonPanel({ layout }: PanelProps) {
  const { t } = useMessages();
  const [Panel, leave] = useLoaded(loadPanel);
  return (
    <ErrorBoundary onError={leave}>
      <Suspense fallback={<p className="panel loading">{t.comparing.loading}</p>}>
        <Panel layout={layout} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Both photographs and the changes. */
export function ComparisonStage() {
  const [Stage, leave] = useLoaded(loadStage);
  return (
    <ErrorBoundary onError={leave}>
      <Suspense>
        <Stage />
      </Suspense>
    </ErrorBoundary>
  );
}

/** The date whose slot an element is in. */
export function dateUnder(element: Element | null): DateName | undefined {
  const date = element?.closest<HTMLElement>("[data-date]")?.dataset["date"];
  return date === "before" || date === "after" ? date : undefined;
}

/** A part of the screen, and what becomes of it when it fails: one that could not be loaded is asked for anew next time. */
function useLoaded<Part>(load: () => Part): [Part, (error: unknown) => void] {
  const app = useApp();
  const [part, set] = useState(load);
  return [
    part,
    (error) => {
      set(load());
      leaveComparison(app);
      reportError(app, error);
    },
  ];
}
