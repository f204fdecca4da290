import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../context.ts";

/** Copies a text, and says that it has. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useMessages();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(text);
  };
  const isCopied = copied === text;
  const Icon = isCopied ? Check : Copy;
  return (
    <button type="button" className="button quiet" onClick={() => void copy().catch(() => {})}>
      <Icon size={14} aria-hidden /> <span aria-live="polite">{isCopied ? t.map.copied : t.map.copy}</span>
    </button>
  );
}
