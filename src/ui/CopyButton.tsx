import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useMessages } from "./context.ts";

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** once it is copied, if more is to be said than that */
  readonly said?: string;
  readonly look?: "quiet" | "primary";
  readonly testId?: string;
}

/** Copies a text, and says that it has; where the browser does not let it, shows the text to be copied by hand. */
export function CopyButton({ text, label, said, look = "quiet", testId }: CopyButtonProps) {
  const { t } = useMessages();
  const [tried, setTried] = useState<{ readonly text: string; readonly isCopied: boolean }>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setTried({ text, isCopied: true });
    } catch {
      setTried({ text, isCopied: false }); // plain http, or refused
    }
  };
  const outcome = tried?.text === text ? tried : undefined;
  const Icon = outcome?.isCopied ? Check : Copy;
  return (
    <div className="copy">
      <button type="button" className={`button ${look}`} data-testid={testId} onClick={() => void copy()}>
        <Icon size={16} aria-hidden /> {label}
      </button>
      <p className="hint" role="status">
        {outcome && (outcome.isCopied ? (said ?? t.frame.copied) : t.frame.notCopied)}
      </p>
      {outcome?.isCopied === false && (
        <textarea readOnly rows={4} value={text} aria-label={label} onFocus={({ target }) => target.select()} />
      )}
    </div>
  );
}
