import type { BackendChoice } from "../../core/ports/backend-choice.ts";
import { useMessages } from "../context.ts";
import { backendText } from "./backend-text.ts";

/** Where it computes and, if not on the GPU, why. */
export function BackendLine({ choice }: { choice: BackendChoice }) {
  const { t } = useMessages();
  return (
    <p
      className="hint"
      data-testid="backend"
      data-backend={choice.backend}
      title={"detail" in choice ? choice.detail : ""}
    >
      {backendText(choice, t)}
    </p>
  );
}
