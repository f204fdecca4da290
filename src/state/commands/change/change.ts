import type { ChangeState } from "../../change.ts";
import type { App } from "../../store.ts";

/** Changes something of the comparison. */
export function patchChange({ store }: Pick<App, "store">, changed: Partial<ChangeState>): void {
  store.setState(({ change }) => ({ change: { ...change, ...changed } }));
}
