import { useState } from "react";
import { askForNotice, canNotify } from "../../state/commands/ask-for-notice.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

/** The browser is asked whether it may show notifications only when this box is ticked. */
export function NoticeChoice() {
  const app = useApp();
  const { t } = useMessages();
  const wanted = useAppState((state) => state.noticeWanted);
  const [answer, setAnswer] = useState<"granted" | "denied">();
  if (!canNotify()) return <p className="hint">{t.run.notice.missing}</p>;
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={wanted}
          data-testid="notice"
          onChange={({ target }) => void askForNotice(app, target.checked).then(setAnswer)}
        />
        {t.run.notice.ask}
      </label>
      {answer !== undefined && (
        <p className="hint" role="status">
          {t.run.notice[answer]}
        </p>
      )}
    </>
  );
}
