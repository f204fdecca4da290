import { ImageUp } from "lucide-react";
import { openDemo } from "../state/commands/open-image.ts";
import { useApp, useAppState, useMessages } from "./context.ts";
import { FilePicker } from "./FilePicker.tsx";
import { Opening } from "./Opening.tsx";
import { PageSwitch } from "./online/PageSwitch.tsx";
import { usePrivacy } from "./online/use-privacy.ts";
import { OpeningQuestion } from "./questions/OpeningQuestion.tsx";

export function EmptyState() {
  const app = useApp();
  const { t } = useMessages();
  const opening = useAppState((state) => state.opening);
  const online = useAppState((state) => state.online !== undefined);
  const privacy = usePrivacy();
  return (
    <div className="empty">
      <div className="empty-card">
        <ImageUp size={40} aria-hidden strokeWidth={1.5} />
        {opening.phase === "opening" ? (
          <Opening opening={opening} className="empty-title" />
        ) : opening.phase === "asking" ? (
          <OpeningQuestion asked={opening} />
        ) : (
          <>
            <p className="empty-title">{t.drop.title}</p>
            <div className="empty-actions">
              <FilePicker className="button primary">{t.drop.browse}</FilePicker>
              <button type="button" className="button" data-testid="demo" onClick={() => void openDemo(app)}>
                {t.drop.demo}
              </button>
            </div>
            <p className="hint">{t.drop.demoDetail}</p>
          </>
        )}
        <p className="empty-privacy">
          <strong>{privacy.statement}</strong> {privacy.detail}
        </p>
        {!online && (
          <PageSwitch to="online" className="button quiet">
            {t.online.offer}
          </PageSwitch>
        )}
      </div>
    </div>
  );
}
