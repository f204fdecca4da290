import type { BackendChoice } from "../../core/ports/backend-choice.ts";
import { useMessages } from "../context.ts";

/** Where it computes and, if not on the GPU, why. */
export function BackendLine({ choice }: { choice: BackendChoice }) {
  const { t } = useMessages();
  const text =
    choice.backend === "webgpu"
      ? t.backend.webgpu(
          [choice.adapter, choice.software && t.backend.software, t.backend.precision[choice.precision]]
            .filter(Boolean)
            .join(", "),
        )
      : t.backend.wasm(t.backend.reasons[choice.reason]);
  return (
    <p
      className="hint"
      data-testid="backend"
      data-backend={choice.backend}
      title={"detail" in choice ? choice.detail : ""}
    >
      {text}
    </p>
  );
}
