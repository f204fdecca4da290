import { ImageUp } from "lucide-react";
import { openComparison, openDemoComparison } from "../state/commands/change/entrance.ts";
import { openDemo } from "../state/commands/open-image.ts";
import { useApp, useAppState, useMessages } from "./context.ts";
import { FilePicker } from "./FilePicker.tsx";
import { Opening } from "./Opening.tsx";
import { PageSwitch } from "./online/PageSwitch.tsx";
import { usePrivacy } from "./online/use-privacy.ts";
import { OpeningQuestion } from "./questions/OpeningQuestion.tsx";

/** Where the map will be: a place to drop an image on. */
export function EmptyState() {
  const app = useApp();
  const { t } = useMessages();
  const opening = useAppState((state) => state.opening);
  const online = useAppState((state) => state.online !== undefined);
  const privacy = usePrivacy();
  return (
    <div className="empty">
      {opening.phase === "opening" ? (
        <Opening opening={opening} className="empty-title" />
      ) : opening.phase === "asking" ? (
        <OpeningQuestion asked={opening} />
      ) : (
        <>
          <ImageUp size={48} aria-hidden strokeWidth={1.25} />
          <p className="empty-title">{t.drop.title}</p>
          <div className="empty-actions">
            <FilePicker className="button primary">{t.drop.browse}</FilePicker>
            <button type="button" className="button" data-testid="demo" onClick={() => void openDemo(app)}>
              {t.drop.demo}
            </button>
          </div>
          <p className="hint dispensable">{t.drop.demoDetail}</p>
          <div className="empty-actions">
            <button
              type="button"
              className="button"
              data-testid="compare-dates"
              onClick={() => void openComparison(app)}
            >
              {t.comparing.open}
            </button>
            <button
              type="button"
              className="button"
              data-testid="compare-demo"
              onClick={() => void openDemoComparison(app)}
            >
              {t.comparing.demo}
            </button>
          </div>
          <p className="hint dispensable">{t.comparing.explain}</p>
        </>
      )}
      <p className="empty-privacy">
        <strong>{privacy.statement}</strong> {online && privacy.detail}
      </p>
      {!online && (
        <PageSwitch to="online" className="button quiet">
          {t.online.offer}
        </PageSwitch>
      )}
    </div>
  );
}
