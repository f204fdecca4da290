import { useCallback, useEffect, useState } from "react";
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
import { useFileDrop } from "./use-file-drop.ts";

interface ShellProps {
  readonly app: App;
  readonly mountMap: MapMount;
  readonly initialLocale: Locale;
  readonly onLocale: (locale: Locale) => void;
}

export function Shell({ app, mountMap, initialLocale, onLocale }: ShellProps) {
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
        <Screen mountMap={mountMap} />
      </LocaleContext>
    </AppContext>
  );
}

function Screen({ mountMap }: { mountMap: MapMount }) {
  const app = useApp();
  const { t, locale } = useMessages();
  const hasMap = useAppState(
    ({ image, online, opening }) => image !== undefined || (online?.background === true && opening.phase !== "asking"),
  );
  const dropping = useFileDrop((files) => void openFiles(app, files));
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <div className="shell">
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
  );
}
