import type { App } from "../../store.ts";
import { patchChange } from "./change.ts";

/** Finds the comparisons that earlier sessions have left. */
export async function listComparisons(app: App): Promise<void> {
  const kept = await app.engine.comparisons.list().catch(() => []);
  patchChange(app, { kept });
}
