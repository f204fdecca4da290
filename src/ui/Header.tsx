import { ComparisonTitle } from "./change/ComparisonTitle.tsx";
import { useAppState, useMessages } from "./context.ts";
import { HelpMenu } from "./help/HelpMenu.tsx";
import { HistoryButtons } from "./history/HistoryButtons.tsx";
import { Languages } from "./Languages.tsx";
import { OpenFile } from "./OpenFile.tsx";
import { OfflineBadge } from "./offline/OfflineBadge.tsx";
import { PageSwitch } from "./online/PageSwitch.tsx";
import { usePrivacy } from "./online/use-privacy.ts";

export function Header() {
  const { t } = useMessages();
  const online = useAppState((state) => state.online !== undefined);
  const comparing = useAppState(({ change }) => change.shown);
  const privacy = usePrivacy();
  return (
    <header className="header">
      <h1 className="brand">Ocsol</h1>
      {comparing ? <ComparisonTitle /> : <OpenFile />}
      <HistoryButtons />
      <div className="header-side">
        <p className="header-privacy" title={privacy.detail}>
          {privacy.statement}
        </p>
        {online && (
          <>
            <p className="online-badge" data-testid="online-badge">
              {t.online.badge}
            </p>
            <PageSwitch to="offline" className="button quiet">
              {t.online.leave}
            </PageSwitch>
          </>
        )}
        <OfflineBadge />
        <Languages />
        <HelpMenu />
      </div>
    </header>
  );
}
