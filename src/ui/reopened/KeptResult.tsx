import { FolderOpen, Play } from "lucide-react";
import { useState } from "react";
import { forgetResult, resumeResult } from "../../state/commands/resume-result.ts";
import type { StoredWork } from "../../state/store.ts";
import { useApp, useMessages } from "../context.ts";
import { FilePicker } from "../FilePicker.tsx";
import { ForgetButton } from "../ForgetButton.tsx";

/** A result that was opened from a file in an earlier session, to go on with. */
export function KeptResult({ work, onForgotten }: { work: StoredWork; onForgotten: () => void }) {
  const app = useApp();
  const { t, locale } = useMessages();
  const [asking, setAsking] = useState(false);
  const name = work.file?.name ?? "";
  const { corrections } = work;
  const facts = [
    new Date(work.at).toLocaleDateString(locale, { day: "numeric", month: "long" }),
    corrections > 0 && t.kept.corrections(corrections),
  ];
  if (asking) {
    return (
      <div className="ask-again" data-testid="ask-again">
        <p role="alert">{t.kept.askResult(name)}</p>
        <FilePicker className="button primary wide">
          <FolderOpen size={16} aria-hidden /> {t.kept.choose}
        </FilePicker>
        <button type="button" className="button quiet" onClick={() => setAsking(false)}>
          {t.kept.stop}
        </button>
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        className="button primary wide"
        onClick={() => void resumeResult(app, work).then((found) => setAsking(!found))}
      >
        <Play size={16} aria-hidden /> <span>{t.kept.reopenFile(name)}</span>
      </button>
      <p className="hint">{facts.filter(Boolean).join(" · ")}</p>
      <ForgetButton of={name} onForget={() => void forgetResult(app, work).then(onForgotten)} />
    </>
  );
}
