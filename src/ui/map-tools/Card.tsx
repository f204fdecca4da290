import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useMessages } from "../context.ts";

interface CardProps {
  readonly title: string;
  readonly testId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What a tool of the map says, beside the map's buttons; Escape closes it while the focus is in it. */
export function Card({ title, testId, onClose, children }: CardProps) {
  const { t } = useMessages();
  const id = useId();
  return (
    <section
      className="map-card"
      aria-labelledby={id}
      data-testid={testId}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="icon-button" aria-label={t.map.close} onClick={onClose}>
          <X size={18} aria-hidden />
        </button>
      </header>
      {children}
    </section>
  );
}
