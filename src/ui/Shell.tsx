import { Suspense, useCallback, useEffect, useState } from "react";
import type { Locale } from "../i18n/index.ts";
import { giveToComparison } from "../state/commands/change/entrance.ts";
import { openFiles } from "../state/commands/open-files.ts";
import { reportError } from "../state/commands/report-error.ts";
import type { App } from "../state/store.ts";
import { ComparisonPanel, ComparisonStage, dateUnder } from "./change/ComparisonPlaces.tsx";
import { type ChangeMapsMount, LoadChangeMaps } from "./change/stage/load-maps.ts";
import { AppContext, LocaleContext, useApp, useAppState, useMessages } from "./context.ts";
import { CorrectionsStage } from "./corrections/CorrectionsStage.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { ErrorPanel } from "./ErrorPanel.tsx";
import { Header } from "./Header.tsx";
import { Keys } from "./keys/Keys.tsx";
import { LazyMap } from "./LazyMap.tsx";
import type { MapMount } from "./MapView.tsx";
import { LayerQuestion } from "./map-tools/LayerQuestion.tsx";
import { ModelNotice } from "./models/ModelNotice.tsx";
import { ModelQuestion } from "./models/ModelQuestion.tsx";
import { Panel } from "./Panel.tsx";
import { ProgressAnnouncer } from "./ProgressAnnouncer.tsx";
import { usePanelLayout } from "./panel-layout.ts";
import { type DrawReports, ReportLayer } from "./report/ReportLayer.tsx";
import { useFileDrop } from "./use-file-drop.ts";

interface ShellProps {
  readonly app: App;
  /** the same promise each time, or one anew after a failure */
  readonly loadMap: () => Promise<MapMount>;
  /** as `loadMap` */
  readonly loadChangeMaps: () => Promise<ChangeMapsMount>;
  readonly drawReports: DrawReports;
  readonly initialLocale: Locale;
  readonly onLocale: (locale: Locale) => void;
}

export function Shell({ app, loadMap, loadChangeMaps, drawReports, initialLocale, onLocale }: ShellProps) {
  const [locale, set] = useState(initialLocale);
  const setLocale = useCallback(
    (next: Locale) => {
      set(next);
      onLocale(next);
    },
    [onLocale],
  );
  return (
    <AppContext value={app}>
      <LocaleContext value={{ locale, setLocale }}>
        <LoadChangeMaps value={loadChangeMaps}>
          <Screen loadMap={loadMap} drawReports={drawReports} />
        </LoadChangeMaps>
      </LocaleContext>
    </AppContext>
  );
}

function Screen({ loadMap, drawReports }: Pick<ShellProps, "loadMap" | "drawReports">) {
  const app = useApp();
  const { t, locale } = useMessages();
  const hasMap = useAppState(
    ({ image, result, online, opening }) =>
      image !== undefined || result !== undefined || (online?.background === true && opening.phase !== "asking"),
  );
  const layout = usePanelLayout();
  const report = useAppState((state) => state.report);
  const comparing = useAppState(({ change }) => change.shown);
  const dropping = useFileDrop((files, on) => {
    // A report is read, not worked on: what is dropped on it would change what lies under it, unseen.
    if (report !== undefined) return;
    if (comparing) void giveToComparison(app, files, dateUnder(on));
    else void openFiles(app, files);
  });
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <>
      <div
        className="shell"
        data-panel={layout.folded ? "icons" : "wide"}
        data-sheet={layout.sheet}
        inert={report !== undefined}
      >
        <a className="skip" href="#steps">
          {t.frame.skipToSteps}
        </a>
        <a className="skip" href="#stage">
          {t.frame.skipToMap}
        </a>
        <Header />
        {comparing ? <ComparisonPanel layout={layout} /> : <Panel layout={layout} />}
        <main id="stage" className="stage" tabIndex={-1}>
          {comparing ? (
            <ComparisonStage />
          ) : hasMap ? (
            <ErrorBoundary onError={(error) => reportError(app, error)}>
              <Suspense>
                <LazyMap load={loadMap} />
              </Suspense>
            </ErrorBoundary>
          ) : (
            <EmptyState />
          )}
          {!comparing && <CorrectionsStage />}
          <div className="messages">
            <LayerQuestion />
            <ErrorPanel />
            <ModelNotice />
          </div>
          {dropping && report === undefined && <div className="drop-veil">{t.drop.release}</div>}
        </main>
        <ProgressAnnouncer />
        <ModelQuestion />
        <Keys />
      </div>
      {report !== undefined && <ReportLayer report={report} draw={drawReports} />}
    </>
  );
}
