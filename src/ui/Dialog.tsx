import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useMessages } from "./context.ts";

interface DialogProps {
  readonly title: string;
  /** Escape or the button with the cross; the parent renders the dialog no more. */
  readonly onClose: () => void;
  /** how wide: a paragraph, a form of two columns, or as wide as what is in it */
  readonly size?: "text" | "form" | "content";
  readonly testId?: string;
  /** buttons, always in sight below what scrolls */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/**
 * The one modal dialog: the keyboard starts at its title and goes back to where it was. A form in it puts its buttons in
 * the footer with their `form` attribute.
 */
export function Dialog({ title, onClose, size = "text", testId, footer, children }: DialogProps) {
  const { t } = useMessages();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    heading.current?.focus();
    return () => element?.close(); // while it is still in the page: else the browser gives the focus back to nobody
  }, []);
  return (
    <dialog ref={dialog} className={`dialog ${size}`} aria-labelledby={id} data-testid={testId} onClose={onClose}>
      <div className="dialog-head">
        <h2 ref={heading} id={id} tabIndex={-1}>
          {title}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t.frame.close}
          onClick={() => dialog.current?.close()}
        >
          <X size={18} aria-hidden />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
      {footer !== undefined && <div className="dialog-foot">{footer}</div>}
    </dialog>
  );
}
