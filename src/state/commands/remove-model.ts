import type { ModelSource } from "../../workers/api.ts";
import type { App } from "../store.ts";
import { reportError } from "./report-error.ts";

/** Takes a model the user brought off this machine. */
export async function removeModel(app: App, model: ModelSource): Promise<void> {
  const { store, engine } = app;
  try {
    await engine.models.remove(model, new AbortController().signal);
    store.setState((state) => {
      const models = state.models.filter((other) => other !== model);
      const gone = state.chosenModel === model.manifest.id;
      return {
        models,
        chosenModel: gone ? models[0]!.manifest.id : state.chosenModel,
        adding: { phase: "idle" },
      };
    });
  } catch (error) {
    reportError(app, error);
  }
}
