import type { BackendChoice } from "../../core/ports/backend-choice.ts";
import type { Messages } from "../../i18n/index.ts";

/** Where it computes and, if not on the GPU, why. */
export function backendText(choice: BackendChoice, { backend }: Messages): string {
  if (choice.backend === "wasm") return backend.wasm(backend.reasons[choice.reason]);
  const { adapter, software, precision } = choice;
  return backend.webgpu(
    [adapter, software && backend.software, backend.precision[precision]].filter(Boolean).join(", "),
  );
}
