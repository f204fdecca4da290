import { appError, isAppError, toAppError } from "../../core/errors.ts";
import type { ModelDescription } from "../../core/models/description.ts";
import type { ModelManifest } from "../../core/ports/model-manifest.ts";
import { noteChosen } from "../settings-record.ts";
import { type AddingState, type App, isBusy } from "../store.ts";
import { reportError } from "./report-error.ts";

/**
 * Takes a model the user brings: its ONNX file and, beside it, its manifest if it has one. Where neither manifest nor
 * metadata say all, the user is asked. The chosen model stays if this one is refused.
 */
export async function addModel(app: App, files: readonly File[]): Promise<void> {
  const graphs = files.filter(({ name }) => isGraph(name));
  const sidecar = files.find(({ name }) => isManifest(name));
  const graph = graphs[0];
  if (graph === undefined || graphs.length > 1) {
    const reason = graph === undefined ? "manifest-alone" : "several-models";
    reportError(app, appError("model-refused", { model: graph?.name ?? sidecar?.name ?? "", reason, detail: "" }));
    return;
  }
  await bringIn(app, { phase: "reading", file: graph.name }, async (signal) => {
    const found = await app.engine.models.inspect(graph, sidecar, signal);
    if ("draft" in found) return { phase: "describing", graph, draft: found.draft, busy: false, refused: undefined };
    return await keep(app, graph, found.manifest, signal);
  });
}

/** Tries and keeps the model being described; what was filled in stays if it does not do. */
export async function describeModel(app: App, description: ModelDescription): Promise<void> {
  const { adding } = app.store.getState();
  if (adding.phase !== "describing") return;
  const { graph, draft } = adding;
  await bringIn(app, { ...adding, busy: true, refused: undefined }, async (signal) => {
    const manifest = await app.engine.models.describe(graph, draft.graph, description, signal);
    return await keep(app, graph, manifest, signal);
  });
}

/** Gives up the model on its way in, or closes the word that it has come. */
export function stopAddingModel({ store, running }: App): void {
  running.model?.abort(appError("cancelled", {}));
  store.setState({ adding: { phase: "idle" } });
}

/** The word that a model has come goes when the user goes on. */
export function dismissAdded({ store }: App): void {
  if (store.getState().adding.phase === "added") store.setState({ adding: { phase: "idle" } });
}

export function isGraph(name: string): boolean {
  return /\.onnx$/i.test(name);
}

export function isManifest(name: string): boolean {
  return /\.json$/i.test(name);
}

async function bringIn(app: App, begun: AddingState, work: (signal: AbortSignal) => Promise<AddingState>) {
  const { store, running } = app;
  running.model?.abort(appError("cancelled", {}));
  const controller = new AbortController();
  running.model = controller;
  store.setState({ adding: begun, error: undefined });
  try {
    const adding = await work(controller.signal);
    if (!controller.signal.aborted) store.setState({ adding });
  } catch (error) {
    if (controller.signal.aborted) return; // given up, or another one is on its way
    if (begun.phase === "describing" && !isAppError(error, "cancelled")) {
      store.setState({ adding: { ...begun, busy: false, refused: toAppError(error) } });
      return;
    }
    store.setState({ adding: { phase: "idle" } });
    reportError(app, error);
  }
}

async function keep(app: App, graph: File, manifest: ModelManifest, signal: AbortSignal): Promise<AddingState> {
  const { model, durable } = await app.engine.models.add(graph, manifest, signal);
  app.store.setState((state) => ({
    models: [...state.models.filter((other) => other.manifest.id !== manifest.id), model],
    chosenModel: isBusy(state) ? state.chosenModel : manifest.id,
  }));
  const { chosenModel } = app.store.getState();
  if (chosenModel === manifest.id) noteChosen(app, { model: chosenModel });
  return { phase: "added", model, durable };
}
