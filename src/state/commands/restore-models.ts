import { appError } from "../../core/errors.ts";
import type { App } from "../store.ts";
import { addModel, isGraph } from "./add-model.ts";
import { reportError } from "./report-error.ts";

/**
 * Lists the models kept on this machine beside the bundled ones and chooses the one a link names: by its id or, for an
 * ONNX file on the app's own origin, by its address (its `manifest.json` beside it).
 *
 * @param before the one chosen in the last session; a link goes before it
 */
export async function restoreModels(app: App, wanted: string | null, before?: string): Promise<void> {
  const { store, engine } = app;
  try {
    const kept = await engine.models.list(new AbortController().signal);
    store.setState(({ models, chosenModel }) => ({
      // one may have been added while the kept ones were read
      models: [...models, ...kept.filter((one) => models.every((other) => other.manifest.id !== one.manifest.id))],
      chosenModel: kept.find(({ manifest }) => manifest.id === (wanted ?? before))?.manifest.id ?? chosenModel,
    }));
    if (wanted !== null && isGraph(wanted)) await addModel(app, await fetchModel(wanted));
  } catch (error) {
    reportError(app, error);
  }
}

async function fetchModel(address: string): Promise<File[]> {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin)
    throw appError("model-refused", { model: address, reason: "elsewhere", detail: url.origin });
  const missing = (cause?: unknown) => appError("model-missing", { model: address }, cause);
  const graph = await fetch(url).catch((cause: unknown) => {
    throw missing(cause);
  });
  if (!graph.ok) throw missing();
  const sidecar = await fetch(new URL("manifest.json", url)).catch(() => undefined);
  // Many a server answers a page of its own for a file it lacks.
  const hasManifest = sidecar?.ok && sidecar.headers.get("Content-Type")?.includes("json");
  const name = decodeURIComponent(url.pathname.split("/").at(-1)!);
  return [
    new File([await graph.blob()], name),
    ...(hasManifest ? [new File([await sidecar.blob()], "manifest.json")] : []),
  ];
}
