import { Pencil } from "lucide-react";
import { layToolDown, takeTool } from "../state/commands/take-tool.ts";
import { useApp, useAppState, useMessages } from "./context.ts";

/** Begins the drawing of an area on the map, or gives it up. */
export function DrawAreaButton({ disabled, testId }: { disabled: boolean; testId: string }) {
  const app = useApp();
  const { t } = useMessages();
  const drawing = useAppState(({ tool }) => tool === "area");
  return (
    <button
      type="button"
      className="button"
      aria-pressed={drawing}
      disabled={disabled}
      data-testid={testId}
      onClick={() => (drawing ? layToolDown(app, "area") : takeTool(app, "area"))}
    >
      <Pencil size={16} aria-hidden /> {t.area.draw}
    </button>
  );
}
