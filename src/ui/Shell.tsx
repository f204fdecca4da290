import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { Locale } from "../i18n/index.ts";
import { openFiles } from "../state/commands/open-files.ts";
import type { App } from "../state/store.ts";
import { AppContext, LocaleContext, useApp, useAppState, useMessages } from "./context.ts";
import { EmptyState } from "./EmptyState.tsx";
import { ErrorPanel } from "./ErrorPanel.tsx";
import { Header } from "./Header.tsx";
import { type MapMount, MapView } from "./MapView.tsx";
import { DescribeModel } from "./models/DescribeModel.tsx";
import { ModelNotice } from "./models/ModelNotice.tsx";
import { Panel } from "./Panel.tsx";
import { ProgressAnnouncer } from "./ProgressAnnouncer.tsx";
import type { DrawReportMap } from "./report/ReportMap.tsx";
import { useFileDrop } from "./use-file-drop.ts";

const ReportView = lazy(() => import("./report/ReportView.tsx"));

interface ShellProps {
  readonly app: App;
  readonly mountMap: MapMount;
  readonly drawReportMap: DrawReportMap;
  readonly initialLocale: Locale;
  readonly onLocale: (locale: Locale) => void;
}

export function Shell({ app, mountMap, drawReportMap, initialLocale, onLocale }: ShellProps) {
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
        <Screen mountMap={mountMap} drawReportMap={drawReportMap} />
      </LocaleContext>
    </AppContext>
  );
}

function Screen({ mountMap, drawReportMap }: Pick<ShellProps, "mountMap" | "drawReportMap">) {
  const app = useApp();
  const { t, locale } = useMessages();
  const hasMap = useAppState(
    ({ image, online, opening }) => image !== undefined || (online?.background === true && opening.phase !== "asking"),
  );
  const report = useAppState((state) => state.report);
  const dropping = useFileDrop((files) => void openFiles(app, files));
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <>
      <div className="shell" inert={report !== undefined}>
        <Header />
        <Panel />
        <main className="stage">
          {hasMap ? <MapView mount={mountMap} /> : <EmptyState />}
          <div className="messages">
            <ErrorPanel />
            <ModelNotice />
          </div>
          {dropping && <div className="drop-veil">{t.drop.release}</div>}
        </main>
        <ProgressAnnouncer />
        <DescribeModel />
      </div>
      {report !== undefined && (
        <Suspense>
          <ReportView report={report} draw={drawReportMap} />
        </Suspense>
      )}
    </>
  );
}
