import type { LucideIcon } from "lucide-react";

interface ToolProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly shortcut?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly onClick: () => void;
}

/** A button of a map. */
export function Tool({ icon: Icon, name, shortcut, pressed, expanded, onClick }: ToolProps) {
  return (
    <button
      type="button"
      title={shortcut === undefined ? name : `${name} (${shortcut})`}
      aria-label={name}
      aria-keyshortcuts={shortcut}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onClick}
    >
      <Icon size={18} aria-hidden />
    </button>
  );
}
