import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useMessages } from "./context.ts";

/** Forgets what was kept of `of`, on a second click: hours of work may go with it. */
export function ForgetButton({ of, onForget }: { of: string; onForget: () => void }) {
  const { t } = useMessages();
  const [confirming, setConfirming] = useState(false);
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={confirming ? undefined : t.kept.forgetOf(of)}
      onBlur={() => setConfirming(false)}
      onClick={() => (confirming ? onForget() : setConfirming(true))}
    >
      <Trash2 size={16} aria-hidden /> {confirming ? t.kept.confirm : t.kept.forget}
    </button>
  );
}
