import { graphFile } from "../core/ports/model-manifest.ts";
import type { State } from "./store.ts";

/** What came over the network for a run: the model, unless the user brought it, and an image opened by a link or taken online. */
export function downloadedBytes({ image, result, online }: Pick<State, "image" | "result" | "online">): number {
  if (image === undefined || result?.from !== "run") return 0;
  const { added, manifest } = result.model;
  const taken = online?.taking.phase === "taken" ? online.taking.file : undefined;
  const fromNetwork = image.inputs.some((input) => "url" in input || input.file === taken);
  return (added ? 0 : graphFile(manifest).bytes) + (fromNetwork ? image.opened.bytes : 0);
}
