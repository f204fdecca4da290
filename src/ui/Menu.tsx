import { type ReactNode, useId, useRef } from "react";

interface MenuProps {
  /** what the button shows */
  readonly button: ReactNode;
  /** its name, where what it shows does not say it */
  readonly label?: string;
  readonly className?: string;
  readonly testId?: string;
  /** buttons and links, one below the other */
  readonly children: ReactNode;
}

/** A button that unfolds a few others under it; a choice, Escape or a click elsewhere folds it, focus back on the button. */
export function Menu({ button, label, className = "button quiet", testId, children }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <button type="button" className={className} aria-label={label} popoverTarget={id} data-testid={testId}>
        {button}
      </button>
      <div
        ref={list}
        id={id}
        className="menu"
        popover="auto"
        // Before the choice is carried out: a dialog that it opens then gives the focus back to the menu's button.
        onClickCapture={({ target }) => {
          if (target instanceof Element && target.closest("button, a")) list.current?.hidePopover();
        }}
      >
        {children}
      </div>
    </>
  );
}
