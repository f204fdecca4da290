import { type ReactNode, useId } from "react";

interface HeaderDetailProps {
  readonly name: string;
  readonly state: string;
  /** two words, in the header */
  readonly label: string;
  /** what a click on them shows */
  readonly children: ReactNode;
}

export function HeaderDetail({ name, state, label, children }: HeaderDetailProps) {
  const id = useId();
  return (
    <>
      <button type="button" className="header-detail-button" data-testid={name} data-state={state} popoverTarget={id}>
        <span className="header-dot" aria-hidden />
        {label}
      </button>
      <div id={id} popover="auto" className="header-detail" data-testid={`${name}-detail`}>
        {children}
      </div>
    </>
  );
}
